/// The addresses of records' pages, for files that other programs read: feeds, linked data, calendars.
///
///     RecordPages.portal(at: "https://cluster.example").address(actor, "kikk")   // "https://cluster.example/actors/kikk"
public struct RecordPages: Sendable {
  /// Returns the address of a record's page; nil for a record without one.
  public let address: @Sendable (_ entity: EntityDescription, _ id: String) -> String?

  public init(address: @escaping @Sendable (_ entity: EntityDescription, _ id: String) -> String?) { self.address = address }

  /// The pages of a portal that a server answers: every record has one.
  /// - Parameter base: the address before all paths, without a slash at its end.
  public static func portal(at base: String) -> RecordPages {
    RecordPages { entity, id in base + WebPath.text(entity.pagePath(of: id)) }
  }
}

extension EntityDescription {
  /// Returns the segments of the path of a record's page, not encoded: `["actors", "kikk"]`.
  public func pagePath(of id: String) -> [String] { [collection, id] }
}

/// Paths of addresses of the web (RFC 3986).
public enum WebPath {
  /// Returns a path with its segments encoded one by one: `/actors/kikk`.
  public static func text(_ segments: [String]) -> String { "/" + segments.map(encoded).joined(separator: "/") }

  /// Percent-encodes a text for a segment of a path or a field of a query (section 2.1); `:` stays, as it may in both.
  public static func encoded(_ text: String) -> String {
    if text.utf8.allSatisfy(isPlain) { return text }
    var result = ""
    for byte in text.utf8 {
      if isPlain(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "-._~:".utf8.contains(byte)
    }
  }
}
