extension TOMLReader {
  /// Parses a string of any of the four kinds.
  mutating func string() throws(TOMLError) -> String {
    guard let quote = current else { throw syntax() }
    return peek(1) == quote && peek(2) == quote ? try longString(quote) : try shortString()
  }

  /// Parses a string on one line, basic or literal; also a quoted key.
  mutating func shortString() throws(TOMLError) -> String {
    guard let quote = current else { throw syntax() }
    advance()
    var text: [UInt8] = []
    while let byte = current, byte != quote {
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        text += try escape()
      } else {
        guard !Self.isControl(byte) else { throw syntax() }
        text.append(byte)
        advance()
      }
    }
    guard current == quote else { throw syntax() }
    advance()
    return String(decoding: text, as: UTF8.self)
  }

  /// Parses a string over several lines, basic or literal.
  private mutating func longString(_ quote: UInt8) throws(TOMLError) -> String {
    position += 3
    if isAtNewline { takeNewline() }
    var text: [UInt8] = []
    while let byte = current {
      if byte == quote, peek(1) == quote, peek(2) == quote { return close(quote, &text) }
      if isAtNewline {
        takeNewline()
        text.append(0x0A)
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        if !skipLineEnd() { text += try escape() }
      } else {
        guard !Self.isControl(byte) else { throw syntax() }
        text.append(byte)
        advance()
      }
    }
    throw syntax()
  }

  /// Parses the closing quotes; one or two right before them belong to the text.
  private mutating func close(_ quote: UInt8, _ text: inout [UInt8]) -> String {
    let quotes = bytes[position...].prefix(5).prefix { $0 == quote }.count
    text += [UInt8](repeating: quote, count: quotes - 3)
    position += quotes
    return String(decoding: text, as: UTF8.self)
  }

  /// Skips a backslash at the end of a line, with that line end and all blanks after it.
  private mutating func skipLineEnd() -> Bool {
    var ahead = 1
    while peek(ahead) == 0x20 || peek(ahead) == 0x09 { ahead += 1 }
    guard peek(ahead) == 0x0A || (peek(ahead) == 0x0D && peek(ahead + 1) == 0x0A) else { return false }
    position += ahead
    while isAtNewline || current == 0x20 || current == 0x09 {
      if isAtNewline { takeNewline() } else { position += 1 }
    }
    return true
  }

  private mutating func escape() throws(TOMLError) -> [UInt8] {
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "b"): 0x08, UInt8(ascii: "t"): 0x09, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "f"): 0x0C,
      UInt8(ascii: "r"): 0x0D, UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C,
    ]
    guard let letter = peek(1) else { throw syntax() }
    if let byte = plain[letter] {
      position += 2
      return [byte]
    }
    let count = letter == UInt8(ascii: "u") ? 4 : letter == UInt8(ascii: "U") ? 8 : 0
    let digits = bytes[min(position + 2, bytes.count)...].prefix(count)
    guard count > 0, digits.count == count, digits.allSatisfy(Self.isHexadecimal),
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), let scalar = Unicode.Scalar(number)
    else { throw syntax() }
    position += 2 + count
    return Array(String(scalar).utf8)
  }

  /// Whether a byte is a hexadecimal digit.
  static func isHexadecimal(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
  }
}
