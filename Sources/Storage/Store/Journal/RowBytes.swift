// The byte encoding of rows and numbers in the journal: numbers in base 128, the lowest digits first, signs folded in (zigzag); a
// value is one tag and its data.

enum RowBytes {
  static let null: UInt8 = 0
  static let integer: UInt8 = 1
  static let real: UInt8 = 2
  static let text: UInt8 = 3
}

extension [UInt8] {
  /// Appends a number from 0, in 1 to 10 bytes.
  mutating func append(unsigned number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends a signed number.
  mutating func append(signed number: Int64) {
    append(unsigned: UInt64(bitPattern: (number << 1) ^ (number >> 63)))
  }
}

/// Reads these encodings in sequence.
struct RowByteReader {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position >= bytes.count }

  /// - Throws: `StoreError.corrupt` past the end, as do all other methods.
  mutating func byte() throws(StoreError) -> UInt8 {
    guard position < bytes.count else { throw RowByteReader.cut }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func unsigned() throws(StoreError) -> UInt64 {
    var (number, shift): (UInt64, UInt64) = (0, 0)
    while true {
      let byte = try byte()
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
      if shift > 63 { throw RowByteReader.cut }
    }
  }

  mutating func signed() throws(StoreError) -> Int64 {
    let number = try unsigned()
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  mutating func value() throws(StoreError) -> SQLValue {
    switch try byte() {
    case RowBytes.null: return .null
    case RowBytes.integer: return .integer(try signed())
    case RowBytes.real: return .real(Double(bitPattern: try word()))
    case RowBytes.text: return .text(try text())
    default: throw RowByteReader.cut
    }
  }

  /// Reads past a value.
  mutating func skipValue() throws(StoreError) {
    switch try byte() {
    case RowBytes.null: break
    case RowBytes.integer: _ = try unsigned()
    case RowBytes.real: _ = try word()
    case RowBytes.text:
      let count = Int(clamping: try unsigned())
      guard count <= bytes.count - position else { throw RowByteReader.cut }
      position += count
    default: throw RowByteReader.cut
    }
  }

  private mutating func word() throws(StoreError) -> UInt64 {
    var word: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) { word |= UInt64(try byte()) << shift }
    return word
  }

  private mutating func text() throws(StoreError) -> String {
    let count = Int(clamping: try unsigned())
    guard count <= bytes.count - position else { throw RowByteReader.cut }
    defer { position += count }
    return String(decoding: bytes[position..<position + count], as: UTF8.self)
  }

  private static let cut = StoreError(.corrupt, entity: "journal_chunk", found: "cut short")
}
