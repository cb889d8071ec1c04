/// A day of the Gregorian calendar, for periods of validity, calendars of calls and windows of years.
public struct Day: Sendable, Hashable, Comparable {
  /// The day used for a date known only by its year or month.
  public enum Edge: Sendable { case first, last }

  /// The year, 0 to 9999 for a date that was read.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// A day by its parts; a day beyond the end of the month becomes its last day, so 29 February of a common year is 28.
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = min(day, CalendarDate.days(inMonth: month, of: year))
  }

  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, and the beginning of an instant; nil for anything else.
  ///
  /// - Parameter edge: the day used for a year or a month.
  public init?(_ text: String, _ edge: Edge = .first) {
    guard let date = CalendarDate(String(text.prefix { $0 != "T" })) else { return nil }
    let month = date.month ?? (edge == .first ? 1 : 12)
    self.init(year: date.year, month: month, day: date.day ?? (edge == .first ? 1 : 31))
  }

  /// Returns the same day a number of years later, or earlier when negative; 29 February becomes 28 in a common year.
  public func adding(years: Int) -> Day { Day(year: year + years, month: month, day: day) }

  /// The day after this one.
  public var next: Day {
    if day < CalendarDate.days(inMonth: month, of: year) { return Day(year: year, month: month, day: day + 1) }
    return month < 12 ? Day(year: year, month: month + 1, day: 1) : Day(year: year + 1, month: 1, day: 1)
  }

  public static func < (left: Day, right: Day) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension Day: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
