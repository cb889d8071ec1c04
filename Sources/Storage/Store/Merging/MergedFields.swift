import Ecosystem

/// The values of a record into which another one is merged.
///
/// The record that is kept keeps its values. Values that it lacks come from the other one, lists unite, and the other's name becomes one of
/// the aliases where the entity has them.
struct MergedFields {
  private let kept: Record
  private let dropped: Record
  private let entity: EntityDescription

  init(_ dropped: Record, into kept: Record, of entity: EntityDescription) {
    (self.dropped, self.kept, self.entity) = (dropped, kept, entity)
  }

  /// Returns the changes of the kept record.
  /// - Parameter taken: the fields whose value comes from the dropped record where it has one.
  func changes(taking taken: Set<String>) -> ExactDictionary<FieldValue> {
    var changes: ExactDictionary<FieldValue> = [:]
    for field in entity.fields where field.isWritable && field.id != "id" && !Self.own.contains(field.id) {
      let value = merged(field, isTaken: taken.contains(field.id))
      if value != kept[field.id] { changes[field.id] = value }
    }
    for field in taken where Self.own.contains(field) && !dropped[field].isNull { changes[field] = dropped[field] }
    addAlias(to: &changes)
    return withoutSelf(changes)
  }

  /// The fields that describe the record as such: they are taken only on demand.
  private static let own: Set<String> = ["visibility", "standing", "confirmed_at", "source", "locator", "licence"]

  private func merged(_ field: FieldDescription, isTaken: Bool) -> FieldValue {
    let (one, other) = (kept[field.id], dropped[field.id])
    if other.isNull { return one }
    if isTaken { return other }
    if one.isNull { return isBound(field) ? one : other }
    switch (one, other) {
    case (.list(let first), .list(let second)): return .list(first + second.filter { !first.contains($0) })
    case (.map(let first), .map(let second)) where field.type == .localizedText: return .map(second.merging(first) { _, kept in kept })
    default: return one
    }
  }

  /// Whether the kept record has a value that a rule checks together with this field: such values come from one record, as latitude and
  /// longitude.
  private func isBound(_ field: FieldDescription) -> Bool {
    entity.rules.contains { $0.fields.contains(field.id) && $0.fields.contains { !kept[$0].isNull } }
  }

  private func addAlias(to changes: inout ExactDictionary<FieldValue>) {
    guard entity.field("aliases")?.type == .list(.text), let name = dropped[entity.titleField].textValue else { return }
    let aliases = (changes["aliases"] ?? kept["aliases"]).listValue ?? []
    let title = (changes[entity.titleField] ?? kept[entity.titleField]).textValue ?? ""
    let former = [name, kept[entity.titleField].textValue ?? ""].filter { $0 != title && !$0.isEmpty }
    let added = former.map(FieldValue.text).filter { !aliases.contains($0) }
    if !added.isEmpty { changes["aliases"] = .list(aliases + added) }
  }

  /// Removes references of the two records to each other.
  private func withoutSelf(_ changes: ExactDictionary<FieldValue>) -> ExactDictionary<FieldValue> {
    var changes = changes
    let both: [FieldValue] = [.text(kept.id), .text(dropped.id)]
    for field in entity.fields where field.type.referencedEntities != nil {
      guard let value = changes[field.id] else { continue }
      if let list = value.listValue { changes[field.id] = .list(list.filter { !both.contains($0) }) }
      if both.contains(value) { changes[field.id] = nil }
    }
    return changes
  }
}
