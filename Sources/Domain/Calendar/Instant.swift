import Glibc

/// A moment in universal time, to the millisecond, as RFC 3339 writes it with `Z`.
public struct Instant: Sendable, Hashable, Comparable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64

  /// The moments that RFC 3339 can write: those of the years 0 to 9999.
  public static let writable = Instant(milliseconds: -62_167_219_200_000)...Instant(milliseconds: 253_402_300_799_999)

  /// A moment by its milliseconds since 1970-01-01T00:00:00Z.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Reads `YYYY-MM-DDThh:mm:ss[.fraction]Z`; nil for anything else, also for a moment of another zone.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), bytes.last == UInt8(ascii: "Z"),
      let date = CalendarDate(String(text.prefix(10))), let month = date.month, let day = date.day,
      let seconds = Instant.seconds(bytes[11..<19]), let fraction = Instant.fraction(bytes[19..<(bytes.count - 1)])
    else { return nil }
    let days = Instant.days(year: date.year, month: month, day: day)
    milliseconds = (days * 86_400 + Int64(seconds)) * 1_000 + Int64(fraction)
  }

  public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

  /// Seconds of the day from `hh:mm:ss`.
  private static func seconds(_ bytes: ArraySlice<UInt8>) -> Int? {
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 3, let hours = decimal(parts[0], digits: 2), let minutes = decimal(parts[1], digits: 2),
      let seconds = decimal(parts[2], digits: 2), hours < 24, minutes < 60, seconds < 60
    else { return nil }
    return (hours * 60 + minutes) * 60 + seconds
  }

  /// Milliseconds from nothing or from `.` and one to nine digits.
  private static func fraction(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let point = bytes.first else { return 0 }
    let digits = bytes.dropFirst()
    guard point == UInt8(ascii: "."), (1...9).contains(digits.count), decimal(digits, digits: digits.count) != nil
    else { return nil }
    let three = Array((digits + [UInt8](repeating: UInt8(ascii: "0"), count: 3)).prefix(3))
    return decimal(three, digits: 3)
  }

  /// Days since 1970-01-01 of a date of the proleptic Gregorian calendar, counted in years that begin in March.
  package static func days(year: Int, month: Int, day: Int) -> Int64 {
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let leaps = shifted >= 0 ? shifted / 4 - shifted / 100 + shifted / 400 : -1
    return Int64(365 * shifted + leaps + dayOfYear - 719_468)
  }
}

extension Instant {
  /// The present moment, by the clock of the system.
  public static var present: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// The moment as RFC 3339 writes it, to the millisecond: `2026-05-01T04:00:00.000Z`.
  public var text: String { "\(secondsText).\(Self.padded(Int(milliseconds - floorDivide(milliseconds, 1_000) * 1_000), 3))Z" }

  /// The moment as RFC 3339 writes it, to the second: `2026-05-01T04:00:00Z`.
  public var textToTheSecond: String { secondsText + "Z" }

  private var secondsText: String {
    let seconds = floorDivide(milliseconds, 1_000)
    let minute = CivilMinute(seconds: seconds)
    let date = CivilMinute.date(ofDay: minute.day)
    let day = [Self.padded(date.year, 4), Self.padded(date.month, 2), Self.padded(date.day, 2)]
    let time = [minute.minute / 60, minute.minute % 60, Int(seconds - minute.seconds)].map { Self.padded($0, 2) }
    return day.joined(separator: "-") + "T" + time.joined(separator: ":")
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
