import Lua

/// Observes the calls of host functions in one invocation, on the worker's thread.
public protocol HostCallObserver: AnyObject, Sendable {
  /// Receives a call when its host function has returned or waits, before Lua goes on.
  ///
  /// - Parameter call: the call itself, from which the lines that called it can be read.
  func hostFunctionReturned(_ observed: ObservedCall, _ call: borrowing HostCall)
}

/// A finished call of a host function, or the part of it until it waits.
public struct ObservedCall: Sendable {
  /// The function, such as `grappe.actors.find`.
  public var name: String
  /// The rows that it read and wrote.
  public var rows: Int64
  /// Its wall-clock time, in nanoseconds.
  public var nanoseconds: Int64
  /// The growth of the sandbox's memory, in bytes.
  public var bytes: Int
}
