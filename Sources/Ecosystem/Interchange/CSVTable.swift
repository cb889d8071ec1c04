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
  /// - Throws: what `CSVRows` throws.
  public init(bytes: [UInt8], separator: UInt8? = nil) throws(CSVError) {
    var reader = try CSVRows(bytes: bytes, separator: separator)
    columns = reader.columns
    rows = []
    while let row = try reader.next() { rows.append(row) }
  }
}

/// The rows of a CSV text with a header, one at a time.
public struct CSVRows: Sendable {
  /// The columns the header names.
  public let columns: [String]
  private var reader: CSVReader

  /// Reads the header.
  ///
  /// - Throws: `CSVError` when there is none or it names a column twice.
  public init(bytes: [UInt8], separator: UInt8? = nil) throws(CSVError) {
    reader = CSVReader(bytes: bytes, separator: separator)
    guard let header = try reader.next() else { throw CSVError(line: 1, problem: .noHeader) }
    columns = header.fields
    if let twice = Self.firstRepeated(columns) { throw CSVError(line: header.line, problem: .repeatedColumn(twice)) }
  }

  /// The next row; nil at the end.
  ///
  /// - Throws: `CSVError` naming the line that is malformed: quoting, encoding, or a number of fields that is not the header's.
  public mutating func next() throws(CSVError) -> CSVReader.Row? {
    guard let row = try reader.next() else { return nil }
    guard row.fields.count == columns.count else {
      throw CSVError(line: row.line, problem: .fieldCount(found: row.fields.count, expected: columns.count))
    }
    return row
  }

  private static func firstRepeated(_ columns: [String]) -> String? {
    var seen: Set<String> = []
    return columns.first { !seen.insert($0).inserted }
  }
}
