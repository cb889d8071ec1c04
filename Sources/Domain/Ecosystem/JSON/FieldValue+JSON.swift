import Localization

/// JSON (RFC 8259) of model values: reading, and a compact canonical form with sorted keys.
extension FieldValue {
  /// The deepest nesting that is read.
  public static let jsonDepthMax = 64

  /// The value as compact JSON. Keys are sorted, text is UTF-8, a number that is whole keeps `.0`.
  public var json: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads one JSON value. Repeated keys, loose text after the value and numbers beyond a Double are refused.
  /// - Throws: `JSONProblem` with the byte at which reading stopped.
  public init(json text: String) throws(JSONProblem) {
    var reader = JSONReader(Array(text.utf8))
    self = try reader.document()
  }

  func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .boolean(let boolean): bytes += (boolean ? "true" : "false").utf8
    case .integer(let integer): bytes += String(integer).utf8
    case .number(let number): bytes += (number.isFinite ? "\(number)" : "null").utf8
    case .text(let text): FieldValue.write(text, to: &bytes)
    case .list(let elements): FieldValue.write(elements, to: &bytes)
    case .map(let entries): FieldValue.write(entries, to: &bytes)
    }
  }

  private static func write(_ elements: [FieldValue], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      element.write(to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private static func write(_ entries: ExactDictionary<FieldValue>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, entry) in entries.sortedEntries.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(entry.key.string, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      entry.value.write(to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { text in
      // Most texts are copied as they are.
      if text.contains(where: needsEscape) { writeEscaped(text, to: &bytes) } else { bytes.append(contentsOf: text) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func writeEscaped(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case UInt8(ascii: "\r"): bytes += "\\r".utf8
      case 0..<0x20: bytes += "\\u00".utf8 + [hexDigit(byte >> 4), hexDigit(byte & 15)]
      default: bytes.append(byte)
      }
    }
  }

  private static func hexDigit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
  }
}

/// Why a text is not the JSON it should be.
public struct JSONProblem: Explainable, Hashable {
  /// The reason of the refusal.
  public enum Reason: String, Sendable {
    case unexpectedEnd, unexpectedByte, looseText, badNumber, badEscape, notUTF8, repeatedKey, tooDeep
  }
  /// Kind of the error.
  public let reason: Reason
  /// The byte of the text, from 0, at which the error was found.
  public let offset: Int

  /// A problem at a byte.
  public init(reason: Reason, offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  public var code: String { "json.malformed" }

  public func message(in language: Language) -> String {
    Message("ecosystem.json-problem.at-byte", ["offset": offset]).text(in: language)
  }
}
