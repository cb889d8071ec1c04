/// The tokens of a Lua text; comments are passed over.
///
/// Source: Lua 5.4 Reference Manual, §3.1. The text is expected to compile.
package struct LuaTokens: Sequence, IteratorProtocol {
  package enum Token: Hashable {
    case name(String)
    case keyword(String)
    /// The contents of a literal without escapes resolved.
    case string(String)
    case number
    /// An operator or a sign.
    case symbol(String)
  }

  /// A token and where it begins.
  package struct Located {
    package var token: Token
    /// Counted from 1.
    var line: Int
    /// In bytes from the beginning of the text.
    package var offset: Int
  }

  package static let keywords: Set<String> = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
    "not",
    "or", "repeat", "return", "then", "true", "until", "while",
  ]
  /// The signs of more than one character, the longest first.
  private static let signs = ["...", "..", "==", "~=", "<=", ">=", "<<", ">>", "//", "::"].map { Array($0.utf8) }

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  package init(_ source: [UInt8]) { bytes = source }

  /// The next token; nil at the end.
  package mutating func next() -> Located? {
    skipBlanksAndComments()
    guard let byte = peek() else { return nil }
    let (line, offset) = (line, position)
    return Located(token: token(beginningWith: byte), line: line, offset: offset)
  }

  private mutating func token(beginningWith byte: UInt8) -> Token {
    if Self.isNameStart(byte) {
      let word = word()
      return Self.keywords.contains(word) ? .keyword(word) : .name(word)
    }
    if Self.isDigit(peek(byte == UInt8(ascii: ".") ? 1 : 0) ?? 0) { return number() }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return .string(quoted(byte)) }
    if byte == UInt8(ascii: "["), let level = longBracketLevel() { return .string(long(level)) }
    return .symbol(sign())
  }

  private mutating func sign() -> String {
    let rest = bytes[position...].prefix(3)
    let length = Self.signs.first { rest.starts(with: $0) }?.count ?? 1
    defer { position += length }
    return String(decoding: bytes[position..<position + length], as: UTF8.self)
  }

  private func peek(_ offset: Int = 0) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  private mutating func advance() {
    if bytes[position] == UInt8(ascii: "\n") { line += 1 }
    position += 1
  }

  private mutating func skipBlanksAndComments() {
    while let byte = peek() {
      if byte == UInt8(ascii: "-"), peek(1) == UInt8(ascii: "-") {
        position += 2
        skipComment()
      } else if byte <= 0x20 {
        advance()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() {
    if peek() == UInt8(ascii: "["), let level = longBracketLevel() {
      _ = long(level)
      return
    }
    while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
  }

  private mutating func word() -> String { text { Self.isNameStart($0) || Self.isDigit($0) } }

  private mutating func number() -> Token {
    var previous: UInt8 = 0
    let isHexadecimal = peek() == UInt8(ascii: "0") && (peek(1) ?? 0) | 0x20 == UInt8(ascii: "x")
    _ = text { byte in
      defer { previous = byte }
      let isSigned = previous | 0x20 == UInt8(ascii: isHexadecimal ? "p" : "e")
      return Self.isNameStart(byte) || Self.isDigit(byte) || byte == UInt8(ascii: ".")
        || (isSigned && (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")))
    }
    return .number
  }

  private mutating func text(while isPart: (UInt8) -> Bool) -> String {
    let start = position
    while let byte = peek(), isPart(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quoted(_ quote: UInt8) -> String {
    advance()
    let start = position
    while let byte = peek(), byte != quote {
      if byte == UInt8(ascii: "\\"), peek(1) != nil { advance() }
      advance()
    }
    defer { if peek() != nil { advance() } }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// The number of `=` of a long bracket that begins here; nil where none does.
  private func longBracketLevel() -> Int? {
    var level = 0
    while peek(1 + level) == UInt8(ascii: "=") { level += 1 }
    return peek(1 + level) == UInt8(ascii: "[") ? level : nil
  }

  private mutating func long(_ level: Int) -> String {
    position += level + 2
    let start = position
    while peek() != nil, !isLongEnd(level) { advance() }
    defer { position = Swift.min(position + level + 2, bytes.count) }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func isLongEnd(_ level: Int) -> Bool {
    guard peek() == UInt8(ascii: "]"), peek(level + 1) == UInt8(ascii: "]") else { return false }
    return (0..<level).allSatisfy { peek($0 + 1) == UInt8(ascii: "=") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) || byte == UInt8(ascii: "_")
  }
}
