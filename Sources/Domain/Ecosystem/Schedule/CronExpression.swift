import Calendar
import Localization

/// A rule of five fields — minute, hour, day of the month, month, day of the week — as crontab(5) describes it.
///
///     let rule = try CronExpression("0 6 1 * *")     // at 6 on the first of each month
///     rule.next(after: now, on: WallClock(zone: "Europe/Brussels")!)
///
/// When both day fields are restricted, a day that fits one of them matches. When the clock is put forward, a time that is
/// skipped runs once, at the moment of the change; when it is put back, a time that repeats runs the first time only.
public struct CronExpression: Sendable, Hashable {
  /// The rule as it was written.
  public let text: String
  private let minutes: CronField
  private let hours: CronField
  private let days: CronField
  private let months: CronField
  private let weekdays: CronField

  /// Longest wait for a match, in days: 29 February comes again after eight years at the latest.
  private static let daysMax: Int64 = 8 * 366 + 1

  /// Reads a rule.
  ///
  /// - Throws: `ScheduleProblem` naming the field and its allowed values, also for a date that never comes.
  public init(_ text: String) throws(ScheduleProblem) {
    let fields = text.utf8.split(whereSeparator: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
      .map { String(decoding: $0, as: UTF8.self) }
    guard fields.count == 5 else {
      throw ScheduleProblem(
        part: "cron", found: text,
        wanted: LocalizedText(
          "ecosystem.cron-expression.five-fields-minute-hour"))
    }
    self.text = fields.joined(separator: " ")
    minutes = try CronField(fields[0], .minute)
    hours = try CronField(fields[1], .hour)
    days = try CronField(fields[2], .day)
    months = try CronField(fields[3], .month)
    weekdays = try CronField(fields[4], .weekday)
    guard nextMatch(from: CivilMinute(day: 0, minute: 0)) != nil else {
      throw ScheduleProblem(
        part: "cron", found: text,
        wanted: LocalizedText(
          "ecosystem.cron-expression.date-comes-least-once"))
    }
  }

  /// Returns the first moment after `instant` at which the rule fits; nil when there is none in the years of the clock.
  public func next(after instant: Instant, on clock: WallClock) -> Instant? {
    // As minutes rise their moments never fall, so no minute before the current one can be later.
    var start = clock.minute(at: instant)
    while let match = nextMatch(from: start) {
      let moment = clock.instant(of: match)
      if moment.milliseconds > instant.milliseconds { return moment }
      start = match.next
    }
    return nil
  }

  /// The first minute from `start` on that fits.
  private func nextMatch(from start: CivilMinute) -> CivilMinute? {
    for day in start.day..<(start.day + Self.daysMax) where fits(day: day) {
      if let minute = firstMinute(from: day == start.day ? start.minute : 0) {
        return CivilMinute(day: day, minute: minute)
      }
    }
    return nil
  }

  private func fits(day: Int64) -> Bool {
    let date = CivilMinute.date(ofDay: day)
    guard months.contains(date.month) else { return false }
    let (isDay, isWeekday) = (days.contains(date.day), weekdays.contains(CivilMinute.weekday(ofDay: day)))
    return days.isEverything || weekdays.isEverything ? isDay && isWeekday : isDay || isWeekday
  }

  /// The first minute of a day, counted from midnight, that fits and is not before `minute`.
  private func firstMinute(from minute: Int) -> Int? {
    guard let hour = hours.first(from: minute / 60) else { return nil }
    if hour == minute / 60, let found = minutes.first(from: minute % 60) { return hour * 60 + found }
    let later = hour == minute / 60 ? hours.first(from: hour + 1) : hour
    return later.flatMap { hour in minutes.first(from: 0).map { hour * 60 + $0 } }
  }
}
