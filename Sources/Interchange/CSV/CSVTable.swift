import Ecosystem
import Encodings

/// A CSV text with a header, whose rows all have as many fields as the header has columns.
///
///     let table = try CSVTable(bytes: Array("id,name\nkikk,KIKK\n".utf8))
///     table.columns            // ["id", "name"]
///     table.rows[0].fields     // ["kikk", "KIKK"], on line 2
public struct CSVTable: Sendable {
  public var columns: [String]
  public var rows: [CSVReader.Row]

  /// Reads the whole text.
  ///
  /// - Throws: the errors of `CSVRows`.
  public init(bytes: [UInt8], separator: UInt8? = nil) throws(CSVError) {
    var reader = try CSVRows(bytes: bytes, separator: separator)
    columns = reader.columns
    rows = []
    while let row = try reader.next() { rows.append(row) }
  }
}

/// The rows of a CSV text with a header, one at a time.
///
/// Delimiters at the end of the header are removed, and so are empty fields at the end of a row that is longer than the header:
/// spreadsheets write them.
public struct CSVRows {
  /// The names of the columns in the header.
  public let columns: [String]
  /// The fields of the last refused row, as far as they could be parsed; its text as one field when its quotes are wrong.
  public private(set) var refusedFields: [String] = []
  private var reader: CSVReader

  /// Reads the header of bytes in memory.
  ///
  /// - Throws: `CSVError` when there is none or it names a column twice.
  public init(bytes: [UInt8], separator: UInt8? = nil, fieldsMax: Int = .max) throws(CSVError) {
    try self.init(ByteChunks(bytes), separator: separator, fieldsMax: fieldsMax)
  }

  /// Reads the header of bytes that arrive in chunks.
  ///
  /// - Throws: `CSVError` when there is none or it names a column twice.
  public init(_ chunks: ByteChunks, separator: UInt8? = nil, fieldsMax: Int = .max) throws(CSVError) {
    reader = CSVReader(chunks, separator: separator, fieldsMax: fieldsMax)
    guard let header = try reader.next() else { throw CSVError(line: 1, problem: .noHeader) }
    let last = header.fields.lastIndex { !$0.isEmpty } ?? header.fields.startIndex
    columns = Array(header.fields[...last])
    if let twice = Self.firstRepeated(columns) { throw CSVError(line: header.line, problem: .repeatedColumn(twice)) }
  }

  /// The columns, counted from 0, whose fields are decoded; the other fields are empty. Nil to decode all.
  public var decodedColumns: Set<Int>? {
    get { reader.decodedColumns }
    set { reader.decodedColumns = newValue }
  }

  /// The dialect of the text.
  public var dialect: CSVDialect { reader.dialect ?? CSVDialect(delimiter: UInt8(ascii: ",")) }

  /// Reads the next row; nil at the end.
  ///
  /// - Throws: `CSVError` naming the malformed line: quoting, encoding, or a number of fields that differs from the header's.
  ///   When it is not final, the next call continues with the next line.
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
