import Lua

/// How a task ended.
public enum TaskOutcome: Sendable {
  case returned([LuaValue])
  case failed(LuaFailure)
  case killed(Kill)
}

/// What a task cost.
public struct Accounting: Sendable, Hashable {
  /// Time spent ready to run without running.
  public var queueNanoseconds: Int64 = 0
  /// Processor time.
  public var cpuNanoseconds: Int64 = 0
  /// Time from the first slice to the end.
  public var wallNanoseconds: Int64 = 0
  /// The most memory its sandbox held while it ran.
  public var peakBytes: Int = 0
  /// Slices it was given.
  public var switches: Int = 0
  public var rowsRead: Int64 = 0
  public var rowsWritten: Int64 = 0
  public var outputBytes: Int64 = 0

  /// Nothing was used yet.
  public init() {}
}

/// How a task ended and what it cost.
public struct TaskReport: Sendable {
  public let outcome: TaskOutcome
  public let accounting: Accounting
}

/// A task under way, as `grappe top` shows it.
public struct TaskStatus: Sendable {
  public enum Phase: String, Sendable { case ready, running, waiting }

  public let id: UInt64
  /// The plugin.
  public let plugin: String
  public let taskClass: TaskClass
  public let phase: Phase
  public let accounting: Accounting
}
