/// Reads JSON (RFC 8259) into the model's own values, and names line and column of whatever is malformed.
///
/// Whole numbers that fit become `integer`, others `number`. An object that names a member twice is refused, so that
/// nothing is silently lost. Nesting is bounded by 128 levels.
///
///     try JSONReader.read(Array(#"{"jobs": 280}"#.utf8))      // .map(["jobs": .integer(280)])
public struct JSONReader: Sendable {
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private static let depthMax = 128

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that `bytes`, UTF-8, spell.
  ///
  /// - Throws: `JSONError` with line and column, both counted from 1.
  public static func read(_ bytes: [UInt8]) throws(JSONError) -> FieldValue {
    var reader = JSONReader(bytes)
    let value = try reader.value()
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.error(.trailingText) }
    return value
  }

  private mutating func value() throws(JSONError) -> FieldValue {
    skipSpace()
    guard position < bytes.count else { throw error(.unexpectedEnd) }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try nested { (reader) throws(JSONError) in try reader.object() }
    case UInt8(ascii: "["): return try nested { (reader) throws(JSONError) in try reader.array() }
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "t"): return try literal("true", .boolean(true))
    case UInt8(ascii: "f"): return try literal("false", .boolean(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(JSONError) -> FieldValue
  ) throws(JSONError) -> FieldValue {
    depth += 1
    guard depth <= Self.depthMax else { throw error(.tooDeep) }
    position += 1
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(JSONError) -> FieldValue {
    var members: [String: FieldValue] = [:]
    skipSpace()
    if consume("}") { return .map(members) }
    repeat {
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw error(.memberName) }
      let name = try string()
      skipSpace()
      guard consume(":") else { throw error(.missing(":")) }
      guard members.updateValue(try value(), forKey: name) == nil else { throw error(.repeatedMember(name)) }
      skipSpace()
    } while consume(",")
    guard consume("}") else { throw error(.missing("}")) }
    return .map(members)
  }

  private mutating func array() throws(JSONError) -> FieldValue {
    var elements: [FieldValue] = []
    skipSpace()
    if consume("]") { return .list(elements) }
    repeat {
      elements.append(try value())
      skipSpace()
    } while consume(",")
    guard consume("]") else { throw error(.missing("]")) }
    return .list(elements)
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: content, as: UTF8.self) else { throw error(.notUTF8) }
        return text
      case UInt8(ascii: "\\"): content.append(contentsOf: String(try escape()).utf8)
      case 0..<0x20: throw error(.controlCharacter)
      default: content.append(byte)
      }
    }
    throw error(.unexpectedEnd)
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    guard position < bytes.count else { throw error(.unexpectedEnd) }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw error(.badEscape)
    }
  }

  private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
    let unit = try hexadecimal()
    guard (0xD800...0xDBFF).contains(unit) else {
      guard let scalar = Unicode.Scalar(unit) else { throw error(.badEscape) }
      return scalar
    }
    guard consume("\\"), consume("u") else { throw error(.badEscape) }
    let low = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw error(.badEscape) }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw error(.unexpectedEnd) }
    var unit: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw error(.badEscape) }
      unit = unit << 4 + UInt32(digit)
    }
    position += 4
    return unit
  }

  private mutating func literal(_ word: StaticString, _ value: FieldValue) throws(JSONError) -> FieldValue {
    let matches = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
    guard matches else { throw error(.unexpected) }
    position += word.utf8CodeUnitCount
    return value
  }

  private mutating func number() throws(JSONError) -> FieldValue {
    let start = position
    _ = consume("-")
    guard digits() > 0 else { throw error(.unexpected) }
    if bytes[start...].starts(with: Array("0".utf8)) || bytes[start...].starts(with: Array("-0".utf8)) {
      let first = bytes[start] == UInt8(ascii: "-") ? start + 1 : start
      guard position == first + 1 else { throw error(.badNumber) }
    }
    var isWhole = true
    if consume(".") {
      isWhole = false
      guard digits() > 0 else { throw error(.badNumber) }
    }
    if consume("e") || consume("E") {
      isWhole = false
      if !consume("+") { _ = consume("-") }
      guard digits() > 0 else { throw error(.badNumber) }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int64(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else { throw error(.badNumber) }
    return .number(number)
  }

  private mutating func digits() -> Int {
    let start = position
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
    return position - start
  }

  private mutating func consume(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private func error(_ problem: JSONError.Problem) -> JSONError {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return JSONError(line: line, column: before.count - lineStart + 1, problem: problem)
  }
}

/// What is malformed in a JSON text, and where.
public struct JSONError: Error, Sendable, Hashable {
  /// The kinds of malformation.
  public enum Problem: Sendable, Hashable {
    case unexpectedEnd, unexpected, trailingText, tooDeep, memberName, notUTF8, controlCharacter, badEscape, badNumber
    case missing(String)
    case repeatedMember(String)
  }

  /// Line and column (in bytes), counted from 1.
  public var line: Int
  public var column: Int
  public var problem: Problem

  /// The error as one sentence for people.
  public func message(in language: Language) -> String {
    switch language {
    case .fr: "ligne \(line), colonne \(column) : \(french)"
    case .en: "line \(line), column \(column): \(english)"
    }
  }

  private var french: String {
    switch problem {
    case .unexpectedEnd: "le texte JSON s'arrête trop tôt"
    case .unexpected: "valeur JSON attendue (objet, liste, texte, nombre, true, false ou null)"
    case .trailingText: "du texte suit la valeur JSON"
    case .tooDeep: "plus de 128 niveaux d'imbrication"
    case .memberName: "nom de membre entre guillemets attendu"
    case .notUTF8: "le texte n'est pas en UTF-8"
    case .controlCharacter: "caractère de contrôle dans un texte ; écrivez-le \\n, \\t ou \\u00XX"
    case .badEscape: "séquence d'échappement inconnue"
    case .badNumber: "nombre mal formé ou trop grand"
    case .missing(let sign): "« \(sign) » attendu"
    case .repeatedMember(let name): "le membre « \(name) » apparaît deux fois"
    }
  }

  private var english: String {
    switch problem {
    case .unexpectedEnd: "the JSON text ends too early"
    case .unexpected: "a JSON value is expected (object, list, text, number, true, false or null)"
    case .trailingText: "text follows the JSON value"
    case .tooDeep: "more than 128 levels of nesting"
    case .memberName: "a member name in double quotes is expected"
    case .notUTF8: "the text is not UTF-8"
    case .controlCharacter: "a control character inside a text; write it as \\n, \\t or \\u00XX"
    case .badEscape: "an unknown escape sequence"
    case .badNumber: "a malformed or too large number"
    case .missing(let sign): "\"\(sign)\" is expected"
    case .repeatedMember(let name): "the member \"\(name)\" appears twice"
    }
  }
}
