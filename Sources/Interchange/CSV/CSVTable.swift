import Ecosystem
import Encodings

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
///
/// Delimiters at the end of the header are taken off, and so are empty fields at the end of a row that has more than the header:
/// spreadsheets leave them there.
public struct CSVRows {
  /// The columns the header names.
  public let columns: [String]
  /// The fields of the last row that was refused, as many as could be told apart; one, its text, where its quotes are wrong.
  public private(set) var refusedFields: [String] = []
  private var reader: CSVReader

  /// Reads the header of bytes that are all there.
  ///
  /// - Throws: `CSVError` when there is none or it names a column twice.
  public init(bytes: [UInt8], separator: UInt8? = nil, fieldsMax: Int = .max) throws(CSVError) {
    try self.init(ByteChunks(bytes), separator: separator, fieldsMax: fieldsMax)
  }

  /// Reads the header of bytes that come piece by piece.
  ///
  /// - Throws: `CSVError` when there is none or it names a column twice.
  public init(_ chunks: ByteChunks, separator: UInt8? = nil, fieldsMax: Int = .max) throws(CSVError) {
    reader = CSVReader(chunks, separator: separator, fieldsMax: fieldsMax)
    guard let header = try reader.next() else { throw CSVError(line: 1, problem: .noHeader) }
    let last = header.fields.lastIndex { !$0.isEmpty } ?? header.fields.startIndex
    columns = Array(header.fields[...last])
    if let twice = Self.firstRepeated(columns) { throw CSVError(line: header.line, problem: .repeatedColumn(twice)) }
  }

  /// The dialect of the text.
  public var dialect: CSVDialect { reader.dialect ?? CSVDialect(delimiter: UInt8(ascii: ",")) }

  /// The next row; nil at the end.
  ///
  /// - Throws: `CSVError` naming the line that is malformed: quoting, encoding, or a number of fields that is not the header's. Where it
  ///   is not final, the next call goes on with the next line.
  public mutating func next() throws(CSVError) -> CSVReader.Row? {
    do throws(CSVError) {
      guard var row = try reader.next() else { return nil }
      while row.fields.count > columns.count, row.fields.last?.isEmpty == true { row.fields.removeLast() }
      if row.fields.count == columns.count { return row }
      refusedFields = row.fields
      throw CSVError(line: row.line, problem: .fieldCount(found: row.fields.count, expected: columns.count))
    } catch {
      if case .fieldCount = error.problem { throw error }
      refusedFields = [reader.refusedText]
      throw error
    }
  }

  private static func firstRepeated(_ columns: [String]) -> String? {
    var seen: Set<ExactString> = []
    return columns.first { !$0.isEmpty && !seen.insert(ExactString($0)).inserted }
  }
}
