/// Reads one JSON document (RFC 8259) from bytes, iterating once over them.
struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The one value of the document.
  mutating func document() throws(JSONProblem) -> FieldValue {
    let value = try value()
    skipSpace()
    if position < bytes.count { throw problem(.looseText) }
    return value
  }

  private mutating func value() throws(JSONProblem) -> FieldValue {
    skipSpace()
    guard let byte = peek else { throw problem(.unexpectedEnd) }
    switch byte {
    case UInt8(ascii: "{"): return try nested { reader throws(JSONProblem) in try reader.map() }
    case UInt8(ascii: "["): return try nested { reader throws(JSONProblem) in try reader.list() }
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(JSONProblem) -> FieldValue
  ) throws(JSONProblem) -> FieldValue {
    depth += 1
    defer { depth -= 1 }
    if depth > FieldValue.jsonDepthMax { throw problem(.tooDeep) }
    position += 1
    return try body(&self)
  }

  private mutating func list() throws(JSONProblem) -> FieldValue {
    var elements: [FieldValue] = []
    if skip(UInt8(ascii: "]")) { return .list(elements) }
    repeat { elements.append(try value()) } while skip(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
    return .list(elements)
  }

  private mutating func map() throws(JSONProblem) -> FieldValue {
    var entries: ExactDictionary<FieldValue> = [:]
    if skip(UInt8(ascii: "}")) { return .map(entries) }
    repeat {
      skipSpace()
      let start = position
      guard peek == UInt8(ascii: "\"") else { throw problem(peek == nil ? .unexpectedEnd : .unexpectedByte) }
      let key = try string()
      try expect(UInt8(ascii: ":"))
      if entries.updateValue(try value(), forKey: key) != nil {
        throw JSONProblem(reason: .repeatedKey, offset: start)
      }
    } while skip(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
    return .map(entries)
  }

  private mutating func word(_ word: String, _ value: FieldValue) throws(JSONProblem) -> FieldValue {
    for byte in word.utf8 {
      guard peek == byte else { throw problem(peek == nil ? .unexpectedEnd : .unexpectedByte) }
      position += 1
    }
    return value
  }

  private mutating func number() throws(JSONProblem) -> FieldValue {
    let start = position
    var isWhole = true
    if peek == UInt8(ascii: "-") { position += 1 }
    let first = position
    guard skipDigits() > 0 else { throw problem(peek == nil ? .unexpectedEnd : .unexpectedByte) }
    if bytes[first] == UInt8(ascii: "0"), position > first + 1 { throw problem(.badNumber) }
    if peek == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      guard skipDigits() > 0 else { throw problem(.badNumber) }
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      isWhole = false
      position += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
      guard skipDigits() > 0 else { throw problem(.badNumber) }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int64(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else { throw problem(.badNumber) }
    return .number(number)
  }

  private mutating func string() throws(JSONProblem) -> String {
    position += 1
    let start = position
    while let byte = peek, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
    // Most strings have no escapes and are copied unchanged.
    if peek == UInt8(ascii: "\"") {
      position += 1
      return try text(bytes[start..<(position - 1)])
    }
    var content = Array(bytes[start..<position])
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return try text(content[...])
      case UInt8(ascii: "\\"): content += try escape()
      case 0..<0x20: throw problem(.unexpectedByte)
      default: content.append(byte)
      }
    }
    throw problem(.unexpectedEnd)
  }

  private func text(_ content: ArraySlice<UInt8>) throws(JSONProblem) -> String {
    guard let text = String(validating: content, as: UTF8.self) else { throw problem(.notUTF8) }
    return text
  }

  private mutating func escape() throws(JSONProblem) -> [UInt8] {
    guard let byte = peek else { throw problem(.unexpectedEnd) }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "u"): return Array(String(try scalar()).utf8)
    default: throw problem(.badEscape)
    }
  }

  /// A scalar from four hexadecimal digits, or from a surrogate pair of two such escapes.
  private mutating func scalar() throws(JSONProblem) -> Unicode.Scalar {
    let unit = try hexUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard (0xD800..<0xDC00).contains(unit), peek == UInt8(ascii: "\\") else { throw problem(.badEscape) }
    position += 1
    guard peek == UInt8(ascii: "u") else { throw problem(.badEscape) }
    position += 1
    let low = try hexUnit()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
    else { throw problem(.badEscape) }
    return scalar
  }

  private mutating func hexUnit() throws(JSONProblem) -> UInt32 {
    guard position + 4 <= bytes.count else { throw problem(.unexpectedEnd) }
    let digits = bytes[position..<position + 4]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw problem(.badEscape) }
    position += 4
    return unit
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while let byte = peek, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { position += 1 }
    return position - start
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    skipSpace()
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(JSONProblem) {
    if !skip(byte) { throw problem(peek == nil ? .unexpectedEnd : .unexpectedByte) }
  }

  private func problem(_ reason: JSONProblem.Reason) -> JSONProblem {
    JSONProblem(reason: reason, offset: position)
  }
}
