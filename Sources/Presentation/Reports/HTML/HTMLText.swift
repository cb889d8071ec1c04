import TextLayout

/// Escapes plain text for HTML, in content and in attributes in double quotes.
public enum HTMLText {
  /// Escapes a text; controls, which HTML does not allow, become visible.
  public static func escaped(_ text: String) -> String {
    let safe = SafeText.lines(text)
    guard safe.utf8.contains(where: isSpecial) else { return safe }
    var bytes: [UInt8] = []
    for byte in safe.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Escapes a text with its line breaks, and makes links of the web addresses in it.
  public static func linked(_ text: String) -> String {
    // No address is without a colon.
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ":") || $0 < 0x20 }) else { return escaped(text) }
    return SafeText.lines(text).split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.split(separator: " ", omittingEmptySubsequences: false).map(word).joined(separator: " ") }
      .joined(separator: "<br>")
  }

  /// A piece of a text with its line breaks; web addresses in whole words become links.
  static func linked(_ piece: TextPieces.Piece) -> String {
    guard piece.isFragment else { return linked(piece.text) }
    return SafeText.lines(piece.text).split(separator: "\n", omittingEmptySubsequences: false)
      .map { escaped(String($0)) }.joined(separator: "<br>")
  }

  /// Paragraphs, parted by empty lines.
  public static func paragraphs(_ text: String) -> [String] {
    var paragraphs: [[Substring]] = [[]]
    for line in SafeText.lines(text).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) {
        paragraphs.append([])
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    return paragraphs.filter { !$0.isEmpty }.map { linked($0.joined(separator: "\n")) }
  }

  /// A link, or the escaped text alone when the address may not be one.
  public static func link(_ text: String, to address: String) -> String {
    guard let address = WebAddress.safe(address) else { return escaped(text) }
    return "<a href=\"\(escaped(address))\">\(escaped(text))</a>"
  }

  private static func word(_ word: Substring) -> String {
    guard let found = WebAddress.find(in: word) else { return escaped(String(word)) }
    return escaped(found.before) + link(found.address, to: found.address) + escaped(found.after)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"")
      || byte == UInt8(ascii: "'")
  }
}
