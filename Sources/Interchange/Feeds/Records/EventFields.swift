import Calendar
import Ecosystem

/// An event that another calendar holds, as fields of an event of the model.
public struct EventFields {
  /// The fields, all but those whose words the vocabularies decide.
  public let fields: ExactDictionary<FieldValue>
  /// The categories, in the words of the calendar.
  public let categories: [String]
  /// Whether the event is a record of this workspace, which has its families and themes.
  public let isOwn: Bool

  /// - Parameters:
  ///   - survey: the calendar's name, zone and licence.
  ///   - zone: the zone of local times that name none, where the calendar has none either.
  ///   - ownID: the id of a record of this workspace by the event's identifier, for a calendar that was written here.
  /// - Throws: `FeedProblem.Reason.noZone` without a line for a local time without a zone.
  public init(
    _ event: CalendarEvent, _ survey: CalendarSurvey, zone: String?, ownID: (CalendarEvent) -> String?
  ) throws(FeedProblem) {
    let own = ownID(event)
    var fields = try Self.times(event, zone: survey.zone ?? zone)
    fields["id"] = .text(own ?? Self.id(event))
    fields["name"] = event.summary.isEmpty ? .null : .text(event.summary)
    fields["description"] = Self.description(event).map { .text($0) }
    if let url = event.url, FeedContext.isWebAddress(url) { fields["url"] = .text(url) }
    fields["status"] = Self.status(event, isOwn: own != nil)
    fields["recurrence"] = Self.rule(event).map { .text($0) }
    if let point = event.point { (fields["lat"], fields["lon"]) = (.number(point.latitude), .number(point.longitude)) }
    if let town = Self.town(event) { fields["city"] = .text(town) }
    fields["source"] = (event.text(of: "X-GRAPPE-SOURCE") ?? (own == nil ? survey.name : nil)).map { .text($0) }
    fields["licence"] = (event.text(of: "X-GRAPPE-LICENCE") ?? (own == nil ? survey.licence : nil)).map { .text($0) }
    // The record of this workspace has no other source than itself.
    fields["locator"] = event.uid.isEmpty || own != nil ? .null : .text(event.uid)
    self.fields = fields.filter { !$0.value.isNull }
    (categories, isOwn) = (event.categories, own != nil)
  }

  /// Returns an id that is always the same for the same event of a calendar: of the SHA-256 of its UID and RECURRENCE-ID.
  private static func id(_ event: CalendarEvent) -> String {
    let name = event.uid.isEmpty ? "\(event.summary)\n\(event.start.text)" : event.uid
    let whole = event.recurrenceID.map { name + "\n" + $0.text } ?? name
    return "ics-" + StableID.digest(of: whole)
  }

  /// The state. An event of this workspace that is not cancelled keeps its own, since the calendar writes more states as one.
  private static func status(_ event: CalendarEvent, isOwn: Bool) -> FieldValue {
    switch event.status {
    case .cancelled: "cancelled"
    case .tentative: isOwn ? .null : "draft"
    default: isOwn ? .null : "published"
    }
  }

  /// The rule as the record that was written has it, else as the calendar has it.
  private static func rule(_ event: CalendarEvent) -> String? {
    event.rule == nil ? nil : event.text(of: "X-GRAPPE-RRULE").flatMap { RecurrenceRule.isValid($0) ? $0 : nil } ?? event.rule
  }

  // MARK: Times

  private static func times(_ event: CalendarEvent, zone: String?) throws(FeedProblem) -> ExactDictionary<FieldValue> {
    if case .day(let first) = event.start {
      let last = event.end.map { max(first, floorDivide($0.clockSeconds, 86_400) - 1) } ?? first
      return ["start": .text(date(first)), "end": last > first ? .text(date(last)) : .null]
    }
    let name = event.start.zone ?? zone
    if case .local = event.start, name == nil { throw FeedProblem(line: 0, .noZone) }
    func moment(_ time: CalendarTime) -> FieldValue {
      var time = time
      if case .local(let seconds, nil) = time { time = .local(seconds, zone: name) }
      return .text(String(Instant(milliseconds: time.seconds * 1_000).text.prefix(19)) + "Z")
    }
    return ["starts_at": moment(event.start), "ends_at": event.end.map(moment) ?? .null, "zone": .text(name ?? "UTC")]
  }

  private static func date(_ day: Int64) -> String {
    let date = CivilMinute.date(ofDay: day)
    return Day(year: date.year, month: date.month, day: date.day).description
  }

  // MARK: Words

  /// The town, where the place is one word or name without numbers and commas, as a calendar of another program gives it.
  private static func town(_ event: CalendarEvent) -> String? {
    if let town = event.text(of: "X-GRAPPE-CITY") { return town }
    func isOther(_ sign: Character) -> Bool { sign.isNumber || sign == "," || sign == "\n" || sign == ":" }
    guard !isOfGrappe(event), let place = event.location, place.utf8.count <= 80, !place.contains(where: isOther) else { return nil }
    return place
  }

  /// Whether a workspace of Grappe wrote the event.
  private static func isOfGrappe(_ event: CalendarEvent) -> Bool { event.text(of: "X-GRAPPE-ID") != nil }

  /// The description, with the place where that is more than a town.
  private static func description(_ event: CalendarEvent) -> String? {
    let place = town(event) == nil && !isOfGrappe(event) ? event.location : nil
    let parts = [event.details, place].compactMap { $0 }.filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
  }
}
