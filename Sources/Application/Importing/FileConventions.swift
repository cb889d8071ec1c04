import CSV
import Cells
import Ecosystem
import Encodings

/// Decides the conventions of a CSV file's columns from all its rows, before the first row is imported.
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
  /// - Returns: the convention of each column.
  /// - Throws: `ImportError.columnsUnclear` with all columns whose convention cannot be decided, `.stopped`, or `CSVError`.
  static func decide(
    _ columns: [Column], _ match: ColumnMatch, of file: ImportFile, reading: ImportReading, isStopped: () -> Bool
  ) throws -> [ColumnConvention] {
    var surveys = columns.map { ColumnSurvey($0.content) }
    for (position, column) in columns.enumerated() where column.index >= match.fileColumnCount {
      surveys[position].take(match.constants[column.index - match.fileColumnCount], line: 1)
    }
    let surveyed = columns.indices.filter { columns[$0].index < match.fileColumnCount && columns[$0].content.followsConvention }
    let delimiter =
      surveyed.isEmpty
      ? nil : try survey(columns, surveyed, of: file, reading: reading, surveys: &surveys, isStopped: isStopped)
    var unclear: [ImportError.UnclearColumn] = []
    var conventions: [ColumnConvention] = []
    for (column, survey) in zip(columns, surveys) {
      do throws(ConventionProblem) {
        conventions.append(
          try survey.convention(
            decimalMark: reading.decimalMark, dateOrder: reading.dateOrder, isMachineMade: delimiter == UInt8(ascii: ",")))
      } catch { unclear.append(ImportError.UnclearColumn(name: column.header, problem: error)) }
    }
    guard unclear.isEmpty else { throw ImportError.columnsUnclear(file: file.path, columns: unclear) }
    return conventions
  }

  private static func survey(
    _ columns: [Column], _ surveyed: [Int], of file: ImportFile, reading: ImportReading, surveys: inout [ColumnSurvey],
    isStopped: () -> Bool
  ) throws -> UInt8 {
    var rows = try CSVRows(file.text(), separator: reading.delimiter)
    rows.decodedColumns = Set(surveyed.map { columns[$0].index })
    var rowCount = 0
    while let row = try nextGood(&rows) {
      rowCount += 1
      if rowCount % rowsBetween == 0, isStopped() { throw ImportError.stopped(line: nil) }
      for position in surveyed {
        let text = row.fields[columns[position].index]
        if !text.isEmpty { surveys[position].take(text, line: row.line) }
      }
    }
    return rows.dialect.delimiter
  }

  /// Returns the next row that can be parsed; the import itself refuses the others.
  private static func nextGood(_ rows: inout CSVRows) throws(CSVError) -> CSVReader.Row? {
    while true {
      do throws(CSVError) { return try rows.next() } catch {
        if error.isFinal { throw error }
      }
    }
  }
}
