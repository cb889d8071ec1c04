/// The expressions of an index and its condition, from the statement that created it.
struct IndexDefinition {
  /// The expressions of its columns, as written.
  private(set) var columns: [String] = []
  /// The condition of a partial index.
  private(set) var condition: String?

  /// Splits `CREATE INDEX name ON table (columns) WHERE condition`; nil for another statement.
  init?(_ sql: String) {
    let bytes = Array(sql.utf8)
    guard let parts = Self.parenthesis(bytes) else { return nil }
    columns = parts.columns.map { String(decoding: bytes[$0], as: UTF8.self) }
    let rest = String(decoding: bytes[parts.end...], as: UTF8.self).split { $0.isWhitespace }.joined(separator: " ")
    if rest.isEmpty { return }
    guard rest.uppercased().hasPrefix("WHERE ") else { return nil }
    condition = String(rest.dropFirst("WHERE ".count))
  }

  /// Finds the first parenthesis outside quotes, and the parts between its commas.
  private static func parenthesis(_ bytes: [UInt8]) -> (columns: [Range<Int>], end: Int)? {
    var (columns, depth, start, place) = ([Range<Int>](), 0, 0, 0)
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): place = quoteEnd(bytes, from: place)
      case UInt8(ascii: "("):
        depth += 1
        if depth == 1 { start = place + 1 }
      case UInt8(ascii: ","):
        if depth == 1 {
          columns.append(start..<place)
          start = place + 1
        }
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return (columns + [start..<place], place + 1) }
      default: break
      }
      place += 1
    }
    return nil
  }

  /// Returns the place of the quote that ends a name or text; a doubled one begins the next.
  private static func quoteEnd(_ bytes: [UInt8], from start: Int) -> Int {
    bytes[(start + 1)...].firstIndex(of: bytes[start]) ?? bytes.count
  }
}
