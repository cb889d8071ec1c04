/// The rules by which a language writes numbers, amounts, dates, lists and quotations. They are entries of `Locales/*.po` of this module.
public struct Typography: Sendable {
  /// The language.
  public let language: Language

  /// The typography of a language; English when the language has no entries.
  public init(_ language: Language) { self.language = language }

  // MARK: Numbers

  /// The sign between a whole number and its decimals.
  public var decimalSign: String { signs.decimal }

  /// The sign between groups of three digits.
  public var groupSign: String { signs.group }

  private var signs: (decimal: String, group: String) { Self.signs[language] ?? Self.signs(of: language) }

  /// The signs of the product's languages, looked up once: tables format a number in each cell.
  private static let signs: [Language: (decimal: String, group: String)] = Dictionary(
    uniqueKeysWithValues: Language.all.map { ($0, signs(of: $0)) })

  private static func signs(of language: Language) -> (decimal: String, group: String) {
    (Message("localization.decimal-sign").text(in: language), Message("localization.group-sign").text(in: language))
  }

  /// Formats a number with the decimal sign of the language, with as many digits as it needs.
  public func decimal(_ number: Double) -> String {
    guard number.isFinite else { return String(number) }
    let text = number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    return text.split(separator: ".", omittingEmptySubsequences: false).joined(separator: decimalSign)
  }

  /// Formats a whole number in groups of three digits.
  public func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    let sign = groupSign
    let grouped = digits.enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0, (digits.count - digit.offset).isMultiple(of: 3) { text += sign }
      text.append(digit.element)
    }
    return (number < 0 ? "-" : "") + grouped
  }

  /// Puts the percent sign after a formatted number: `40%`, `40 %`.
  public func percent(_ number: String) -> String { Message("localization.percent", ["number": number]).text(in: language) }

  /// Puts a currency beside a formatted amount: `€12`, `12 €`.
  ///
  /// - Parameters:
  ///   - symbol: the sign or the code of the currency.
  ///   - isCode: whether `symbol` is a code, which is set off by a space in every language.
  public func money(_ amount: String, symbol: String, isCode: Bool) -> String {
    let message =
      isCode
      ? Message("localization.amount-code", ["amount": amount, "code": symbol])
      : Message("localization.amount", ["amount": amount, "symbol": symbol])
    return message.text(in: language)
  }

  /// The sign of a currency by its ISO 4217 code; the code where no sign is well known.
  public func symbol(of currency: String) -> String {
    switch currency {
    case "EUR": Message("localization.currency.eur").text(in: language)
    case "GBP": Message("localization.currency.gbp").text(in: language)
    case "USD": Message("localization.currency.usd").text(in: language)
    default: currency
    }
  }

  // MARK: Dates

  /// Formats a month, or a day of it.
  ///
  /// - Parameters:
  ///   - year: the year, in four digits.
  ///   - month: 1…12.
  ///   - day: 1…31; nil for the whole month.
  ///   - isLong: whether the month is a word in every language.
  public func date(year: String, month: Int, day: Int?, isLong: Bool) -> String {
    let pattern =
      switch (day, isLong) {
      case (nil, false): Message("localization.date.month-short")
      case (nil, true): Message("localization.date.month-long")
      case (_, false): Message("localization.date.day-short")
      case (_, true): Message("localization.date.day-long")
      }
    return Self.fields(of: pattern.text(in: language)).map { field in
      switch field {
      case "d": day == 1 ? Message("localization.date.first-day").text(in: language) : "\(day ?? 0)"
      case "dd": Self.twoDigits(day ?? 0)
      case "MM": Self.twoDigits(month)
      case "MMMM": Message("localization.month.\(month)").text(in: language)
      case "yyyy": year
      default: field
      }
    }.joined()
  }

  /// Splits a date pattern (Unicode TS 35) into runs of the same character.
  private static func fields(of pattern: String) -> [String] {
    pattern.reduce(into: []) { fields, character in
      if fields.last?.last == character { fields[fields.count - 1].append(character) } else { fields.append(String(character)) }
    }
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  // MARK: Workbooks

  /// The format of a day or a month in a workbook (ISO/IEC 29500-1, 18.8.31).
  public func sheetDate(hasDay: Bool) -> String {
    (hasDay ? Message("localization.sheet.day") : Message("localization.sheet.month")).text(in: language)
  }

  /// The currency in a number format of a workbook.
  public func sheetCurrency(_ symbol: String) -> String {
    Message("localization.sheet.currency", ["symbol": symbol]).text(in: language)
  }

  // MARK: Text

  /// The word for a Boolean value.
  public func boolean(_ value: Bool) -> String {
    (value ? Message("localization.yes") : Message("localization.no")).text(in: language)
  }

  /// The colon with its spaces.
  public var colon: String { Message("localization.colon").text(in: language) }

  /// The semicolon with its spaces.
  public var semicolon: String { Message("localization.semicolon").text(in: language) }

  /// Formats items as an enumeration: `a, b and c`.
  public func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return Message("localization.list", ["items": items.dropLast().joined(separator: ", "), "last": last]).text(in: language)
  }

  /// Puts text in the quotation marks of the language.
  public func quoted(_ text: String) -> String { Message("localization.quoted", ["text": text]).text(in: language) }
}
