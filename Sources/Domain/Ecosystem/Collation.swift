/// The order of texts in lists, as a dictionary has it: letters first, then accents, then letter case.
///
///     ["Zoé", "Écluse", "eau", "Œuvre"].sorted { Collation.key($0) < Collation.key($1) }    // eau, Écluse, Œuvre, Zoé
///
/// Accented letters sort with their plain letters, ligatures as two letters (ß as ss), quotation marks do not count. English,
/// French and German share this order (for German DIN 5007-1). Different texts never have the same key, so that the order does
/// not depend on that of the input.
public enum Collation {
  /// Returns the key of a text. Keys are compared byte by byte.
  public static func key(_ text: String) -> String {
    let folded = Folding.fold(text)
    if folded.isExactly(text), text.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "\"") }) { return text }
    let lower = lowercased(text)
    let letters = String(String.UnicodeScalarView(folded.unicodeScalars.compactMap(comparable)))
    var key = letters
    let hasCapitals = !lower.isExactly(text)
    if hasCapitals || !lower.isExactly(letters) { key += separator + (lower.isExactly(letters) ? "" : lower) }
    if hasCapitals { key += separator + text }
    return key
  }

  /// Sorts before every character of a text.
  private static let separator = "\u{1}"

  /// Changes letter case only.
  private static func lowercased(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { $0 += $1.properties.lowercaseMapping }
  }

  /// Returns the character that counts in the comparison of letters; nil for one that does not count.
  private static func comparable(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x22, 0xAB, 0xBB, 0x201C...0x201F, 0x2039, 0x203A: nil
    case 0xA0, 0x2009, 0x202F: " "
    case 0x2010...0x2015, 0x2212: "-"
    default: scalar
    }
  }
}
