/// The forms of ids and names.
public enum RecordID {
  /// Upper bound of an id, in bytes.
  public static let bytesMax = 200

  /// Whether `text` is a slug: lower-case letters and digits of ASCII, with `-` between them.
  public static func isSlug(_ text: String) -> Bool {
    isWord(text) {
      isLower($0) || isDigit($0)
    } inside: {
      $0 == UInt8(ascii: "-")
    }
  }

  /// Whether `text` is a code as standards print them: letters and digits of ASCII, with `-`, `.`, `_`, `:` or `/` between.
  public static func isCode(_ text: String) -> Bool {
    isWord(text) {
      isLower($0) || isDigit($0) || isUpper($0)
    } inside: {
      "-._:/".utf8.contains($0)
    }
  }

  /// Whether `text` names a plugin, a field or a scheme's part: a letter, then letters and digits, `-` or `_` between.
  public static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLower(first) else { return false }
    return isWord(text) {
      isLower($0) || isDigit($0)
    } inside: {
      $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
  }

  private static func isWord(
    _ text: String, _ isOrdinary: (UInt8) -> Bool, inside isInside: (UInt8) -> Bool
  ) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, bytes.count <= bytesMax else { return false }
    return isOrdinary(first) && isOrdinary(last) && bytes.allSatisfy { isOrdinary($0) || isInside($0) }
  }

  private static func isLower(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
  private static func isUpper(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }
  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
