import Calendar

/// The properties of a calendar that are not those of one event.
public struct CalendarFeed: Sendable, Hashable {
  /// The name that a calendar program shows.
  public var name: String
  public var details: String?
  /// The address at which the calendar is published.
  public var url: String?
  /// The hours between two looks of a subscriber (REFRESH-INTERVAL of RFC 7986, section 5.7).
  public var refreshHours = 12
  /// The licence, as text.
  public var licence: String?
  /// The zones that its events name.
  public var zones: Set<String> = []
  /// The years of its events, for the rules of the zones.
  public var years: ClosedRange<Int> = 1_970...2_037

  public init(name: String) { self.name = name }

  /// Adds the zones and the years of an event.
  public mutating func include(_ event: CalendarEvent, isFirst: Bool) {
    for time in event.times {
      if let zone = time.zone { zones.insert(zone) }
      let year = CivilMinute.date(ofDay: floorDivide(time.clockSeconds, 86_400)).year
      years = isFirst && time == event.start ? year...year : min(years.lowerBound, year)...max(years.upperBound, year)
    }
  }
}
