import Ecosystem

/// Tells e-mail addresses from names that hold an `@`, such as “Free@Last” or “Learn @ Home”.
enum AddressWord {
  /// Whether a word is an e-mail address: one `@`, no blank, and a domain of several parts.
  static func isAddress(_ word: String) -> Bool {
    let parts = word.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !word.unicodeScalars.contains(where: \.properties.isWhitespace) else { return false }
    let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
  }
}
