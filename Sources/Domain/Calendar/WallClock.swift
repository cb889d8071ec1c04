import Foundation

/// The local time of one time zone: the minute it shows at a moment, and the moment at which it shows a minute.
///
/// The rules of the zones come from the IANA database that Foundation carries; nothing is read from the machine.
public struct WallClock: Sendable, Hashable {
  /// The name of the zone in the IANA database, such as `Europe/Brussels`.
  public let zone: String
  private let rules: TimeZone

  /// The clock of a zone; nil when the database has none of that name. `UTC` is one.
  public init?(zone: String) {
    guard TimeZoneName.isName(zone), let rules = TimeZone(identifier: zone) else { return nil }
    self.zone = zone
    self.rules = rules
  }

  /// The clock of UTC.
  public static let utc = WallClock(zone: "UTC")!

  /// Returns the local minute at a moment, without its seconds.
  public func minute(at instant: Instant) -> CivilMinute {
    let seconds = floorDivide(instant.milliseconds, 1_000)
    return CivilMinute(seconds: seconds + offset(at: seconds))
  }

  /// Returns the first moment at which the clock shows a minute. For a minute that is skipped when the clock is put forward, it
  /// is the moment of the change; for one that comes twice when the clock is put back, the first of both.
  public func instant(of minute: CivilMinute) -> Instant {
    let shown = minute.seconds
    let (before, after) = (offset(at: shown - Self.searchSeconds), offset(at: shown + Self.searchSeconds))
    let moments = [shown - before, shown - after].filter { $0 + offset(at: $0) == shown }
    let seconds = moments.min() ?? change(between: shown - Self.searchSeconds, and: shown + Self.searchSeconds)
    return Instant(milliseconds: seconds * 1_000)
  }

  /// Bound in seconds on the offset of any zone from UTC; it is less than the time between two changes of a zone.
  static let searchSeconds: Int64 = 36 * 3_600

  /// Returns the offset of the clock from UTC, in seconds.
  func offset(at seconds: Int64) -> Int64 {
    Int64(rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
  }

  /// Returns the first second of the new offset, when there is one change between two moments.
  func change(between first: Int64, and last: Int64) -> Int64 {
    var (low, high) = (first, last)
    let before = offset(at: first)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(at: middle) == before { low = middle } else { high = middle }
    }
    return high
  }
}
