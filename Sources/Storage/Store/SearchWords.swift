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
    for part in text.split(whereSeparator: { !SearchWords.isInside($0) && $0 != "*" }) {
      for word in part.split(separator: "*") {
        terms.append("\"\(word)\"" + (word.endIndex < part.endIndex ? " *" : ""))
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

  private static func isInside(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character.unicodeScalars.contains { $0.properties.isDiacritic }
  }
}
