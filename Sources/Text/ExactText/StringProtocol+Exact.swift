extension StringProtocol {
  /// Whether both texts have the same UTF-8 bytes.
  @inlinable public func isExactly(_ other: some StringProtocol) -> Bool {
    let isEqual = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in areEqual(UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right)) }
    }
    return (isEqual ?? nil) ?? utf8.elementsEqual(other.utf8)
  }

  /// Whether the bytes begin with those of another text.
  ///
  /// `hasPrefix` compares whole characters: `--` is no prefix of `--` and a combining mark, and `KiB` is one of U+212A and `iB`.
  @inlinable public func hasExactPrefix(_ prefix: some StringProtocol) -> Bool { utf8.starts(with: prefix.utf8) }

  /// Whether the bytes end with those of another text.
  @inlinable public func hasExactSuffix(_ suffix: some StringProtocol) -> Bool { utf8.reversed().starts(with: suffix.utf8.reversed()) }

  /// Whether every byte is ASCII. On such texts Swift's comparison and folding of case are exact.
  @inlinable public var isASCII: Bool {
    utf8.withContiguousStorageIfAvailable { areASCII(UnsafeRawBufferPointer($0)) } ?? utf8.allSatisfy { $0 < 0x80 }
  }

  /// The text with A–Z as a–z, all other bytes unchanged, unlike `lowercased()`, which turns U+212A into `k`.
  public var asciiLowercased: String {
    String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// The text with a–z as A–Z, all other bytes unchanged, unlike `uppercased()`, which turns `ß` into `SS` and `ı` into `I`.
  public var asciiUppercased: String {
    String(decoding: utf8.map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }, as: UTF8.self)
  }

  /// Splits the text at the bytes of an ASCII character; empty parts are kept.
  ///
  /// `split(separator:)` compares whole characters: it does not cut before a combining mark, and it cuts `;` at U+037E.
  ///
  /// - Parameters:
  ///   - separator: an ASCII character.
  ///   - maxSplits: upper bound of the cuts.
  public func cut(at separator: Unicode.Scalar, maxSplits: Int = .max) -> [String] {
    precondition(separator.isASCII, "only an ASCII character is one byte")
    return utf8.split(separator: UInt8(separator.value), maxSplits: maxSplits, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Replaces every byte of an ASCII character, also before a combining mark; `replacing` confuses U+037E with `;`.
  ///
  /// - Parameter character: an ASCII character.
  public func replacingExactly(_ character: Unicode.Scalar, with replacement: String) -> String {
    precondition(character.isASCII, "only an ASCII character is one byte")
    guard utf8.contains(UInt8(character.value)) else { return String(self) }
    var bytes: [UInt8] = []
    for byte in utf8 {
      if byte == UInt8(character.value) { bytes += replacement.utf8 } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Sequence where Element: StringProtocol {
  /// Whether one of the texts has the same UTF-8 bytes; `contains` compares by canonical equivalence.
  @inlinable public func containsExactly(_ text: some StringProtocol) -> Bool { contains { $0.isExactly(text) } }
}
