import Ecosystem
import Localization

/// Writes numbers, amounts and dates as people read them in a language.
///
/// The forms are those of the Unicode CLDR (British dates in English), as ``Typography`` has them: French groups digits with a
/// narrow no-break space and writes a decimal comma; units stand after a no-break space, so a line never breaks within.
///
///     ValueFormat(.fr).number(1234.5)                              // 1 234,5
///     ValueFormat(.en).money(cents: 1_680_000_000, currency: "EUR") // €16,800,000
public struct ValueFormat: Sendable, Hashable {
  /// The language whose rules apply.
  public let language: Language

  /// Makes the formats of a language.
  public init(_ language: Language) { self.language = language }

  var typography: Typography { Typography(language) }

  /// A whole number with its digits in groups of three.
  public func integer(_ value: Int64) -> String {
    let digits = [UInt8](value.magnitude.description.utf8).map { $0 - UInt8(ascii: "0") }
    return sign(value < 0) + grouped(digits)
  }

  /// A number with its digits in groups of three.
  ///
  /// - Parameter decimals: digits after the decimal mark, 0…15, zeros included; `nil` writes as many as the value
  ///   needs, by ``decimalsNeeded(_:)``.
  /// - Returns: the number, or "∞", "−∞", "–" (not a number). From 10¹⁵ on, and under 10⁻⁶ where `decimals` is `nil`,
  ///   three significant digits and a power of ten.
  public func number(_ value: Double, decimals: Int? = nil) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : sign(value < 0) + "∞" }
    if value.magnitude >= 1e15 || Self.isTiny(value) && decimals == nil { return scientific(value) }
    let places = min(max(decimals ?? Self.decimalsNeeded(value), 0), 15)
    let digits = DecimalDigits(value).rounded(to: places)
    guard places > 0 else { return sign(digits.isNegative) + grouped(digits.whole) }
    let fraction = digits.fraction + [UInt8](repeating: 0, count: places - digits.fraction.count)
    return sign(digits.isNegative) + grouped(digits.whole) + typography.decimalSign + Self.text(fraction)
  }

  /// A fraction of one in hundredths: 0.4 is «40 %» in French and “40%” in English.
  public func percent(_ fraction: Double, decimals: Int? = nil) -> String {
    let hundredfold = Self.timesHundred(fraction)
    return typography.percent(number(hundredfold, decimals: decimals))
  }

  /// An amount of money.
  ///
  /// - Parameters:
  ///   - cents: hundredths of the currency's unit.
  ///   - currency: an ISO 4217 code; the codes without a well-known sign are written as they are.
  ///   - hasCents: whether to write two decimals; `nil` writes them when there are cents.
  public func money(cents: Int64, currency: String, hasCents: Bool? = nil) -> String {
    let units = [UInt8]((cents.magnitude / 100).description.utf8).map { $0 - UInt8(ascii: "0") }
    let rest = cents.magnitude % 100
    var amount = grouped(units)
    if hasCents ?? (rest != 0) { amount += typography.decimalSign + (rest < 10 ? "0\(rest)" : "\(rest)") }
    let symbol = typography.symbol(of: currency)
    return sign(cents < 0) + typography.money(amount, symbol: symbol, isCode: symbol == currency)
  }

  /// «oui» or «non», “yes” or “no”.
  public func boolean(_ value: Bool) -> String { typography.boolean(value) }

  /// Returns the number of decimals a value needs: those it has, at most two; a value under one hundredth gets two significant
  /// digits, at most seven decimals.
  public static func decimalsNeeded(_ value: Double) -> Int {
    guard value.isFinite else { return 0 }
    let digits = DecimalDigits(value)
    guard value.magnitude < 0.01, !digits.isZero, !isTiny(value) else { return digits.rounded(to: 2).fraction.count }
    return digits.rounded(to: digits.leadingZeros + 2).fraction.count
  }

  /// Whether a value is so small that decimals would not show it.
  static func isTiny(_ value: Double) -> Bool { value != 0 && value.magnitude < 1e-6 }

  /// Three significant digits and a power of ten: 1,23 × 10²¹.
  private func scientific(_ value: Double) -> String {
    let (digits, exponent) = DecimalDigits(value).significant(3)
    let power = String(exponent).map { Self.superscripts[$0] ?? "" }.joined()
    return sign(value < 0) + Self.text([digits[0]]) + typography.decimalSign + Self.text(Array(digits.dropFirst())) + "\u{A0}×\u{A0}10"
      + power
  }

  private static let superscripts: [Character: String] = [
    "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
  ]

  /// Returns the number of decimals a fraction needs when it is written in hundredths.
  static func percentDecimalsNeeded(_ fraction: Double) -> Int { decimalsNeeded(timesHundred(fraction)) }

  /// Multiplies by a hundred and drops the noise of binary fractions: 0.07 gives 7, not 7.000000000000001.
  private static func timesHundred(_ value: Double) -> Double {
    let product = value * 100
    let cleaned = (product * 1e9).rounded() / 1e9
    return product.isFinite && product.magnitude < 1e6 && product.magnitude > 1e-6 ? cleaned : product
  }

  private func sign(_ isNegative: Bool) -> String { isNegative ? "\u{2212}" : "" }

  private func grouped(_ digits: [UInt8]) -> String {
    let separator = typography.groupSign
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += separator }
      text.unicodeScalars.append(Unicode.Scalar(digit + UInt8(ascii: "0")))
    }
    return text
  }

  private static func text(_ digits: [UInt8]) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}
