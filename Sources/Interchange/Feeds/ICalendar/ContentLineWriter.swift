/// Writes content lines of RFC 5545, section 3.1: escaped, folded, and ended by CRLF.
enum ContentLineWriter {
  /// Upper bound of the octets of a line without its end.
  static let lineOctetsMax = 75

  /// Returns a property whose value is written as it is.
  static func line(_ name: String, _ value: String, parameters: [(String, String)] = []) -> String {
    folded(name + parameters.map { ";\($0.0)=\(parameter($0.1))" }.joined() + ":" + value)
  }

  /// Returns a property whose value is a text.
  static func line(_ name: String, text: String) -> String {
    line(name, escaped(text))
  }

  /// Returns a text with the escapes of section 3.3.11. Controls other than line ends and tabs are left out; CRLF and CR are one line end.
  static func escaped(_ text: String) -> String {
    var (written, wasReturn) = (String.UnicodeScalarView(), false)
    for scalar in text.unicodeScalars {
      defer { wasReturn = scalar == "\r" }
      switch scalar {
      case "\\", ";", ",": written.append(contentsOf: ["\\", scalar])
      case "\n": if !wasReturn { written.append(contentsOf: "\\n".unicodeScalars) }
      case "\r", "\u{2028}", "\u{2029}", "\u{85}": written.append(contentsOf: "\\n".unicodeScalars)
      case "\t": written.append(scalar)
      case "\0"..<" ", "\u{7F}": break
      default: written.append(scalar)
      }
    }
    return String(written)
  }

  /// Returns the value of a parameter, in quotation marks where it needs them, with the escapes of RFC 6868.
  static func parameter(_ value: String) -> String {
    var written = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": written += "^'"
      case "^": written += "^^"
      case "\n", "\r": written += "^n"
      case "\0"..<" ", "\u{7F}": break
      default: written.unicodeScalars.append(scalar)
      }
    }
    let needsMarks = written.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }
    return needsMarks ? "\"\(written)\"" : written
  }

  /// Folds a line before it exceeds 75 octets, never inside a character of UTF-8. The blank at the beginning of the next line counts.
  static func folded(_ line: String) -> String {
    if line.utf8.count <= lineOctetsMax { return line + "\r\n" }
    var (written, octets) = (String.UnicodeScalarView(), 0)
    for scalar in line.unicodeScalars {
      let width = UTF8.width(scalar)
      if octets + width > lineOctetsMax {
        written.append(contentsOf: "\r\n ".unicodeScalars)
        octets = 1
      }
      written.append(scalar)
      octets += width
    }
    return String(written) + "\r\n"
  }
}
