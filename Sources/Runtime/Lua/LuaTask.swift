import CLua
import CLuaGuard

/// The code of a task.
public enum LuaBody: Sendable {
  /// A function of the state.
  case function(LuaReference)
  /// The text of a chunk; it is compiled within the task, under the task's limits.
  case chunk(source: [UInt8], name: String)
}

/// The outcome of a slice.
public enum SliceOutcome: Sendable {
  case returned([LuaValue])
  case failed(LuaFailure)
  case killed(Kill)
  /// The slice has ended; run again.
  case preempted
  /// A host function waits; run again when woken.
  case waiting
}

/// The limits of a task. Nil means no limit.
public struct LuaTaskLimits: Sendable, Hashable {
  public var cpuNanoseconds: Int64?
  /// Maxima of the resources that host functions charge.
  public var resources: [Resource: Int64]

  /// Makes limits.
  public init(cpuNanoseconds: Int64? = nil, resources: [Resource: Int64] = [:]) {
    self.cpuNanoseconds = cpuNanoseconds
    self.resources = resources
  }
}

/// The scheduler's interface for waits of a task.
public protocol TaskHost: AnyObject, Sendable {
  /// Returns the waker of the task, which works from any thread, also before the task waits.
  func waker() -> Waker
  /// Wakes the task after a time.
  func wake(afterNanoseconds delay: Int64)
}

/// Wakes a waiting task. May be called from any thread, any number of times, also after the task has ended.
public struct Waker: Sendable {
  private let body: @Sendable () -> Void
  /// A waker that calls a closure, from any thread.
  public init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  /// Resumes the task.
  public func wake() { body() }
}

/// One coroutine of a state with limits and accounting of its own: an invocation.
///
/// Run by one thread at a time; `kill` and `isStopping` may be used from any.
public final class LuaTask: @unchecked Sendable {
  // @unchecked: slices are run by one thread at a time; the kill record in C is atomic.
  /// The state it runs in.
  public let state: LuaState
  /// The object available to its host functions as `HostCall.context`.
  public let context: (any AnyObject & Sendable)?
  /// Notified of waits.
  public weak var host: (any TaskHost)?
  /// Called on the worker's thread when a slice has ended in Lua code; nil for none. Set before the first slice.
  public var sampler: (@Sendable (LuaTask) -> Void)?

  private let record: OpaquePointer
  private let slot: RegistrySlot
  private let maxima: [Int64]
  // Used by the thread of the slice, in accesses that never overlap.
  @exclusivity(unchecked) private var charged: [Int64]
  private var pendingArguments: Int32

  /// Makes the task without running it. The state must be idle.
  /// - Throws: `LuaFailure` when the state is closed or abandoned, the function belongs to another state, or the system has no
  ///   memory.
  public init(
    state: LuaState, body: LuaBody, arguments: [LuaValue] = [], limits: LuaTaskLimits = LuaTaskLimits(),
    context: (any AnyObject & Sendable)? = nil
  ) throws(LuaFailure) {
    guard let handle = state.handle, !state.isAbandoned else { throw LuaFailure.closed }
    if case .function(let reference) = body, !reference.belongs(to: state) {
      throw LuaFailure(message: "the function belongs to another state")
    }
    state.releaseDiscarded()
    self.state = state
    self.context = context
    maxima = Resource.allCases.map { limits.resources[$0] ?? .max }
    charged = Resource.allCases.map { _ in 0 }
    guard let record = guard_task_new(nil, limits.cpuNanoseconds ?? 0) else {
      throw LuaFailure(message: "not enough memory for a task")
    }
    self.record = record
    guard_task_open(handle, record)
    slot = RegistrySlot(index: guard_task_anchor(record), releasedSlots: state.releasedSlots)
    pendingArguments = 0
    guard_task_set_context(record, Unmanaged.passUnretained(self).toOpaque())
    pendingArguments = push(body, arguments)
  }

  deinit { guard_task_free(record) }

  /// The coroutine.
  var thread: OpaquePointer { guard_task_thread(record)! }

  private func push(_ body: LuaBody, _ arguments: [LuaValue]) -> Int32 {
    var call = HostCall(guard_task_thread(record)!)
    var extra = 0
    switch body {
    case .function(let reference): call.push(.function(reference))
    case .chunk(let source, let name):
      guard_push_chunk_runner(call.thread)
      call.push(bytes: source)
      call.push("@" + name)
      extra = 2
    }
    for argument in arguments { call.push(argument) }
    return Int32(arguments.count + extra)
  }

  /// Marks the task as killed; it stops at its next instruction. The first reason is kept.
  /// - Returns: whether this call did it.
  @discardableResult
  public func kill(_ reason: KillReason) -> Bool {
    guard_task_kill(record, reason.limit.code, reason.maximum, reason.used) != 0
  }

  /// Whether the task is killed.
  public var isStopping: Bool { guard_task_is_stopping(record) != 0 }

  /// The reason it is killed; nil when it is not.
  public var killReason: KillReason? {
    var maximum: Int64 = 0
    var used: Int64 = 0
    let code = guard_task_kill_reason(record, &maximum, &used)
    guard let limit = Limit(code: code) else { return nil }
    if limit != .cpu { return KillReason(limit, maximum: maximum, used: used) }
    return KillReason(limit, maximum: maximum / 1_000_000, used: used / 1_000_000)
  }

  /// Processor time of all completed slices.
  public var cpuNanoseconds: Int64 { guard_task_cpu_ns(record) }

  /// Returns the amount charged for a resource so far.
  public func charged(_ resource: Resource) -> Int64 { charged[resource.rawValue] }

  /// Returns the maximum of a resource; the greatest number when there is no limit.
  public func maximum(of resource: Resource) -> Int64 { maxima[resource.rawValue] }

  /// Charges the task, on its own thread.
  /// - Returns: false when it is over its limit, and marked as killed.
  @discardableResult
  public func charge(_ resource: Resource, _ amount: Int64) -> Bool {
    let (sum, overflow) = charged[resource.rawValue].addingReportingOverflow(amount)
    let total = overflow ? .max : sum
    charged[resource.rawValue] = total
    let maximum = maxima[resource.rawValue]
    if total <= maximum { return true }
    kill(KillReason(resource.limit, maximum: maximum, used: total))
    return false
  }

  /// Runs until the task ends, waits, or its slice ends. On the worker's thread, with the state idle.
  public func run(on worker: LuaWorker) -> SliceOutcome {
    guard state.enter() else { return .killed(Kill(reason: killReason ?? KillReason(.abandoned))) }
    defer { state.leave() }
    guard let handle = state.handle, !state.isAbandoned else {
      return .killed(Kill(reason: killReason ?? KillReason(.abandoned)))
    }
    state.releaseDiscarded()
    let arguments = pendingArguments
    pendingArguments = 0
    var results: Int32 = 0
    let status = guard_run(worker.handle, handle, record, arguments, &results)
    switch guard_status(rawValue: UInt32(status)) {
    case GUARD_RETURNED:
      defer { guard_end_reading(handle) }
      return returned(Int(results))
    case GUARD_FAILED:
      defer { guard_end_reading(handle) }
      return .failed(failure(handle))
    case GUARD_PREEMPTED:
      sampler?(self)
      return .preempted
    case GUARD_WAITING: return .waiting
    default: return .killed(Kill(reason: killReason ?? KillReason(.abandoned), traceback: frames(handle)))
    }
  }

  private func returned(_ count: Int) -> SliceOutcome {
    let thread = guard_task_thread(record)!
    defer { lua_settop(thread, 0) }
    var reader = ValueReader(state: state, thread: thread)
    let first = lua_gettop(thread) - Int32(count) + 1
    var values: [LuaValue] = []
    do throws(LuaConversionError) {
      for index in 0..<Int32(count) { values.append(try reader.value(at: first + index)) }
      return .returned(values)
    } catch {
      if error.cause == .memory { return .killed(tooLarge()) }
      return .failed(LuaFailure(message: "the result \(values.count + 1) cannot be handed over: \(error.message)"))
    }
  }

  /// Returns the kill of a task whose results exceed the state's memory limit.
  private func tooLarge() -> Kill {
    kill(KillReason(.memory, maximum: Int64(state.memoryBytesMax), used: Int64(state.memoryBytesMax) + 1))
    return Kill(reason: killReason ?? KillReason(.memory))
  }

  private func failure(_ handle: OpaquePointer) -> LuaFailure {
    let thread = guard_task_thread(record)!
    let top = lua_gettop(thread)
    lua_checkstack(thread, 8)
    var reader = ValueReader(state: state, thread: thread)
    let value = try? reader.value(at: top)
    let message = Self.message(value, LuaType(code: lua_type(thread, top)))
    return LuaFailure(message: message, value: value ?? .nil, traceback: frames(handle))
  }

  private static func message(_ value: LuaValue?, _ type: LuaType) -> String {
    switch value {
    case .string(let text): return text
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .integer(let number): return String(number)
    case .number(let number): return String(number)
    case .table(let table):
      if case .string(let text)? = table.fields["message"] { return text }
    default: break
    }
    return "(error object is a \(type.rawValue) value)"
  }

  private func frames(_ handle: OpaquePointer) -> [LuaFrame] {
    var start: UnsafePointer<guard_frame>?
    let count = guard_frames(handle, &start)
    return UnsafeBufferPointer(start: start, count: Int(count)).map(LuaFrame.init)
  }
}

extension LuaFrame {
  init(_ frame: guard_frame) {
    let name = withUnsafeBytes(of: frame.name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    chunk = withUnsafeBytes(of: frame.chunk) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    line = Int(frame.line)
    self.name = name.isEmpty ? nil : name
  }
}
