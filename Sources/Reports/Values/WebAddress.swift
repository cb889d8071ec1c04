/// Addresses that may become links.
enum WebAddress {
  /// The address if a link may lead there: `http`, `https` or `mailto`, without spaces or controls.
  static func safe(_ address: String) -> String? {
    let lower = address.lowercased()
    let hasScheme = ["http://", "https://", "mailto:"].contains { lower.hasPrefix($0) && lower != $0 }
    let isClean = address.unicodeScalars.allSatisfy { $0.value > 0x20 && !SafeText.isHarmful($0) && $0 != "\\" }
    return hasScheme && isClean ? address : nil
  }

  /// Finds a web address in a word, without the punctuation that ends a sentence behind it.
  static func find(in word: Substring) -> (before: String, address: String, after: String)? {
    guard let start = (word.firstRange(of: "https://") ?? word.firstRange(of: "http://"))?.lowerBound else { return nil }
    var address = word[start...].prefix { !"<>\"".contains($0) }
    while let last = address.last, isPunctuation(last, closing: address) { address = address.dropLast() }
    guard let safe = safe(String(address)) else { return nil }
    return (String(word[..<start]), safe, String(word[address.endIndex...]))
  }

  /// A closing parenthesis belongs to the address if it was opened within.
  private static func isPunctuation(_ last: Character, closing address: Substring) -> Bool {
    if last == ")" { return !address.contains("(") }
    return ".,;:!?»”’'\u{A0}\u{202F}".contains(last)
  }

  /// The address with the characters that would end a Markdown link or a cell replaced by their codes.
  static func forMarkdown(_ address: String) -> String {
    address.replacing("<", with: "%3C").replacing(">", with: "%3E").replacing("|", with: "%7C")
  }
}
