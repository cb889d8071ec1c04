/// The meaning that a number format gives to a number: a date, a time, hundredths, money, or digits in a mask.
enum NumberLook: Hashable {
  case number(StoredNumber.Style)
  case date(hasDate: Bool, hasTime: Bool)
  /// Hours beyond a day: `[h]:mm`.
  case duration

  /// The meaning of a format's code.
  init(code: String) {
    let tokens = FormatToken.tokens(of: code)
    if Self.isDuration(tokens) {
      self = .duration
    } else if let date = Self.date(tokens) {
      self = date
    } else if tokens.contains(.sign(UInt8(ascii: "%"))) {
      self = .number(.percent)
    } else if let currency = Self.currency(tokens) {
      self = .number(.money(currency))
    } else {
      self = .number(DigitMask(tokens).map(StoredNumber.Style.digits) ?? .plain)
    }
  }

  /// The meaning of a built-in format (ISO/IEC 29500-1, 18.8.30, with the East Asian dates 27 to 36 and 50 to 58).
  init(builtIn id: Int) {
    switch id {
    case 9, 10: self = .number(.percent)
    case 14...17, 27...31, 34...36, 50...54, 57, 58: self = .date(hasDate: true, hasTime: false)
    case 18...21, 32, 33, 55, 56: self = .date(hasDate: false, hasTime: true)
    case 22: self = .date(hasDate: true, hasTime: true)
    case 46: self = .duration
    default: self = .number(.plain)
    }
  }

  /// Returns a number with this meaning as a value.
  func value(_ number: Double, _ dates: DateSystem) -> SheetValue {
    switch self {
    case .duration: .text(DateSystem.duration(number))
    case .number(let style): .number(StoredNumber(number, style: style, dates: dates))
    case .date(let hasDate, let hasTime):
      dates.text(number, hasDate: hasDate, hasTime: hasTime).map(SheetValue.date) ?? .number(StoredNumber(number, dates: dates))
    }
  }

  private static func isDuration(_ tokens: [FormatToken]) -> Bool {
    tokens.contains { token in
      guard case .bracket(let text) = token else { return false }
      return ["h", "hh", "m", "mm", "s", "ss"].contains(text.lowercased())
    }
  }

  /// Returns the parts of a date's format; nil for a number's.
  private static func date(_ tokens: [FormatToken]) -> NumberLook? {
    var signs = tokens.compactMap { if case .sign(let sign) = $0 { sign | 0x20 } else { nil } }
    let general = Array("general".utf8)
    if signs.count == general.count, signs == general { return nil }
    // `0.00E+00` has no date; the `e` of years stands without digits.
    if signs.contains(where: { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "#") }) {
      guard signs.contains(UInt8(ascii: "s")) else { return nil }
    }
    signs.removeAll { !"ymdhs".utf8.contains($0) }
    let hasDay = signs.contains(UInt8(ascii: "y")) || signs.contains(UInt8(ascii: "d"))
    let hasTime = signs.contains(UInt8(ascii: "h")) || signs.contains(UInt8(ascii: "s"))
    let hasDate = hasDay || signs.contains(UInt8(ascii: "m")) && !hasTime
    return hasDate || hasTime ? .date(hasDate: hasDate, hasTime: hasTime) : nil
  }

  /// Returns the sign or code of a currency in a format: `[$€-40C]`, `[$CHF]`, `"€"`, `\€`, `$`.
  private static func currency(_ tokens: [FormatToken]) -> String? {
    for token in tokens {
      switch token {
      case .bracket(let text) where text.utf8.first == UInt8(ascii: "$"):
        let sign = text.dropFirst().prefix { $0 != "-" }
        if !sign.isEmpty { return String(sign) }
      case .literal(let text):
        let sign = text.filter { !$0.isWhitespace && $0 != "\u{A0}" }
        if isCurrency(sign) { return sign }
      case .sign(UInt8(ascii: "$")): return "$"
      case .sign, .bracket, .filler: break
      }
    }
    return nil
  }

  /// Whether a literal is a sign of a currency, or three letters that may be its code.
  private static func isCurrency(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    if scalars.contains(where: { $0.properties.generalCategory == .currencySymbol }) { return scalars.count <= 3 }
    return text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }
}
