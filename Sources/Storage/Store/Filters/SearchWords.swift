import Ecosystem

/// The words of a search, as an FTS5 query.
///
///     SearchWords("kik* namur")?.all   // "kik" * "namur" *
struct SearchWords {
  /// Upper bound of the words of a search.
  static let wordsMax = 32

  /// The query for records that have all the words in any field.
  let all: String

  /// Parses the text of a search. All words must match, the last one and those followed by `*` as a prefix; every character that
  /// is no letter or digit separates words, so that no operator of FTS5 passes through. Nil when there is no word, or too many.
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

  /// Returns the query for records that have all the words in these fields together.
  func inside(_ fields: [String]) -> String {
    "{\(fields.map(SQLText.name).joined(separator: " "))} : (\(all))"
  }

  /// Whether a scalar belongs to a word. Scalars are tested, not characters: a quotation mark before a combining mark would still
  /// end the word passed to FTS5.
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
