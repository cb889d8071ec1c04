/// Whether a day belongs to a repetition rule: the parts BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY and BYDAY of RFC 5545, section
/// 3.3.10, or the day of DTSTART where the rule has none of them.
struct RecurrenceDayFilter {
  private let months: Set<Int>
  private let monthDays: [Int]
  private let yearDays: [Int]
  private let weekNumbers: [Int]
  private let plainWeekdays: Set<Int>
  private let numberedWeekdays: [RecurrencePattern.Weekday]
  private let countsInMonth: Bool
  private let weekStart: Int

  /// - Parameter startDay: the day of DTSTART, since 1970-01-01.
  init(_ pattern: RecurrencePattern, startDay: Int64) {
    let date = CivilMinute.date(ofDay: startDay)
    let choosesDay =
      !(pattern.weekNumbers.isEmpty && pattern.yearDays.isEmpty && pattern.monthDays.isEmpty && pattern.weekdays.isEmpty)
    var (months, monthDays) = (Set(pattern.months), pattern.monthDays)
    var plain = Set(pattern.weekdays.filter { $0.number == nil }.map(\.day))
    if pattern.frequency == .yearly, !choosesDay {
      if months.isEmpty { months = [date.month] }
      monthDays = [date.day]
    } else if pattern.frequency == .monthly, !choosesDay {
      monthDays = [date.day]
    } else if pattern.frequency == .weekly, !choosesDay {
      plain = [CivilMinute.weekday(ofDay: startDay)]
    } else if pattern.frequency == .yearly, !pattern.weekNumbers.isEmpty, pattern.weekdays.isEmpty, pattern.monthDays.isEmpty,
      pattern.yearDays.isEmpty
    {
      plain = [CivilMinute.weekday(ofDay: startDay)]
    }
    (self.months, self.monthDays, plainWeekdays) = (months, monthDays, plain)
    (yearDays, weekNumbers, weekStart) = (pattern.yearDays, pattern.weekNumbers, pattern.weekStart)
    numberedWeekdays = pattern.weekdays.filter { $0.number != nil }
    countsInMonth = pattern.frequency == .monthly || !pattern.months.isEmpty
  }

  /// Whether the rule holds on a day, counted from 1970-01-01.
  func accepts(_ day: Int64) -> Bool {
    let date = CivilMinute.date(ofDay: day)
    if !months.isEmpty, !months.contains(date.month) { return false }
    if !weekNumbers.isEmpty, !isInWeek(day) { return false }
    let monthLength = CalendarDate.days(inMonth: date.month, of: date.year)
    if !monthDays.isEmpty, !Self.holds(monthDays, date.day, of: monthLength) { return false }
    let first = Instant.days(year: date.year, month: 1, day: 1)
    let yearLength = CalendarDate.isLeap(date.year) ? 366 : 365
    if !yearDays.isEmpty, !Self.holds(yearDays, Int(day - first) + 1, of: yearLength) { return false }
    if plainWeekdays.isEmpty, numberedWeekdays.isEmpty { return true }
    let weekday = CivilMinute.weekday(ofDay: day)
    if plainWeekdays.contains(weekday) { return true }
    let (place, length) = countsInMonth ? (date.day - 1, monthLength) : (Int(day - first), yearLength)
    return numberedWeekdays.contains { wanted in
      wanted.day == weekday && (wanted.number == place / 7 + 1 || wanted.number == -((length - 1 - place) / 7 + 1))
    }
  }

  /// Whether a number counted from 1, or from the end by a negative number, is among those wanted.
  private static func holds(_ wanted: [Int], _ number: Int, of length: Int) -> Bool {
    wanted.contains { $0 == number || $0 == number - length - 1 }
  }

  /// Whether the day is in one of the weeks that BYWEEKNO names; week 1 is the first with at least four days in the year (ISO 8601).
  private func isInWeek(_ day: Int64) -> Bool {
    let year = CivilMinute.date(ofDay: day).year
    return [year - 1, year, year + 1].contains { year in
      let (first, next) = (firstWeek(of: year), firstWeek(of: year + 1))
      guard day >= first, day < next else { return false }
      return Self.holds(weekNumbers, Int((day - first) / 7) + 1, of: Int((next - first) / 7))
    }
  }

  /// The first day of week 1 of a year.
  private func firstWeek(of year: Int) -> Int64 {
    let fourth = Instant.days(year: year, month: 1, day: 4)
    return fourth - Int64((CivilMinute.weekday(ofDay: fourth) - weekStart + 7) % 7)
  }
}
