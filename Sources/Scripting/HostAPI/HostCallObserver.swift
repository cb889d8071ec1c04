import Lua

/// Observes the calls of host functions in one invocation, on the worker's thread.
public protocol HostCallObserver: AnyObject, Sendable {
  func hostFunctionReturned(_ call: ObservedCall)
}

/// A finished call of a host function, or the part of it until it waits.
public struct ObservedCall: Sendable {
  /// The function, such as `grappe.actors.find`.
  public var name: String
  /// The lines of Lua code that called it, innermost first; empty where there are none.
  public var callers: [LuaFrame]
  /// The rows that it read and wrote.
  public var rows: Int64
  /// Its wall-clock time, in nanoseconds.
  public var nanoseconds: Int64
  /// Its processor time, in nanoseconds.
  public var cpuNanoseconds: Int64
  /// The growth of the sandbox's memory, in bytes.
  public var bytes: Int
}
