import WebLink

/// The target of a request, decoded: the segments of the path and the fields of the query.
///
/// Only the origin form is accepted, `/path?query`, with single slashes, valid UTF-8 once decoded, and without control characters,
/// backslashes and dot segments, so that no part of it means something else to another program.
struct RequestTarget: Sendable, Hashable {
  var path: [String]
  var query: [WebRequest.Field]

  /// Upper bound of the fields of a query.
  static let queryFieldsMax = 64
  /// Upper bound of the segments of a path.
  static let segmentsMax = 16

  /// Nil where the target is refused. One slash at the end is ignored.
  init?(_ target: String) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = parts.first.flatMap({ Self.segments($0) }) else { return nil }
    guard let query = parts.count < 2 ? [] : FormFields.decoded(parts[1], fieldsMax: Self.queryFieldsMax) else { return nil }
    guard query.allSatisfy({ Self.isClean($0.name) && Self.isCleanValue($0.value) }) else { return nil }
    (self.path, self.query) = (path, query)
  }

  private static func segments(_ path: Substring) -> [String]? {
    guard path.utf8.first == UInt8(ascii: "/"), !path.utf8.contains(UInt8(ascii: "#")) else { return nil }
    var parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true { parts.removeLast() }
    guard parts.count <= segmentsMax else { return nil }
    var segments: [String] = []
    for part in parts {
      guard let segment = PercentEncoding.decoded(part), isClean(segment), !["", ".", ".."].contains(segment) else { return nil }
      segments.append(segment)
    }
    return segments
  }

  private static func isClean(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\\" }
  }

  /// A value may hold backslashes, and in a form line breaks.
  private static func isCleanValue(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}
