import Ecosystem
import Localization

/// The SQL expressions that read a field in a query on the table `t`.
struct FieldSQL {
  private let field: FieldDescription

  init(_ field: FieldDescription) {
    self.field = field
  }

  /// The single value of a field.
  var value: String {
    field.plugin == nil
      ? "t.\(SQLText.name(field.id))" : "json_extract(t.\(TableLayout.pluginColumn), \(SQLText.path(field.id)))"
  }

  /// An expression that is NULL exactly when the field has no value.
  var present: String {
    if field.plugin != nil { return "json_type(t.\(TableLayout.pluginColumn), \(SQLText.path(field.id)))" }
    return field.type == .money ? money.amount : value
  }

  /// The elements of a list, or the texts of a localized text, as a table with a column `value`.
  var elements: String {
    field.plugin == nil
      ? "json_each(\(value))" : "json_each(t.\(TableLayout.pluginColumn), \(SQLText.path(field.id)))"
  }

  /// Amount and currency.
  var money: (amount: String, currency: String) {
    if field.plugin == nil { return ("t.\"\(field.id)_amount\"", "t.\"\(field.id)_currency\"") }
    let column = "t.\(TableLayout.pluginColumn)"
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
    case .text, .longText: "grappe_fold(\(value))"
    case .localizedText: "grappe_fold(coalesce(\((texts(in: language) + [firstText]).joined(separator: ", "))))"
    case .money: money.amount
    default: value
    }
  }

  private func texts(in language: Language) -> [String] {
    language.fallbacks.map { "json_extract(\(value), \(SQLText.path($0.rawValue)))" }
  }

  /// The text in the first language by code.
  private var firstText: String { "(SELECT value FROM \(elements) ORDER BY key LIMIT 1)" }
}
