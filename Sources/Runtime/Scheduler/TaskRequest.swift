import Lua
import Sandbox

/// How urgent a task is. A class goes before the next, but nothing waits for ever: every 50 ms of waiting raises a task
/// by one class.
public enum TaskClass: Int, Sendable, Hashable, CaseIterable {
  /// Somebody waits at the terminal.
  case interactive
  /// An event's handler.
  case event
  /// Work in the background.
  case job
}

/// What one task may use. Nil means no limit.
public struct TaskLimits: Sendable, Hashable {
  public var cpuMilliseconds: Int64?
  /// Time from its first slice on, waiting included.
  public var wallMilliseconds: Int64?
  /// Wall time for which it may hold the write lock, from its first write on.
  public var writeWallMilliseconds: Int64?
  public var outputBytes: Int64?
  public var rowsRead: Int64?
  public var rowsWritten: Int64?
  public var storageBytes: Int64?

  /// Makes limits.
  public init(
    cpuMilliseconds: Int64? = nil, wallMilliseconds: Int64? = nil, outputBytes: Int64? = nil, rowsRead: Int64? = nil,
    rowsWritten: Int64? = nil, storageBytes: Int64? = nil,
    writeWallMilliseconds: Int64? = TaskLimits.writeWallMillisecondsDefault
  ) {
    self.cpuMilliseconds = cpuMilliseconds
    self.wallMilliseconds = wallMilliseconds
    self.outputBytes = outputBytes
    self.rowsRead = rowsRead
    self.rowsWritten = rowsWritten
    self.storageBytes = storageBytes
    self.writeWallMilliseconds = writeWallMilliseconds
  }

  /// How long a task may hold the write lock from its first write on when nothing else was granted: 10 s.
  public static let writeWallMillisecondsDefault: Int64 = 10_000
  /// How long the handler of an event may hold the write lock, from its beginning on, when nothing else was granted: 1 s. Deliveries are
  /// made one after the other, so that this bounds how long one waits for another.
  public static let handlerWriteWallMillisecondsDefault: Int64 = 1_000
  /// What a plugin may keep in its private storage when nothing else was granted: 64 MiB.
  public static let storageBytesDefault: Int64 = 64 << 20

  /// Loading a plugin's `init.lua`.
  public static let load = TaskLimits(
    cpuMilliseconds: 200, wallMilliseconds: 2_000, outputBytes: 256 << 10, rowsRead: 100_000, rowsWritten: 0)
  /// An event's handler or a rule.
  public static let handler = TaskLimits(
    cpuMilliseconds: 1_000, wallMilliseconds: 5_000, outputBytes: 256 << 10, rowsRead: 100_000, rowsWritten: 1_000,
    storageBytes: storageBytesDefault, writeWallMilliseconds: handlerWriteWallMillisecondsDefault)
  /// A command, report or script.
  public static let command = TaskLimits(
    cpuMilliseconds: 10_000, wallMilliseconds: 60_000, outputBytes: 16 << 20, rowsRead: 10_000_000,
    rowsWritten: 100_000, storageBytes: storageBytesDefault)
  /// A job.
  public static let job = TaskLimits(
    cpuMilliseconds: 60_000, wallMilliseconds: 600_000, outputBytes: 16 << 20, rowsRead: 10_000_000,
    rowsWritten: 1_000_000, storageBytes: storageBytesDefault)

  /// The longest time of a limit, in milliseconds (31 years); a longer one counts as this.
  static let millisecondsMax: Int64 = 1_000_000_000_000

  static func nanoseconds(_ milliseconds: Int64) -> Int64 { min(max(0, milliseconds), millisecondsMax) * 1_000_000 }

  var ofTask: LuaTaskLimits {
    var resources: [Resource: Int64] = [:]
    resources[.output] = outputBytes
    resources[.rowsRead] = rowsRead
    resources[.rowsWritten] = rowsWritten
    resources[.storage] = storageBytes
    return LuaTaskLimits(cpuNanoseconds: cpuMilliseconds.map(Self.nanoseconds), resources: resources)
  }
}

/// One thing to run in a sandbox.
public struct TaskRequest: Sendable {
  public var sandbox: Sandbox
  public var body: LuaBody
  public var arguments: [LuaValue]
  public var taskClass: TaskClass
  public var limits: TaskLimits
  /// What host functions find in `HostCall.context`.
  public var context: (any AnyObject & Sendable)?
  /// The plugin's share of the processor against others; 1 by default, at least 1.
  public var weight: Int
  /// Whether the sandbox goes on after a kill that left its state whole, and the kill does not count towards a quarantine:
  /// for code that somebody types and stops, and who knows what was half done. False by default. A kill for memory, and one
  /// that had to leave the middle of a library function, condemn the sandbox all the same.
  public var keepsSandbox = false
  /// Whether a kill counts towards a quarantine of the plugin; true by default.
  public var countsKills = true
  /// Limits by which a kill does not count towards a quarantine, such as those that a caller of the plugin lowered.
  public var uncountedLimits: Set<Limit> = []

  /// Makes a request for a function or a chunk.
  public init(
    sandbox: Sandbox, body: LuaBody, arguments: [LuaValue] = [], class taskClass: TaskClass = .interactive,
    limits: TaskLimits = .command, context: (any AnyObject & Sendable)? = nil, weight: Int = 1
  ) {
    self.sandbox = sandbox
    self.body = body
    self.arguments = arguments
    self.taskClass = taskClass
    self.limits = limits
    self.context = context
    self.weight = max(1, weight)
  }

  /// Makes a request for a function kept before.
  public init(
    sandbox: Sandbox, function: LuaReference, arguments: [LuaValue] = [], class taskClass: TaskClass = .interactive,
    limits: TaskLimits = .command, context: (any AnyObject & Sendable)? = nil, weight: Int = 1
  ) {
    self.init(
      sandbox: sandbox, body: .function(function), arguments: arguments, class: taskClass, limits: limits,
      context: context, weight: weight)
  }
}
