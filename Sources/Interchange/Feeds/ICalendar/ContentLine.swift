/// A content line of RFC 5545, section 3.1: a property with its parameters and its value.
struct ContentLine: Sendable, Hashable {
  /// In capitals.
  var name: String
  /// The values by the parameters' names in capitals; several values of one are joined by commas.
  var parameters: [String: String] = [:]
  /// The value as it stands in the line, still escaped.
  var value: String

  /// Upper bound of the parameters that are read of one line.
  static let parametersMax = 100

  /// Reads a line without its folds; nil when it is no property.
  init?(_ line: String) {
    let bytes = Array(line.utf8)
    guard let nameEnd = bytes.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") }), nameEnd > 0,
      bytes[..<nameEnd].allSatisfy(Self.isNameByte)
    else { return nil }
    (name, value) = (String(decoding: bytes[..<nameEnd], as: UTF8.self).uppercased(), "")
    var position = nameEnd
    while position < bytes.count, bytes[position] == UInt8(ascii: ";") {
      guard let end = Self.parameterEnd(bytes, from: position + 1) else { return nil }
      if parameters.count < Self.parametersMax { add(bytes[(position + 1)..<end]) }
      position = end
    }
    guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { return nil }
    value = String(decoding: bytes[(position + 1)...], as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// Returns the place of the `;` or `:` after a parameter; those inside quotation marks belong to it.
  private static func parameterEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    var isQuoted = false
    for index in start..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ";"), UInt8(ascii: ":"): if !isQuoted { return index }
      default: break
      }
    }
    return nil
  }

  private mutating func add(_ parameter: ArraySlice<UInt8>) {
    guard let equals = parameter.firstIndex(of: UInt8(ascii: "=")) else { return }
    let name = String(decoding: parameter[..<equals], as: UTF8.self).uppercased()
    let value = parameter[(equals + 1)...].filter { $0 != UInt8(ascii: "\"") }
    parameters[name] = Self.withoutCarets(String(decoding: value, as: UTF8.self))
  }

  /// Reads the escapes of parameter values (RFC 6868): `^n`, `^'` and `^^`.
  private static func withoutCarets(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "^")) else { return text }
    var (read, isCaret) = ("", false)
    for scalar in text.unicodeScalars {
      guard isCaret else {
        if scalar == "^" { isCaret = true } else { read.unicodeScalars.append(scalar) }
        continue
      }
      isCaret = false
      switch scalar {
      case "n": read += "\n"
      case "'": read += "\""
      case "^": read += "^"
      default: read += "^" + String(scalar)
      }
    }
    return isCaret ? read + "^" : read
  }

  // MARK: Texts (section 3.3.11)

  /// The value as a text.
  var text: String { Self.texts(value, separator: nil).first ?? "" }

  /// The value as a list of texts, separated by commas.
  var texts: [String] { Self.texts(value, separator: ",") }

  /// Reads the escapes `\\`, `\;`, `\,`, `\n` and `\N`; a backslash before another sign is kept as it is.
  private static func texts(_ value: String, separator: Unicode.Scalar?) -> [String] {
    var (texts, text, isEscaped) = ([String](), String.UnicodeScalarView(), false)
    for scalar in value.unicodeScalars {
      if isEscaped {
        isEscaped = false
        switch scalar {
        case "n", "N": text.append("\n")
        case "\\", ";", ",", ":", "\"": text.append(scalar)
        default: text.append(contentsOf: ["\\", scalar])
        }
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == separator {
        texts.append(String(text))
        text = String.UnicodeScalarView()
      } else {
        text.append(scalar)
      }
    }
    if isEscaped { text.append("\\") }
    return texts + [String(text)]
  }
}
