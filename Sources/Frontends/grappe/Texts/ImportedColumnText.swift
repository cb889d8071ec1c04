import Ecosystem
import Engine
import Importing
import Localization
import Reports

/// The line of an import's summary about a column: its conventions, the total of its money, a cell as it was written and as it was
/// read.
struct ImportedColumnText {
  private let language: Language
  private let typography: Typography

  init(_ language: Language) {
    self.language = language
    typography = Typography(language)
  }

  /// Returns `  Montant : virgule décimale ; 12 montants, total 15 000,00 EUR ; 15 000,00 → 15 000,00 EUR`.
  func line(_ column: ImportedColumn) -> String {
    var parts: [String] = []
    if let mark = column.convention.decimalMark { parts.append(wording("grappe.import-view.decimal-\(mark.rawValue)")) }
    if let order = column.convention.dateOrder { parts.append(wording("grappe.import-view.dates-\(order.rawValue)")) }
    if column.amountCount > 0 {
      parts.append(wording("grappe.import-view.total", ["count": column.amountCount, "total": total(column.totals)]))
    }
    if let example = column.example {
      parts.append(wording("grappe.import-view.example", ["text": example.text, "value": value(example.value)]))
    }
    return wording("grappe.import-view.column", ["column": column.header, "reading": parts.joined(separator: typography.semicolon)])
  }

  private func total(_ totals: ExactDictionary<Int64?>) -> String {
    typography.list(totals.sortedByKey.map { currency, cents in cents.map { money($0, currency) } ?? "? \(currency)" })
  }

  private func value(_ value: FieldValue) -> String {
    if let members = value.mapValue, let cents = members["amount"]?.integerValue, let currency = members["currency"]?.textValue {
      return money(cents, currency)
    }
    if case .number(let number) = value { return typography.decimal(number) }
    return value.textValue ?? value.json
  }

  /// Writes an amount with its cents and the code of its currency: `15 000,00 EUR`.
  private func money(_ cents: Int64, _ currency: String) -> String {
    let rest = cents.magnitude % 100
    let units = typography.grouped(Int(cents.magnitude / 100)) + typography.decimalSign + (rest < 10 ? "0" : "") + "\(rest)"
    return (cents < 0 ? "-" : "") + typography.money(units, symbol: currency, isCode: true)
  }
}
