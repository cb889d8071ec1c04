/// A task's context whose transaction may hold the write lock of a file.
public protocol WriteLockHolder: AnyObject, Sendable {
  /// The time since which its transaction holds the write lock, on the clock of `SystemClock.monotonicNanoseconds`; nil before,
  /// and after its end. May be read from any thread.
  var writeLockedSinceNanoseconds: Int64? { get }
}
