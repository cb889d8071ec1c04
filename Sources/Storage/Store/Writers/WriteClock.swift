import Glibc
import Synchronization

/// The time since which a transaction counts as holding the write lock: its first write, or an earlier `start`. Readable from any
/// thread while another one uses the transaction.
public final class WriteClock: Sendable {
  private let first = Atomic<Int64>(0)

  /// Nanoseconds of `CLOCK_MONOTONIC`; nil before the first write and after the end of the transaction.
  public var firstWriteNanoseconds: Int64? {
    let time = first.load(ordering: .relaxed)
    return time == 0 ? nil : time
  }

  /// Starts the clock before the first write, when the transaction holds the write lock for the code that runs in it.
  public func start() { note() }

  /// Records a write; only the first one counts.
  func note() {
    if first.load(ordering: .relaxed) != 0 { return }
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    first.store(Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec), ordering: .relaxed)
  }

  /// Resets it: the write lock is free.
  func stop() { first.store(0, ordering: .relaxed) }
}
