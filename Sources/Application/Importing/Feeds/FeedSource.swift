import Calendar
import Ecosystem
import Feeds
import Localization
import Store

/// The records of one feed, written in one of the formats.
struct FeedSource {
  let transaction: StoreTransaction
  let entity: EntityDescription
  let query: Query
  let context: FeedContext
  let options: FeedExport.Options
  /// The outlines of the records, where these are territories.
  var outlines = TerritoryOutlines()

  /// The name of the whole for people.
  private var name: String { entity.label[context.language] }

  private func each(_ outcome: inout FeedExport.Outcome, _ body: (Record) throws -> Bool) throws {
    let cursor = try transaction.cursor(entity.id, query)
    while let record = try cursor.next() {
      guard try body(record) else {
        outcome.leftOut += 1
        continue
      }
      outcome.written += 1
      if let modified = record["updated_at"].textValue { outcome.modified = max(outcome.modified ?? modified, modified) }
    }
  }

  // MARK: Calendar

  /// Reads the records twice: the rules of all time zones stand before the events.
  func writeCalendar(_ deliver: (String) throws -> Void) throws -> FeedExport.Outcome {
    var feed = CalendarFeed(name: name)
    feed.licence = options.licence
    var isFirst = true
    _ = try eachEvent { event in
      feed.include(event, isFirst: isFirst)
      isFirst = false
    }
    let writer = ICalendarWriter(feed)
    try deliver(writer.beginning)
    let outcome = try eachEvent { try deliver(writer.component($0)) }
    try deliver(writer.ending)
    return outcome
  }

  private func eachEvent(_ body: (CalendarEvent) throws -> Void) throws -> FeedExport.Outcome {
    var outcome = FeedExport.Outcome()
    var sessions = 0
    let records = CalendarRecords(context)
    try each(&outcome) { record in
      let event = try records.event(record, of: entity.id)
      if let event { try body(event) }
      if options.hasSessions, entity.id == "event" { sessions += try writeSessions(of: record, records, body) }
      return event != nil
    }
    outcome.written += sessions
    return outcome
  }

  private func writeSessions(of event: Record, _ records: CalendarRecords, _ body: (CalendarEvent) throws -> Void) throws -> Int {
    let session = try transaction.schema.requireEntity("session")
    let query = try Query(["event": .text(event.id)], options: ["order": ["start", "id"]], for: session)
    let cursor = try transaction.cursor("session", query)
    var count = 0
    while let record = try cursor.next() {
      guard let event = try records.event(record, of: "session") else { continue }
      try body(event)
      count += 1
    }
    return count
  }

  // MARK: The others

  func writeGeoJSON(_ deliver: (String) throws -> Void) throws -> FeedExport.Outcome {
    var heading = GeoJSONWriter.Heading(name: name, date: context.now.text)
    heading.licence = options.licence
    heading.source = outlines.sources.isEmpty ? nil : outlines.sources.joined(separator: "; ")
    var (writer, outcome) = (GeoJSONWriter(heading), FeedExport.Outcome())
    try deliver(writer.beginning)
    try each(&outcome) { record in
      try deliver(writer.feature(record, outlines: outlines))
      return true
    }
    try deliver(writer.ending)
    return outcome
  }

  func writeLinkedData(_ deliver: (String) throws -> Void) throws -> FeedExport.Outcome {
    var (outcome, separator) = (FeedExport.Outcome(), "\n")
    let records = LinkedDataRecords(context)
    try deliver("{\"@context\":\(LinkedDataRecords.context.json),\"@graph\":[")
    try each(&outcome) { record in
      guard let node = try records.node(record, of: entity.id) else { return false }
      try deliver(separator + node.json)
      separator = ",\n"
      return true
    }
    try deliver("\n]}\n")
    return outcome
  }

  func writeAtom(_ deliver: (String) throws -> Void) throws -> FeedExport.Outcome {
    var heading = AtomWriter.Heading(
      id: "urn:uuid:" + context.uuid("feed", entity.id), title: name, updated: context.now.text, author: "Grappe")
    heading.rights = options.licence
    let (writer, records) = (AtomWriter(heading), AtomRecords(context, entity))
    var outcome = FeedExport.Outcome()
    try deliver(writer.beginning)
    try each(&outcome) { record in
      try deliver(writer.text(try records.entry(record)))
      return true
    }
    try deliver(writer.ending)
    return outcome
  }

  func writeGrants(_ deliver: (String) throws -> Void) throws -> FeedExport.Outcome {
    var (outcome, separator) = (FeedExport.Outcome(), "\n")
    let records = GrantRecords(context)
    try deliver(GrantRecords.beginning(licence: options.licence))
    try each(&outcome) { record in
      guard let grant = try records.grant(record) else { return false }
      try deliver(separator + grant.json)
      separator = ",\n"
      return true
    }
    try deliver("\n]}\n")
    return outcome
  }
}
