/// Writes comma-separated values as RFC 4180 describes them: CRLF line ends, fields quoted where they need it.
public enum CSVWriter {
  /// One row with its line end. A row of one empty field is written with quotes: an empty line would be read as no row.
  public static func row(_ fields: [String]) -> String {
    if fields == [""] { return "\"\"\r\n" }
    return fields.map(field).joined(separator: ",") + "\r\n"
  }

  private static func field(_ text: String) -> String {
    guard text.utf8.contains(where: needsQuotes) || text.first == " " || text.last == " " else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append("\"") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
