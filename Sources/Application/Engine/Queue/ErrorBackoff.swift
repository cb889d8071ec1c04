import Synchronization

/// The backoff of a service after a failure that is not a plugin's fault, such as a full disk, and the limit on repeated
/// reports.
///
/// The pause doubles with each failure, up to ten seconds, and is reset after a minute without one. The same failure is
/// reported when it begins and once a minute.
struct ErrorBackoff {
  /// The first pause, in milliseconds.
  static let pauseFirst: Int64 = 100
  /// The longest pause, in milliseconds.
  static let pauseMax: Int64 = 10_000
  /// The time in which the same failure is not reported again, and after which the pause is reset, in milliseconds.
  static let silence: Int64 = 60_000

  private var pause: Int64 = 0
  private var nextAttempt = Int64.min
  private var reported: (text: String, at: Int64)?

  /// Whether the pause is over.
  ///
  /// - Parameter now: milliseconds since any fixed moment, the same for all calls.
  func isDue(at now: Int64) -> Bool { now >= nextAttempt }

  /// Records a failure.
  ///
  /// - Returns: whether to report it.
  mutating func fail(_ text: String, at now: Int64) -> Bool {
    // Several failures during one pause count once.
    if isDue(at: now) {
      let isNew = nextAttempt == .min || now - nextAttempt > Self.silence
      pause = isNew ? Self.pauseFirst : min(pause * 2, Self.pauseMax)
      nextAttempt = now + pause
    }
    if let reported, reported.text == text, now - reported.at < Self.silence { return false }
    reported = (text, now)
    return true
  }
}

/// An `ErrorBackoff` that several tasks share.
final class SharedErrorBackoff: Sendable {
  private let backoff = Mutex(ErrorBackoff())

  /// Whether the pause is over.
  func isDue(at now: Int64) -> Bool { backoff.withLock { $0.isDue(at: now) } }

  /// Records a failure.
  ///
  /// - Returns: whether to report it.
  func fail(_ text: String, at now: Int64) -> Bool { backoff.withLock { $0.fail(text, at: now) } }
}
