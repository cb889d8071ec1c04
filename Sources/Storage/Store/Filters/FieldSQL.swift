import Ecosystem
import Localization

/// The SQL expressions that read a field of a table in a query. A reference to a record outside the scope has no value.
struct FieldSQL {
  private let field: FieldDescription
  /// The alias of the table.
  private let table: String
  /// The scope; nil for all records.
  private let conditions: ScopeConditions?

  init(_ field: FieldDescription, of table: String = "t", _ conditions: ScopeConditions? = nil) {
    self.field = field
    self.table = table
    self.conditions = conditions
  }

  /// The single value of a field.
  var value: String { restrictedValue ?? stored }

  /// The value in the table.
  var stored: String {
    field.plugin == nil
      ? "\(table).\(SQLText.name(field.id))" : "json_extract(\(table).\(TableLayout.pluginColumn), \(SQLText.path(field.id)))"
  }

  /// The condition that the record to which the stored value refers is seen; nil where every value is.
  var targetIsSeen: String? { conditions?.targetIsSeen(field, stored) }

  /// The columns of a field that refers to records, without those outside the scope; nil where every value is seen.
  var restricted: [String]? { restrictedValue.map { [$0] } }

  private var restrictedValue: String? {
    guard let conditions, let test = conditions.targetIsSeen(field, field.type.isList ? "e.value" : stored) else { return nil }
    if !field.type.isList { return "CASE WHEN \(test) THEN \(stored) END" }
    return "(SELECT nullif(json_group_array(e.value), '[]') FROM \(storedElements) e WHERE \(test))"
  }

  /// Returns the column with the fields of plugins as one JSON object, without references to records outside the scope.
  static func pluginColumn(_ fields: [FieldDescription], _ conditions: ScopeConditions?) -> String {
    let column = "t.\(TableLayout.pluginColumn)"
    let members = fields.compactMap { field -> String? in
      guard let value = FieldSQL(field, of: "t", conditions).restrictedValue else { return nil }
      return "\(SQLText.literal(field.id)), \(field.type.isList ? "json(\(value))" : value)"
    }
    // A member that is NULL is removed (RFC 7396).
    return members.isEmpty ? column : "json_patch(\(column), json_object(\(members.joined(separator: ", "))))"
  }

  /// An expression that is NULL exactly when the field has no value.
  var present: String {
    if let restrictedValue { return restrictedValue }
    if field.plugin != nil { return "json_type(\(table).\(TableLayout.pluginColumn), \(SQLText.path(field.id)))" }
    return field.type == .money ? money.amount : value
  }

  /// The elements of a list, or the texts of a localized text, as a table with a column `value`.
  var elements: String { restrictedValue.map { "json_each(\($0))" } ?? storedElements }

  private var storedElements: String {
    field.plugin == nil
      ? "json_each(\(stored))" : "json_each(\(table).\(TableLayout.pluginColumn), \(SQLText.path(field.id)))"
  }

  /// Amount and currency.
  var money: (amount: String, currency: String) {
    if field.plugin == nil { return ("\(table).\"\(field.id)_amount\"", "\(table).\"\(field.id)_currency\"") }
    let column = "\(table).\(TableLayout.pluginColumn)"
    return (
      "json_extract(\(column), \(SQLText.literal("$.\"\(field.id)\".amount")))",
      "json_extract(\(column), \(SQLText.literal("$.\"\(field.id)\".currency")))"
    )
  }

  /// Returns the expression by which records are ordered.
  ///
  /// - Parameter language: that of texts by language; the others follow as in `Language.preference(among:)`.
  func order(in language: Language) -> String {
    switch field.type {
    case .text, .longText, .localizedText: "grappe_collate(\(text(in: language)))"
    case .money: money.amount
    default: value
    }
  }

  /// Returns the text of a field, of a text by language that in a language; the others follow as in `Language.preference(among:)`.
  func text(in language: Language) -> String {
    field.type == .localizedText ? "coalesce(\((texts(in: language) + [firstText]).joined(separator: ", ")))" : value
  }

  /// The id of the record that a reference or a concept names.
  var target: String {
    guard let scheme = field.type.conceptScheme else { return stored }
    if field.plugin == nil { return "\(table).\(SQLText.name(TableLayout.conceptColumn(field.id)))" }
    return "\(SQLText.literal(scheme + ":")) || \(stored)"
  }

  /// The columns that hold the value: one, or amount and currency.
  var columns: [String] { field.type == .money ? [money.amount, money.currency] : [value] }

  private func texts(in language: Language) -> [String] {
    language.fallbacks.map { "json_extract(\(value), \(SQLText.path($0.rawValue)))" }
  }

  /// The text in the first language by code.
  private var firstText: String { "(SELECT value FROM \(elements) ORDER BY key LIMIT 1)" }
}
