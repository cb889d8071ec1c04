import Synchronization

/// The state that all copies of a `Workspace` share: the settings, which can be read again, and the waits for the write lock.
final class WorkspaceState: Sendable {
  /// The waits for the write lock in this process.
  struct LockWaits {
    /// The number of transactions that asked for the lock.
    var count: Int64 = 0
    /// The number of those that did not get it.
    var failures: Int64 = 0
    /// The time that all waited, in seconds.
    var seconds: Double = 0
  }

  private let shared: Mutex<(settings: WorkspaceSettings, waits: LockWaits)>

  init(_ settings: WorkspaceSettings) { shared = Mutex((settings, LockWaits())) }

  var settings: WorkspaceSettings {
    get { shared.withLock { $0.settings } }
    set { shared.withLock { $0.settings = newValue } }
  }

  var lockWaits: LockWaits { shared.withLock { $0.waits } }

  /// Counts a wait for the write lock that has ended.
  func noteWait(since start: ContinuousClock.Instant, isHeld: Bool) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    shared.withLock { shared in
      shared.waits.count += 1
      shared.waits.seconds += seconds
      if !isHeld { shared.waits.failures += 1 }
    }
  }
}
