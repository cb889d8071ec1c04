/// Sizes of values in memory and as JSON, computed before they are built, so that they can be refused.
extension FieldValue {
  /// The bytes of one element of a list, free slots included.
  private static let elementBytes = 36
  /// The bytes of one entry of a map beside a long key, free slots included.
  private static let entryBytes = 80
  /// The bytes of the buffer of a list or a map that is not empty.
  private static let bufferBytes = 64
  /// The overhead of the buffer of a text, in bytes.
  private static let textBytes = 48
  /// The longest text that needs no buffer.
  private static let inlineBytes = 15

  /// The memory of the value beside itself, in bytes: an estimate from above.
  public var memoryBytes: Int {
    switch self {
    case .null, .boolean, .integer, .number: 0
    case .text(let text): Self.memoryBytes(ofText: text.utf8.count)
    case .list(let elements):
      elements.reduce(Self.bufferBytes) { $0 + Self.elementBytes + $1.memoryBytes }
    case .map(let entries):
      entries.reduce(Self.bufferBytes) {
        $0 + Self.entryBytes + Self.memoryBytes(ofText: $1.key.utf8.count) + $1.value.memoryBytes
      }
    }
  }

  private static func memoryBytes(ofText count: Int) -> Int { count > inlineBytes ? count + textBytes : 0 }

  /// An upper estimate in bytes of the memory that the value of a JSON text will take, from one pass over the text and without
  /// checking it. Text nested too deep does not count, since it is not read.
  public static func memoryBytes(ofJSON text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var total = elementBytes
      var position = 0
      var depth = 0
      while position < bytes.count, depth <= jsonDepthMax {
        switch bytes[position] {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
          total += bufferBytes + elementBytes
          depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        case UInt8(ascii: ","): total += elementBytes
        case UInt8(ascii: ":"): total += entryBytes
        case UInt8(ascii: "\""):
          let start = position
          position = endOfString(in: bytes, from: position + 1)
          total += memoryBytes(ofText: position - start)
        default: break
        }
        position += 1
      }
      return total
    }
  }

  /// The position of the quote that ends a string.
  private static func endOfString(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return position
  }

  /// Upper bound of the length of the value as JSON, in bytes.
  ///
  /// - Parameter isPretty: whether it is written for people, on lines of their own.
  public func jsonBytesMax(isPretty: Bool = false) -> Int { jsonBytesMax(isPretty: isPretty, depth: 1) }

  private func jsonBytesMax(isPretty: Bool, depth: Int) -> Int {
    let separator = isPretty ? 2 * depth + 4 : 2
    switch self {
    case .null, .boolean, .integer, .number: return 24
    case .text(let text): return Self.jsonBytes(of: text)
    case .list(let elements):
      return elements.reduce(separator) { $0 + separator + $1.jsonBytesMax(isPretty: isPretty, depth: depth + 1) }
    case .map(let entries):
      return entries.reduce(separator) {
        $0 + separator + Self.jsonBytes(of: $1.key) + $1.value.jsonBytesMax(isPretty: isPretty, depth: depth + 1)
      }
    }
  }

  private static func jsonBytes(of text: String) -> Int {
    text.utf8.reduce(2) { total, byte in
      if byte < 0x20 { return total + 6 }
      return total + (byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? 2 : 1)
    }
  }
}

extension Record {
  /// Upper bound of the memory of a record that is written, in bytes: what reads records holds one at a time beside their limits.
  public static let memoryBytesMax = 32 << 20

  /// The memory of the record, in bytes: an estimate from above.
  public var memoryBytes: Int { FieldValue.map(fields).memoryBytes }
}
