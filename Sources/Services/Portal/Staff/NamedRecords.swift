import Ecosystem
import Store

/// Finds the records and concepts that people name in a form, by id, code or name.
struct NamedRecords {
  private let context: PageContext

  /// Upper bound of the records that are suggested.
  private static let suggestionsMax = 6

  init(_ context: PageContext) { self.context = context }

  /// Returns a value whose names are replaced by ids or codes. Where a name fits none or several, `suggestions` are the nearest ones.
  func resolved(_ value: FieldValue, _ field: FieldDescription) throws -> (value: FieldValue, suggestions: [String]) {
    guard [.reference, .concept].contains(kind(field.type.element)) else { return (value, []) }
    if case .list(let elements) = value {
      let results = try elements.map { try one($0, field.type.element) }
      return (.list(results.map(\.value)), results.flatMap(\.suggestions))
    }
    return try one(value, field.type.element)
  }

  private enum Kind { case reference, concept, other }

  private func kind(_ type: FieldType) -> Kind {
    switch type {
    case .reference: .reference
    case .concept: .concept
    default: .other
    }
  }

  private func one(_ value: FieldValue, _ type: FieldType) throws -> (value: FieldValue, suggestions: [String]) {
    guard let word = value.textValue else { return (value, []) }
    switch type {
    case .concept(let scheme):
      if try context.transaction.get("concept", "\(scheme):\(word)") != nil { return (value, []) }
      return try named(word, in: ["concept"], scheme: scheme)
    case .reference(let entities):
      for entity in entities {
        if let record = try context.transaction.get(entity, word) { return (.text(record.id), []) }
      }
      return try named(word, in: entities, scheme: nil)
    default: return (value, [])
    }
  }

  /// Finds the one record whose name is the word; letter case does not count.
  private func named(_ word: String, in entities: [String], scheme: String?) throws -> (value: FieldValue, suggestions: [String]) {
    var found: [(key: String, title: String)] = []
    for entity in entities.compactMap({ context.schema.entity($0) }) where !entity.searchFields.isEmpty {
      let filter = try scheme.map { try Filter(.map(["scheme": .text($0)]), for: entity) } ?? .everything
      for record in try context.transaction.search(entity.id, word, query: Query(filter: filter, limit: 20, fields: entity.fields)) {
        found.append((scheme == nil ? record.id : record["code"].textValue ?? "", try context.values.title(of: record, entity)))
      }
    }
    let exact = found.filter { $0.title.lowercased() == word.lowercased() }
    if exact.count == 1 { return (.text(exact[0].key), []) }
    return (.text(word), (exact.isEmpty ? found : exact).prefix(Self.suggestionsMax).map { "\($0.title) (\($0.key))" })
  }
}
