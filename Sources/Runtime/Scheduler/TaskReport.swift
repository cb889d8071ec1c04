import Lua

/// The outcome of a task.
public enum TaskOutcome: Sendable {
  case returned([LuaValue])
  case failed(LuaFailure)
  case killed(Kill)
}

/// The resources a task used.
public struct Accounting: Sendable, Hashable {
  /// Time in the queue, ready to run.
  public var queueNanoseconds: Int64 = 0
  /// Processor time.
  public var cpuNanoseconds: Int64 = 0
  /// Time from the first slice to the end.
  public var wallNanoseconds: Int64 = 0
  /// Peak memory of its sandbox while it ran.
  public var peakBytes: Int = 0
  /// Number of slices.
  public var switches: Int = 0
  public var rowsRead: Int64 = 0
  public var rowsWritten: Int64 = 0
  public var outputBytes: Int64 = 0

  /// Zero for every resource.
  public init() {}
}

/// The outcome of a task and the resources it used.
public struct TaskReport: Sendable {
  public let outcome: TaskOutcome
  public let accounting: Accounting
}

/// A running or waiting task, as `grappe top` shows it.
public struct TaskStatus: Sendable {
  public enum Phase: String, Sendable { case ready, running, waiting }

  public let id: UInt64
  /// The plugin.
  public let plugin: String
  public let taskClass: TaskClass
  public let phase: Phase
  public let accounting: Accounting
}
