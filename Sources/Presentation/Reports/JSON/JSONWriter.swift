import Ecosystem
import TextLayout

/// Writes JSON (RFC 8259) piece by piece.
///
/// The caller opens and closes objects and arrays in order; commas are the writer's. Controls, DEL, C1 and the
/// characters that turn the direction of writing are escaped, so that the text is harmless on a terminal too.
public struct JSONWriter {
  private let sink: ByteSink
  /// For each open object or array, whether it has a member already.
  private var hasMembers: [Bool] = []
  private var isAfterKey = false

  /// Makes a writer that writes to a sink; the sink is flushed by its owner.
  public init(_ sink: ByteSink) { self.sink = sink }

  /// Opens an object; members follow by ``key(_:)`` and a value each.
  /// - Throws: the errors of the sink.
  public mutating func beginObject() throws { try begin("{") }
  /// Closes the object opened last.
  /// - Throws: the errors of the sink.
  public mutating func endObject() throws { try end("}") }
  /// Opens an array; its values follow.
  /// - Throws: the errors of the sink.
  public mutating func beginArray() throws { try begin("[") }
  /// Closes the array opened last.
  /// - Throws: the errors of the sink.
  public mutating func endArray() throws { try end("]") }

  /// Writes the name of a member of an object; its value comes next.
  /// - Throws: the errors of the sink.
  public mutating func key(_ name: String) throws {
    try separate()
    try writeQuoted(name)
    try sink.write(byte: UInt8(ascii: ":"))
    isAfterKey = true
  }

  /// Writes a text.
  /// - Throws: the errors of the sink.
  public mutating func write(_ text: String) throws {
    try separate()
    try writeQuoted(text)
  }
  /// Writes a whole number.
  /// - Throws: the errors of the sink.
  public mutating func write(_ number: Int64) throws { try value(String(number)) }
  /// Writes a truth value.
  /// - Throws: the errors of the sink.
  public mutating func write(_ boolean: Bool) throws { try value(boolean ? "true" : "false") }
  /// Writes `null`.
  /// - Throws: the errors of the sink.
  public mutating func writeNull() throws { try value("null") }

  /// Writes a number; JSON has no infinity and no «not a number», which become `null`.
  /// - Throws: the errors of the sink.
  public mutating func write(_ number: Double) throws {
    guard number.isFinite else { return try writeNull() }
    try value(Self.text(number))
  }

  /// Writes a value of the model, the members of objects in the order of their names.
  /// - Throws: the errors of the sink.
  public mutating func write(_ value: FieldValue) throws {
    switch value {
    case .null: try writeNull()
    case .boolean(let boolean): try write(boolean)
    case .integer(let number): try write(number)
    case .number(let number): try write(number)
    case .text(let text): try write(text)
    case .list(let elements):
      try beginArray()
      for element in elements { try write(element) }
      try endArray()
    case .map(let members):
      try beginObject()
      for name in members.keys.sorted() {
        try key(name)
        try write(members[name] ?? .null)
      }
      try endObject()
    }
  }

  /// A finite number in its shortest notation, without «.0» at the end.
  static func text(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A text as a JSON string, with its quotes.
  public static func quoted(_ text: String) -> String {
    "\"" + escaped(text) + "\""
  }

  /// A text as it stands between the quotes of a JSON string.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default: if SafeText.isHarmful(scalar) { result += escape(scalar) } else { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  private func writeQuoted(_ text: String) throws {
    guard TextPieces.isLong(text) else { return try sink.write(Self.quoted(text)) }
    try sink.write(byte: UInt8(ascii: "\""))
    for piece in TextPieces(text) {
      try RenderBudget.checkpoint()
      try sink.write(Self.escaped(piece.text))
    }
    try sink.write(byte: UInt8(ascii: "\""))
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  private mutating func begin(_ bracket: String) throws {
    try value(bracket)
    hasMembers.append(false)
  }

  private mutating func end(_ bracket: String) throws {
    hasMembers.removeLast()
    try sink.write(bracket)
  }

  private mutating func value(_ text: String) throws {
    try separate()
    try sink.write(text)
  }

  private mutating func separate() throws {
    if isAfterKey {
      isAfterKey = false
      return
    }
    guard let last = hasMembers.indices.last else { return }
    if hasMembers[last] { try sink.write(",") }
    hasMembers[last] = true
  }
}
