import Calendar

/// Writes a calendar (RFC 5545, RFC 7986), event by event.
///
///     let writer = ICalendarWriter(feed)
///     writer.beginning + events.map(writer.component).joined() + writer.ending
public struct ICalendarWriter: Sendable {
  private let feed: CalendarFeed

  /// - Parameter feed: the calendar, with the zones and years of all events to come.
  public init(_ feed: CalendarFeed) { self.feed = feed }

  /// The lines before the events: the calendar's properties, and the rules of its zones.
  public var beginning: String {
    var text = line("BEGIN", "VCALENDAR") + line("VERSION", "2.0") + line("PRODID", "-//Grappe//Grappe//EN")
    text += line("CALSCALE", "GREGORIAN")
    if !feed.name.isEmpty { text += self.text("NAME", feed.name) + self.text("X-WR-CALNAME", feed.name) }
    if let details = feed.details { text += self.text("DESCRIPTION", details) + self.text("X-WR-CALDESC", details) }
    if let url = feed.url { text += line("URL", url) + ContentLineWriter.line("SOURCE", url, parameters: [("VALUE", "URI")]) }
    let hours = "PT\(max(1, feed.refreshHours))H"
    text += ContentLineWriter.line("REFRESH-INTERVAL", hours, parameters: [("VALUE", "DURATION")]) + line("X-PUBLISHED-TTL", hours)
    if let licence = feed.licence { text += self.text("X-GRAPPE-LICENCE", licence) }
    return feed.zones.sorted().reduce(into: text) { $0 += TimeZoneWriter.component($1, years: feed.years) }
  }

  /// The last line.
  public var ending: String { line("END", "VCALENDAR") }

  /// Returns an event as VEVENT.
  public func component(_ event: CalendarEvent) -> String {
    let stamp = event.modified ?? event.created ?? Instant(milliseconds: 0)
    var text = line("BEGIN", "VEVENT") + self.text("UID", event.uid) + line("DTSTAMP", moment(stamp))
    if let id = event.recurrenceID { text += time("RECURRENCE-ID", id) }
    text += time("DTSTART", event.start)
    if let end = event.end { text += time("DTEND", end) }
    if let rule = event.rule { text += line("RRULE", rule) }
    text += times("EXDATE", event.exclusions) + times("RDATE", event.additions)
    text += line("SEQUENCE", String(event.sequence))
    if let status = event.status { text += line("STATUS", status.rawValue) }
    if let created = event.created { text += line("CREATED", moment(created)) }
    if let modified = event.modified { text += line("LAST-MODIFIED", moment(modified)) }
    return text + words(event) + line("END", "VEVENT")
  }

  private func words(_ event: CalendarEvent) -> String {
    var text = self.text("SUMMARY", event.summary)
    if let details = event.details { text += self.text("DESCRIPTION", details) }
    if let location = event.location { text += self.text("LOCATION", location) }
    if let point = event.point { text += line("GEO", "\(Self.degrees(point.latitude));\(Self.degrees(point.longitude))") }
    if !event.categories.isEmpty {
      text += line("CATEGORIES", event.categories.map(ContentLineWriter.escaped).joined(separator: ","))
    }
    if let url = event.url { text += line("URL", url) }
    if let organizer = event.organizer {
      text += ContentLineWriter.line("ORGANIZER", organizer.address ?? Self.noAddress, parameters: [("CN", organizer.name)])
    }
    for property in event.extensions { text += self.text(property.name, property.text) }
    return text
  }

  /// The address of an organiser of which none is known; RFC 5545 wants a URI, and calendar programs know this one.
  static let noAddress = "invalid:nomail"

  /// Returns degrees without an exponent, to a hundred-millionth.
  private static func degrees(_ value: Double) -> String {
    let scaled = Int64((value * 100_000_000).rounded())
    let (whole, rest) = (abs(scaled) / 100_000_000, abs(scaled) % 100_000_000)
    var digits = String(rest)
    digits = String(repeating: "0", count: 8 - digits.count) + digits
    while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
    return "\(scaled < 0 ? "-" : "")\(whole).\(digits)"
  }

  // MARK: Lines

  private func line(_ name: String, _ value: String) -> String { ContentLineWriter.line(name, Self.withoutControls(value)) }

  private func text(_ name: String, _ text: String) -> String { ContentLineWriter.line(name, text: text) }

  /// Leaves out what would end a line.
  private static func withoutControls(_ value: String) -> String {
    value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
      ? String(String.UnicodeScalarView(value.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F })) : value
  }

  private func moment(_ instant: Instant) -> String { CalendarTime.universal(floorDivide(instant.milliseconds, 1_000)).text }

  private func time(_ name: String, _ time: CalendarTime) -> String {
    let time = Self.plain(time)
    return ContentLineWriter.line(name, time.text, parameters: Self.parameters(time))
  }

  /// Writes each time on a line of its own, which every reader understands.
  private func times(_ name: String, _ times: [CalendarTime]) -> String { times.map { time(name, $0) }.joined() }

  private static func parameters(_ time: CalendarTime) -> [(String, String)] {
    if time.isDay { return [("VALUE", "DATE")] }
    return time.zone.map { [("TZID", $0)] } ?? []
  }

  /// Returns a local time of GMT or UTC as universal time, and one of an unknown zone as floating.
  private static func plain(_ time: CalendarTime) -> CalendarTime {
    guard case .local(let seconds, let zone?) = time else { return time }
    if TimeZoneWriter.isUniversal(zone) { return .universal(seconds) }
    return WallClock(zone: zone) == nil ? .local(seconds, zone: nil) : time
  }
}
