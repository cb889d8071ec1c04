import CSV
import Cells
import Ecosystem
import Encodings
import Localization
import Sheets

/// The rows of a file that an importer reads, one after the other.
///
/// One thread at a time uses it: the worker that runs the importer.
public final class ImportRows: @unchecked Sendable {  // Handed from worker to worker with its task, never shared.
  /// A file format an importer can read.
  public enum Format: String, Sendable, CaseIterable {
    case csv, jsonl, json
    /// A spreadsheet: XLSX or OpenDocument.
    case xlsx, ods

    /// Its media type, as importers name it.
    public var mediaType: String {
      switch self {
      case .csv: "text/csv"
      case .jsonl: "application/jsonl"
      case .json: "application/json"
      case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      case .ods: "application/vnd.oasis.opendocument.spreadsheet"
      }
    }

    /// The format whose rows have the same form: an importer that reads that one also reads this one.
    public var rowsLike: Format {
      switch self {
      case .csv, .xlsx, .ods: .csv
      case .jsonl, .json: .jsonl
      }
    }

    /// Whether the file is a spreadsheet.
    public var isSheet: Bool { self == .xlsx || self == .ods }

    /// The format of files with this extension; nil for any other. Formats of spreadsheets that are not read count as XLSX, so that the
    /// refusal can say how to save them.
    public init?(ending: String) {
      switch ending.lowercased() {
      case "csv", "tsv", "txt": self = .csv
      case "jsonl", "ndjson": self = .jsonl
      case "json": self = .json
      case "xlsx", "xlsm", "xltx", "xltm", "xls", "xlsb", "numbers": self = .xlsx
      case "ods", "ots": self = .ods
      default: return nil
      }
    }
  }

  /// A row: its values by column, and its line in the file, counted from 1.
  struct Row {
    var line: Int
    var values: FieldValue
    /// The cells whose type a spreadsheet stores, by column.
    var stored: ExactDictionary<StoredCell> = [:]
  }

  /// A line of the file that is no row: its number, its fields as far as they can be parsed, and the reason in words.
  public struct RefusedLine: Sendable {
    public var line: Int
    /// The fields of a row of CSV; one, the text of the line, where they cannot be parsed.
    public var fields: [String]
    public var reason: String
  }

  /// The columns that the header of a CSV file names.
  public let columns: [String]
  /// The delimiter of a CSV file, as given or found; nil for JSON Lines.
  public let delimiter: UInt8?
  /// Called after each row.
  var onRow: () -> Void = {}
  /// Receives the lines that are no rows; nil to end the reading at the first of them.
  public var setAside: ((RefusedLine) throws -> Void)?
  /// The readers of the columns whose types the importer declares; nil to give all cells as texts.
  public var cells: ImportCells?

  private let read: () throws -> Row?
  /// Makes the argument of `setAside` from the error of the line that `read` last refused.
  private let refused: (any Error) -> RefusedLine?
  private let language: Language

  /// Begins to read.
  ///
  /// - Parameters:
  ///   - chunks: the file's text, in UTF-8.
  ///   - delimiter: the separator of CSV fields; nil to find it in the text.
  ///   - language: the language of the reasons why lines are refused.
  /// - Throws: `CSVError` when the first line is no header.
  public init(
    _ chunks: ByteChunks, _ format: Format, delimiter: UInt8? = nil, language: Language = .en
  ) throws(CSVError) {
    self.language = language
    switch format {
    case .csv:
      var table = try CSVRows(chunks, separator: delimiter)
      columns = table.columns
      self.delimiter = table.dialect.delimiter
      read = { try Self.row(&table) }
      refused = { error in
        guard let error = error as? CSVError, !error.isFinal else { return nil }
        return RefusedLine(line: error.line, fields: table.refusedFields, reason: error.reason(in: language))
      }
    case .xlsx, .ods: preconditionFailure("a sheet is read from a spreadsheet")
    case .jsonl, .json:
      var lines = JSONLines(chunks, isArray: format == .json)
      columns = []
      self.delimiter = nil
      read = { try lines.next() }
      refused = { error in
        guard error is APIUsageError else { return nil }
        let reason = Message("hostapi.import-rows.json-object-wanted").text(in: language)
        return RefusedLine(line: lines.number, fields: [lines.text], reason: reason)
      }
    }
  }

  /// Begins to read a sheet: dates are in ISO 8601, numbers have a decimal point.
  ///
  /// - Parameter language: the language of the reasons why rows are refused.
  public init(_ sheet: SheetTable, language: Language = .en) {
    self.language = language
    var table = sheet
    columns = table.columns
    delimiter = nil
    read = { try Self.row(&table) }
    refused = { _ in nil }
  }

  private static func row(_ table: inout SheetTable) throws(SheetError) -> Row? {
    guard let row = try table.next() else { return nil }
    var values: ExactDictionary<FieldValue> = [:]
    var stored: ExactDictionary<StoredCell> = [:]
    for (column, value) in zip(table.columns, row.values) {
      guard let value, value != .formulaWithoutValue else { continue }
      values[column] = .text(FormulaGuard.unguarded(value.text))
      stored[column] = StoredCell(value)
    }
    return Row(line: row.number, values: .map(values), stored: stored)
  }

  /// The next row; nil at the end.
  ///
  /// - Throws: `CSVError` or `APIUsageError` naming the line that cannot be read, unless it is set aside.
  func next() throws -> Row? {
    while true {
      do {
        guard let row = try read() else { return nil }
        onRow()
        if let row = try withValues(row) { return row }
      } catch {
        guard let setAside, let line = refused(error) else { throw error }
        try setAside(line)
      }
    }
  }

  /// Returns a row with the values of its declared columns; nil when it is set aside.
  private func withValues(_ row: Row) throws -> Row? {
    guard let cells, let texts = row.values.mapValue else { return row }
    do throws(ImportCells.Refusal) { return Row(line: row.line, values: .map(try cells.values(of: texts, row))) } catch {
      let reason = error.problem.reason(in: language)
      guard let setAside else {
        throw APIUsageError("hostapi.import-rows.cell", ["number": error.line, "column": error.problem.column, "reason": reason])
      }
      let named = Message("hostapi.import-rows.column", ["column": error.problem.column, "reason": reason]).text(in: language)
      try setAside(RefusedLine(line: row.line, fields: columns.map { texts[$0]?.textValue ?? "" }, reason: named))
      return nil
    }
  }

  /// The next row of CSV that holds anything; an empty cell is an absent value.
  private static func row(_ table: inout CSVRows) throws(CSVError) -> Row? {
    while let row = try table.next() {
      var values: ExactDictionary<FieldValue> = [:]
      for (column, cell) in zip(table.columns, row.fields) where !cell.isEmpty {
        values[column] = .text(FormulaGuard.unguarded(cell))
      }
      if !values.isEmpty || table.columns.count == 1 { return Row(line: row.line, values: .map(values)) }
    }
    return nil
  }
}

/// One JSON object a line, where empty lines are passed over, or the elements of an array.
private struct JSONLines {
  private var lines: TextLines
  private var elements: JSONElements?
  /// The number of the last line.
  private(set) var number = 0
  /// The text of the last object.
  private(set) var text = ""

  init(_ chunks: ByteChunks, isArray: Bool) {
    lines = TextLines(chunks)
    elements = isArray ? JSONElements(chunks) : nil
  }

  mutating func next() throws -> ImportRows.Row? {
    guard let line = elements == nil ? try following() : try elements?.next() else { return nil }
    number = line.number
    text = String(decoding: line.bytes, as: UTF8.self)
    guard let value = try? FieldValue(json: text), case .map = value else {
      throw APIUsageError(
        "hostapi.import-rows.line-file-no-json", ["number": number])
    }
    return ImportRows.Row(line: number, values: value)
  }

  private mutating func following() throws(CSVError) -> (number: Int, bytes: ArraySlice<UInt8>)? {
    do throws(ChunkFailure) { return try lines.next() } catch {
      throw CSVError(line: number + 1, problem: .unreadable(error.reason))
    }
  }
}
