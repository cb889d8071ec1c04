import ExactText

/// The repetition rules of RFC 5545, section 3.3.10: `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=10`.
public enum RecurrenceRule {
  /// Whether the text is a rule: known parts, each once, with values in range, and a frequency.
  ///
  /// `COUNT` and `UNTIL` exclude each other, `BYSETPOS` needs another part that begins with `BY`, and a weekday with a number
  /// belongs to a monthly or yearly rule only.
  public static func isValid(_ text: String) -> Bool {
    // Beyond ASCII, String treats some characters as equal to others: U+212A as K, U+037E as a semicolon.
    guard text.isASCII else { return false }
    var parts: [String: [Substring]] = [:]
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, parts[String(halves[0])] == nil else { return false }
      parts[String(halves[0])] = halves[1].split(separator: ",", omittingEmptySubsequences: false)
    }
    return parts.allSatisfy(isValidPart) && isWhole(parts)
  }

  private static let frequencies = ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
  private static let weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

  /// Whether the parts agree with each other.
  private static func isWhole(_ parts: [String: [Substring]]) -> Bool {
    guard let frequency = parts["FREQ"]?.first else { return false }
    if parts["COUNT"] != nil && parts["UNTIL"] != nil { return false }
    if parts["BYSETPOS"] != nil && !parts.keys.contains(where: { $0.hasPrefix("BY") && $0 != "BYSETPOS" }) { return false }
    if parts["BYWEEKNO"] != nil && frequency != "YEARLY" { return false }
    if parts["BYYEARDAY"] != nil && ["DAILY", "WEEKLY", "MONTHLY"].contains(frequency) { return false }
    if parts["BYMONTHDAY"] != nil && frequency == "WEEKLY" { return false }
    let isNumbered = parts["BYDAY"]?.contains { $0.utf8.count > 2 } ?? false
    return !isNumbered || frequency == "MONTHLY" || frequency == "YEARLY" && parts["BYWEEKNO"] == nil
  }

  private static func isValidPart(_ name: String, _ values: [Substring]) -> Bool {
    switch name {
    case "FREQ": values.count == 1 && frequencies.contains(String(values[0]))
    case "INTERVAL", "COUNT": values.count == 1 && isNumber(values[0], 1...999_999_999)
    case "UNTIL": values.count == 1 && isMoment(values[0])
    case "WKST": values.count == 1 && weekdays.contains(String(values[0]))
    case "BYDAY": values.allSatisfy(isWeekday)
    case "BYSECOND": values.allSatisfy { isNumber($0, 0...60) }
    case "BYMINUTE": values.allSatisfy { isNumber($0, 0...59) }
    case "BYHOUR": values.allSatisfy { isNumber($0, 0...23) }
    case "BYMONTH": values.allSatisfy { isNumber($0, 1...12) }
    case "BYMONTHDAY": values.allSatisfy { isSignedNumber($0, 1...31) }
    case "BYWEEKNO": values.allSatisfy { isSignedNumber($0, 1...53) }
    case "BYYEARDAY", "BYSETPOS": values.allSatisfy { isSignedNumber($0, 1...366) }
    default: false
    }
  }

  private static func isNumber(_ text: Substring, _ range: ClosedRange<Int>) -> Bool {
    guard (1...9).contains(text.utf8.count), let number = decimal(text.utf8, digits: text.utf8.count) else { return false }
    return range.contains(number)
  }

  private static func isSignedNumber(_ text: Substring, _ range: ClosedRange<Int>) -> Bool {
    isNumber(text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text, range)
  }

  /// A weekday, with a number before it in monthly and yearly rules: `-1FR` is the last Friday.
  private static func isWeekday(_ text: Substring) -> Bool {
    guard weekdays.contains(String(text.suffix(2))) else { return false }
    return text.utf8.count == 2 || isSignedNumber(text.dropLast(2), 1...53)
  }

  /// `YYYYMMDD`, or that with `Thhmmss` and perhaps `Z`.
  private static func isMoment(_ text: Substring) -> Bool {
    let bytes = Array(text.utf8)
    guard [8, 15, 16].contains(bytes.count), isDate(bytes.prefix(8)) else { return false }
    if bytes.count == 8 { return true }
    guard bytes[8] == UInt8(ascii: "T"), bytes.count == 15 || bytes[15] == UInt8(ascii: "Z") else { return false }
    let time = [bytes[9..<11], bytes[11..<13], bytes[13..<15]].map { decimal($0, digits: 2) ?? .max }
    return time[0] <= 23 && time[1] <= 59 && time[2] <= 60
  }

  private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return CalendarDate("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))") != nil
  }
}
