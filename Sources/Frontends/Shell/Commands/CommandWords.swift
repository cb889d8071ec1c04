/// Splits the arguments of a command line into words: spaces separate them, quotes group them, a backslash escapes the next
/// character.
///
/// The line is scanned by Unicode scalars: a quote before a combining mark is a quote.
enum CommandWords {
  static func split(_ text: some StringProtocol) -> [String] {
    var words: [String] = []
    var word: String.UnicodeScalarView?
    var quote: Unicode.Scalar?
    var isEscaped = false
    func append(_ scalar: Unicode.Scalar) {
      if word == nil { word = "".unicodeScalars }
      word?.append(scalar)
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case _ where isEscaped:
        append(scalar)
        isEscaped = false
      case "\\" where quote != "'": isEscaped = true
      case quote: quote = nil
      case "\"" where quote == nil, "'" where quote == nil:
        quote = scalar
        word = word ?? "".unicodeScalars
      case " " where quote == nil, "\t" where quote == nil:
        if let whole = word { words.append(String(whole)) }
        word = nil
      default: append(scalar)
      }
    }
    return word.map { words + [String($0)] } ?? words
  }

  /// Whether a byte separates words: a space or a tab.
  static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
