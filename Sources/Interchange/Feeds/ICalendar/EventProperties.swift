import Calendar

/// The properties of one VEVENT, and the event that they make.
struct EventProperties {
  private let properties: [(line: Int, property: ContentLine)]
  private let line: Int
  private let zones: CalendarZones

  /// The number of categories, exclusions or additions that are read of an event.
  static let listMax = 10_000

  private static let read: Set<String> = [
    "UID", "DTSTART", "DTEND", "DURATION", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "STATUS", "SUMMARY", "DESCRIPTION",
    "LOCATION", "GEO", "CATEGORIES", "URL", "ORGANIZER", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID",
  ]

  /// Whether a property of that name is read.
  static func isRead(_ name: String) -> Bool { read.contains(name) || name.hasPrefix("X-GRAPPE-") }

  init(_ properties: [(line: Int, property: ContentLine)], line: Int, zones: CalendarZones) {
    (self.properties, self.line, self.zones) = (properties, line, zones)
  }

  /// Returns the event.
  ///
  /// - Throws: `FeedProblem` with the line of the property that cannot be read.
  mutating func event() throws(FeedProblem) -> CalendarEvent {
    guard let start = first("DTSTART") else { throw FeedProblem(line: line, .missing("DTSTART")) }
    var event = CalendarEvent(uid: text("UID") ?? "", start: try time(start))
    event.end = try end(of: event.start)
    if let end = event.end, end.seconds < event.start.seconds { throw FeedProblem(line: start.line, .endsBeforeStart) }
    event.rule = try rule()
    event.recurrenceID = try first("RECURRENCE-ID").map { property throws(FeedProblem) in try time(property) }
    event.exclusions = try times("EXDATE")
    event.additions = try times("RDATE")
    readWords(&event)
    return event
  }

  private func readWords(_ event: inout CalendarEvent) {
    event.summary = text("SUMMARY") ?? ""
    (event.details, event.location) = (text("DESCRIPTION"), text("LOCATION"))
    event.url = first("URL")?.property.value.trimmingBlanks
    event.point = first("GEO").flatMap { Self.point($0.property.value) }
    event.categories = Array(all("CATEGORIES").flatMap(\.property.texts).filter { !$0.isEmpty }.prefix(Self.listMax))
    event.organizer = first("ORGANIZER").map { Self.organizer($0.property) }
    event.status = first("STATUS").flatMap { CalendarEvent.Status(rawValue: $0.property.value.uppercased().trimmingBlanks) }
    event.sequence = first("SEQUENCE").flatMap { Int($0.property.value.trimmingBlanks) } ?? 0
    event.created = moment("CREATED")
    event.modified = moment("LAST-MODIFIED") ?? moment("DTSTAMP")
    event.extensions = properties.filter { $0.property.name.hasPrefix("X-") }.map {
      CalendarEvent.Extension($0.property.name, $0.property.text)
    }
  }

  // MARK: Properties

  private func first(_ name: String) -> (line: Int, property: ContentLine)? { properties.first { $0.property.name == name } }

  private func all(_ name: String) -> [(line: Int, property: ContentLine)] { properties.filter { $0.property.name == name } }

  private func text(_ name: String) -> String? {
    let text = first(name)?.property.text
    return text?.isEmpty == true ? nil : text
  }

  private func moment(_ name: String) -> Instant? {
    guard let text = first(name)?.property.value.trimmingBlanks, let time = CalendarTime(text) else { return nil }
    return Instant(milliseconds: time.clockSeconds * 1_000)
  }

  private static func point(_ value: String) -> CalendarEvent.Point? {
    let parts = value.split(whereSeparator: { $0 == ";" || $0 == "," })
    guard parts.count == 2, let latitude = Double(String(parts[0]).trimmingBlanks),
      let longitude = Double(String(parts[1]).trimmingBlanks), (-90...90).contains(latitude), (-180...180).contains(longitude)
    else { return nil }
    return CalendarEvent.Point(latitude: latitude, longitude: longitude)
  }

  private static func organizer(_ property: ContentLine) -> CalendarEvent.Organizer {
    let address = property.value.trimmingBlanks
    let isKnown = !address.isEmpty && address.lowercased() != ICalendarWriter.noAddress
    return CalendarEvent.Organizer(name: property.parameters["CN"] ?? "", address: isKnown ? address : nil)
  }

  // MARK: Times

  private func time(_ property: (line: Int, property: ContentLine)) throws(FeedProblem) -> CalendarTime {
    try time(property.property.value.trimmingBlanks, property)
  }

  private func time(_ text: String, _ from: (line: Int, property: ContentLine)) throws(FeedProblem) -> CalendarTime {
    let time = try zones.time(text, zone: from.property.parameters["TZID"], line: from.line)
    guard let time else { throw FeedProblem(line: from.line, .invalid(from.property.name, text)) }
    // Outlook Express and others write midnights for whole days.
    if from.property.parameters["VALUE"]?.uppercased() == "DATE", !time.isDay { return .day(floorDivide(time.clockSeconds, 86_400)) }
    return time
  }

  private func times(_ name: String) throws(FeedProblem) -> [CalendarTime] {
    var times: [CalendarTime] = []
    for found in all(name) {
      for text in found.property.value.split(separator: ",") {
        if times.count >= Self.listMax { throw FeedProblem(line: found.line, .beyond(.elements, Self.listMax)) }
        // Of a period, the beginning; its length would be another than that of the event.
        let start = text.split(separator: "/", maxSplits: 1).first ?? text
        times.append(try time(String(start).trimmingBlanks, found))
      }
    }
    return times
  }

  private func end(of start: CalendarTime) throws(FeedProblem) -> CalendarTime? {
    if let property = first("DTEND"), !property.property.value.trimmingBlanks.isEmpty {
      let end = try time(property)
      if end.isDay, !start.isDay { return start.at(end.clockSeconds) }
      return start.isDay && !end.isDay ? .day(floorDivide(end.clockSeconds + 86_399, 86_400)) : end
    }
    guard let property = first("DURATION") else { return nil }
    let value = property.property.value.trimmingBlanks
    guard let duration = CalendarDuration(value) else { throw FeedProblem(line: property.line, .invalid("DURATION", value)) }
    let end = duration.after(start)
    guard CalendarTime.writable.contains(end.clockSeconds) else { throw FeedProblem(line: property.line, .invalid("DURATION", value)) }
    return end
  }

  private func rule() throws(FeedProblem) -> String? {
    guard let property = first("RRULE") else { return nil }
    var value = property.property.value.uppercased().filter { $0 != " " && $0 != "\t" }
    while value.hasSuffix(";") { value.removeLast() }
    guard RecurrenceRule.isValid(value) else { throw FeedProblem(line: property.line, .invalid("RRULE", property.property.value)) }
    return value
  }
}
