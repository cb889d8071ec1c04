import Synchronization

/// The plugins whose cards are left out for a while, since they fail: each view of a record would wait for them.
final class CardMutes: Sendable {
  private struct Failures {
    var count = 0
    /// The time of the first of them, in milliseconds.
    var since: Int64
  }

  /// The failures within the time that mute a plugin.
  static let failuresMax = 3
  /// The time in which failures count together, and for which a plugin is mute, in milliseconds.
  static let milliseconds: Int64 = 60_000

  private let failures: Mutex<[String: Failures]> = Mutex([:])

  /// Returns the plugins that are mute.
  /// - Parameter now: the time in milliseconds since 1970.
  func muted(at now: Int64) -> Set<String> {
    failures.withLock { failures in
      failures = failures.filter { now - $0.value.since < Self.milliseconds }
      return Set(failures.filter { $0.value.count >= Self.failuresMax }.keys)
    }
  }

  /// Counts a card that failed; true when that mutes its plugin.
  /// - Parameter now: the time in milliseconds since 1970.
  func countFailure(of plugin: String, at now: Int64) -> Bool {
    failures.withLock { failures in
      var known = failures[plugin].flatMap { now - $0.since < Self.milliseconds ? $0 : nil } ?? Failures(since: now)
      known.count += 1
      // From now on for the whole time.
      if known.count == Self.failuresMax { known.since = now }
      failures[plugin] = known
      return known.count == Self.failuresMax
    }
  }
}
