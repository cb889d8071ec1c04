/// A text that is compared and hashed by its UTF-8 bytes.
///
/// `String` compares by canonical equivalence: `é` in one scalar equals `é` in two, and `K` equals U+212A KELVIN SIGN. External
/// keys, names and keywords differ when their bytes differ.
///
///     Set<ExactString>(["K", "\u{212A}"]).count   // 2
@frozen public struct ExactString: Sendable {
  /// The text.
  public var string: String

  /// Wraps a text.
  @inlinable public init(_ string: String) { self.string = string }
}

extension ExactString: Hashable {
  @inlinable public static func == (left: Self, right: Self) -> Bool {
    areIdentical(left.string, right.string) || left.string.isExactly(right.string)
  }

  @inlinable public func hash(into hasher: inout Hasher) {
    let isHashed: Void? = string.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    if isHashed == nil { Array(string.utf8).withUnsafeBytes { hasher.combine(bytes: $0) } }
    // This byte never occurs in UTF-8, so that the hashes of "ab", "c" and "a", "bc" differ.
    hasher.combine(0xFF as UInt8)
  }
}

extension ExactString: Comparable {
  /// Whether the left bytes come first, which is the order of the scalars.
  @inlinable public static func < (left: Self, right: Self) -> Bool {
    let isLess = left.string.utf8.withContiguousStorageIfAvailable { one in
      right.string.utf8.withContiguousStorageIfAvailable { other in
        areOrdered(UnsafeRawBufferPointer(one), UnsafeRawBufferPointer(other))
      }
    }
    return (isLess ?? nil) ?? left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
  }
}

extension ExactString: ExpressibleByStringLiteral {
  @inlinable public init(stringLiteral value: String) { string = value }
}

extension ExactString: CustomStringConvertible {
  @inlinable public var description: String { string }
}
