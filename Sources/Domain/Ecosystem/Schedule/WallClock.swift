import Foundation

/// The clock on the wall in one time zone: which minute it shows at a moment, and at which moment it shows a minute.
///
/// The rules of the zones are those of the IANA database that Foundation carries; nothing is read from the machine.
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

  /// A clock that shows universal time.
  public static let utc = WallClock(zone: "UTC")!

  /// What the clock shows at a moment, its seconds left out.
  public func minute(at instant: Instant) -> CivilMinute {
    let seconds = floorDivide(instant.milliseconds, 1_000)
    return CivilMinute(seconds: seconds + offset(at: seconds))
  }

  /// The first moment at which the clock shows a minute. A minute that is skipped, when the clock is put forward, is the moment
  /// of the change; one that comes twice, when it is put back, is the first of both.
  public func instant(of minute: CivilMinute) -> Instant {
    let shown = minute.seconds
    let (before, after) = (offset(at: shown - Self.reach), offset(at: shown + Self.reach))
    let moments = [shown - before, shown - after].filter { $0 + offset(at: $0) == shown }
    let seconds = moments.min() ?? change(between: shown - Self.reach, and: shown + Self.reach)
    return Instant(milliseconds: seconds * 1_000)
  }

  /// More than any zone is from universal time, and less than two changes of a zone are apart, in seconds.
  private static let reach: Int64 = 36 * 3_600

  /// How far the clock is ahead of universal time, in seconds.
  private func offset(at seconds: Int64) -> Int64 {
    Int64(rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
  }

  /// The first second of the new offset, where there is one change between two moments.
  private func change(between first: Int64, and last: Int64) -> Int64 {
    var (low, high) = (first, last)
    let before = offset(at: first)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(at: middle) == before { low = middle } else { high = middle }
    }
    return high
  }
}
