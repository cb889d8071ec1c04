/// The name of an account, as it stands in the log and the journal: `web:NAME`.
public enum AccountName {
  /// The maximum length, in characters.
  public static let lengthMax = 64

  /// Returns the name as accounts keep it, in lower case; nil unless it has letters a to z, digits, `.`, `-` and `_` only, and begins
  /// with a letter or a digit.
  public static func normal(_ text: String) -> String? {
    let name = text.filter { !$0.isWhitespace }.lowercased()
    let allowed = { (byte: UInt8) in (97...122).contains(byte) || (48...57).contains(byte) }
    guard (1...lengthMax).contains(name.utf8.count), let first = name.utf8.first, allowed(first) else { return nil }
    return name.utf8.allSatisfy { allowed($0) || ".-_".utf8.contains($0) } ? name : nil
  }
}
