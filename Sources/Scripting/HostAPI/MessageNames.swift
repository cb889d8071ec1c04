/// Cuts the names that a message repeats: a name comes from Lua and may be megabytes long, while the sentence around it has to
/// be read.
enum MessageNames {
  /// The longest message that stays as it is, in bytes.
  private static let messageBytesMax = 200
  /// Bytes that are examined of a longer message: its beginning and its end.
  private static let headBytesMax = 16_384, tailBytesMax = 512
  /// Maximum length of a message in bytes, before the end that is kept.
  private static let keptBytesMax = 4_096

  /// The message, every quoted text and every word of more than 200 bytes in it cut to its beginning, and the whole to a few
  /// thousand bytes. Its time is linear in the length of the kept text.
  static func shortened(in message: String) -> String {
    guard message.utf8.count > messageBytesMax else { return message }
    let parts = ends(of: message, head: headBytesMax).split(separator: "\"", omittingEmptySubsequences: false)
    let short = parts.enumerated().map { index, part in
      index.isMultiple(of: 2) ? shortWords(part) : String(part).shortened
    }
    return ends(of: short.joined(separator: "\""), head: keptBytesMax)
  }

  /// A stretch outside of quotes.
  private static func shortWords(_ part: Substring) -> String {
    part.split(separator: " ", omittingEmptySubsequences: false).map { String($0).shortened }.joined(separator: " ")
  }

  /// The beginning and the end of a text, whole characters; a short one is whole.
  private static func ends(of text: String, head: Int) -> String {
    guard text.utf8.count > head + tailBytesMax else { return text }
    let first = scalarStart(in: text, text.utf8.index(text.utf8.startIndex, offsetBy: head))
    let last = scalarStart(in: text, text.utf8.index(text.utf8.endIndex, offsetBy: -tailBytesMax))
    return String(text.unicodeScalars[..<first]) + "…" + String(text.unicodeScalars[last...])
  }

  /// The start of the scalar that a byte belongs to.
  private static func scalarStart(in text: String, _ byte: String.Index) -> String.Index {
    var index = byte
    while index > text.startIndex, UTF8.isContinuation(text.utf8[index]) { index = text.utf8.index(before: index) }
    return index
  }
}
