/// Operations on the raw text of a cell: blanks at its edges, elements of lists, addresses.
public enum RawCell {
  /// Whether a character is white space, or has no width and separates words.
  private static func isBlank(_ character: Character) -> Bool {
    character.isWhitespace || ["\u{200B}", "\u{FEFF}", "\u{2060}"].contains(character)
  }

  /// Returns the text without blanks at its edges.
  public static func trimmed(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last else { return text }
    if first > 0x20, last > 0x20, first < 0x80, last < 0x80 { return text }
    guard let start = text.firstIndex(where: { !isBlank($0) }), let end = text.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(text[start...end])
  }

  /// Whether the text has no character other than blanks.
  public static func isBlank(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    return (first <= 0x20 || first >= 0x80) && text.allSatisfy(isBlank)
  }

  /// Returns the elements of a list: `;` separates, `\;` and `\\` are the escaped characters.
  public static func elements(_ text: String) -> [String] {
    var elements: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in text.utf8 {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if !isEscaped, byte == UInt8(ascii: ";") {
        elements.append([])
      } else {
        elements[elements.count - 1].append(byte)
        isEscaped = false
      }
    }
    return elements.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Returns a web address with its scheme: `www.exemple.be` is `https://www.exemple.be`.
  static func url(_ text: String) -> String {
    text.utf8.prefix(4).map { $0 | 0x20 }.elementsEqual("www.".utf8) ? "https://" + text : text
  }
}
