import Ecosystem
import Localization

/// The number formats of a workbook (ISO/IEC 29500-1, 18.8.31). A program shows the marks of its own language for `,`
/// and `.`; the order of dates and the place of the currency are said here.
struct NumberFormats {
  let language: Language

  /// A whole number in groups of three.
  static let integer = "#,##0"
  /// A whole number that is no quantity, such as a year.
  static let plain = "0"

  /// A number with its decimals, 0…9.
  static func number(decimals: Int) -> String { integer + fraction(decimals) }

  /// A fraction of one, shown in hundredths.
  ///
  /// The space before the sign is U+00A0, not the narrow one of text.
  func percent(decimals: Int) -> String {
    String(Typography(language).percent("0" + Self.fraction(decimals)).map { $0 == "\u{202F}" ? "\u{A0}" : $0 })
  }

  /// An amount in a currency; `nil` when the code is not of three letters and could mean something in a format.
  func money(_ currency: String, hasCents: Bool) -> String? {
    guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
    let amount = Self.number(decimals: hasCents ? 2 : 0)
    let typography = Typography(language)
    let symbol = typography.symbol(of: currency)
    return typography.money(amount, symbol: typography.sheetCurrency(symbol), isCode: symbol == currency)
  }

  /// A day, or a month.
  func date(hasDay: Bool) -> String { Typography(language).sheetDate(hasDay: hasDay) }

  private static func fraction(_ decimals: Int) -> String {
    decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""
  }
}
