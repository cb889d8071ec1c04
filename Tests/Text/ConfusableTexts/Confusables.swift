/// A text with one of its characters replaced by one that Unicode treats as the same or nearly so, or followed by a mark.
package enum Confusables {
  private static let twins: [Character: [String]] = [
    "K": ["\u{212A}", "\u{FF2B}"], "k": ["\u{212A}"], "S": ["\u{17F}", "\u{FF33}"], "s": ["\u{17F}"], "i": ["\u{131}", "\u{130}"],
    "I": ["\u{131}", "\u{130}"], "A": ["\u{391}", "\u{FF21}"], "-": ["\u{2010}", "\u{2212}"], ";": ["\u{37E}"], "`": ["\u{1FEF}"],
    "=": ["\u{FF1D}"],
    ",": ["\u{FF0C}"], ":": ["\u{FF1A}"], "0": ["\u{660}", "\u{FF10}"], "1": ["\u{661}", "\u{B9}"], "2": ["\u{662}", "\u{B2}"],
    "3": ["\u{663}"], "4": ["\u{664}"], "5": ["\u{665}"], "6": ["\u{666}"], "7": ["\u{667}"], "8": ["\u{668}"], "9": ["\u{669}"],
  ]

  /// Marks that belong to the character before them, and an invisible joiner.
  private static let marks = ["\u{301}", "\u{338}", "\u{20E3}", "\u{200D}"]

  /// Returns the variants of a text, each with one character changed.
  package static func of(_ text: String) -> [String] {
    let characters = text.map { $0 }
    return characters.indices.flatMap { position in
      let before = String(characters[..<position])
      let after = String(characters[(position + 1)...])
      return (twins[characters[position]] ?? []).map { before + $0 + after }
        + marks.map { before + String(characters[position]) + $0 + after }
    }
  }
}
