import Ecosystem

/// Converts text of any encoding into UTF-8, chunk by chunk.
///
/// Bytes that are invalid in their encoding become bytes that are invalid in UTF-8, so that the reader of the text can report
/// their line.
public struct UTF8Converter {
  private let encoding: TextEncoding
  /// The first byte of a UTF-16 unit whose second byte is in the next chunk.
  private var half: UInt8?
  /// A high surrogate whose low surrogate has not been read yet.
  private var high: UInt16?
  private var isAtStart = true

  public init(from encoding: TextEncoding) {
    self.encoding = encoding
  }

  /// Converts the next chunk.
  public mutating func convert(_ bytes: [UInt8]) -> [UInt8] {
    switch encoding {
    case .utf8: return bytes
    case .utf16LittleEndian, .utf16BigEndian: return convertUnits(bytes)
    case .latin1: return convertBytes(bytes) { $0 < 0xA0 ? nil : UInt16($0) }
    case .windows1252: return convertBytes(bytes, UTF8Converter.windows1252)
    }
  }

  /// Returns the rest at the end of the text: an invalid byte for a truncated character.
  public mutating func finish() -> [UInt8] {
    defer { (half, high) = (nil, nil) }
    return half == nil && high == nil ? [] : [UTF8Converter.noLetter]
  }

  /// A byte that never occurs in UTF-8.
  private static let noLetter: UInt8 = 0xFF

  private func convertBytes(_ bytes: [UInt8], _ letter: (UInt8) -> UInt16?) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        text.append(byte)
      } else if let unit = letter(byte) {
        UTF8Converter.append(UInt32(unit), to: &text)
      } else {
        text.append(UTF8Converter.noLetter)
      }
    }
    return text
  }

  private mutating func convertUnits(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for byte in bytes {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      let (low, top) = encoding == .utf16LittleEndian ? (first, byte) : (byte, first)
      take(UInt16(top) << 8 | UInt16(low), &text)
    }
    return text
  }

  private mutating func take(_ unit: UInt16, _ text: inout [UInt8]) {
    defer { isAtStart = false }
    if isAtStart, unit == 0xFEFF { return }
    if let first = high {
      high = nil
      if 0xDC00...0xDFFF ~= unit {
        return UTF8Converter.append(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(unit) - 0xDC00), to: &text)
      }
      text.append(UTF8Converter.noLetter)
    }
    switch unit {
    case 0xD800...0xDBFF: high = unit
    case 0xDC00...0xDFFF: text.append(UTF8Converter.noLetter)
    default: UTF8Converter.append(UInt32(unit), to: &text)
    }
  }

  private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
    switch scalar {
    case 0..<0x80: text.append(UInt8(scalar))
    case 0x80..<0x800:
      text.append(0xC0 | UInt8(scalar >> 6))
      text.append(0x80 | UInt8(scalar & 0x3F))
    case 0x800..<0x10000:
      text.append(0xE0 | UInt8(scalar >> 12))
      text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      text.append(0x80 | UInt8(scalar & 0x3F))
    default:
      text.append(0xF0 | UInt8(scalar >> 18))
      text.append(0x80 | UInt8(scalar >> 12 & 0x3F))
      text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      text.append(0x80 | UInt8(scalar & 0x3F))
    }
  }

  private static func windows1252(_ byte: UInt8) -> UInt16? {
    if byte >= 0xA0 { return UInt16(byte) }
    let unit = upper[Int(byte) - 0x80]
    return unit == 0 ? nil : unit
  }

  /// The characters of 0x80 to 0x9F in Windows-1252, 0 where there is none (Unicode's mapping table CP1252.TXT).
  private static let upper: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}

extension ByteChunks {
  /// Returns the same text in UTF-8.
  public func decoded(from encoding: TextEncoding) -> ByteChunks {
    if encoding == .utf8 { return self }
    var converter = UTF8Converter(from: encoding)
    var hasEnded = false
    return ByteChunks { () throws(ChunkFailure) in
      while !hasEnded {
        let bytes = try next()
        hasEnded = bytes.isEmpty
        // A chunk may hold only half a character; an empty chunk would mean the end.
        let text = hasEnded ? converter.finish() : converter.convert(bytes)
        if !text.isEmpty { return text }
      }
      return []
    }
  }
}
