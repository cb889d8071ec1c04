import CLuaGuard
import Glibc

/// A thread that runs tasks, with its slice timer and signal. Made, used and closed on that thread; `checkTask` may be called from
/// any.
public final class LuaWorker: @unchecked Sendable {
  // @unchecked: everything but `checkTask` stays on the worker's own thread.
  let handle: OpaquePointer
  private var onPark: (() -> Void)?
  /// The shortest slice.
  public static let sliceNanosecondsMin: Int64 = 100_000

  /// Turns the calling thread into a worker.
  /// - Parameter sliceNanoseconds: processor time a task may use before others run, at least `sliceNanosecondsMin`.
  /// - Throws: `LuaFailure` when the system gives no timer.
  public init(sliceNanoseconds: Int64) throws(LuaFailure) {
    guard let handle = guard_worker_open(max(Self.sliceNanosecondsMin, sliceNanoseconds)) else {
      throw LuaFailure(message: "no timer for a worker thread (error \(errno))")
    }
    self.handle = handle
  }

  /// Sets the length of later slices, on the worker's own thread between two of them.
  public func setSlice(nanoseconds: Int64) {
    guard_worker_set_slice(handle, max(Self.sliceNanosecondsMin, nanoseconds))
  }

  /// Sets the closure called when a slice ends while the task is in C code and cannot be suspended: it may block the thread until
  /// the task is scheduled again.
  public func onPark(_ body: @escaping () -> Void) {
    onPark = body
    guard_worker_set_park(
      handle, { Unmanaged<LuaWorker>.fromOpaque($0!).takeUnretainedValue().onPark?() },
      Unmanaged.passUnretained(self).toOpaque())
  }

  /// Makes the worker check its task's kill record now.
  public func checkTask() { guard_worker_check_task(handle) }

  /// Reports, on the worker's own thread, that it was idle: the next task is not charged for that time.
  public func discardIdleTime() { guard_worker_discard_idle_time(handle) }

  /// Ends the worker, on its own thread; the object must not be used afterwards.
  public func close() { guard_worker_close(handle) }
}
