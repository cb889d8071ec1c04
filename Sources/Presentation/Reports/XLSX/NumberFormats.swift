import Ecosystem

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
  func percent(decimals: Int) -> String { "0" + Self.fraction(decimals) + (language == .fr ? "\u{A0}%" : "%") }

  /// An amount in a currency; `nil` when the code is not of three letters and could mean something in a format.
  func money(_ currency: String, hasCents: Bool) -> String? {
    guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
    let amount = Self.number(decimals: hasCents ? 2 : 0)
    let symbol = ValueFormat.symbol(of: currency, language: language)
    switch language {
    case .fr: return amount + "\u{A0}[$\(symbol)-40C]"
    default: return "[$\(symbol)-809]" + (symbol == currency ? "\u{A0}" : "") + amount
    }
  }

  /// A day, or a month.
  func date(hasDay: Bool) -> String {
    switch language {
    case .fr: hasDay ? "[$-40C]dd/mm/yyyy" : "[$-40C]mm/yyyy"
    default: hasDay ? "[$-809]d\u{A0}mmm\u{A0}yyyy" : "[$-809]mmm\u{A0}yyyy"
    }
  }

  private static func fraction(_ decimals: Int) -> String {
    decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""
  }
}
