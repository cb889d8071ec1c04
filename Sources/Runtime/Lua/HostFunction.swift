import CLuaGuard

/// The outcome of a host function. Lua's errors and yields happen in C after the function has returned.
public enum HostOutcome: Sendable {
  /// That many values on top of the stack are the results.
  case returns(Int)
  /// Raised as a Lua error, prefixed with chunk and line of the caller.
  case error(String)
  /// Raised unchanged.
  case raise(LuaValue)
  /// Suspends the task until its waker is woken; the function is then called again with the same arguments, and
  /// `HostCall.isResumed` is true. An error inside sort comparisons, gsub replacements and the like.
  case wait
  /// Stops the task; nothing in Lua can catch it.
  case kill(KillReason)
  /// Calls the function with these arguments; its results are the results of the host function.
  case call(LuaReference, [LuaValue])
}

/// A Swift function that Lua code can call. It runs on a worker thread, must not block for long, and must not store the call.
public typealias HostFunction = @Sendable (inout HostCall) -> HostOutcome

/// Keeps the closure alive as long as Lua can reach it.
final class HostBox {
  let body: HostFunction
  init(_ body: @escaping HostFunction) { self.body = body }

  static let enter: guard_entry = { context, thread in
    let box = Unmanaged<HostBox>.fromOpaque(context!)
    return box._withUnsafeGuaranteedRef { box in
      var call = HostCall(thread!)
      let outcome = box.body(&call)
      return call.conclude(outcome)
    }
  }

  static let release: guard_release = { context in
    Unmanaged<HostBox>.fromOpaque(context!).release()
  }
}

extension HostCall {
  /// Pushes the outcome on the stack and converts it into CLuaGuard's code.
  mutating func conclude(_ outcome: consuming HostOutcome) -> Int32 {
    if hasOverflown { return overflown() }
    switch outcome {
    case .returns(let count): return Int32(clamping: count)
    case .error(let message): return raise(message)
    case .raise(let value):
      push(value)
      return Int32(GUARD_ANSWER_RAISE.rawValue)
    case .wait:
      lua_settop(thread, Int32(argumentCount))
      return Int32(GUARD_ANSWER_WAIT.rawValue)
    case .kill(let reason):
      task?.kill(reason)
      return 0
    case .call(let function, let arguments): return call(function, arguments)
    }
  }

  /// Drops the pushed values, which frees slots for a message.
  private mutating func overflown() -> Int32 {
    lua_settop(thread, Int32(argumentCount))
    (hasOverflown, room) = (false, 20)
    return raise("stack overflow in a host function")
  }

  private mutating func raise(_ message: String) -> Int32 {
    push(message)
    return Int32(GUARD_ANSWER_ERROR.rawValue)
  }

  private mutating func call(_ function: LuaReference, _ arguments: [LuaValue]) -> Int32 {
    push(.function(function))
    for argument in arguments { push(argument) }
    guard !hasOverflown else { return overflown() }
    guard_set_call_count(thread, Int32(arguments.count))
    return Int32(GUARD_ANSWER_CALL.rawValue)
  }
}
