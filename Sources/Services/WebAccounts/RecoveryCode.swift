/// Codes that stand for the second factor when the app is lost. Each works once.
enum RecoveryCode {
  /// The number of codes that a person gets.
  static let count = 10
  /// The random bytes of a code.
  private static let byteCount = 10

  /// Returns a new code of 80 random bits: `abcd-efgh-ijkl-mnop`.
  static func make() -> String {
    let letters = Array(Base32.text(Secret.bytes(byteCount)).lowercased())
    return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: "-")
  }

  /// Returns the hash of a code as a person types it: letters of either case, with or without blanks and hyphens.
  static func hash(_ entered: String) -> String { Secret.hash(entered.lowercased().filter { $0 != "-" && !$0.isWhitespace }) }
}
