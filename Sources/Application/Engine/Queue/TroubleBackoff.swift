import Synchronization

/// When a service works on after something failed that is no fault of a plugin, such as a full disk, and whether it reports it again.
///
/// The pause doubles from one failure to the next, up to ten seconds, and begins anew after a minute without any. The same trouble is
/// reported when it begins and once a minute.
struct TroubleBackoff {
  /// The first pause, in milliseconds.
  static let pauseFirst: Int64 = 100
  /// The longest pause, in milliseconds.
  static let pauseMax: Int64 = 10_000
  /// How long the same trouble is not reported again, and after how long without any the pauses begin anew, in milliseconds.
  static let silence: Int64 = 60_000

  private var pause: Int64 = 0
  private var nextLook = Int64.min
  private var reported: (text: String, at: Int64)?

  /// Whether it is time to work on.
  ///
  /// - Parameter now: in milliseconds since any moment, the same for all calls.
  func isDue(at now: Int64) -> Bool { now >= nextLook }

  /// Notes a failure.
  ///
  /// - Returns: whether to report it.
  mutating func fail(_ text: String, at now: Int64) -> Bool {
    // Several that fail at once are one failure.
    if isDue(at: now) {
      let isNew = nextLook == .min || now - nextLook > Self.silence
      pause = isNew ? Self.pauseFirst : min(pause * 2, Self.pauseMax)
      nextLook = now + pause
    }
    if let reported, reported.text == text, now - reported.at < Self.silence { return false }
    reported = (text, now)
    return true
  }
}

/// A `TroubleBackoff` that several tasks share.
final class TroubleLog: Sendable {
  private let backoff = Mutex(TroubleBackoff())

  /// Whether it is time to work on.
  func isDue(at now: Int64) -> Bool { backoff.withLock { $0.isDue(at: now) } }

  /// Notes a failure.
  ///
  /// - Returns: whether to report it.
  func fail(_ text: String, at now: Int64) -> Bool { backoff.withLock { $0.fail(text, at: now) } }
}
