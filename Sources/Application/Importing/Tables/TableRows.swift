import CSV
import Cells
import HostAPI
import Sheets

/// The rows of a file with columns, one at a time: of CSV, or of one sheet of a spreadsheet.
struct TableRows {
  /// One row: its line or row number, and a text for each column.
  struct Row {
    var line: Int
    var fields: [String]
    /// The cells whose type the file stores, by column; empty for CSV.
    var stored: [StoredCell?] = []
  }

  // Exactly one of the two is set. Both are changed in place, since a copy of a reader would copy its buffers.
  private var csv: CSVRows?
  private(set) var sheet: SheetTable?

  /// - Throws: `CSVError` or `SheetError` when there is no header or a column is there twice.
  init(_ file: ImportFile, _ reading: ImportReading, onRead: @escaping (Int) -> Void = { _ in }) throws {
    if file.format?.isSheet == true {
      let spreadsheet = try file.spreadsheet()
      sheet = try spreadsheet.table(try spreadsheet.sheet(named: reading.sheet))
    } else {
      csv = try CSVRows(file.text(onRead: onRead), separator: reading.delimiter)
    }
  }

  /// The header.
  var columns: [String] { csv?.columns ?? sheet?.columns ?? [] }

  /// The delimiter of CSV.
  var delimiter: UInt8? { csv?.dialect.delimiter }

  /// The fields of the last refused row of CSV, as far as they could be parsed.
  var refusedFields: [String] { csv?.refusedFields ?? [] }

  /// Leaves the texts of all other columns of CSV empty, which saves time.
  mutating func decode(only columns: Set<Int>) { csv?.decodedColumns = columns }

  /// Returns the next row; nil at the end.
  ///
  /// - Throws: `CSVError` for a row that cannot be parsed, or `SheetError`.
  mutating func next() throws -> Row? {
    if csv != nil { return try csv?.next().map { Row(line: $0.line, fields: $0.fields) } }
    guard let row = try sheet?.next() else { return nil }
    return Row(line: row.number, fields: row.values.map { $0?.text ?? "" }, stored: row.values.map { $0.flatMap(StoredCell.init) })
  }
}
