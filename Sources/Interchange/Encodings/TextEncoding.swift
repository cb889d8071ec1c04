import Ecosystem

/// The encoding of a text file.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// The encoding of Excel's “CSV” in Western Europe.
  case windows1252 = "windows-1252"
  /// ISO 8859-1.
  case latin1 = "iso-8859-1"

  /// The encoding of that name or of one of its usual aliases; nil for any other. Case, hyphens, underscores and spaces are
  /// ignored.
  ///
  ///     TextEncoding(named: "Latin1")   // .latin1
  public init?(named name: String) {
    let plain = name.asciiLowercased.unicodeScalars.filter { !" -_".unicodeScalars.contains($0) }
    switch String(String.UnicodeScalarView(plain)) {
    case "utf8", "utf8bom": self = .utf8
    case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "windows1252", "cp1252", "ansi", "1252": self = .windows1252
    case "latin1", "iso88591", "88591": self = .latin1
    default: return nil
    }
  }

  /// Its display name.
  public var label: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16 LE"
    case .utf16BigEndian: "UTF-16 BE"
    case .windows1252: "Windows-1252"
    case .latin1: "ISO 8859-1"
    }
  }
}

/// Detects the encoding of a text from its chunks: its byte-order mark, else the zero bytes that UTF-16 has in Latin text, else
/// UTF-8 when the bytes are valid, else Windows-1252.
///
/// A file in which more multi-byte sequences are valid UTF-8 than not is UTF-8 with some damaged lines: read as Windows-1252 each
/// of its accents would become two wrong characters.
public struct EncodingScan {
  private var settled: TextEncoding?
  private var isFirst = true
  /// Number of multi-byte sequences that are valid UTF-8.
  private var validCount = 0
  /// Number of bytes outside of such sequences.
  private var invalidCount = 0
  /// Number of bytes missing from the sequence that has begun, and the bounds of the next one.
  private var wanted = 0
  private var bounds: ClosedRange<UInt8> = 0x80...0xBF

  /// Number of bytes at the beginning that are searched for zeros.
  private static let sampleBytes = 4_096

  public init() {}

  /// Scans the next chunk; an empty one has no effect.
  public mutating func feed(_ bytes: [UInt8]) {
    if isFirst, !bytes.isEmpty {
      isFirst = false
      settled = EncodingScan.mark(bytes) ?? EncodingScan.zeros(bytes.prefix(EncodingScan.sampleBytes))
    }
    if settled == nil { bytes.withUnsafeBytes { scan($0) } }
  }

  /// Whether the rest of the text cannot change the result.
  public var isSettled: Bool { settled != nil }

  /// The encoding, from the chunks scanned so far.
  public var encoding: TextEncoding {
    if let settled { return settled }
    let broken = invalidCount + (wanted > 0 ? 1 : 0)
    return broken == 0 || validCount > broken ? .utf8 : .windows1252
  }

  private static func mark(_ bytes: [UInt8]) -> TextEncoding? {
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    return nil
  }

  /// Detects UTF-16: most Latin letters have one zero byte, always on the same side.
  private static func zeros(_ sample: ArraySlice<UInt8>) -> TextEncoding? {
    var counts = [0, 0]
    for (index, byte) in sample.enumerated() where byte == 0 { counts[index % 2] += 1 }
    let pairs = sample.count / 2
    if counts[1] * 10 > pairs * 3, counts[0] * 20 < pairs { return .utf16LittleEndian }
    if counts[0] * 10 > pairs * 3, counts[1] * 20 < pairs { return .utf16BigEndian }
    return nil
  }

  private mutating func scan(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index < bytes.count {
      // Skips eight bytes at once when they are all ASCII.
      if wanted == 0, index + 8 <= bytes.count,
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
        continue
      }
      look(at: bytes[index])
      index += 1
    }
  }

  /// Follows table 3-7 of the Unicode standard: the valid bytes after each byte.
  private mutating func look(at byte: UInt8) {
    if wanted > 0 {
      if bounds.contains(byte) {
        wanted -= 1
        bounds = 0x80...0xBF
        if wanted == 0 { validCount += 1 }
        return
      }
      invalidCount += 1
      wanted = 0
    }
    bounds = 0x80...0xBF
    switch byte {
    case 0..<0x80: break
    case 0xC2...0xDF: wanted = 1
    case 0xE0: (wanted, bounds) = (2, 0xA0...0xBF)
    case 0xED: (wanted, bounds) = (2, 0x80...0x9F)
    case 0xE1...0xEF: wanted = 2
    case 0xF0: (wanted, bounds) = (3, 0x90...0xBF)
    case 0xF4: (wanted, bounds) = (3, 0x80...0x8F)
    case 0xF1...0xF3: wanted = 3
    default: invalidCount += 1
    }
  }
}
