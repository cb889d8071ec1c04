import Calendar

extension TOMLReader {
  /// Parses a number, Boolean, date or time: the text before the next blank, comma, bracket, comment or line end.
  mutating func scalar() throws(TOMLError) -> TOMLData {
    var token = bytes[position...].prefix(while: Self.isScalar)
    // A date and a time may have one space between them.
    if token.count == 10, token.dropFirst(4).first == UInt8(ascii: "-"), peek(10) == 0x20,
      peek(11).map(Self.isDigit) == true
    {
      token = bytes[position...].prefix(11 + bytes[(position + 11)...].prefix(while: Self.isScalar).count)
    }
    guard let data = Self.scalar(String(decoding: token, as: UTF8.self)) else { throw syntax() }
    position += token.count
    return data
  }

  private static func isScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func scalar(_ token: String) -> TOMLData? {
    switch token {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "inf", "+inf": return .number(.infinity)
    case "-inf": return .number(-.infinity)
    case "nan", "+nan", "-nan": return .number(.nan)
    default: break
    }
    if let moment = moment(token) { return .moment(moment) }
    return integer(token).map(TOMLData.integer) ?? number(token).map(TOMLData.number)
  }

  private static func integer(_ token: String) -> Int64? {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where token.hasPrefix(prefix) {
      let digits = token.dropFirst(2)
      guard digits.first != "+", digits.first != "-", let plain = joined(digits) else { return nil }
      return Int64(plain, radix: radix)
    }
    let digits = token.drop { $0 == "+" || $0 == "-" }
    guard token.count - digits.count <= 1, isDecimal(digits), let plain = joined(digits) else { return nil }
    return Int64(token.hasPrefix("-") ? "-" + plain : plain)
  }

  /// Parses `WHOLE`, then `.FRACTION` or `e±EXPONENT` or both.
  private static func number(_ token: String) -> Double? {
    let unsigned = token.drop { $0 == "+" || $0 == "-" }
    guard token.count - unsigned.count <= 1 else { return nil }
    let halves = unsigned.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    let mantissa = halves[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2 || mantissa.count == 2, isDecimal(mantissa[0]) else { return nil }
    var parts = mantissa
    if halves.count == 2 {
      parts.append(halves[1].first == "+" || halves[1].first == "-" ? halves[1].dropFirst() : halves[1])
    }
    guard parts.allSatisfy({ part in joined(part)?.utf8.allSatisfy(isDigit) == true }) else { return nil }
    return Double(token.replacing("_", with: ""))
  }

  /// Whether digits are a valid decimal number, without a leading zero.
  private static func isDecimal(_ digits: Substring) -> Bool {
    guard let plain = joined(digits), plain.utf8.allSatisfy(isDigit) else { return false }
    return plain.utf8.count == 1 || plain.first != "0"
  }

  /// Removes the underscores between digits; nil when one is not between two digits.
  private static func joined(_ digits: Substring) -> String? {
    let groups = digits.split(separator: "_", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isHexadecimal) }) else { return nil }
    return groups.joined()
  }

  // MARK: Dates and times (RFC 3339)

  private static func moment(_ token: String) -> String? {
    let bytes = Array(token.utf8)
    if isTime(bytes[...]) { return token }
    guard bytes.count >= 10, isDate(bytes[..<10]) else { return nil }
    if bytes.count == 10 { return token }
    guard bytes[10] == 0x20 || bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t") else { return nil }
    return isTime(withoutOffset(bytes[11...]) ?? []) ? token : nil
  }

  private static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    CalendarDate(String(decoding: text, as: UTF8.self))?.day != nil
  }

  private static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    guard let fields = fields(text.prefix(8), "00:00:00") else { return false }
    let fraction = text.dropFirst(8)
    let isFraction = fraction.isEmpty || (fraction.first == UInt8(ascii: ".") && fraction.count > 1)
    return fields[0] < 24 && fields[1] < 60 && fields[2] <= 60 && isFraction && fraction.dropFirst().allSatisfy(isDigit)
  }

  /// Cuts off `Z` or `±HH:MM`; nil when the offset is malformed.
  private static func withoutOffset(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    if text.last == UInt8(ascii: "Z") || text.last == UInt8(ascii: "z") { return text.dropLast() }
    guard let sign = text.lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }) else { return text }
    guard let fields = fields(text[(sign + 1)...], "00:00"), fields[0] < 24, fields[1] < 60 else { return nil }
    return text[..<sign]
  }

  /// Parses the numbers of a text that has digits where the pattern has zeros, and the pattern's characters elsewhere.
  private static func fields(_ text: ArraySlice<UInt8>, _ pattern: String) -> [Int]? {
    guard text.count == pattern.utf8.count else { return nil }
    var fields = [0]
    for (byte, wanted) in zip(text, pattern.utf8) {
      if wanted == UInt8(ascii: "0") {
        guard isDigit(byte) else { return nil }
        fields[fields.count - 1] = fields[fields.count - 1] * 10 + Int(byte - 48)
      } else {
        guard byte == wanted else { return nil }
        fields.append(0)
      }
    }
    return fields
  }
}
