import Ecosystem
import Store

/// The reference implementation of scopes: every record in memory, and the simplest reading of who may see what.
struct NaiveScope {
  let scope: ReadScope
  /// The model as the audience sees it.
  let schema: Schema
  /// The records seen, with the fields and references seen, by entity, in the order of insertion.
  private(set) var records: [String: [Record]] = [:]
  /// Every record, by id, with its entity.
  private let whole: [String: (entity: EntityDescription, record: Record)]

  /// Reads everything from a transaction of the admin.
  init(_ scope: ReadScope, of transaction: StoreTransaction) throws {
    self.scope = scope
    var whole: [String: (entity: EntityDescription, record: Record)] = [:]
    var order: [String: [String]] = [:]
    for entity in transaction.schema.entities {
      for record in try transaction.find(entity.id) {
        whole[record.id] = (entity, record)
        order[entity.id, default: []].append(record.id)
      }
    }
    self.whole = whole
    schema = transaction.schema.seen(by: scope.audience)
    for (entity, ids) in order { records[entity] = ids.filter(isSeen).map { view(whole[$0]!.record, whole[$0]!.entity) } }
  }

  /// Whether the record of an id is seen: itself, and all that it must refer to.
  func isSeen(_ id: String) -> Bool {
    guard let (entity, record) = whole[id] else { return false }
    let visibility = Visibility(rawValue: record["visibility"].textValue!)!
    guard scope.audience.sees(visibility), scope.includesExamples || record["standing"] != "example" else { return false }
    return entity.ownFields.allSatisfy { field in
      !field.isRequired || field.type.isList || !isReference(field) || isSeen(target(record[field.id].textValue!, field))
    }
  }

  /// The fields of a record that are seen, without references to records that are not.
  private func view(_ record: Record, _ entity: EntityDescription) -> Record {
    var fields: ExactDictionary<FieldValue> = [:]
    for field in entity.fields where scope.audience.sees(field.visibility) { fields[field.id] = seen(record[field.id], field) }
    return Record(fields)
  }

  private func seen(_ value: FieldValue, _ field: FieldDescription) -> FieldValue {
    guard isReference(field), !value.isNull else { return value }
    guard let elements = value.listValue else { return isSeen(target(value.textValue!, field)) ? value : .null }
    let kept = elements.filter { isSeen(target($0.textValue!, field)) }
    return kept.isEmpty ? .null : .list(kept)
  }

  private func isReference(_ field: FieldDescription) -> Bool {
    field.type.conceptScheme != nil || field.type.referencedEntities != nil
  }

  private func target(_ text: String, _ field: FieldDescription) -> String {
    field.type.conceptScheme.map { "\($0):\(text)" } ?? text
  }

  /// The ids of all records, seen or not.
  var allIDs: [String] { whole.keys.sorted() }

  /// The entity of any record.
  func entity(_ id: String) -> EntityDescription { whole[id]!.entity }

  /// Any record as it is stored.
  func stored(_ id: String) -> Record { whole[id]!.record }

  /// The filter over the territories that are seen.
  var filter: NaiveFilter {
    let parents = (records["territory"] ?? []).compactMap { territory in territory["parent"].textValue.map { (territory.id, $0) } }
    return NaiveFilter(parents: Dictionary(uniqueKeysWithValues: parents))
  }
}
