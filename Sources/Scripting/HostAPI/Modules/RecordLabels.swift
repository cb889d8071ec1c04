import Ecosystem
import Localization
import Lua
import Reports

/// The names of records and the labels of values, in the language of an invocation.
///
/// A text by language is read in the order of `Language.preference(among:)`. A code or an id without a record is its own label.
struct RecordLabels {
  private let context: HostContext
  /// The number of records read so far.
  private(set) var recordsRead: Int64 = 0

  /// The longest chain of records that are named by another record, such as an award by its label.
  private static let depthMax = 4
  /// The fields that name a record whose entity is not given.
  private static let names = ["name", "title", "label"]

  init(_ context: HostContext) { self.context = context }

  /// Returns the type of the values that `name` tells: a field (`actor.kind`), an entity (`territory`) or else a scheme (`sector`).
  func type(named name: String) throws -> FieldType {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return context.schema.entity(name) == nil ? .concept(scheme: name) : .reference([name]) }
    guard let entity = context.schema.entity(parts[0]) else {
      throw APIUsageError(unknown: "entity", parts[0], known: context.schema.entities.map(\.id))
    }
    return try entity.requireField(parts[1]).type
  }

  /// Returns the label of a value, or the name of a record.
  ///
  /// - Parameter type: the type of the value; nil for a record or a text by language.
  /// - Returns: nil for nil.
  /// - Throws: `PermissionDeniedError` when the label lies in a record that the plugin may not read; `APIUsageError` for a value
  ///   that has no label.
  mutating func label(of value: LuaValue, _ type: FieldType?, depth: Int = 0) throws -> String? {
    switch value {
    case .nil: nil
    case .boolean(let flag): Typography(context.language).boolean(flag)
    case .integer(let integer): "\(integer)"
    case .number(let number): Typography(context.language).decimal(number)
    case .string(let text): try label(ofText: text, type, depth)
    case .table(let table): try label(ofTable: table, type, depth)
    default: throw Self.nameless(value)
    }
  }

  private static func nameless(_ value: LuaValue) -> APIUsageError {
    APIUsageError(code: "call.argument", "hostapi.label-module.nameless", ["value": value.described.noun])
  }

  // MARK: Codes and ids

  private mutating func label(ofText text: String, _ type: FieldType?, _ depth: Int) throws -> String {
    switch type?.element {
    case .concept(let scheme): try name(ofRecord: "\(scheme):\(text)", ["concept"], depth) ?? text
    case .reference(let entities): try name(ofRecord: text, entities, depth) ?? text
    case .date: ValueFormat(context.language).date(text)
    default: text
    }
  }

  /// Returns the name of the record of that id in the first of the entities that has it.
  private mutating func name(ofRecord id: String, _ entities: [String], _ depth: Int) throws -> String? {
    guard depth < Self.depthMax else { return nil }
    for entity in entities {
      let access = try RecordAccess(entity, context)
      recordsRead += 1
      guard let record = try context.transaction().get(entity, id) else { continue }
      let (title, entity) = (LuaValue(record[access.entity.titleField]), access.entity)
      let label = try label(of: title, entity.field(entity.titleField)?.type, depth: depth + 1)
      guard let label, record["standing"] == "example" else { return label }
      return Message("hostapi.record-labels.example", ["name": label]).text(in: context.language)
    }
    return nil
  }

  // MARK: Tables

  private mutating func label(ofTable table: LuaTable, _ type: FieldType?, _ depth: Int) throws -> String {
    guard table.fields.isEmpty else { return try label(ofFields: table, type, depth) }
    let labels = try table.array.map { try label(of: $0, type?.element, depth: depth + 1) ?? "" }
    return labels.joined(separator: ", ")
  }

  private mutating func label(ofFields table: LuaTable, _ type: FieldType?, _ depth: Int) throws -> String {
    let fields = table.fields
    if type == .money, case .integer(let cents)? = fields["amount"], case .string(let currency)? = fields["currency"] {
      return ValueFormat(context.language).money(cents: cents, currency: currency)
    }
    guard let title = entity(of: type)?.titleField, let value = fields[title], depth < Self.depthMax else {
      return try name(ofUntyped: table)
    }
    return try label(of: value, entity(of: type)?.field(title)?.type, depth: depth + 1) ?? name(ofUntyped: table)
  }

  /// Returns the entity of a record that is a value of the type; nil when the type tells none.
  private func entity(of type: FieldType?) -> EntityDescription? {
    switch type?.element {
    case .concept: context.schema.entity("concept")
    case .reference(let entities): entities.count == 1 ? context.schema.entity(entities[0]) : nil
    default: nil
    }
  }

  /// Returns the name of a record whose entity is not given, or the text of a table of texts by language.
  private func name(ofUntyped table: LuaTable) throws -> String {
    for name in Self.names {
      switch table.fields[name] {
      case .string(let text): return text
      case .table(let texts): if let text = localized(texts) { return text }
      default: continue
      }
    }
    if let text = localized(table) { return text }
    guard case .string(let id)? = table.fields["id"] else { throw Self.nameless(.table(table)) }
    return id
  }

  /// Returns the text of a table of texts by language; nil for another table.
  private func localized(_ table: LuaTable) -> String? {
    var texts: [Language: String] = [:]
    for (code, value) in table.fields {
      guard let language = Language(code: code), case .string(let text) = value else { return nil }
      texts[language] = text
    }
    return texts.isEmpty ? nil : LocalizedText(texts)[context.language]
  }
}
