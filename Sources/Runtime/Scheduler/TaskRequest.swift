import Lua
import Sandbox

/// The urgency of a task. A class runs before the next, but no task starves: every 50 ms of waiting raise it by one class.
public enum TaskClass: Int, Sendable, Hashable, CaseIterable {
  /// A person waits at the terminal.
  case interactive
  /// An event's handler.
  case event
  /// Work in the background.
  case job
}

/// The limits of one task. Nil means no limit.
public struct TaskLimits: Sendable, Hashable {
  public var cpuMilliseconds: Int64?
  /// Wall-clock time from its first slice on, waiting included.
  public var wallMilliseconds: Int64?
  /// Wall-clock time for which it may hold the write lock, whether it writes or not.
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

  /// The default wall-clock time for which a task may hold the write lock: 10 s.
  public static let writeWallMillisecondsDefault: Int64 = 10_000
  /// The default wall-clock time for which the handler of an event may hold the write lock: 1 s.
  /// Deliveries run one after the other, so this bounds how long one waits for another.
  public static let handlerWriteWallMillisecondsDefault: Int64 = 1_000
  /// The default size of a plugin's private storage: 64 MiB.
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

  /// A page, a card, a form or an action of the portal.
  public static let page = TaskLimits(
    cpuMilliseconds: 250, wallMilliseconds: 2_000, outputBytes: 1 << 20, rowsRead: 1_000_000, rowsWritten: 1_000,
    storageBytes: storageBytesDefault, writeWallMilliseconds: 2_000)

  /// Upper bound of a time limit, in milliseconds (31 years); a longer one is cut to it.
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

/// A request to run code in a sandbox.
public struct TaskRequest: Sendable {
  public var sandbox: Sandbox
  public var body: LuaBody
  public var arguments: [LuaValue]
  public var taskClass: TaskClass
  public var limits: TaskLimits
  /// The object available to host functions as `HostCall.context`.
  public var context: (any AnyObject & Sendable)?
  /// The plugin's weight in the sharing of the processor; 1 by default, at least 1.
  public var weight: Int
  /// Whether the sandbox is kept after a kill that left its state intact, and the kill does not count towards a quarantine: for
  /// code that a person types and stops, and who knows the unfinished work. False by default. A kill for memory, and one by a
  /// jump out of a library function, invalidate the sandbox all the same.
  public var keepsSandbox = false
  /// Whether a kill counts towards a quarantine of the plugin; true by default.
  public var countsKills = true
  /// Limits whose kills do not count towards a quarantine, such as those lowered by a caller of the plugin.
  public var uncountedLimits: Set<Limit> = []
  /// Called on the worker's thread at the end of each slice in Lua code, for a profile; nil for none. Slices are shorter then.
  public var sampler: (@Sendable (LuaTask) -> Void)?

  /// The length of the slices of a task with a sampler, in nanoseconds: one sample in two milliseconds of processor
  /// time, whose stack costs a few microseconds.
  public static let sampledSliceNanoseconds: Int64 = 2_000_000

  /// A request for a function or a chunk.
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

  /// A request for a function that was stored.
  public init(
    sandbox: Sandbox, function: LuaReference, arguments: [LuaValue] = [], class taskClass: TaskClass = .interactive,
    limits: TaskLimits = .command, context: (any AnyObject & Sendable)? = nil, weight: Int = 1
  ) {
    self.init(
      sandbox: sandbox, body: .function(function), arguments: arguments, class: taskClass, limits: limits,
      context: context, weight: weight)
  }
}
