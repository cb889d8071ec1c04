import Ecosystem
import Localization
import Store

/// The labels of the terms and territories to which fields of an entity refer, for a file that people read.
///
/// A code whose label an import would not read as that code stays.
struct TermLabels {
  private var words: VocabularyWords
  private var labels: ExactDictionary<String> = [:]
  private let language: Language

  init(_ entity: EntityDescription, _ transaction: StoreTransaction, language: Language) throws {
    self.language = language
    words = try VocabularyWords(entity, transaction)
    if entity.fields.contains(where: { $0.type.conceptScheme != nil }) {
      for term in try transaction.find("concept", Query(limit: TermIndex.termsMax)) {
        labels[term.id] = Self.label(term["label"], language)
      }
    }
    if entity.id != "territory", entity.fields.contains(where: { $0.type.referencedEntities == ["territory"] }) {
      for place in try transaction.find("territory", Query(limit: TermIndex.termsMax)) {
        labels["territory:" + place.id] = Self.label(place["name"], language)
      }
    }
  }

  private static func label(_ value: FieldValue, _ language: Language) -> String? {
    if let text = value.textValue { return text }
    let texts = value.mapValue ?? [:]
    let first = language.preference(among: texts.keys.compactMap { Language(code: $0) }).first
    return first.flatMap { texts[$0.rawValue]?.textValue }
  }

  /// Returns a record with labels in place of codes.
  mutating func labelled(_ record: Record, _ entity: EntityDescription) -> Record {
    var labelled = record
    for field in entity.fields {
      guard let scheme = field.type.conceptScheme ?? (field.type.referencedEntities == ["territory"] ? "territory" : nil) else { continue }
      switch record[field.id] {
      case .text(let code): labelled.fields[field.id] = .text(label(of: code, scheme, field))
      case .list(let codes):
        labelled.fields[field.id] = .list(codes.map { code in code.textValue.map { .text(label(of: $0, scheme, field)) } ?? code })
      default: break
      }
    }
    return labelled
  }

  private mutating func label(of code: String, _ scheme: String, _ field: FieldDescription) -> String {
    guard let label = labels["\(scheme):\(code)"], (try? words.resolve(.text(label), of: field)) == .text(code) else { return code }
    return label
  }
}
