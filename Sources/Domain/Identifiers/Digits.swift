/// Arithmetic on written numbers, shared by the checks of registers.
enum Digits {
  /// Returns the text without blanks, dots, dashes and slashes.
  static func compact(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !isBlank($0) && !punctuation.contains($0) }))
  }

  /// Returns the text without blanks: white space, and characters without width.
  static func blankless(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !isBlank($0) }))
  }

  private static let punctuation: Set<Unicode.Scalar> = [".", "-", "/", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2212}"]

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || [0x200B, 0x2060, 0xFEFF].contains(scalar.value)
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
