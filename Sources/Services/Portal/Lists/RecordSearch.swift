import Ecosystem
import Store

/// Finds records by words as people expect it: the words in their own texts first, then the names of their kind, sector, skill or other
/// concept, in any language: «jeu vidéo Namur» finds a studio of Namur whose sector is called so.
struct RecordSearch {
  private let transaction: StoreTransaction
  private let entity: EntityDescription
  private let filter: Filter

  /// Upper bound of the words for which concepts are looked up; with more, the texts alone are searched.
  static let wordsMax = 6
  /// Upper bound of the concepts that a group of words names.
  private static let conceptsMax = 60

  init(_ transaction: StoreTransaction, _ entity: EntityDescription, filter: Filter) {
    (self.transaction, self.entity, self.filter) = (transaction, entity, filter)
  }

  /// Returns the ids of the records that have all the words, the best first.
  /// - Throws: the errors of the store.
  func ids(_ text: String, limit: Int) throws -> [String] {
    var ids = try inTexts(text, filter, limit: limit)
    let words = Self.words(text)
    guard !words.isEmpty, words.count <= Self.wordsMax, !conceptFields.isEmpty else { return ids }
    var known = Set(ids)
    for group in try readings(words) where ids.count < limit {
      let narrowed = Filter.all([filter] + group.map(\.condition))
      let rest = words.indices.filter { index in !group.contains { $0.range.contains(index) } }.map { words[$0] }
      let found = rest.isEmpty ? try all(narrowed, limit: limit) : try inTexts(rest.joined(separator: " "), narrowed, limit: limit)
      for id in found where known.insert(id).inserted { ids.append(id) }
    }
    return Array(ids.prefix(limit))
  }

  /// Returns the ways to read words as names of concepts: each group of words that names some, the longest first, then all groups that do
  /// not overlap together.
  private func readings(_ words: [String]) throws -> [[(range: Range<Int>, condition: Filter)]] {
    let named = try Self.groups(words.count).compactMap { range in try condition(Array(words[range])).map { (range, $0) } }
    var together: [(range: Range<Int>, condition: Filter)] = []
    for group in named where !together.contains(where: { $0.range.overlaps(group.0) }) { together.append(group) }
    return named.map { [$0] } + (together.count > 1 ? [together] : [])
  }

  private func inTexts(_ text: String, _ filter: Filter, limit: Int) throws -> [String] {
    let query = Query(filter: filter, limit: limit, fields: entity.fields.filter { $0.id == "id" })
    return try transaction.search(entity.id, text, query: query).map(\.id)
  }

  private func all(_ filter: Filter, limit: Int) throws -> [String] {
    let order = entity.field(entity.titleField).flatMap { $0.type == .localizedText ? nil : [Query.Order($0)] } ?? []
    return try transaction.find(
      entity.id, Query(filter: filter, order: order, limit: limit, fields: entity.fields.filter { $0.id == "id" })
    )
    .map(\.id)
  }

  // MARK: Concepts

  /// The fields of the entity that hold concepts, with their scheme.
  private var conceptFields: [(field: FieldDescription, scheme: String)] {
    entity.fields.compactMap { field in field.type.conceptScheme.map { (field, $0) } }
  }

  /// Returns the condition of the records that have a concept with these words in its name; nil when there is no such concept.
  private func condition(_ words: [String]) throws -> Filter? {
    guard words.joined().count > 2, let concept = transaction.schema.entity("concept") else { return nil }
    let schemes = Set(conceptFields.map(\.scheme)).sorted()
    let query = Query(
      filter: try Filter(.map(["scheme": .list(schemes.map { .text($0) })]), for: concept), limit: Self.conceptsMax,
      fields: concept.fields.filter { ["id", "scheme", "code", "label"].contains($0.id) })
    var codes: [String: [FieldValue]] = [:]
    for record in try transaction.search("concept", words.map { Self.stem($0) + "*" }.joined(separator: " "), query: query)
    where Self.names(record["label"], words) { codes[record["scheme"].textValue ?? "", default: []].append(record["code"]) }
    let conditions = try conceptFields.compactMap { field, scheme -> Filter? in
      guard let codes = codes[scheme] else { return nil }
      return try Filter(.map([field.id: field.type.isList ? .map(["has": .list(codes)]) : .list(codes)]), for: entity)
    }
    return conditions.isEmpty ? nil : .any(conditions)
  }

  /// Whether a label has the words in one of its languages.
  private static func names(_ label: FieldValue, _ wanted: [String]) -> Bool {
    (label.mapValue?.values.compactMap(\.textValue) ?? [label.textValue ?? ""]).contains { text in
      let words = Self.words(text)
      return wanted.allSatisfy { one in words.contains { $0 == one || stem($0) == stem(one) || one.count > 3 && $0.hasPrefix(one) } }
    }
  }

  // MARK: Words

  /// Returns the words of a text without regard to letter case and accents.
  static func words(_ text: String) -> [String] {
    Folding.fold(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Returns a word without the letter of a plural.
  private static func stem(_ word: String) -> String {
    word.count > 3 && (word.hasSuffix("s") || word.hasSuffix("x")) ? String(word.dropLast()) : word
  }

  /// Returns the groups of neighbouring words, the longest first.
  private static func groups(_ count: Int) -> [Range<Int>] {
    (1...count).reversed().flatMap { length in (0...(count - length)).map { $0..<($0 + length) } }
  }
}
