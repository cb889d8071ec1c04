import Calendar
import Ecosystem
import Localization
import Reports
import Store

/// The values of records as people read them: labels of concepts, names of referenced records, dates and amounts of the language.
///
/// A record that the snapshot's audience may not see has no name here either. Labels are looked up once for a page.
final class RecordTexts {
  private let transaction: StoreTransaction
  private let language: Language
  private let format: ValueFormat
  private var concepts: [String: String] = [:]
  private var titles: [String: String?] = [:]

  init(_ transaction: StoreTransaction, _ language: Language) {
    (self.transaction, self.language, format) = (transaction, language, ValueFormat(language))
  }

  /// Returns the label of a concept; its code where it has none.
  func concept(_ code: String, of scheme: String) throws -> String {
    let id = "\(scheme):\(code)"
    if let known = concepts[id] { return known }
    let label = try transaction.get("concept", id, fields: ["label"]).flatMap { localized($0["label"]) } ?? code
    concepts[id] = label
    return label
  }

  /// Returns the name of a record; nil when it does not exist for the audience.
  func title(of id: String, in entity: String) throws -> String? {
    if let known = titles[entity + " " + id] { return known }
    guard let description = transaction.schema.entity(entity) else { return nil }
    let record = try transaction.get(entity, id, fields: [description.titleField])
    // An id of a merged record leads to the one that was kept.
    let title = try record.map { try self.title(of: $0, description) }
    titles[entity + " " + id] = title
    return title
  }

  /// Returns the name of a record.
  func title(of record: Record, _ entity: EntityDescription) throws -> String {
    guard let field = entity.field(entity.titleField), let text = try text(record[field.id], field), !text.isEmpty else { return record.id }
    return text
  }

  /// Returns a value in words; nil without one. A list is joined by commas.
  func text(_ value: FieldValue, _ field: FieldDescription) throws -> String? {
    if value.isNull { return nil }
    if case .list(let elements) = value {
      return try elements.compactMap { try text($0, field) }.joined(separator: ", ")
    }
    switch field.type.element {
    case .concept(let scheme): return try value.textValue.map { try concept($0, of: scheme) }
    case .reference(let entities): return try value.textValue.flatMap { id in try reference(id, entities)?.title }
    default: return plain(value, field)
    }
  }

  /// Returns the entity and the name of a referenced record; nil when it does not exist for the audience.
  func reference(_ id: String, _ entities: [String]) throws -> (entity: EntityDescription, title: String)? {
    for entity in entities {
      if let title = try title(of: id, in: entity), let description = transaction.schema.entity(entity) { return (description, title) }
    }
    return nil
  }

  /// Returns a text by language in the viewer's language, or the next best.
  func localized(_ value: FieldValue) -> String? {
    if let text = value.textValue { return text }
    return foreign(value).flatMap { (value.mapValue ?? [:])[$0.rawValue]?.textValue }
  }

  /// Returns the language of the text that is shown of several.
  private func foreign(_ value: FieldValue) -> Language? {
    language.preference(among: (value.mapValue ?? [:]).keys.compactMap { Language(code: $0) }).first
  }

  /// Returns the language of the words in which a value is shown, where it is known and not that of the page: of a text or a label that
  /// there is not in the viewer's language.
  /// - Throws: the errors of the store.
  func otherLanguage(of value: FieldValue, _ field: FieldDescription) throws -> Language? {
    let texts: FieldValue =
      switch field.type.element {
      case .localizedText: value
      case .concept(let scheme):
        try value.textValue.flatMap { try transaction.get("concept", "\(scheme):\($0)", fields: ["label"]) }?["label"] ?? .null
      case .reference(let entities):
        try value.textValue.flatMap { id in
          guard let (entity, _) = try reference(id, entities), entity.field(entity.titleField)?.type == .localizedText else { return nil }
          return try transaction.get(entity.id, id, fields: [entity.titleField])?[entity.titleField]
        } ?? .null
      default: .null
      }
    return foreign(texts).flatMap { $0 == language ? nil : $0 }
  }

  private func plain(_ value: FieldValue, _ field: FieldDescription) -> String? {
    switch (field.type.element, value) {
    case (.localizedText, _): localized(value)
    case (.date, .text(let date)): format.date(date, length: .long)
    case (.instant, .text(let instant)): format.date(instant, length: .long)
    case (.money, _): Money(value).map { format.money(cents: $0.cents, currency: $0.currency) }
    case (.choice, .text(let word)): ChoiceWords.text(word, language)
    case (_, .boolean(let boolean)): format.boolean(boolean)
    case (_, .integer(let number)): field.id == "year" ? String(number) : format.integer(number)
    case (_, .number(let number)): format.number(number)
    case (_, .text(let text)): text
    default: value.json
    }
  }
}
