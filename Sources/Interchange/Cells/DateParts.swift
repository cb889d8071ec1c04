import Ecosystem

/// A written date, cut into runs of digits and of letters.
///
///     DateParts("16. Mai 2024")   // 16, mai, 2024
struct DateParts {
  /// The runs, folded.
  let words: [Substring]
  /// The signs between the runs, without blanks: `/`, `-`, `.`, `,`, or none.
  let gaps: [String]

  /// The maximum length of a written date in bytes.
  private static let bytesMax = 64

  /// Cuts a text; nil when it holds anything else than letters, digits, blanks and the usual signs, or does not begin and end with a
  /// letter or digit.
  init?(_ text: String) {
    guard text.utf8.count <= Self.bytesMax else { return nil }
    let folded = Folding.fold(text)
    var words: [Substring] = []
    var gaps: [String] = []
    var rest = folded[...]
    while !rest.isEmpty {
      let isDigit = Self.isDigit(rest.unicodeScalars.first!)
      let run = rest.unicodeScalars.prefix { Self.isDigit($0) == isDigit && (isDigit || $0.properties.isAlphabetic) }
      guard !run.isEmpty else { return nil }
      words.append(Substring(run))
      rest = rest[run.endIndex...]
      let gap = rest.unicodeScalars.prefix { Self.gapScalars.contains($0) }
      rest = rest[gap.endIndex...]
      if !rest.isEmpty { gaps.append(String(gap.filter { !$0.properties.isWhitespace }.map(Character.init))) }
      if rest.isEmpty, !gap.isEmpty { return nil }
    }
    guard !words.isEmpty else { return nil }
    (self.words, self.gaps) = (words, gaps)
  }

  private static let gapScalars: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{202F}", "/", "-", ".", ","]

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
