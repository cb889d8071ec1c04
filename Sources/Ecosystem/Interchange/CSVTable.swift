/// A CSV text with a header: each row read as many fields as the header names columns.
///
///     let table = try CSVTable(bytes: Array("id,name\nkikk,KIKK\n".utf8))
///     table.columns            // ["id", "name"]
///     table.rows[0].fields     // ["kikk", "KIKK"], on line 2
public struct CSVTable: Sendable {
  public var columns: [String]
  public var rows: [CSVReader.Row]

  /// Reads the whole text.
  ///
  /// - Throws: `CSVError` naming the first malformed line: quoting, encoding, a repeated column, or a row whose number
  ///   of fields is not the header's.
  public init(bytes: [UInt8], separator: UInt8? = nil) throws(CSVError) {
    var reader = CSVReader(bytes: bytes, separator: separator)
    guard let header = try reader.next() else { throw CSVError(line: 1, problem: .noHeader) }
    columns = header.fields
    rows = []
    if let twice = Self.firstRepeated(columns) { throw CSVError(line: header.line, problem: .repeatedColumn(twice)) }
    while let row = try reader.next() {
      guard row.fields.count == columns.count else {
        throw CSVError(line: row.line, problem: .fieldCount(found: row.fields.count, expected: columns.count))
      }
      rows.append(row)
    }
  }

  private static func firstRepeated(_ columns: [String]) -> String? {
    var seen: Set<String> = []
    return columns.first { !seen.insert($0).inserted }
  }
}
