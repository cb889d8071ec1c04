import Glibc
import Synchronization

/// The time since which a transaction counts as holding the write lock, that of its first write unless it was started before, readable from any thread while another one uses the transaction.
public final class WriteClock: Sendable {
  private let first = Atomic<Int64>(0)

  /// Nanoseconds of `CLOCK_MONOTONIC`; nil before the first write and after the end of the transaction.
  public var firstWriteNanoseconds: Int64? {
    let time = first.load(ordering: .relaxed)
    return time == 0 ? nil : time
  }

  /// Begins to measure before the first write, where the transaction holds the write lock for the sake of the code that runs in it.
  public func start() { note() }

  /// Notes a write; only the first one counts.
  func note() {
    if first.load(ordering: .relaxed) != 0 { return }
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    first.store(Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec), ordering: .relaxed)
  }

  /// Forgets the first write: the lock is free.
  func stop() { first.store(0, ordering: .relaxed) }
}
