import CSV
import Cells
import Ecosystem
import Encodings

/// Decides the conventions of a table's columns from all its rows, before the first row is imported.
struct FileConventions {
  /// A column whose cells are read.
  struct Column {
    var index: Int
    var header: String
    var content: CellContent
  }

  /// The number of rows between two checks for a stop request.
  private static let rowsBetween = 1_024

  /// Reads the file through, unless no column of it depends on a convention.
  ///
  /// - Parameters:
  ///   - columns: the columns to read, among those of the match.
  ///   - isStopped: polled at intervals.
  /// - Returns: the convention of each column, or why it cannot be decided.
  /// - Throws: `ImportError.stopped`, `CSVError` or `SheetError`.
  static func decide(
    _ columns: [Column], _ match: ColumnMatch, of file: ImportFile, reading: ImportReading, isStopped: () -> Bool
  ) throws -> [Result<ColumnConvention, ConventionProblem>] {
    var surveys = columns.map { ColumnSurvey($0.content) }
    for (position, column) in columns.enumerated() where column.index >= match.fileColumnCount {
      surveys[position].take(match.constants[column.index - match.fileColumnCount], line: 1)
    }
    let surveyed = columns.indices.filter { columns[$0].index < match.fileColumnCount && columns[$0].content.followsConvention }
    let delimiter =
      surveyed.isEmpty
      ? nil : try survey(columns, surveyed, of: file, reading: reading, surveys: &surveys, isStopped: isStopped)
    return surveys.map { survey in
      Result { () throws(ConventionProblem) in
        try survey.convention(
          decimalMark: reading.decimalMark, dateOrder: reading.dateOrder, isMachineMade: delimiter == UInt8(ascii: ","))
      }
    }
  }

  private static func survey(
    _ columns: [Column], _ surveyed: [Int], of file: ImportFile, reading: ImportReading, surveys: inout [ColumnSurvey],
    isStopped: () -> Bool
  ) throws -> UInt8? {
    var rows = try TableRows(file, reading)
    rows.decode(only: Set(surveyed.map { columns[$0].index }))
    var rowCount = 0
    while let row = try nextGood(&rows) {
      rowCount += 1
      if rowCount % rowsBetween == 0, isStopped() { throw ImportError.stopped(line: nil) }
      for position in surveyed {
        let index = columns[position].index
        if !row.stored.isEmpty, row.stored[index] != nil { continue }
        if !row.fields[index].isEmpty { surveys[position].take(FormulaGuard.unguarded(row.fields[index]), line: row.line) }
      }
    }
    return rows.delimiter
  }

  /// Returns the next row that can be parsed; the import itself refuses the others.
  private static func nextGood(_ rows: inout TableRows) throws -> TableRows.Row? {
    while true {
      do { return try rows.next() } catch let error as CSVError where !error.isFinal {}
    }
  }
}
