import Calendar
import Encodings

/// The name of a calendar and the time zones that its events name, read before the events.
public struct CalendarSurvey: Sendable {
  /// The name that the calendar has (NAME, X-WR-CALNAME).
  public private(set) var name: String?
  /// The zone of local times that name none (X-WR-TIMEZONE), in the IANA database.
  public var zone: String? { zones.standard }
  /// The licence that a calendar of Grappe names.
  public private(set) var licence: String?
  private(set) var zones = CalendarZones()

  private var hasCalendar = false

  /// Reads a calendar to its end.
  ///
  /// - Parameter text: the file, from its beginning.
  /// - Throws: `FeedProblem` when it holds no VCALENDAR or cannot be read.
  public init(_ text: ByteChunks) throws(FeedProblem) {
    var lines = ContentLines(text)
    var builder: ZoneBuilder?
    var depth = 0
    while let (_, property) = try lines.next() {
      switch (property.name, property.value.uppercased().trimmingBlanks) {
      case ("BEGIN", "VTIMEZONE"): builder = ZoneBuilder()
      case ("END", "VTIMEZONE"):
        if let finished = builder, let name = finished.name { zones.define(name, finished.definition) }
        builder = nil
      case ("BEGIN", let component):
        if component == "VCALENDAR" { (hasCalendar, depth) = (true, 0) } else if builder == nil { depth += 1 }
        builder?.begin()
      case ("END", _):
        builder?.end()
        if builder == nil { depth = max(0, depth - 1) }
      default:
        if builder != nil { builder?.take(property) } else if depth == 0 { take(property) }
      }
    }
    if !hasCalendar { throw FeedProblem(line: 1, .otherFormat("iCalendar (BEGIN:VCALENDAR)")) }
  }

  private mutating func take(_ property: ContentLine) {
    switch property.name {
    case "NAME", "X-WR-CALNAME": name = name ?? property.text
    case "X-WR-TIMEZONE": zones.standard = zones.standard ?? CalendarZones.zone(property.value)
    case "X-GRAPPE-LICENCE": licence = property.text
    default: break
    }
  }
}

/// Collects the lines of one VTIMEZONE.
private struct ZoneBuilder {
  private(set) var name: String?
  private(set) var definition = CalendarZones.Definition()
  private var rule: CalendarZones.Rule?

  mutating func begin() { rule = CalendarZones.Rule() }

  mutating func end() {
    if let rule, definition.rules.count < CalendarZones.rulesMax { definition.rules.append(rule) }
    rule = nil
  }

  mutating func take(_ property: ContentLine) {
    switch property.name {
    case "TZID": name = property.text
    case "X-LIC-LOCATION": definition.location = property.value.trimmingBlanks
    case "DTSTART": rule?.start = CalendarTime(property.value.trimmingBlanks)?.clockSeconds ?? 0
    case "TZOFFSETFROM": rule?.before = Self.offset(property.value) ?? 0
    case "TZOFFSETTO": rule?.after = Self.offset(property.value) ?? 0
    case "RRULE": rule?.pattern = RecurrencePattern(property.value.uppercased())
    case "RDATE":
      let times = property.value.split(separator: ",").prefix(CalendarZones.rulesMax).compactMap { CalendarTime($0)?.clockSeconds }
      rule?.additions += times
    default: break
    }
  }

  /// Reads `+hhmm` or `+hhmmss`.
  private static func offset(_ text: String) -> Int64? {
    let bytes = Array(text.trimmingBlanks.utf8)
    guard bytes.count == 5 || bytes.count == 7, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
      let hours = decimal(bytes[1..<3], digits: 2), let minutes = decimal(bytes[3..<5], digits: 2), hours < 24, minutes < 60
    else { return nil }
    let seconds = bytes.count == 7 ? decimal(bytes[5..<7], digits: 2) ?? 0 : 0
    return Int64(hours * 3_600 + minutes * 60 + seconds) * (bytes[0] == UInt8(ascii: "-") ? -1 : 1)
  }
}
