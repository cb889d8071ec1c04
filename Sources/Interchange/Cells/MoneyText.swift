import Ecosystem

/// A written amount of money without its currency, and the currency, where the text has one before or after the digits.
///
///     MoneyText("€ 15.000")      // "15.000", EUR
///     MoneyText("-1.500,00 CHF") // "-1.500,00", CHF
///     MoneyText("250,-")         // "250", none
struct MoneyText: Sendable, Hashable {
  /// The number, still to be read with a decimal mark.
  var digits: String
  /// The ISO 4217 code.
  var currency: String?

  /// Reads the currency of an amount; nil for a word that is no currency.
  init?(_ text: String) {
    var rest = Self.trimmed(Substring(text))
    var sign = ""
    if let first = rest.unicodeScalars.first, Self.signs.contains(first) {
      sign = String(first)
      rest = Self.trimmed(rest.dropFirst(1))
    }
    let before = rest.unicodeScalars.prefix(while: Self.isOfWord)
    rest = Self.trimmed(rest[before.endIndex...])
    let after = Substring(rest.unicodeScalars.reversed().prefix(while: Self.isOfWord).reversed().map(String.init).joined())
    rest = Self.trimmed(rest.dropLast(after.count))
    let words = [Substring(before), after].filter { !$0.isEmpty }
    guard words.count <= 1 else { return nil }
    if let word = words.first {
      guard let code = Self.currency(named: String(word)) else { return nil }
      currency = code
    }
    digits = sign + Self.withoutDash(rest)
  }

  private static let signs: [Unicode.Scalar] = ["-", "+", "\u{2212}"]

  /// Signs, codes and words for currencies, folded. `$` is the dollar of the United States, as in reports.
  private static let names: [String: String] = [
    "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "$": "USD", "us$": "USD",
  ]

  /// Returns the ISO 4217 code of a written currency; nil for none.
  static func currency(named name: String) -> String? {
    let folded = Folding.fold(name)
    if let code = names[folded] { return code }
    let code = String(decoding: folded.utf8.map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }, as: UTF8.self)
    return Currency.isCode(code) ? code : nil
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.generalCategory == .currencySymbol
  }

  /// Returns the amount without the dash that stands for no cents: `250,-`, `250.–`.
  private static func withoutDash(_ text: Substring) -> Substring {
    for ending in [",-", ".-", ",–", ".–", ",—", ".—", ",--", ".--"] where text.hasSuffix(ending) {
      return text.dropLast(ending.count)
    }
    return text
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
