/// The times of a repetition rule, in order, as RFC 5545, section 3.3.10, defines them. Bounded: it stops after `stepsMax` looked-at
/// days or times, whatever the rule asks for.
///
///     var times = RecurrenceExpansion(pattern, start: local)
///     while let time = times.next() { … }
public struct RecurrenceExpansion: IteratorProtocol {
  /// The default bound of the days and times looked at.
  public static let stepsMax = 2_000_000

  /// Whether the bound ended the expansion; what follows is unknown then.
  public private(set) var isTruncated = false

  private let pattern: RecurrencePattern
  private let start: Int64
  private let filter: RecurrenceDayFilter
  private let times: [Int64]
  private let clock: WallClock?
  private var steps: Int
  private var period: Int64 = 0
  private var buffer: [Int64] = []
  private var position = 0
  private var produced = 0
  private var hasEnded = false

  /// - Parameters:
  ///   - start: DTSTART, in seconds since 1970-01-01T00:00:00 on the local clock; the times are on the same clock.
  ///   - clock: the local clock, for an UNTIL in universal time; nil for a floating or universal clock.
  ///   - stepsMax: the bound of the days and times looked at.
  public init(_ pattern: RecurrencePattern, start: Int64, clock: WallClock? = nil, stepsMax: Int = Self.stepsMax) {
    (self.pattern, self.start, self.clock, steps) = (pattern, start, clock, stepsMax)
    filter = RecurrenceDayFilter(pattern, startDay: floorDivide(start, 86_400))
    times = Self.times(pattern, start)
  }

  public mutating func next() -> Int64? {
    while !hasEnded {
      while position < buffer.count {
        defer { position += 1 }
        let time = buffer[position]
        if time < start { continue }
        if isPastEnd(time) || pattern.count.map({ produced >= $0 }) == true { hasEnded = true; return nil }
        produced += 1
        return time
      }
      fill()
    }
    return nil
  }

  // MARK: Periods

  /// The last day of the year 9999.
  private static let lastDay: Int64 = 2_932_896

  private mutating func fill() {
    buffer.removeAll(keepingCapacity: true)
    position = 0
    guard steps > 0 else {
      (hasEnded, isTruncated) = (true, true)
      return
    }
    if pattern.frequency.countsDays { fillDays() } else { fillTimes() }
  }

  private mutating func fillDays() {
    let days = days(ofPeriod: period)
    period += 1
    guard let first = days.first, first <= Self.lastDay else { hasEnded = true; return }
    steps -= days.count
    for day in days where filter.accepts(day) { for time in times { buffer.append(day * 86_400 + time) } }
    steps -= buffer.count
    pick()
  }

  /// The days of the nth period after the one of the start.
  private func days(ofPeriod number: Int64) -> Range<Int64> {
    let (moved, isTooFar) = number.multipliedReportingOverflow(by: pattern.interval)
    let startDay = floorDivide(start, 86_400)
    let none = Self.lastDay + 1..<Self.lastDay + 2
    if isTooFar || moved > Self.lastDay { return none }
    let date = CivilMinute.date(ofDay: startDay)
    switch pattern.frequency {
    case .yearly:
      let year = Int64(date.year) + moved
      return year > 9_999 ? none : Instant.days(year: Int(year), month: 1, day: 1)..<Instant.days(year: Int(year) + 1, month: 1, day: 1)
    case .monthly:
      let month = Int64(date.year) * 12 + Int64(date.month - 1) + moved
      if month >= 120_000 { return none }
      let (year, index) = (Int(month / 12), Int(month % 12) + 1)
      let first = Instant.days(year: year, month: index, day: 1)
      return first..<first + Int64(CalendarDate.days(inMonth: index, of: year))
    case .weekly:
      let back = Int64((CivilMinute.weekday(ofDay: startDay) - pattern.weekStart + 7) % 7)
      let first = startDay - back + moved * 7
      return first..<first + 7
    default: return startDay + moved..<startDay + moved + 1
    }
  }

  /// Keeps the places that BYSETPOS names.
  private mutating func pick() {
    if pattern.positions.isEmpty { return }
    let all = buffer
    let chosen = pattern.positions.compactMap { place -> Int? in
      let index = place > 0 ? place - 1 : all.count + place
      return all.indices.contains(index) ? index : nil
    }
    buffer = Set(chosen).sorted().map { all[$0] }
  }

  // MARK: Times of a day

  private mutating func fillTimes() {
    let unit: Int64 = pattern.frequency == .hourly ? 3_600 : pattern.frequency == .minutely ? 60 : 1
    let (moved, isTooFar) = period.multipliedReportingOverflow(by: pattern.interval)
    let time = floorDivide(start, unit) + moved
    guard !isTooFar, time < Self.lastDay * 86_400 / unit else { hasEnded = true; return }
    steps -= 1
    let (day, second) = (floorDivide(time * unit, 86_400), Int(time * unit - floorDivide(time * unit, 86_400) * 86_400))
    guard filter.accepts(day) else { return skip(toDayAfter: day, unit: unit) }
    period += 1
    let (hour, minute) = (second / 3_600, second / 60 % 60)
    guard pattern.hours.isEmpty || pattern.hours.contains(hour) else { return }
    if unit < 3_600, !pattern.minutes.isEmpty, !pattern.minutes.contains(minute) { return }
    if unit == 1, !pattern.seconds.isEmpty, !pattern.seconds.contains(second % 60) { return }
    for offset in times { buffer.append(time * unit + offset) }
    pick()
  }

  /// Moves to the first period on a later day.
  private mutating func skip(toDayAfter day: Int64, unit: Int64) {
    let wanted = (day + 1) * 86_400 / unit - floorDivide(start, unit)
    period = max(period + 1, (wanted + pattern.interval - 1) / pattern.interval)
  }

  /// The times that each period holds: seconds of a day for rules that count days, else seconds from the beginning of the hour or minute.
  private static func times(_ pattern: RecurrencePattern, _ start: Int64) -> [Int64] {
    let second = Int(start - floorDivide(start, 86_400) * 86_400)
    func values(_ given: [Int], _ own: Int) -> [Int] { given.isEmpty ? [own] : Set(given).sorted() }
    func at(_ hour: Int, _ minute: Int, second: Int) -> Int64 { Int64(hour * 3_600 + minute * 60 + second) }
    let seconds = values(pattern.seconds.map { min($0, 59) }, second % 60)
    let minutes = values(pattern.minutes, second / 60 % 60)
    switch pattern.frequency {
    case .secondly: return [0]
    case .minutely: return seconds.map(Int64.init)
    case .hourly: return minutes.flatMap { minute in seconds.map { at(0, minute, second: $0) } }
    default:
      let hours = values(pattern.hours, second / 3_600)
      return hours.flatMap { hour in minutes.flatMap { minute in seconds.map { at(hour, minute, second: $0) } } }
    }
  }

  private func isPastEnd(_ time: Int64) -> Bool {
    switch pattern.until {
    case nil: false
    case .day(let day): floorDivide(time, 86_400) > day
    case .local(let last): time > last
    case .universal(let last): (clock?.seconds(ofLocal: time) ?? time) > last
    }
  }
}
