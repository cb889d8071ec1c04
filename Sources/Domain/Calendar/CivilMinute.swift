/// A minute as a calendar and a clock show it, without a time zone.
///
/// Days and dates are converted by Howard Hinnant's algorithms for the proleptic Gregorian calendar
/// (howardhinnant.github.io/date_algorithms.html).
public struct CivilMinute: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01.
  public var day: Int64
  /// Minutes since midnight, 0 to 1439.
  public var minute: Int

  /// A minute of a day counted from 1970-01-01.
  public init(day: Int64, minute: Int) {
    self.day = day
    self.minute = minute
  }

  /// The minute that a UTC clock shows the given number of seconds after 1970-01-01T00:00:00Z.
  package init(seconds: Int64) {
    let minutes = floorDivide(seconds, 60)
    day = floorDivide(minutes, 1_440)
    minute = Int(minutes - day * 1_440)
  }

  /// Reads `YYYY-MM-DDThh:mm`; nil for anything else.
  public init?(_ text: String) {
    guard let instant = Instant(text + ":00Z") else { return nil }
    self.init(seconds: floorDivide(instant.milliseconds, 1_000))
  }

  /// Seconds since 1970-01-01T00:00:00 on the same clock.
  package var seconds: Int64 { (day * 1_440 + Int64(minute)) * 60 }

  /// The next minute.
  package var next: CivilMinute { CivilMinute(seconds: seconds + 60) }

  /// The day of the week, 0 for Sunday to 6 for Saturday.
  package static func weekday(ofDay day: Int64) -> Int {
    // 1970-01-01 was a Thursday.
    Int((day + 4) - floorDivide(day + 4, 7) * 7)
  }

  /// The year, month (1 to 12) and day of the month (1 to 31) of a day counted from 1970-01-01.
  package static func date(ofDay day: Int64) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.day, left.minute) < (right.day, right.minute)
  }
}

/// The quotient rounded down, for a divisor above 0.
package func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
  let quotient = number / divisor
  return number % divisor < 0 ? quotient - 1 : quotient
}
