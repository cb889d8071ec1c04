/// Arithmetic on written numbers, shared by the checks of registers.
enum Digits {
  /// The text without spaces (also the non-breaking ones), dots, dashes and slashes.
  static func compact(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { !$0.properties.isWhitespace && !".-/".unicodeScalars.contains($0) }))
  }

  /// The digits of ASCII of which the text consists, or nil when there is anything else or another number of them.
  static func digits(_ text: some StringProtocol, count: Int) -> [Int]? {
    let bytes = Array(text.utf8)
    guard bytes.count == count, bytes.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
    return bytes.map { Int($0 - UInt8(ascii: "0")) }
  }

  /// The number the digits write.
  static func value(_ digits: some Sequence<Int>) -> Int {
    digits.reduce(0) { $0 * 10 + $1 }
  }

  /// Whether the digits satisfy the formula of Luhn (ISO/IEC 7812-1, annex B).
  static func isLuhn(_ digits: [Int]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let doubled = digit.offset % 2 == 1 ? digit.element * 2 : digit.element
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0
  }
}
