/// What of the confinement is in force.
public struct ConfinementStatus: Sendable, Hashable {
  /// One right that the process gives up.
  public enum Measure: String, Sendable, Hashable, CaseIterable {
    /// No program it starts can have more rights than it has (`PR_SET_NO_NEW_PRIVS`).
    case noNewPrivileges
    /// Files are those of its reach (Landlock).
    case files
    /// No network (the filter of system calls; Landlock from version 4 on denies TCP besides).
    case network
    /// No program is started (the filter of system calls).
    case programs
    /// Its memory is never written to a file when it crashes.
    case coreDumps
  }

  /// Whether a measure is in force.
  public enum State: Sendable, Hashable {
    case active
    /// In force for some of the threads only: this many were running before and stay as they were.
    case partial(olderThreads: Int)
    /// The kernel refused with this error number, such as `EPERM`.
    case refused(errno: Int32)
    /// The kernel, or this processor, does not have it.
    case unsupported
    /// Nothing was asked for yet.
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
