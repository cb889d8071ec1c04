import Glibc
import Synchronization

/// The time since which a transaction holds the write lock. Readable from any thread while another one uses the transaction.
public final class WriteClock: Sendable {
  private let start = Atomic<Int64>(0)

  /// Nanoseconds of `CLOCK_MONOTONIC`; nil before the transaction takes the lock and after its end.
  public var lockedSinceNanoseconds: Int64? {
    let time = start.load(ordering: .relaxed)
    return time == 0 ? nil : time
  }

  /// Starts it: the transaction has taken the write lock.
  func begin() {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    start.store(Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec), ordering: .relaxed)
  }

  /// Resets it: the write lock is free.
  func stop() { start.store(0, ordering: .relaxed) }
}
