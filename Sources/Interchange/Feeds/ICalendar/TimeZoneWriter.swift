import Calendar

/// Writes the rules of a time zone as VTIMEZONE (RFC 5545, section 3.6.5).
///
/// The rules are as short as can be: one component for each rule that holds in the years of the calendar, the first from 1970 on,
/// by RRULE. Outlook ignores RDATE, and Google reads no calendar whose rules fill hundreds of lines.
enum TimeZoneWriter {
  /// The zones whose times are written in universal time, with `Z`: a definition would give GMT another meaning.
  static func isUniversal(_ zone: String) -> Bool {
    [
      "UTC", "GMT", "UCT", "Zulu", "Universal", "Greenwich", "GMT0", "GMT+0", "GMT-0", "Etc/UTC", "Etc/GMT", "Etc/UCT", "Etc/Zulu",
      "Etc/Universal", "Etc/Greenwich", "Etc/GMT0", "Etc/GMT+0", "Etc/GMT-0",
    ].contains(zone)
  }

  /// Returns the component of a zone; empty for an unknown one and for universal time.
  ///
  /// - Parameter years: the years of the events.
  static func component(_ zone: String, years: ClosedRange<Int>) -> String {
    guard !isUniversal(zone), let clock = WallClock(zone: zone) else { return "" }
    let observances = Observance.all(of: clock, years: years)
    var text = ContentLineWriter.line("BEGIN", "VTIMEZONE") + ContentLineWriter.line("TZID", text: zone)
    for observance in observances { text += observance.component }
    return text + ContentLineWriter.line("END", "VTIMEZONE")
  }
}

/// A rule by which an offset begins, for consecutive years.
private struct Observance {
  let before: Int64
  let after: Int64
  let month: Int
  /// The day of the week, 0 for Sunday, and the second of the day on the clock before the change.
  let weekday: Int
  let second: Int64
  /// The numbers that the weekday may have in its month, in all of the years: 1 to 5, or -1 for the last.
  var numbers: Set<Int>
  let firstYear: Int
  var lastYear: Int
  /// The first and last onset, in seconds of the clock before the change.
  var first: Int64
  var last: Int64
  /// Whether the rule goes on after the last year that was looked at.
  var isOpen = false
  var repeats = true

  /// The years after the last event for which rules are looked at, so that a rule that goes on is told from one that ends.
  private static let yearsAhead = 5

  static func all(of clock: WallClock, years: ClosedRange<Int>) -> [Observance] {
    let (from, to) = (max(years.lowerBound, 1_971), max(years.upperBound, 1_971) + yearsAhead)
    // The year before has the rule that holds on the first day.
    let before = Instant.days(year: from - 1, month: 1, day: 1) * 86_400
    let changes = clock.changes(from: before, to: Instant.days(year: to + 1, month: 1, day: 1) * 86_400)
    var observances: [Observance] = []
    for change in changes { take(change, &observances) }
    for index in observances.indices where observances[index].lastYear == to { observances[index].isOpen = true }
    moveBack(&observances, from: from - 1)
    if !observances.contains(where: { $0.first < Instant.days(year: from, month: 1, day: 1) * 86_400 }) {
      observances.insert(constant(changes.first?.before ?? clock.offset(at: Instant(milliseconds: before * 1_000))), at: 0)
    }
    return observances
  }

  private static func take(_ change: WallClock.Change, _ observances: inout [Observance]) {
    let new = Observance(change)
    let known = observances.lastIndex { $0.continues(with: new) }
    guard let known else { return observances.append(new) }
    observances[known].numbers.formIntersection(new.numbers)
    (observances[known].lastYear, observances[known].last) = (new.lastYear, new.last)
  }

  /// Lets the rules that hold in the first year begin in 1970.
  private static func moveBack(_ observances: inout [Observance], from year: Int) {
    for index in observances.indices where observances[index].firstYear == year && observances[index].lastYear > year {
      observances[index].first = observances[index].onset(in: 1_970)
    }
  }

  private static func constant(_ offset: Int64) -> Observance {
    var only = Observance(WallClock.Change(seconds: -offset, before: offset, after: offset))
    only.repeats = false
    return only
  }

  private init(_ change: WallClock.Change) {
    (before, after) = (change.before, change.after)
    let local = change.seconds + change.before
    let day = floorDivide(local, 86_400)
    let date = CivilMinute.date(ofDay: day)
    (month, weekday, second) = (date.month, CivilMinute.weekday(ofDay: day), local - day * 86_400)
    let isLast = date.day + 7 > CalendarDate.days(inMonth: date.month, of: date.year)
    numbers = isLast ? [(date.day - 1) / 7 + 1, -1] : [(date.day - 1) / 7 + 1]
    (firstYear, lastYear, first, last) = (date.year, date.year, local, local)
  }

  private func continues(with new: Observance) -> Bool {
    lastYear == new.firstYear - 1 && before == new.before && after == new.after && month == new.month && weekday == new.weekday
      && second == new.second && !numbers.isDisjoint(with: new.numbers)
  }

  private var number: Int { numbers.contains(-1) ? -1 : numbers.min() ?? 1 }

  /// Returns the onset in a year, in seconds of the clock before the change.
  private func onset(in year: Int) -> Int64 {
    let length = CalendarDate.days(inMonth: month, of: year)
    let firstDay = Instant.days(year: year, month: month, day: 1)
    if number > 0 {
      let ahead = (weekday - CivilMinute.weekday(ofDay: firstDay) + 7) % 7
      return (firstDay + Int64(ahead + (number - 1) * 7)) * 86_400 + second
    }
    let lastDay = firstDay + Int64(length - 1)
    return (lastDay - Int64((CivilMinute.weekday(ofDay: lastDay) - weekday + 7) % 7)) * 86_400 + second
  }

  /// The component STANDARD or DAYLIGHT.
  var component: String {
    let name = after > before ? "DAYLIGHT" : "STANDARD"
    var text = ContentLineWriter.line("BEGIN", name)
    text += ContentLineWriter.line("TZOFFSETFROM", Self.offset(before)) + ContentLineWriter.line("TZOFFSETTO", Self.offset(after))
    text += ContentLineWriter.line("DTSTART", CalendarTime.dateTime(first))
    if repeats, lastYear > firstYear || isOpen { text += ContentLineWriter.line("RRULE", rule) }
    return text + ContentLineWriter.line("END", name)
  }

  private var rule: String {
    let day = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"][weekday]
    // A day after the last onset: some readers compare it with local times.
    let until = isOpen ? "" : ";UNTIL=" + CalendarTime.dateTime(last - before + 86_400) + "Z"
    return "FREQ=YEARLY;BYMONTH=\(month);BYDAY=\(number)\(day)\(until)"
  }

  /// Returns an offset as `+hhmm`, with seconds where there are any (section 3.3.14).
  private static func offset(_ seconds: Int64) -> String {
    func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let size = abs(seconds)
    let rest = size % 60 == 0 ? "" : padded(size % 60)
    return (seconds < 0 ? "-" : "+") + padded(size / 3_600) + padded(size / 60 % 60) + rest
  }
}
