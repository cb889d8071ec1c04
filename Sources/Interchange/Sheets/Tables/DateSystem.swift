import Calendar

/// The first day of dates that are stored as numbers of days (ISO/IEC 29500-1, 18.17.4.1).
enum DateSystem: Sendable, Hashable {
  /// Day 1 is 1900-01-01, and day 60 is 1900-02-29, which never was.
  case of1900
  /// Day 0 is 1904-01-01.
  case of1904

  private static let dayMilliseconds: Int64 = 86_400_000
  /// The last day of the year 9999 in the system of 1900.
  private static let serialMax: Double = 2_958_466

  /// Returns a number as ISO 8601: a date, a local time of a day, or a time of day; nil for one that is no date.
  func text(_ serial: Double, hasDate: Bool, hasTime: Bool) -> String? {
    guard serial >= 0, serial < Self.serialMax else { return nil }
    let milliseconds = Int64((serial * Double(Self.dayMilliseconds)).rounded())
    let (day, time) = (milliseconds / Self.dayMilliseconds, milliseconds % Self.dayMilliseconds)
    if !hasDate { return day == 0 || hasTime ? Self.time(time) : nil }
    guard let date = date(hasTime ? day : Int64(serial.rounded(.down))) else { return nil }
    return hasTime ? date + "T" + Self.time(time) : date
  }

  /// Returns a number of days as hours, minutes and seconds: `30:05:00`; a number too large for that as it is.
  static func duration(_ days: Double) -> String {
    let seconds = (days * 86_400).rounded()
    guard seconds.magnitude < 1e15 else { return StoredNumber(days).plainText }
    let whole = Int64(seconds.magnitude)
    let parts = [whole / 60 % 60, whole % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(seconds < 0 ? "-" : "")\(whole / 3600):\(parts[0]):\(parts[1])"
  }

  private func date(_ day: Int64) -> String? {
    switch self {
    case .of1900 where day == 0: "1900-01-00"
    case .of1900 where day == 60: "1900-02-29"
    case .of1900: Self.date(day, after: day < 60 ? "1899-12-31" : "1899-12-30")
    case .of1904: Self.date(day, after: "1904-01-01")
    }
  }

  private static func date(_ day: Int64, after first: String) -> String? {
    guard let start = Instant(first + "T00:00:00Z") else { return nil }
    let instant = Instant(milliseconds: start.milliseconds + day * dayMilliseconds)
    return Instant.writable.contains(instant) ? String(instant.text.prefix(10)) : nil
  }

  /// Returns `14:30:00`, with milliseconds unless these are zero.
  private static func time(_ milliseconds: Int64) -> String {
    let text = Instant(milliseconds: milliseconds).text.dropFirst(11).prefix(12)
    return String(text.hasSuffix(".000") ? text.prefix(8) : text)
  }
}
