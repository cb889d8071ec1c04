import CLua
import CLuaGuard

/// The account of a host call, for code that gathers data for the call without holding it. Valid only during the call, on its
/// thread.
public struct CallAccount {
  private let thread: OpaquePointer
  private let task: LuaTask?

  /// The account of `call`.
  public init(of call: borrowing HostCall) {
    thread = call.thread
    task = call.task
  }

  /// Charges a record that was read: one row, and the bytes it holds in memory until the call returns.
  /// - Returns: false when a limit is exceeded: the task is killed, and the host function should return.
  public func chargeRecord(bytes: Int) -> Bool {
    guard task?.charge(.rowsRead, 1) ?? true else { return false }
    return guard_charge_memory(thread, max(0, bytes)) != 0
  }
}
