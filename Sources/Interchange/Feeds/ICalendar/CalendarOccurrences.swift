import Calendar

/// The occurrences of the events of one series: the first by its rule, its exclusions and additions, and those that replace one.
public struct CalendarOccurrences: Sendable {
  /// One occurrence.
  public struct Occurrence: Sendable, Hashable {
    public var start: CalendarTime
    public var end: CalendarTime?
    /// The event that it is of: the series, or the one that replaces an occurrence.
    public var event: CalendarEvent
  }

  /// The occurrences, in order.
  public private(set) var occurrences: [Occurrence] = []
  /// Whether a bound ended the list; what follows is unknown then.
  public private(set) var isTruncated = false

  /// Finds the occurrences that begin before a moment.
  ///
  /// - Parameters:
  ///   - events: the events with one `uid`.
  ///   - last: seconds since 1970-01-01T00:00:00Z.
  ///   - max: the bound of the list.
  ///   - stepsMax: the bound of the days and times that are looked at for one rule.
  public init(of events: [CalendarEvent], until last: Int64, max: Int = 10_000, stepsMax: Int = RecurrenceExpansion.stepsMax) {
    let replacements = events.filter { $0.recurrenceID != nil }
    let replaced = Set(replacements.compactMap { $0.recurrenceID?.seconds })
    for event in events where event.recurrenceID == nil { add(event, without: replaced, until: last, max: max, stepsMax: stepsMax) }
    for event in replacements where event.start.seconds < last {
      occurrences.append(Occurrence(start: event.start, end: event.end, event: event))
    }
    occurrences.sort { $0.start.seconds < $1.start.seconds }
    if occurrences.count > max { (occurrences, isTruncated) = (Array(occurrences.prefix(max)), true) }
  }

  private mutating func add(_ event: CalendarEvent, without replaced: Set<Int64>, until last: Int64, max: Int, stepsMax: Int) {
    let excluded = Set(event.exclusions.map(\.seconds)).union(replaced)
    let excludedDays = Set(event.exclusions.filter(\.isDay).map { floorDivide($0.clockSeconds, 86_400) })
    var taken: Set<Int64> = []
    func accepts(_ time: CalendarTime) -> Bool {
      !excluded.contains(time.seconds) && !excludedDays.contains(floorDivide(time.clockSeconds, 86_400))
    }
    for time in starts(event, until: last, max: max, stepsMax: stepsMax) + event.additions
    where accepts(time) && time.seconds < last && taken.insert(time.seconds).inserted {
      occurrences.append(Occurrence(start: time, end: Self.end(of: event, at: time), event: event))
    }
  }

  private mutating func starts(_ event: CalendarEvent, until last: Int64, max: Int, stepsMax: Int) -> [CalendarTime] {
    guard let pattern = event.rule.flatMap(RecurrencePattern.init) else { return [event.start] }
    var expansion = RecurrenceExpansion(
      pattern, start: event.start.clockSeconds, clock: event.start.zone.flatMap { WallClock(zone: $0) }, stepsMax: stepsMax)
    var starts: [CalendarTime] = []
    while let seconds = expansion.next() {
      let time = event.start.at(seconds)
      if time.seconds >= last { return starts }
      if starts.count >= max {
        isTruncated = true
        return starts
      }
      starts.append(time)
    }
    if expansion.isTruncated { isTruncated = true }
    return starts
  }

  /// The end of an occurrence: as far after its beginning as that of the event.
  private static func end(of event: CalendarEvent, at start: CalendarTime) -> CalendarTime? {
    event.end.map { start.at(start.clockSeconds + $0.clockSeconds - event.start.clockSeconds) }
  }
}
