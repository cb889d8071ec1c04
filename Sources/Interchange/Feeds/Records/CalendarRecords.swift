import Calendar
import Ecosystem

/// Records as events of a calendar: events, their sessions, and the last days of calls.
public struct CalendarRecords {
  /// The entities that have a form as an event.
  public static let entities = ["event", "session", "call"]

  private let context: FeedContext

  public init(_ context: FeedContext) { self.context = context }

  /// Returns a record as an event; nil when it has no known date.
  ///
  /// - Throws: errors of the context.
  public func event(_ record: Record, of entity: String) throws -> CalendarEvent? {
    guard var event = try timed(record, of: entity) else { return nil }
    event.url = record["url"].textValue ?? context.page(entity, record.id)
    event.details = context.text(record["description"])
    event.created = context.instant(record["created_at"])
    event.modified = context.instant(record["updated_at"])
    event.sequence = Self.sequence(from: event.created, to: event.modified)
    let provenance = [("X-GRAPPE-SOURCE", "source"), ("X-GRAPPE-LICENCE", "licence")]
    event.extensions = [CalendarEvent.Extension("X-GRAPPE-ID", record.id)]
    for (name, field) in provenance {
      if let text = record[field].textValue { event.extensions.append(CalendarEvent.Extension(name, text)) }
    }
    // Values of the record that no property of the standard holds unchanged.
    if let town = record["city"].textValue { event.extensions.append(CalendarEvent.Extension("X-GRAPPE-CITY", town)) }
    if let rule = record["recurrence"].textValue, let written = event.rule, written != rule {
      event.extensions.append(CalendarEvent.Extension("X-GRAPPE-RRULE", rule))
    }
    return event
  }

  /// Returns the number of an edition, which rises with each change: the seconds from the creation of a record to its last change. It fits
  /// the 31 bits of INTEGER (RFC 5545, section 3.3.8) for 68 years.
  private static func sequence(from created: Instant?, to modified: Instant?) -> Int {
    guard let created, let modified else { return 0 }
    return Int(max(0, min(Int64(Int32.max), (modified.milliseconds - created.milliseconds + 999) / 1_000)))
  }

  private func timed(_ record: Record, of entity: String) throws -> CalendarEvent? {
    switch entity {
    case "event": try ofEvent(record)
    case "session": try ofSession(record)
    case "call": try ofCall(record)
    default: nil
    }
  }

  // MARK: Events

  private func ofEvent(_ record: Record) throws -> CalendarEvent? {
    guard var event = Self.series(record, uid: context.uuid("event", record.id)) else { return nil }
    event.summary = context.text(record["name"]) ?? record.id
    event.status = Self.status(record)
    event.point = record.point
    event.location = try location(record)
    event.categories =
      try context.labels(record["kind"], scheme: "event-kind") + context.labels(record["categories"], scheme: "family")
      + context.labels(record["themes"], scheme: "sector")
    event.organizer = try context.referenced(record["organiser"], in: "actor").flatMap(organizer)
    return event
  }

  /// Returns when an event takes place, without its words: beginning, end, rule, exclusions and additions; nil when its day is not known.
  public static func series(_ record: Record, uid: String) -> CalendarEvent? {
    guard let (start, end) = times(record) else { return nil }
    var event = CalendarEvent(uid: uid, start: start)
    event.end = end
    event.rule = record["recurrence"].textValue.flatMap { RecurrenceText.fitting($0, start: start) }
    event.exclusions = times(record["excluded"], like: start)
    event.additions = times(record["added"], like: start)
    return event
  }

  /// The beginning and the exclusive end of an event; nil when its day is not known.
  private static func times(_ record: Record) -> (CalendarTime, CalendarTime?)? {
    if let first = record["starts_at"].textValue.flatMap(Instant.init) {
      let zone = record["zone"].textValue
      return (time(first, zone: zone), record["ends_at"].textValue.flatMap(Instant.init).map { time($0, zone: zone) })
    }
    guard let first = day(record["start"]) else { return nil }
    let last = day(record["end"]) ?? first
    return last < first ? nil : (.day(first), .day(last + 1))
  }

  /// Returns the day of a date that is known to the day.
  static func day(_ value: FieldValue) -> Int64? {
    guard let text = value.textValue, let date = CalendarDate(text), let month = date.month, let day = date.day else { return nil }
    return Instant.days(year: date.year, month: month, day: day)
  }

  /// Returns a moment on the clock of a zone; in universal time without a known one.
  static func time(_ instant: Instant, zone: String?) -> CalendarTime {
    let seconds = floorDivide(instant.milliseconds, 1_000)
    guard let zone, !TimeZoneWriter.isUniversal(zone), let clock = WallClock(zone: zone) else { return .universal(seconds) }
    return .local(clock.local(ofSeconds: seconds), zone: zone)
  }

  /// Returns the days or moments of a list, in the form of the event's beginning.
  private static func times(_ value: FieldValue, like start: CalendarTime) -> [CalendarTime] {
    (value.listValue ?? []).compactMap { element in
      if let instant = element.textValue.flatMap(Instant.init) { return time(instant, zone: start.zone) }
      guard let day = day(element) else { return nil }
      let second = start.clockSeconds - floorDivide(start.clockSeconds, 86_400) * 86_400
      return start.isDay ? .day(day) : start.at(day * 86_400 + second)
    }
  }

  private static func status(_ record: Record) -> CalendarEvent.Status {
    switch record["status"].textValue {
    case "cancelled": .cancelled
    case "draft": .tentative
    default: record["standing"].textValue == "proposed" ? .tentative : .confirmed
    }
  }

  /// The venue, the address where it is known, and the town.
  private func location(_ record: Record) throws -> String? {
    let venue = try context.referenced(record["venue"], in: "actor").flatMap { context.text($0["name"]) }
    let territory = try context.referenced(record["territory"], in: "territory").flatMap { context.text($0["name"]) }
    let town = [record["postcode"].textValue, record["city"].textValue ?? territory].compactMap { $0 }.joined(separator: " ")
    let parts = [venue, record["street"].textValue, town].compactMap { $0 }.filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// An organiser is named with a web address; an e-mail address is never written.
  private func organizer(_ actor: Record) -> CalendarEvent.Organizer? {
    context.text(actor["name"]).map { CalendarEvent.Organizer(name: $0, address: actor["website"].textValue) }
  }

  // MARK: Sessions and calls

  private func ofSession(_ record: Record) throws -> CalendarEvent? {
    let parent = try context.referenced(record["event"], in: "event")
    let zone = parent?["zone"].textValue
    guard let start = context.instant(record["start"]) else { return nil }
    var event = CalendarEvent(uid: context.uuid("session", record.id), start: Self.time(start, zone: zone))
    event.end = context.instant(record["end"]).map { Self.time($0, zone: zone) }
    event.summary = [context.text(record["title"]), parent.flatMap { context.text($0["name"]) }].compactMap { $0 }.joined(separator: " – ")
    event.status = parent.map(Self.status) ?? .confirmed
    let place = try parent.flatMap(location)
    event.location = [record["room"].textValue, place].compactMap { $0 }.joined(separator: ", ")
    if event.location?.isEmpty == true { event.location = nil }
    event.point = parent?.point
    event.categories = try context.labels(record["themes"], scheme: "sector")
    event.organizer = try (context.referenced(record["host"], in: "actor")).flatMap(organizer)
    return event
  }

  /// The last day on which one may apply.
  private func ofCall(_ record: Record) throws -> CalendarEvent? {
    guard let day = Self.day(record["closes"]) else { return nil }
    var event = CalendarEvent(uid: context.uuid("call", record.id), start: .day(day))
    event.end = .day(day + 1)
    event.summary = context.text(record["name"]) ?? record.id
    event.status = Self.status(record)
    event.organizer = try context.referenced(record["operator"], in: "actor").flatMap(organizer)
    return event
  }
}

/// The end of a repetition rule in the form that its beginning asks for.
enum RecurrenceText {
  /// Returns a rule whose UNTIL has the type of DTSTART, which RFC 5545, section 3.3.10, demands: a day for whole days, else universal time.
  static func fitting(_ rule: String, start: CalendarTime) -> String? {
    guard let pattern = RecurrencePattern(rule) else { return nil }
    guard let until = pattern.until else { return rule }
    let parts = rule.split(separator: ";").filter { !$0.hasPrefix("UNTIL=") } + ["UNTIL=\(text(until, start))"]
    return parts.joined(separator: ";")
  }

  private static func text(_ until: RecurrencePattern.Until, _ start: CalendarTime) -> String {
    func universal(_ local: Int64) -> Int64 { start.at(local).seconds }
    switch (until, start.isDay) {
    case (.day(let day), true): return CalendarTime.day(day).text
    case (.local(let seconds), true), (.universal(let seconds), true): return CalendarTime.day(floorDivide(seconds, 86_400)).text
    case (.day(let day), false): return CalendarTime.universal(universal(day * 86_400 + 86_399)).text
    case (.local(let local), false): return CalendarTime.universal(universal(local)).text
    case (.universal(let seconds), false): return CalendarTime.universal(seconds).text
    }
  }
}
