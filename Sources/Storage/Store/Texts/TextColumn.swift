import Ecosystem

/// A column with texts that have a normal form.
struct TextColumn: Sendable, Hashable {
  let table: String
  let name: String
  let rule: TextRule
  /// Whether the column holds a JSON list or object of texts.
  let isStructured: Bool
  /// Whether the column may not be empty.
  let isRequired: Bool

  init(_ table: String, _ name: String, rule: TextRule, isStructured: Bool = false, isRequired: Bool = false) {
    (self.table, self.name, self.rule) = (table, name, rule)
    (self.isStructured, self.isRequired) = (isStructured, isRequired)
  }

  /// Describes the column of a field; nil for a field without texts, and for those that the store writes.
  init?(_ field: FieldDescription, of entity: EntityDescription) {
    guard let rule = field.textRule, field.plugin == nil, field.isWritable, field.id != "id" else { return nil }
    let isStructured = field.type.isList || field.type == .localizedText
    self.init(entity.id, field.id, rule: rule, isStructured: isStructured, isRequired: field.isRequired)
  }

  /// The expression of the normal form of its value, NULL for blanks alone.
  private var normalSQL: String {
    "grappe_normal(\(SQLText.name(name)), \(SQLText.literal(Self.notation(rule, isStructured: isStructured))))"
  }

  /// The condition that the value is not in normal form. NULL is, without a call of the function.
  var differsSQL: String { "(\(SQLText.name(name)) IS NOT NULL AND \(normalSQL) IS NOT \(SQLText.name(name)))" }

  /// Writes the normal form. A row is left as it is when it would be empty without a required value, or conflict with another one.
  var updateSQL: String {
    let column = SQLText.name(name)
    return "UPDATE OR IGNORE \(SQLText.name(table)) SET \(column) = \(normalSQL) WHERE \(normalSQL) IS NOT \(column)"
  }

  /// Returns the normal form of a value; the value itself where it would be empty and may not be.
  func normal(_ value: SQLValue) -> SQLValue {
    guard case .text(let text) = value else { return value }
    let normal = Self.normal(text, rule, isStructured: isStructured).map { SQLValue.text($0) } ?? .null
    return isRequired && normal == .null ? value : normal
  }

  /// Returns the normal form of a text, or of the texts in JSON; nil for blanks alone. JSON that cannot be read is returned as it is.
  static func normal(_ text: String, _ rule: TextRule, isStructured: Bool) -> String? {
    guard isStructured else {
      let normal = rule.normal(text)
      return normal.isEmpty ? nil : normal
    }
    guard let value = try? FieldValue(json: text) else { return text }
    let normal = rule.normal(value)
    if normal == value { return text }
    return normal == .list([]) || normal == .map([:]) ? nil : normal.json
  }

  /// Returns the second argument of `grappe_normal`.
  static func notation(_ rule: TextRule, isStructured: Bool) -> String { isStructured ? rule.rawValue + "*" : rule.rawValue }

  /// Parses the second argument of `grappe_normal`.
  static func rule(notation: String) -> (rule: TextRule, isStructured: Bool)? {
    let isStructured = notation.utf8.last == UInt8(ascii: "*")
    return TextRule(rawValue: isStructured ? String(notation.dropLast()) : notation).map { ($0, isStructured) }
  }
}

extension TableLayout {
  /// The columns with texts that have a normal form, without those of plugins.
  var textColumns: [TextColumn] { fields.compactMap { TextColumn($0, of: entity) } }
}
