/// The tokens of a Lua text, as far as looking for uses of the API needs them: comments are passed over, and a name within a
/// string is no name.
///
/// Source: Lua 5.4 Reference Manual, §3.1. The text is expected to compile.
struct LuaTokens: Sequence, IteratorProtocol {
  enum Token: Hashable {
    case name(String)
    /// The contents of a literal without escapes resolved.
    case string(String)
    case number
    /// One character of punctuation.
    case symbol(UInt8)
  }

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  init(_ source: [UInt8]) { bytes = source }

  /// The next token and its line, counted from 1.
  mutating func next() -> (token: Token, line: Int)? {
    skipBlanksAndComments()
    guard let byte = peek() else { return nil }
    let start = line
    if Self.isNameStart(byte) { return (.name(word()), start) }
    if Self.isDigit(byte) || byte == UInt8(ascii: "."), Self.isDigit(peek(byte == UInt8(ascii: ".") ? 1 : 0) ?? 0) {
      return (number(), start)
    }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return (.string(quoted(byte)), start) }
    if byte == UInt8(ascii: "["), let level = longBracketLevel() { return (.string(long(level)), start) }
    advance()
    return (.symbol(byte), start)
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
    _ = text { Self.isNameStart($0) || Self.isDigit($0) || $0 == UInt8(ascii: ".") }
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
