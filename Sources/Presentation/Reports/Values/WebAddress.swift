import TextLayout

/// Addresses that may become links.
enum WebAddress {
  /// The longest address; servers and browsers take less.
  private static let bytesMax = 8_192

  /// The address if a link may lead there: `http`, `https` or `mailto`, without spaces or controls.
  /// Characters that RFC 3986 does not allow in an address, and those that would end a link in Markdown, are encoded.
  static func safe(_ address: String) -> String? {
    guard address.utf8.count <= bytesMax else { return nil }
    let lower = address.lowercased()
    let rest = ["http://", "https://", "mailto:"].first { lower.hasPrefix($0) }.map { address.dropFirst($0.count) }
    let isClean = address.unicodeScalars.allSatisfy {
      $0.value > 0x20 && !SafeText.isHarmful($0) && $0 != "\\" && $0 != "\u{FFFD}"
    }
    guard let start = rest?.unicodeScalars.first, isClean, !"/?#:@.".unicodeScalars.contains(start) else { return nil }
    return encoded(address)
  }

  private static func encoded(_ address: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in address.unicodeScalars {
      if "[]{}|^`<>\"".unicodeScalars.contains(scalar) {
        result.append(contentsOf: ("%" + String(scalar.value, radix: 16, uppercase: true)).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Finds a web address in a word, without the punctuation that ends a sentence behind it.
  static func find(in word: Substring) -> (before: String, address: String, after: String)? {
    guard word.utf8.count <= bytesMax, let start = (word.firstRange(of: "https://") ?? word.firstRange(of: "http://"))?.lowerBound else {
      return nil
    }
    var address = word[start...].prefix { character in
      !character.unicodeScalars.contains { "<>\"".unicodeScalars.contains($0) }
    }
    // The dropped characters contain no opening parenthesis.
    let hasOpening = address.contains("(")
    while let last = address.last, isPunctuation(last, hasOpening) { address = address.dropLast() }
    guard safe(String(address)) != nil else { return nil }
    return (String(word[..<start]), String(address), String(word[address.endIndex...]))
  }

  /// A closing parenthesis belongs to the address if it was opened within.
  private static func isPunctuation(_ last: Character, _ hasOpening: Bool) -> Bool {
    if last == ")" { return !hasOpening }
    return ".,;:!?»”’'\u{A0}\u{202F}".contains(last)
  }
}
