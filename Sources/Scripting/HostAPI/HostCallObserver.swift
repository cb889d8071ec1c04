import Lua

/// Observes the calls of host functions in one invocation, on the worker's thread.
public protocol HostCallObserver: AnyObject, Sendable {
  /// - Parameters:
  ///   - name: the function, such as `grappe.actors.find`.
  ///   - caller: the line of Lua code that called it; nil where there is none.
  ///   - rows: the rows that it read and wrote.
  ///   - nanoseconds: its wall-clock time.
  func hostFunctionReturned(_ name: String, caller: LuaFrame?, rows: Int64, nanoseconds: Int64)
}
