import WebLink

/// The fields of `application/x-www-form-urlencoded`, of a query or a body.
enum FormFields {
  /// Upper bound of the fields of a body.
  static let fieldsMax = 500

  /// Returns the decoded fields; nil for an invalid escape, text that is not UTF-8, the character NUL, or too many fields.
  static func decoded(_ text: some StringProtocol, fieldsMax: Int = fieldsMax) -> [WebRequest.Field]? {
    let parts = text.split(separator: "&")
    guard parts.count <= fieldsMax else { return nil }
    var fields: [WebRequest.Field] = []
    for part in parts {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(sides[0]), let value = sides.count < 2 ? "" : decoded(sides[1]) else { return nil }
      fields.append(WebRequest.Field(name, value))
    }
    return fields
  }

  private static func decoded(_ text: some StringProtocol) -> String? {
    guard let text = PercentEncoding.decoded(text, plusIsSpace: true), !text.unicodeScalars.contains("\0") else { return nil }
    return text
  }
}

/// Percent encoding (RFC 3986, 2.1).
enum PercentEncoding {
  /// Returns the decoded text; nil for an invalid escape or bytes that are not UTF-8.
  static func decoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
