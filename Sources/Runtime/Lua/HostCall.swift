import CLua
import CLuaGuard

/// One call of a host function: its arguments, and the stack for its results. Valid only during the call, on its thread. Reading
/// never coerces; no operation raises a Lua error.
///
/// Arguments have the indices 1…`argumentCount`. Pushed values are above them; the last `n` are the results of `.returns(n)`.
public struct HostCall: ~Copyable {
  let thread: OpaquePointer
  /// Number of arguments from Lua.
  public let argumentCount: Int
  /// Number of slots known to be free; Lua guarantees 20 on entry.
  var room = 20
  /// Whether the Lua stack could not grow; pushes then do nothing and the call ends in an error.
  var hasOverflown = false

  init(_ thread: OpaquePointer) {
    self.thread = thread
    argumentCount = Int(lua_gettop(thread))
  }

  /// The task the call belongs to; nil while a sandbox is being set up.
  public var task: LuaTask? {
    guard let task = guard_running_task(thread), let context = guard_task_context(task) else { return nil }
    return Unmanaged<LuaTask>.fromOpaque(context).takeUnretainedValue()
  }

  /// The object given with the running task.
  public var context: AnyObject? { task?.context }

  /// Whether this is a repeated call after `.wait`.
  public var isResumed: Bool { guard_is_resumed(thread) != 0 }

  /// The state the call runs in.
  var state: LuaState { Unmanaged<LuaState>.fromOpaque(guard_owner(thread)!).takeUnretainedValue() }

  /// Charges the task. Beyond the maximum the task is marked as killed and stops when the host function returns, whatever its
  /// outcome.
  /// - Returns: false when the task is over its limit.
  @discardableResult
  public func charge(_ resource: Resource, _ amount: Int64) -> Bool { withTask { $0.charge(resource, amount) } ?? true }

  /// Calls `body` with the task the call belongs to, without counting a reference to it.
  private func withTask<Result>(_ body: (LuaTask) -> Result) -> Result? {
    guard let task = guard_running_task(thread), let context = guard_task_context(task) else { return nil }
    return Unmanaged<LuaTask>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
  }

  /// Charges memory that the host allocates for this call, in bytes, before it allocates it. It counts towards the memory limit
  /// of the state in addition to the interpreter's own, and is released when the host function returns.
  /// - Returns: false when the limit is exceeded: the task is killed, and the host function should return.
  @discardableResult
  public func chargeMemory(_ bytes: Int) -> Bool { guard_charge_memory(thread, max(0, bytes)) != 0 }

  /// Charges memory that the host keeps until the invocation ends, in bytes.
  /// - Returns: false when the limit is exceeded: the task is killed, and the host function should return.
  @discardableResult
  public func holdMemory(_ bytes: Int) -> Bool { guard_hold_memory(thread, max(0, bytes)) != 0 }

  /// Memory charged by this call so far, in bytes: the copies of its arguments that were read.
  public var memoryBytesCharged: Int { guard_call_memory(thread) }

  /// Memory the call can still charge, in bytes, before garbage is collected.
  public var memoryBytesLeft: Int { guard_memory_room(thread) }

  /// Collects the garbage of the state, which releases the host's objects that Lua no longer reaches.
  public func collectGarbage() { guard_collect(thread) }

  /// Whether the state is within its memory limit, garbage not counted; host functions that push many values call it after some
  /// of them. When it is not, the task is killed.
  public func isWithinMemory() -> Bool { guard_memory_room(thread) > 0 || chargeMemory(1) }

  /// Whether the task is killed already: long host work should check it now and then, and return.
  public var isStopping: Bool { withTask { $0.isStopping } ?? false }

  /// Returns the waker of the task for `.wait`. Take it before the awaited event can happen; an early wake is kept. When called
  /// again, the host function must check itself whether the event has happened.
  public func waker() -> Waker { task?.host?.waker() ?? Waker {} }

  /// Wakes the task after a time, in nanoseconds; to be followed by `.wait`.
  public func wake(afterNanoseconds delay: Int64) { task?.host?.wake(afterNanoseconds: delay) }

  /// Ends the task's slice when the host function has returned, so that other tasks can run.
  public func endSlice() { guard_end_slice(thread) }
}
