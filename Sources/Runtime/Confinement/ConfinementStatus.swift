/// The confinement measures in force.
public struct ConfinementStatus: Sendable, Hashable {
  /// A right that the process drops.
  public enum Measure: String, Sendable, Hashable, CaseIterable {
    /// Programs it starts cannot gain more rights than it has (`PR_SET_NO_NEW_PRIVS`).
    case noNewPrivileges
    /// It may access only the files of its access policy (Landlock).
    case files
    /// No network (the filter of system calls; Landlock from version 4 on also denies TCP).
    case network
    /// No program is started (the filter of system calls).
    case programs
    /// A crash never writes its memory to a file.
    case coreDumps
  }

  /// The state of a measure.
  public enum State: Sendable, Hashable {
    case active
    /// In force for some of the threads only: this many were started before and are not confined.
    case partial(olderThreads: Int)
    /// The kernel refused with this error number, such as `EPERM`.
    case refused(errno: Int32)
    /// The kernel, or this processor, does not have it.
    case unsupported
    /// Not applied yet.
    case off
  }

  /// Each measure with its state.
  public internal(set) var states: [Measure: State]
  /// The version of Landlock that the kernel has; nil without it.
  public internal(set) var landlockVersion: Int?

  init(states: [Measure: State] = [:], landlockVersion: Int? = nil) {
    self.states = states
    self.landlockVersion = landlockVersion
  }

  /// The state of one measure.
  public subscript(measure: Measure) -> State { states[measure] ?? .off }

  /// Whether every measure is in force.
  public var isComplete: Bool { Measure.allCases.allSatisfy { self[$0] == .active } }
}
