import Ecosystem
import Store

// Rows that are objects of another publisher's feed.

extension RowImport {
  /// Takes an object of a feed whose duplicates nobody has decided on.
  ///
  /// - Returns: nil when it is new, or when a record is found by name alone: it is then taken as any row.
  /// - Throws: as `take`.
  mutating func takeObject(
    _ object: ImportedRowObject, _ sources: SourceObjects, line: Int, numbers: [RegisterNumber]
  ) async throws -> RowOutcome? {
    let (id, fields, former) = (object.id, object.fields, object.former)
    let known = try former.flatMap { try matcher.record($0.record) }.map { RecordMatcher.Match(record: $0, criterion: .id) }
    guard let match = try known ?? matcher.match(fields, numbers) else {
      // The record was deleted here.
      return former == nil ? nil : .skipped
    }
    if match.criterion == .name { return nil }
    let theirs = fields.merging((former?.fields ?? [:]).filter { $0.key != "id" && fields[$0.key] == nil }.mapValues { _ in .null }) { $1 }
    let differing = try changes(theirs, to: match.record)
    if !object.isFirst {
      if differing.isEmpty { return .unchanged }
      throw RowProblem.repeated(matcher.other(match.record.id))
    }
    let plan = sources.plan(differing, theirs: theirs, former: former) { isSame($0, $1, field: $2, of: match.record) }
    let newNumbers = try newNumbers(numbers, of: match.record.id)
    let change = ImportedRowChange(line: line, id: match.record.id, title: title(match.record), fields: plan.direct)
    if !plan.direct.isEmpty || !newNumbers.isEmpty { try await update(change, newNumbers) }
    if !plan.waiting.isEmpty { sources.propose(plan.waiting, of: match.record, fields, raw: object.raw) }
    try sources.keep(id, record: match.record.id, fields, raw: object.raw, former: former)
    return plan.direct.isEmpty && newNumbers.isEmpty ? .unchanged : .updated(change)
  }

  /// Whether two values of a field say the same, also as the store would write them.
  private func isSame(_ one: FieldValue, _ other: FieldValue, field: String, of record: Record) -> Bool {
    if isSame(one, other, field: field) { return true }
    guard !other.isNull else { return false }
    // A value that the store refuses is none that it holds.
    let after = try? Validation.check(changes: [field: other], to: record, as: entity, schemes: transaction.schema.identifierSchemes)
    return after.map { isSame(one, $0[field], field: field) } ?? false
  }
}

/// An object of a feed before it is taken.
struct ImportedRowObject {
  let id: String
  let fields: ExactDictionary<FieldValue>
  let raw: String?
  let former: ImportedObject?
  /// Whether the file held it not before.
  let isFirst: Bool

  /// Nil for one without an id.
  init?(_ fields: ExactDictionary<FieldValue>, raw: String?, _ sources: SourceObjects) throws {
    guard let id = fields["id"]?.textValue else { return nil }
    (self.id, self.fields, self.raw) = (id, fields, raw)
    former = try sources.former(id)
    isFirst = sources.see(id)
  }
}
