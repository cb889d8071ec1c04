/// A text in pieces of bounded size, so that escaping and wrapping never hold a second copy of all of it.
///
/// A piece ends behind a line feed, else behind a space. A word longer than a piece comes in fragments, the last of which ends
/// with the word. A text within the bound is one piece.
package struct TextPieces: Sequence, IteratorProtocol {
  /// The most bytes of a piece.
  package static let bytesMax = 16_384

  /// A part of the text.
  package struct Piece {
    /// The characters of the piece.
    package var text: String
    /// Whether it is a part of one long word.
    package var isFragment: Bool

    /// Makes a piece.
    package init(text: String, isFragment: Bool) {
      self.text = text
      self.isFragment = isFragment
    }
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")
  private var rest: Substring
  private var isWithinWord = false

  /// Begins at the start of a text.
  package init(_ text: String) { rest = text[...] }

  /// Whether a text is longer than one piece.
  package static func isLong(_ text: String) -> Bool { text.utf8.count > bytesMax }

  /// Returns the next piece; nil at the end.
  package mutating func next() -> Piece? {
    guard !rest.isEmpty else { return nil }
    let bytes = rest.utf8
    let window = bytes.prefix(Self.bytesMax)
    if isWithinWord { return restOfWord(window) }
    if window.endIndex == bytes.endIndex { return take(to: bytes.endIndex, isFragment: false) }
    let mark = window.lastIndex(of: Self.lineFeed) ?? window.lastIndex(of: Self.space)
    if let mark { return take(to: bytes.index(after: mark), isFragment: false) }
    isWithinWord = true
    return take(to: cut(window), isFragment: true)
  }

  private mutating func restOfWord(_ window: Substring.UTF8View) -> Piece {
    if let mark = window.firstIndex(where: { $0 == Self.space || $0 == Self.lineFeed }) {
      isWithinWord = false
      // At the mark itself the word has just ended with the last fragment.
      guard mark > window.startIndex else { return next() ?? Piece(text: "", isFragment: false) }
      return take(to: mark, isFragment: true)
    }
    return take(to: window.endIndex == rest.endIndex ? window.endIndex : cut(window), isFragment: true)
  }

  /// The last boundary of scalars in the window that splits neither a carriage return and its line feed nor a sequence of
  /// colours.
  private func cut(_ window: Substring.UTF8View) -> String.Index {
    var end = window.endIndex
    while end > window.startIndex, rest.utf8[end] & 0xC0 == 0x80 { end = window.index(before: end) }
    if window[window.index(before: end)] == UInt8(ascii: "\r") { end = window.index(before: end) }
    if let escape = window[..<end].suffix(16).lastIndex(of: 0x1B), escape > window.startIndex { end = escape }
    return end
  }

  private mutating func take(to end: String.Index, isFragment: Bool) -> Piece {
    defer { rest = rest[end...] }
    return Piece(text: String(rest[..<end]), isFragment: isFragment)
  }
}
