/// A task's context whose transaction may hold the write lock of a file.
public protocol WriteLockHolder: AnyObject, Sendable {
  /// The time of its transaction's first write, on the clock of `SystemClock.monotonicNanoseconds`; nil before, and after its
  /// end. May be read from any thread.
  var firstWriteNanoseconds: Int64? { get }
}
