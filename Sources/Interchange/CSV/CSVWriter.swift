import Ecosystem

/// Writes comma-separated values as in RFC 4180: CRLF line ends, fields quoted when needed.
public enum CSVWriter {
  /// Formats one row with its line end. A row of one empty field is written with quotes: an empty line would be read as no row.
  /// - Parameter delimiter: the ASCII character between fields.
  public static func row(_ fields: [String], delimiter: UInt8 = UInt8(ascii: ",")) -> String {
    if fields == [""] { return "\"\"\r\n" }
    let separator = String(Unicode.Scalar(delimiter))
    return fields.map { field($0, delimiter: delimiter) }.joined(separator: separator) + "\r\n"
  }

  /// Whether a field needs quotes: for what it holds, or for a blank at an end, since a line of blanks is read as no row.
  public static func isQuoted(_ text: String, delimiter: UInt8 = UInt8(ascii: ",")) -> Bool {
    text.utf8.contains(where: { needsQuotes($0, delimiter) }) || isBlank(text.utf8.first) || isBlank(text.utf8.last)
  }

  /// Escapes a part of a quoted field: doubles each quote.
  public static func quotedPart(_ text: String) -> String {
    var quoted = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    return String(quoted)
  }

  /// Returns a field as it stands in a record: in quotes where it needs them.
  public static func field(_ text: String, delimiter: UInt8) -> String {
    isQuoted(text, delimiter: delimiter) ? "\"" + quotedPart(text) + "\"" : text
  }

  private static func isBlank(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private static func needsQuotes(_ byte: UInt8, _ delimiter: UInt8) -> Bool {
    byte == delimiter || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
