/// Splits a text at literal pieces, in one pass and without backtracking: linear time on hostile text, for which regular
/// expressions take quadratic or exponential time.
///
///     LiteralPattern("Missing value for '", "'").captures(in: "Missing value for '--city'")   // ["--city"]
///
/// The text must begin with the first piece and end with the last one. The text between two pieces is captured; each piece
/// matches at its first occurrence.
public struct LiteralPattern: Sendable {
  private let pieces: [[UInt8]]

  /// - Parameter pieces: two or more; the first and the last may be empty.
  public init(_ pieces: String...) {
    precondition(pieces.count >= 2, "a pattern has a beginning and an end")
    self.pieces = pieces.map { Array($0.utf8) }
  }

  /// The texts between the pieces; nil when the text is of another shape.
  public func captures(in text: String) -> [String]? {
    let bytes = Array(text.utf8)
    guard bytes.starts(with: pieces[0]) else { return nil }
    var start = pieces[0].count
    var captures: [String] = []
    for piece in pieces[1..<(pieces.count - 1)] {
      guard let found = ByteSearch.first(piece, in: bytes[start...]) else { return nil }
      captures.append(String(decoding: bytes[start..<found.lowerBound], as: UTF8.self))
      start = found.upperBound
    }
    let end = bytes.count - pieces[pieces.count - 1].count
    guard end >= start, bytes[end...].elementsEqual(pieces[pieces.count - 1]) else { return nil }
    return captures + [String(decoding: bytes[start..<end], as: UTF8.self)]
  }
}

/// Searches for bytes in bytes. The time is the product of both lengths at most, so the bytes to find should be few.
public enum ByteSearch {
  /// The first occurrence of bytes, one at least.
  public static func first(_ wanted: some Collection<UInt8>, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    guard let head = wanted.first else { return nil }
    let count = wanted.count
    var rest = bytes
    while let start = rest.firstIndex(of: head) {
      rest = rest[start...]
      if rest.count < count { return nil }
      if rest.starts(with: wanted) { return start..<(start + count) }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// The last occurrence of bytes, one at least.
  public static func last(_ wanted: some Collection<UInt8>, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    guard let head = wanted.first else { return nil }
    var rest = bytes
    while let start = rest.lastIndex(of: head) {
      if bytes[start...].starts(with: wanted) { return start..<(start + wanted.count) }
      rest = rest[..<start]
    }
    return nil
  }
}
