import Ecosystem
import Encodings
import Feeds
import Store

/// The events, features or grants of a file, as fields of records, one at a time.
struct FeedRows {
  /// One of them.
  struct Row {
    /// The line on which it begins.
    var line: Int
    /// Its fields, or why it is refused.
    var fields: Result<ExactDictionary<FieldValue>, FeedProblem>
    /// The object as text, without what names persons.
    var raw: String?
  }

  /// The lookups in the workspace while a feed is read.
  struct Context {
    /// Returns the id of the one record that one of the words means.
    var reference: (_ words: [String]) throws -> String? = { _ in nil }
    /// Returns the id of a record by the UID of a calendar that was written here.
    var ownID: (CalendarEvent) -> String? = { _ in nil }
    /// Returns the value of a field by a word of the vocabulary; nil for a word that it does not have.
    var term: (_ word: String, _ field: String) -> FieldValue? = { _, _ in nil }
    /// Goes on in the next transaction, after the last one was committed.
    var resume: (StoreTransaction) -> Void = { _ in }
  }

  private var calendar: ICalendarReader?
  private var elements: JSONElements?
  private let survey: CalendarSurvey?
  private let format: FeedFormat
  private let zone: String?
  private let grants: GrantConventions?
  private let context: Context
  private let member = Member()

  /// Whether the file lacks the member with the elements.
  private final class Member { var isMissing = false }

  /// - Throws: `FeedProblem` when the file is of another format, `ImportError.columnsUnclear` for dates or amounts of grants that can be
  ///   read in two ways.
  init(_ format: FeedFormat, _ file: ImportFile, _ reading: ImportReading, context: Context, onRead: @escaping (Int) -> Void) throws {
    (self.format, self.zone, self.context) = (format, reading.zone?.zone, context)
    grants = try format == .threeSixtyGiving ? GrantConventions(file, reading) : nil
    guard format == .ics else {
      survey = nil
      let member = format == .geojson ? "features" : "grants"
      let found = self.member
      elements = JSONElements(JSONMember.array(member, in: file.text(onRead: onRead), onMissing: { found.isMissing = true }))
      return
    }
    let survey = try CalendarSurvey(file.calendarText())
    self.survey = survey
    calendar = ICalendarReader(file.calendarText(onRead: onRead), survey)
  }

  /// The name that the publisher gives a calendar; nil without one.
  var name: String? { survey?.name }

  /// Goes on in the next transaction, after the last one was committed.
  func resume(in transaction: StoreTransaction) { context.resume(transaction) }

  /// Returns the next one; nil at the end.
  ///
  /// - Throws: `FeedProblem` or `JSONListError` when the file cannot be read further, or an error of the context.
  mutating func next() throws -> Row? {
    if calendar != nil { return try nextEvent() }
    guard let (line, bytes) = try elements?.next() else {
      if member.isMissing { throw FeedProblem(line: 1, .otherFormat(format == .geojson ? "GeoJSON" : "360Giving")) }
      return nil
    }
    guard let json = try? FieldValue(json: String(decoding: bytes, as: UTF8.self)) else {
      return Row(line: line, fields: .failure(FeedProblem(line: line, .otherFormat("JSON"))))
    }
    do { return Row(line: line, fields: .success(try fields(json)), raw: Self.withoutPersons(json)) } catch let problem as FeedProblem {
      return Row(line: line, fields: .failure(FeedProblem(line: line, problem.reason)))
    }
  }

  /// Returns an object as text; of a grant to an individual, without that person.
  static func withoutPersons(_ json: FieldValue) -> String {
    guard var members = json.mapValue, members["recipientIndividual"] != nil else { return json.json }
    members["recipientIndividual"] = nil
    return FieldValue.map(members).json
  }

  private func fields(_ json: FieldValue) throws -> ExactDictionary<FieldValue> {
    if format == .geojson { return try GeoJSONFeature(json).fields }
    let grant = try Grant(try grants?.normalized(json) ?? json)
    var fields = grant.fields
    fields["funder"] = .text(try context.reference(grant.funder) ?? grant.funder[grant.funder.count - 1])
    fields["recipient"] = .text(try context.reference(grant.recipient) ?? grant.recipient[grant.recipient.count - 1])
    fields["id"] = fields["locator"]?.textValue.map { .text(Grant.recordID(of: $0)) }
    return fields
  }

  private mutating func nextEvent() throws -> Row? {
    guard let survey, let (line, found) = try calendar?.next() else { return nil }
    do throws(FeedProblem) {
      let event = try EventFields(try found.get(), survey, zone: zone, ownID: context.ownID)
      var fields = event.fields
      for field in event.isOwn ? ["kind"] : ["kind", "categories", "themes"] {
        fields[field] = terms(event.categories, field, isList: field != "kind")
      }
      return Row(line: line, fields: .success(fields.filter { !$0.value.isNull }), raw: calendar?.raw)
    } catch { return Row(line: line, fields: .failure(FeedProblem(line: error.line > 0 ? error.line : line, error.reason))) }
  }

  /// Returns the terms among the categories of an event that a field's vocabulary has.
  private func terms(_ words: [String], _ field: String, isList: Bool) -> FieldValue {
    let terms = words.compactMap { context.term($0, field) }
    if !isList { return terms.first ?? .null }
    let unique = terms.reduce(into: [FieldValue]()) { if !$0.contains($1) { $0.append($1) } }
    return unique.isEmpty ? .null : .list(unique)
  }
}
