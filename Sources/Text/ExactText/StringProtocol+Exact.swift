extension StringProtocol {
  /// Whether both texts have the same UTF-8 bytes.
  @inlinable public func isExactly(_ other: some StringProtocol) -> Bool {
    let isEqual = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in areEqual(UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right)) }
    }
    return (isEqual ?? nil) ?? utf8.elementsEqual(other.utf8)
  }

  /// Whether every byte is ASCII. On such texts Swift's comparison and folding of case are exact.
  @inlinable public var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

  /// The text with A–Z as a–z, every other byte as it is, unlike `lowercased()`, which turns U+212A into `k`.
  public var asciiLowercased: String {
    String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// The text with a–z as A–Z, every other byte as it is, unlike `uppercased()`, which turns `ß` into `SS` and `ı` into `I`.
  public var asciiUppercased: String {
    String(decoding: utf8.map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }, as: UTF8.self)
  }

  /// The parts between the bytes of an ASCII character, empty ones too.
  ///
  /// `split(separator:)` compares whole characters: it does not cut before a combining mark, and it cuts `;` at U+037E.
  ///
  /// - Parameters:
  ///   - separator: an ASCII character.
  ///   - maxSplits: how many cuts are made at most.
  public func cut(at separator: Unicode.Scalar, maxSplits: Int = .max) -> [String] {
    precondition(separator.isASCII, "only an ASCII character is one byte")
    return utf8.split(separator: UInt8(separator.value), maxSplits: maxSplits, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Compares eight bytes at once.
@usableFromInline func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  guard left.count == right.count else { return false }
  var offset = 0
  while offset + 8 <= left.count {
    if left.loadUnaligned(fromByteOffset: offset, as: UInt64.self) != right.loadUnaligned(fromByteOffset: offset, as: UInt64.self) {
      return false
    }
    offset += 8
  }
  while offset < left.count {
    if left[offset] != right[offset] { return false }
    offset += 1
  }
  return true
}
