/// The lines into which a text wraps, one by one: a text of any length takes the memory of one piece.
///
///     for line in WrappedLines(text, width: 80) { … }
package struct WrappedLines: Sequence, IteratorProtocol {
  private var pieces: TextPieces
  private let width: Int
  /// Finished lines, and the number of them returned so far.
  private var ready: [String] = []
  private var position = 0
  /// The line that the next piece continues; nil behind the last.
  private var open: String? = ""

  /// Begins with a text, whose controls become visible (`SafeText.lines`).
  ///
  /// - Parameter width: columns, 2 at least.
  package init(_ text: String, width: Int) {
    pieces = TextPieces(text)
    self.width = width
  }

  /// Returns lines that are finished already.
  package init(lines: [String]) {
    pieces = TextPieces("")
    width = 2
    ready = lines
    open = nil
  }

  /// Returns the next line; nil at the end.
  package mutating func next() -> String? {
    while position == ready.count {
      guard let line = open else { return nil }
      guard let piece = pieces.next() else {
        open = nil
        return TextTableLayout.trimmed(line)
      }
      wrap(line + SafeText.lines(piece.text))
    }
    defer { position += 1 }
    return ready[position]
  }

  /// Wraps the open line with the text after it. Lines are filled greedily, so that wrapping can restart at any of them.
  private mutating func wrap(_ text: String) {
    ready = DisplayWidth.wrap(text, to: width)
    position = 0
    let last = ready.removeLast()
    // Characters without a width never fill a line.
    guard last.utf8.count <= TextPieces.bytesMax else {
      ready.append(last)
      open = ""
      return
    }
    // Wrapping drops the space between the last word and the one that follows.
    let isParted = text.utf8.last == UInt8(ascii: " ") && last.utf8.last != UInt8(ascii: " ")
    open = isParted && !last.isEmpty ? last + " " : last
  }
}
