import Calendar
import Localization

/// The schedule of a job: a cron rule, an interval, or one moment.
public enum JobSchedule: Sendable, Hashable {
  case cron(CronExpression, WallClock)
  /// Every given number of milliseconds.
  case every(Int64)
  case once(Instant)

  /// The shortest and the longest interval, in milliseconds: a second and a year.
  public static let intervalRange: ClosedRange<Int64> = 1_000...366 * 86_400_000

  /// Reads the parts that a job gives; exactly one of `cron`, `every` and `at` is allowed.
  ///
  /// - Parameters:
  ///   - cron: a rule of five fields.
  ///   - every: a number with `s`, `m`, `h` or `d`: `15m`.
  ///   - at: `2026-05-01T06:00` on the clock of the zone, or a moment that ends in `Z`.
  ///   - zone: a zone of the IANA database for `cron` and `at`; nil for UTC.
  /// - Throws: `ScheduleProblem` naming the part.
  public init(cron: String?, every: String?, at: String?, zone: String?) throws(ScheduleProblem) {
    guard [cron, every, at].count(where: { $0 != nil }) == 1 else {
      let given = [cron.map { _ in "cron" }, every.map { _ in "every" }, at.map { _ in "at" }].compactMap { $0 }
      throw ScheduleProblem(
        part: "schedule", found: given.joined(separator: ", "),
        wanted: LocalizedText("ecosystem.job-schedule.exactly-one-cron-every"))
    }
    if let every {
      guard zone == nil else {
        throw ScheduleProblem(
          part: "zone", found: zone ?? "",
          wanted: LocalizedText("ecosystem.job-schedule.no-zone-every"))
      }
      self = .every(try Self.interval(every))
      return
    }
    let clock = try Self.clock(zone)
    self = if let cron { .cron(try CronExpression(cron), clock) } else { .once(try Self.moment(at ?? "", clock)) }
  }

  /// Reads the value that `json` wrote.
  /// - Throws: `ScheduleProblem` naming the part that is missing or invalid.
  public init(json: FieldValue) throws(ScheduleProblem) {
    let parts = json.mapValue ?? [:]
    try self.init(
      cron: parts["cron"]?.textValue, every: parts["every"]?.textValue, at: parts["at"]?.textValue,
      zone: parts["zone"]?.textValue)
  }

  /// The parts, for storage and display.
  public var json: FieldValue {
    switch self {
    case .cron(let rule, let clock): .map(["cron": .text(rule.text), "zone": .text(clock.zone)])
    case .every(let milliseconds): .map(["every": .text(Self.text(milliseconds))])
    case .once(let instant): .map(["at": .text(instant.text)])
    }
  }

  /// In one line: `0 6 1 * * Europe/Brussels`, `15m`, `2026-05-01T04:00:00.000Z`.
  public var text: String {
    switch self {
    case .cron(let rule, let clock): "\(rule.text) \(clock.zone)"
    case .every(let milliseconds): Self.text(milliseconds)
    case .once(let instant): instant.text
    }
  }

  /// Returns the first run of a job that is new at `now`: a moment that has passed runs at once.
  public func first(from now: Instant) -> Instant? {
    if case .once(let instant) = self { return instant }
    return next(after: now, previous: now)
  }

  /// Returns the next run of the job, later than `now`: missed runs are not repeated one by one.
  ///
  /// - Parameter previous: the scheduled moment of the last run, from which an interval counts.
  /// - Returns: nil when it does not run again.
  public func next(after now: Instant, previous: Instant) -> Instant? {
    switch self {
    case .cron(let rule, let clock): return rule.next(after: now, on: clock)
    case .once: return nil
    case .every(let interval):
      let missed = max(0, floorDivide(now.milliseconds - previous.milliseconds, interval))
      return Instant(milliseconds: previous.milliseconds + (missed + 1) * interval)
    }
  }

  private static let units: [(sign: String, milliseconds: Int64)] = [
    ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000),
  ]

  private static func interval(_ text: String) throws(ScheduleProblem) -> Int64 {
    let digits = Substring(text.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    guard digits.utf8.count <= 9, let number = Int64(digits),
      let unit = units.first(where: { $0.sign.isExactly(text[digits.endIndex...]) }),
      intervalRange.contains(number * unit.milliseconds)
    else {
      throw ScheduleProblem(
        part: "every", found: text,
        wanted: LocalizedText(
          "ecosystem.job-schedule.interval-from-1s-366d"))
    }
    return number * unit.milliseconds
  }

  private static func text(_ milliseconds: Int64) -> String {
    let unit = units.first { milliseconds % $0.milliseconds == 0 } ?? units[3]
    return "\(milliseconds / unit.milliseconds)\(unit.sign)"
  }

  private static func clock(_ zone: String?) throws(ScheduleProblem) -> WallClock {
    guard let zone else { return .utc }
    if let clock = WallClock(zone: zone) { return clock }
    let nearest = NearestName.suggest(zone, among: TimeZoneName.names.sorted())
    throw ScheduleProblem(
      part: "zone", found: zone,
      wanted: nearest.map { LocalizedText("ecosystem.job-schedule.zone-did-you-mean", ["nearest": $0]) }
        ?? LocalizedText("ecosystem.job-schedule.zone-iana-database-such"))
  }

  private static func moment(_ text: String, _ clock: WallClock) throws(ScheduleProblem) -> Instant {
    // Near the bounds, local time falls into a year that UTC does not write with four digits.
    if let instant = Instant(text) ?? CivilMinute(text).map(clock.instant), Instant.writable.contains(instant) { return instant }
    throw ScheduleProblem(
      part: "at", found: text,
      wanted: LocalizedText(
        "ecosystem.job-schedule.2026-05-01t06-00"))
  }
}
