import Calendar
import Ecosystem

/// Records as things of schema.org, in JSON-LD.
public struct LinkedDataRecords {
  /// The entities that have a type of schema.org.
  public static let entities = ["actor", "award", "event", "session", "territory", "training"]

  /// The context of every document.
  public static var context: FieldValue { LinkedDataContext.schemaOrg }

  private let context: FeedContext

  public init(_ context: FeedContext) { self.context = context }

  /// Returns a record as a node, without a context of its own.
  ///
  /// - Returns: nil for an entity without a type, and for an event whose date is not known.
  /// - Throws: errors of the context.
  public func node(_ record: Record, of entity: String) throws -> FieldValue? {
    var node: ExactDictionary<FieldValue>?
    switch entity {
    case "actor": node = try actor(record)
    case "event": node = try event(record)
    case "session": node = try session(record)
    case "training": node = try course(record)
    case "award": node = try grant(record)
    case "territory": node = try territory(record)
    default: return nil
    }
    guard var node else { return nil }
    node["@id"] = .text(context.iri(entity, record.id))
    node["identifier"] = .list([.text(record.id)] + (node["identifier"]?.listValue ?? []))
    node["dateModified"] = record["updated_at"]
    if let licence = record["licence"].textValue { node[FeedContext.isWebAddress(licence) ? "sdLicense" : "creditText"] = .text(licence) }
    return .map(node.filter { !$0.value.isNull })
  }

  // MARK: Types

  private func actor(_ record: Record) throws -> ExactDictionary<FieldValue> {
    let numbers = try context.numbers(record.id)
    var node: ExactDictionary<FieldValue> = [
      "@type": .text(Self.organisationType(record["kind"].textValue)), "name": record["name"], "alternateName": record["aliases"],
      "description": record["description"], "url": record["website"], "foundingDate": record["founded"],
      "dissolutionDate": record["dissolved"], "email": record["email"], "telephone": record["phone"],
    ]
    node["address"] = try address(record)
    node["location"] = Self.coordinates(record).map { ["@type": "Place", "geo": $0] } ?? .null
    node["keywords"] = Self.list(try context.labels(record["sectors"], scheme: "sector"))
    node["knowsAbout"] = Self.list(try context.labels(record["skills"], scheme: "skill"))
    node["identifier"] = .list(
      numbers.map { ["@type": "PropertyValue", "propertyID": .text($0.scheme), "value": .text($0.value)] })
    return node
  }

  private static func organisationType(_ kind: String?) -> String {
    switch kind {
    case "university", "college": "CollegeOrUniversity"
    case "school": "School"
    case "education", "training-provider": "EducationalOrganization"
    case "museum": "Museum"
    case "municipality", "public-agency": "GovernmentOrganization"
    case "research-centre": "ResearchOrganization"
    case "company": "Corporation"
    case "nonprofit", "association": "NGO"
    default: "Organization"
    }
  }

  private func event(_ record: Record) throws -> ExactDictionary<FieldValue>? {
    guard let time = Self.times(record) else { return nil }
    var node: ExactDictionary<FieldValue> = [
      "@type": .text(record["kind"] == .text("festival") ? "Festival" : "Event"), "name": record["name"],
      "description": record["description"], "url": record["url"], "startDate": .text(time.start),
      "endDate": time.end.map { .text($0) } ?? .null, "maximumAttendeeCapacity": record["capacity"],
    ]
    node["eventStatus"] = .text(record["status"] == .text("cancelled") ? "EventCancelled" : "EventScheduled")
    node["eventAttendanceMode"] = Self.attendance(record["format"])
    node["organizer"] = try party(record["organiser"])
    node["location"] = try location(record)
    node["keywords"] = Self.list(
      try context.labels(record["kind"], scheme: "event-kind") + context.labels(record["themes"], scheme: "sector"))
    return node
  }

  private func session(_ record: Record) throws -> ExactDictionary<FieldValue>? {
    let parent = try context.referenced(record["event"], in: "event")
    let clock = parent?["zone"].textValue.flatMap { WallClock(zone: $0) }
    guard let start = context.instant(record["start"]) else { return nil }
    var node: ExactDictionary<FieldValue> = [
      "@type": "Event", "name": record["title"], "description": record["description"], "url": record["url"],
      "startDate": .text(Self.text(start, clock)), "maximumAttendeeCapacity": record["capacity"],
    ]
    node["endDate"] = context.instant(record["end"]).map { .text(Self.text($0, clock)) } ?? .null
    node["eventAttendanceMode"] = Self.attendance(record["format"])
    node["organizer"] = try party(record["host"])
    node["performer"] = .list(try (record["speakers"].listValue ?? []).map(party).filter { !$0.isNull })
    node["location"] = try parent.map(location) ?? .null
    node["superEvent"] = record["event"].textValue.map { ["@id": .text(context.iri("event", $0))] } ?? .null
    return node
  }

  private func course(_ record: Record) throws -> ExactDictionary<FieldValue> {
    [
      "@type": "Course", "name": record["title"], "description": record["outcome"].isNull ? record["title"] : record["outcome"],
      "provider": try party(record["provider"]),
      "audience": record["target"].isNull ? .null : ["@type": "Audience", "audienceType": record["target"]],
      "teaches": Self.list(try context.labels(record["skills"], scheme: "skill")),
    ]
  }

  private func grant(_ record: Record) throws -> ExactDictionary<FieldValue> {
    var node: ExactDictionary<FieldValue> = [
      "@type": "MonetaryGrant", "name": record["title"], "description": record["description"], "url": record["url"],
      "funder": try party(record["funder"]),
    ]
    if let money = Money(record["amount_awarded"]) {
      node["amount"] = ["@type": "MonetaryAmount", "value": .text(Self.decimal(money.cents)), "currency": .text(money.currency)]
    }
    // The recipient of a grant is what it funds: schema.org has no other property for it.
    node["fundedItem"] = try party(record["recipient"])
    return node
  }

  private func territory(_ record: Record) throws -> ExactDictionary<FieldValue> {
    let names = (record["name"].mapValue ?? [:]).sortedByKey.map { FieldValue.map(["@language": .text($0.key), "@value": $0.value]) }
    return [
      "@type": "AdministrativeArea", "name": names.isEmpty ? record["name"] : .list(names), "branchCode": record["code"],
      "containedInPlace": record["parent"].textValue.map { ["@id": .text(context.iri("territory", $0))] } ?? .null,
    ]
  }

  // MARK: Parts

  private func party(_ value: FieldValue) throws -> FieldValue {
    guard let id = value.textValue, let actor = try context.record("actor", id) else { return .null }
    var node: ExactDictionary<FieldValue> = ["@id": .text(context.iri("actor", id)), "@type": "Organization", "name": actor["name"]]
    if !actor["website"].isNull { node["url"] = actor["website"] }
    return .map(node)
  }

  /// The place of an event with an address, which search engines want; online ones are at a virtual place.
  private func location(_ record: Record) throws -> FieldValue {
    if record["format"] == .text("online") { return ["@type": "VirtualLocation", "url": record["url"]] }
    let venue = try context.referenced(record["venue"], in: "actor").map { $0["name"] } ?? .null
    let address = try address(record)
    if venue.isNull, address.isNull, record.point == nil { return .null }
    let place: ExactDictionary<FieldValue> = [
      "@type": "Place", "name": venue, "address": address, "geo": Self.coordinates(record) ?? .null,
    ]
    return .map(place.filter { !$0.value.isNull })
  }

  private func address(_ record: Record) throws -> FieldValue {
    let territory = try context.referenced(record["territory"], in: "territory")
    let parts: ExactDictionary<FieldValue> = [
      "streetAddress": record["street"], "postalCode": record["postcode"], "addressLocality": record["city"],
      "addressCountry": record["country"], "addressRegion": territory.flatMap { context.text($0["name"]) }.map { .text($0) } ?? .null,
    ]
    let known = parts.filter { !$0.value.isNull }
    return known.isEmpty ? .null : .map(known.merging(["@type": "PostalAddress"]) { $1 })
  }

  private static func coordinates(_ record: Record) -> FieldValue? {
    record.point.map { ["@type": "GeoCoordinates", "latitude": .number($0.latitude), "longitude": .number($0.longitude)] }
  }

  private static func attendance(_ format: FieldValue) -> FieldValue {
    switch format.textValue {
    case "online": "OnlineEventAttendanceMode"
    case "hybrid": "MixedEventAttendanceMode"
    case "onsite": "OfflineEventAttendanceMode"
    default: .null
    }
  }

  private static func list(_ texts: [String]) -> FieldValue { texts.isEmpty ? .null : .list(texts.map { .text($0) }) }

  /// Returns cents as major units with a point: `1234.50`.
  static func decimal(_ cents: Int64) -> String {
    let rest = abs(cents % 100)
    return (cents < 0 ? "-" : "") + "\(abs(cents / 100))." + (rest < 10 ? "0" : "") + "\(rest)"
  }

  // MARK: Times

  /// The beginning and the end of an event: dates known to the day, or local times with their offset.
  private static func times(_ record: Record) -> (start: String, end: String?)? {
    if let start = record["starts_at"].textValue.flatMap(Instant.init) {
      let clock = record["zone"].textValue.flatMap { WallClock(zone: $0) }
      return (text(start, clock), record["ends_at"].textValue.flatMap(Instant.init).map { text($0, clock) })
    }
    guard let start = record["start"].textValue, CalendarRecords.day(record["start"]) != nil else { return nil }
    return (start, CalendarRecords.day(record["end"]) == nil ? nil : record["end"].textValue)
  }

  /// Returns a moment as a clock shows it, with the offset: `2026-07-02T19:00:00+02:00`.
  static func text(_ instant: Instant, _ clock: WallClock?) -> String {
    guard let clock, !TimeZoneWriter.isUniversal(clock.zone) else { return String(instant.text.prefix(19)) + "Z" }
    let offset = clock.offset(at: instant)
    let local = Instant(milliseconds: instant.milliseconds + offset * 1_000)
    func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return String(local.text.prefix(19)) + (offset < 0 ? "-" : "+") + padded(abs(offset) / 3_600) + ":" + padded(abs(offset) / 60 % 60)
  }
}
