/// One part of a number format's first section (ISO/IEC 29500-1, 18.8.31).
enum FormatToken: Hashable {
  /// A sign with a meaning, such as `0`, `#`, `y`, `%`.
  case sign(UInt8)
  /// Text in quotation marks or after a backslash, and characters beyond ASCII.
  case literal(String)
  /// The content of brackets: a colour, a condition, `h`, or a currency with its locale.
  case bracket(String)
  /// A blank as wide as a character (`_`), or a character that fills the cell (`*`).
  case filler

  /// The longest format that is looked at, in bytes.
  private static let bytesMax = 1_024

  /// Cuts the section for positive numbers out of a format.
  static func tokens(of code: String) -> [FormatToken] {
    var rest = Array(code.utf8.prefix(bytesMax))[...]
    var tokens: [FormatToken] = []
    while let byte = rest.popFirst(), byte != UInt8(ascii: ";") {
      switch byte {
      case UInt8(ascii: "\""): tokens.append(.literal(takeText(&rest, until: UInt8(ascii: "\""))))
      case UInt8(ascii: "["): tokens.append(.bracket(takeText(&rest, until: UInt8(ascii: "]"))))
      case UInt8(ascii: "\\"): tokens.append(.literal(takeCharacter(&rest)))
      case UInt8(ascii: "_"), UInt8(ascii: "*"):
        _ = takeCharacter(&rest)
        tokens.append(.filler)
      case 0x80...:
        rest = [byte] + rest
        tokens.append(.literal(takeCharacter(&rest)))
      default: tokens.append(.sign(byte))
      }
    }
    return tokens
  }

  private static func takeText(_ rest: inout ArraySlice<UInt8>, until end: UInt8) -> String {
    let text = rest.prefix { $0 != end }
    rest = rest.dropFirst(text.count + 1)
    return String(decoding: text, as: UTF8.self)
  }

  private static func takeCharacter(_ rest: inout ArraySlice<UInt8>) -> String {
    guard let first = rest.first else { return "" }
    let count = first < 0x80 ? 1 : 1 + rest.dropFirst().prefix { $0 & 0xC0 == 0x80 }.count
    defer { rest = rest.dropFirst(count) }
    return String(decoding: rest.prefix(count), as: UTF8.self)
  }
}
