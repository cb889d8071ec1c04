import Encodings

/// The elements of a JSON array, one at a time, as bytes of its text. An element of more than `elementBytesMax` bytes is cut there.
struct JSONElements {
  /// Upper bound of the bytes of an element.
  static let elementBytesMax = 16 << 20

  private let chunks: ByteChunks
  private var chunk: [UInt8] = []
  private var position = 0
  private var line = 1
  private var hasEnded = false

  /// - Parameter chunks: the text in UTF-8; its first character other than a blank is the bracket that opens the array.
  /// - Throws: `ChunkFailure` when reading fails.
  init(_ chunks: ByteChunks) throws(ChunkFailure) {
    self.chunks = chunks
    while let byte = try nextByte(), byte != UInt8(ascii: "[") {}
  }

  /// Reads the next element without the blanks around it, and the line on which it begins; nil at the end of the array.
  ///
  /// - Throws: `ChunkFailure` when reading fails.
  mutating func next() throws(ChunkFailure) -> (line: Int, bytes: [UInt8])? {
    var scan = ElementScan()
    var first = line
    while !hasEnded, let byte = try nextByte() {
      switch scan.take(byte) {
      case .blank: first = line
      case .inside: break
      case .separator: if !scan.bytes.isEmpty { return (first, scan.bytes) }
      case .closing: hasEnded = true
      }
    }
    hasEnded = true
    return scan.bytes.isEmpty ? nil : (first, scan.bytes)
  }

  private mutating func nextByte() throws(ChunkFailure) -> UInt8? {
    if position == chunk.count {
      chunk = try chunks.next()
      position = 0
      if chunk.isEmpty { return nil }
    }
    defer { position += 1 }
    if chunk[position] == 0x0A { line += 1 }
    return chunk[position]
  }
}

/// The scan of one element: its bytes so far, and whether the scan is inside a string or brackets.
private struct ElementScan {
  /// The position of a byte relative to the element.
  enum Place { case blank, inside, separator, closing }

  private(set) var bytes: [UInt8] = []
  private var depth = 0
  private var isString = false
  private var isEscaped = false

  /// Adds a byte that belongs to the element.
  mutating func take(_ byte: UInt8) -> Place {
    if isString {
      takeInString(byte)
    } else {
      switch byte {
      case UInt8(ascii: "\""): isString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return .closing }
        depth -= 1
      case UInt8(ascii: ",") where depth == 0: return .separator
      case 0x20, 0x09, 0x0A, 0x0D: if bytes.isEmpty { return .blank }
      default: break
      }
    }
    if bytes.count < JSONElements.elementBytesMax { bytes.append(byte) }
    return .inside
  }

  private mutating func takeInString(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isString = false
    }
  }
}
