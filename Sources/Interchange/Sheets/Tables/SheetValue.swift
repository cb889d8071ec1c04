import Foundation

/// The value of one cell as the file stores it.
public enum SheetValue: Sendable, Hashable {
  case text(String)
  case number(StoredNumber)
  case boolean(Bool)
  /// A date, a local time of a day, or a time of day in ISO 8601: `2024-05-16`, `2024-05-16T14:30:00`, `14:30:00`.
  case date(String)
  /// The error of a formula, such as `#N/A`.
  case error(String)
  /// A formula whose result the file does not hold.
  case formulaWithoutValue

  /// The value as text; of numbers in the form that the cell shows where that adds zeros, signs or digits in groups.
  public var text: String {
    switch self {
    case .text(let text), .date(let text), .error(let text): text
    case .number(let number): number.text
    case .boolean(let flag): flag ? "true" : "false"
    case .formulaWithoutValue: ""
    }
  }
}

/// A number of a cell, with the part of its style that changes its meaning.
public struct StoredNumber: Sendable, Hashable {
  /// The part of a number's style that changes its meaning.
  public enum Style: Sendable, Hashable {
    case plain
    /// Shown as hundredths: `0.15` is `15%`.
    case percent
    /// An amount of money, with the sign or code of the currency.
    case money(String)
    /// Shown in a mask of digits, such as `00000` for postcodes.
    case digits(DigitMask)
  }

  public var value: Double
  public var style: Style
  /// The first day of dates that are numbers.
  var dates: DateSystem

  init(_ value: Double, style: Style = .plain, dates: DateSystem = .of1900) {
    (self.value, self.style, self.dates) = (value, style, dates)
  }

  /// The number in the digits that spreadsheets keep, with a decimal point: `1250.5`; `15%`, `06000`.
  public var text: String {
    switch style {
    case .plain, .money: plainText
    case .percent: StoredNumber(value * 100).plainText + "%"
    case .digits(let mask): mask.text(value) ?? plainText
    }
  }

  /// The number without its style: a whole number with all its digits, another with at most 15 significant ones.
  public var plainText: String {
    // Beyond 2^53 not every whole number is a double.
    if value.magnitude <= 0x1p53, value == value.rounded() { return "\(Int64(value))" }
    let shown = String(format: "%.15g", locale: nil, value)
    return Double(shown).map { "\($0)" } ?? shown
  }

  /// The sign or code of the currency; nil for a number that is no amount of money.
  public var currency: String? {
    if case .money(let currency) = style { return currency }
    return nil
  }

  /// The date or local time that the number stands for where it is one without a date's style: `45428` is `2024-05-16`. Nil for numbers of
  /// fewer than five digits, which are years, and beyond the year 9999.
  public var serialDate: String? {
    guard (10_000..<2_958_466).contains(value) else { return nil }
    return dates.text(value, hasDate: true, hasTime: value != value.rounded())
  }
}
