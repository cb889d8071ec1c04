import Ecosystem

/// The words somebody searches for, as FTS5 wants them.
///
///     SearchWords("kik* namur")?.all   // "kik" * "namur" *
struct SearchWords {
  /// The most words that are looked for.
  static let wordsMax = 32

  /// The query for records that have all the words in any field.
  let all: String

  /// Reads what somebody typed. All words are wanted, the last one, and those with `*` after them, as a beginning; what is no
  /// letter or digit separates words, so that no operator of FTS5 comes through. Nil when there is no word, or too many.
  init?(_ text: String) {
    var terms: [String] = []
    for part in text.unicodeScalars.split(whereSeparator: { !SearchWords.isInside($0) && $0 != "*" }) {
      for word in part.split(separator: "*") where word.contains(where: SearchWords.isLetterOrDigit) {
        terms.append("\"\(Substring(word))\"" + (word.endIndex < part.endIndex ? " *" : ""))
      }
    }
    guard let last = terms.last, terms.count <= SearchWords.wordsMax else { return nil }
    if !last.hasSuffix("*") { terms[terms.count - 1] += " *" }
    all = terms.joined(separator: " ")
  }

  /// The query for records that have all the words in one field.
  func inside(_ field: String) -> String {
    "{\(SQLText.name(field))} : (\(all))"
  }

  /// Whether a scalar belongs to a word. Scalars are looked at, not characters: a quotation mark before a combining mark still ends the
  /// word that FTS5 is given.
  private static func isInside(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: isLetterOrDigit(scalar) || scalar.properties.isDiacritic
    }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
