import Ecosystem
import Localization

/// The SQL expressions that read a field of a table in a query.
struct FieldSQL {
  private let field: FieldDescription
  /// The alias of the table.
  private let table: String

  init(_ field: FieldDescription, of table: String = "t") {
    self.field = field
    self.table = table
  }

  /// The single value of a field.
  var value: String {
    field.plugin == nil
      ? "\(table).\(SQLText.name(field.id))" : "json_extract(\(table).\(TableLayout.pluginColumn), \(SQLText.path(field.id)))"
  }

  /// An expression that is NULL exactly when the field has no value.
  var present: String {
    if field.plugin != nil { return "json_type(\(table).\(TableLayout.pluginColumn), \(SQLText.path(field.id)))" }
    return field.type == .money ? money.amount : value
  }

  /// The elements of a list, or the texts of a localized text, as a table with a column `value`.
  var elements: String {
    field.plugin == nil
      ? "json_each(\(value))" : "json_each(\(table).\(TableLayout.pluginColumn), \(SQLText.path(field.id)))"
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
    guard let scheme = field.type.conceptScheme else { return value }
    if field.plugin == nil { return "\(table).\(SQLText.name(TableLayout.conceptColumn(field.id)))" }
    return "\(SQLText.literal(scheme + ":")) || \(value)"
  }

  /// The columns that hold the value: one, or amount and currency.
  var columns: [String] { field.type == .money ? [money.amount, money.currency] : [value] }

  private func texts(in language: Language) -> [String] {
    language.fallbacks.map { "json_extract(\(value), \(SQLText.path($0.rawValue)))" }
  }

  /// The text in the first language by code.
  private var firstText: String { "(SELECT value FROM \(elements) ORDER BY key LIMIT 1)" }
}
