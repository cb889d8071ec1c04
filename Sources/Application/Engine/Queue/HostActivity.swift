import Synchronization

/// The number of deliveries and runs of jobs in a span of time, for the report of rates in a host's log.
public struct HostActivity: Sendable, Hashable {
  /// Deliveries made.
  public var deliveries: Int64 = 0
  /// Attempts of deliveries that failed.
  public var deliveriesFailed: Int64 = 0
  /// Runs of jobs that ended well.
  public var jobs: Int64 = 0
  /// Runs of jobs that failed.
  public var jobsFailed: Int64 = 0
  /// The length of the span in seconds.
  public var seconds: Int64 = 0

  /// Whether nothing was done.
  var isEmpty: Bool { deliveries + deliveriesFailed + jobs + jobsFailed == 0 }

  /// Counts a notice of a delivery or a run.
  mutating func count(_ notice: HostNotice) {
    switch notice {
    case .delivered: deliveries += 1
    case .deliveryFailed: deliveriesFailed += 1
    case .jobDone: jobs += 1
    case .jobFailed: jobsFailed += 1
    default: break
    }
  }
}

/// Counts the activity of a host since its last report.
final class HostActivityCounter: Sendable {
  private let state: Mutex<(activity: HostActivity, since: ContinuousClock.Instant)>

  init(now: ContinuousClock.Instant = .now) { state = Mutex((HostActivity(), now)) }

  /// Counts a notice.
  func count(_ notice: HostNotice) { state.withLock { $0.activity.count(notice) } }

  /// Returns the activity since the last call, and begins the next span; nil when nothing was done.
  func take(now: ContinuousClock.Instant = .now) -> HostActivity? {
    state.withLock { state in
      var activity = state.activity
      activity.seconds = max(1, (now - state.since).components.seconds)
      state = (HostActivity(), now)
      return activity.isEmpty ? nil : activity
    }
  }
}
