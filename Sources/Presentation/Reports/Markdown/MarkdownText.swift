import TextLayout

/// Escapes plain text so that Markdown shows it as it is.
enum MarkdownText {
  /// A text within a cell of a table: line breaks become `<br>`.
  static func cell(_ text: String) -> String {
    SafeText.lines(text).split(separator: "\n", omittingEmptySubsequences: false)
      .map { escaped(String($0)) }.joined(separator: "<br>")
  }

  /// A text that begins a line, where «1.», «-» and «#» would begin a list or a heading.
  static func blockStart(_ escaped: String) -> String {
    let text = escaped.drop { $0 == " " }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count)
    if !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" { return digits + "\\" + rest }
    if let first = text.first, "#+-=".contains(first) { return "\\" + text }
    return String(text)
  }

  /// A piece of a text, its line feeds as they are; web addresses in whole words become links.
  static func escaped(_ text: String, isFragment: Bool = false) -> String {
    guard text.utf8.contains(where: isSpecial) else { return text }
    return isFragment ? escaped(word: text, edge: "#") : escapedWords(text)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool { "\\`*[]<>|~_&:".utf8.contains(byte) }

  private static func escapedWords(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard let found = WebAddress.find(in: word) else { return escaped(word: String(word)) }
      return escaped(word: found.before) + "<\(WebAddress.safe(found.address) ?? "")>" + escaped(word: found.after)
    }.joined(separator: " ")
  }

  /// Works on scalars: a bar with a combining mark on it is another character to Swift, but still a bar to Markdown.
  ///
  /// - Parameter edge: the character before and after the text; a number sign inside a word, which escapes most.
  private static func escaped(word text: String, edge: Unicode.Scalar = " ") -> String {
    var result = String.UnicodeScalarView()
    var (previous, scalars) = (edge, text.unicodeScalars[...])
    while let scalar = scalars.popFirst() {
      if needsEscape(scalar, between: previous, and: scalars.first ?? edge) { result.append("\\") }
      result.append(scalar)
      previous = scalar
    }
    return String(result)
  }

  private static func needsEscape(
    _ scalar: Unicode.Scalar, between before: Unicode.Scalar, and after: Unicode.Scalar
  ) -> Bool {
    switch scalar {
    case "\\", "`", "*", "[", "]", "<", ">", "|", "~": true
    // CommonMark takes an underscore within a word for a letter.
    case "_": !(isWord(before) && isWord(after))
    case "&": after == "#" || after.properties.isAlphabetic
    default: false
    }
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
