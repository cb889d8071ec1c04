extension DisplayWidth {
  /// Breaks a text into lines of at most a width: at line feeds, else at spaces, else (a word wider than a line)
  /// between grapheme clusters. No-break spaces do not break.
  ///
  /// - Parameter width: columns, 2 at least so that any character fits.
  /// - Returns: one line at least; no line begins or ends with a space that was a break.
  public static func wrap(_ text: String, to width: Int) -> [String] {
    let width = max(2, width)
    guard of(text) > width || text.utf8.contains(UInt8(ascii: "\n")) else { return [text] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { fill(String($0), width) }
  }

  /// The width of the widest piece of a text that wrapping keeps whole.
  static func longestWord(_ text: String) -> Int {
    text.split(whereSeparator: { $0 == " " || $0 == "\n" }).reduce(0) { max($0, of($1)) }
  }

  private static func fill(_ paragraph: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var taken = 0
    for word in words(of: paragraph, width) {
      let size = of(word)
      if !line.isEmpty, taken + 1 + size <= width {
        line += " " + word
        taken += 1 + size
        continue
      }
      if !line.isEmpty { lines.append(line) }
      let pieces = size > width ? chop(String(word), width) : [String(word)]
      lines += pieces.dropLast()
      line = pieces.last ?? ""
      taken = of(line)
    }
    lines.append(line)
    return lines
  }

  /// The pieces between which a line may end. The signs that French sets behind a space stay with the word before them, an opening
  /// quote with the one after it, also where the space is an ordinary one and as far as a line holds both.
  private static func words(of paragraph: String, _ width: Int) -> [String] {
    var words: [String] = []
    // Of the last word, counted along: it may grow to the length of the paragraph.
    var taken = 0
    for word in paragraph.split(separator: " ") {
      let isBound = [":", ";", "?", "!", "%"].contains(word) || word.hasPrefix("»") || words.last?.hasSuffix("«") == true
      let size = of(word)
      if isBound, !words.isEmpty, taken + 1 + size <= width {
        words[words.count - 1] += " " + word
        taken += 1 + size
      } else {
        words.append(String(word))
        taken = size
      }
    }
    return words
  }

  /// Cuts a word that is wider than a line: behind a hyphen or the like when one is near the end, else anywhere.
  private static func chop(_ word: String, _ width: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var taken = 0
    for character in word {
      let size = of(character)
      if taken + size > width, !piece.isEmpty {
        let kept = breakPoint(in: piece)
        pieces.append(String(piece[..<kept]))
        piece = String(piece[kept...])
        taken = of(piece)
      }
      piece.append(character)
      taken += size
    }
    return pieces + [piece]
  }

  private static func breakPoint(in piece: String) -> String.Index {
    let half = piece.index(piece.startIndex, offsetBy: piece.count / 2)
    guard let mark = piece[half...].lastIndex(where: { "-/_.;,(|".contains($0) }) else { return piece.endIndex }
    return piece.index(after: mark)
  }
}
