import CSV
import Ecosystem
import Encodings
import Localization

/// The rows of a file that an importer reads, one after the other.
///
/// One thread at a time uses it: the worker that runs the importer.
public final class ImportRows: @unchecked Sendable {  // Handed from worker to worker with its task, never shared.
  /// A file format an importer can read.
  public enum Format: String, Sendable, CaseIterable {
    case csv, jsonl

    /// Its media type, as importers name it.
    public var mediaType: String {
      switch self {
      case .csv: "text/csv"
      case .jsonl: "application/jsonl"
      }
    }

    /// The format in which an importer reads files with this extension; nil for any other. JSON is one array, or a text of lines.
    public init?(importerEnding ending: String) {
      if ending.asciiLowercased == "json" { self = .jsonl } else { self.init(ending: ending) }
    }

    /// The format of files with this extension; nil for any other.
    public init?(ending: String) {
      switch ending.lowercased() {
      case "csv", "tsv", "txt": self = .csv
      case "jsonl", "ndjson": self = .jsonl
      default: return nil
      }
    }
  }

  /// A row: its values by column, and its line in the file, counted from 1.
  struct Row {
    var line: Int
    var values: FieldValue
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
    case .jsonl:
      var lines = try JSONRecords(chunks)
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
    do throws(ImportCells.Refusal) { return Row(line: row.line, values: .map(try cells.values(of: texts, line: row.line))) } catch {
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
      for (column, cell) in zip(table.columns, row.fields) where !cell.isEmpty { values[column] = .text(cell) }
      if !values.isEmpty || table.columns.count == 1 { return Row(line: row.line, values: .map(values)) }
    }
    return nil
  }
}

/// One JSON object a line, or an array of objects; empty lines are passed over.
private struct JSONRecords {
  private enum Input {
    case lines(TextLines)
    case elements(JSONElements)
  }

  private var input: Input
  /// The number of the line on which the last object begins.
  private(set) var number = 0
  /// The text of the last object.
  private(set) var text = ""

  init(_ chunks: ByteChunks) throws(CSVError) {
    do throws(ChunkFailure) {
      let (first, whole) = try chunks.peeked()
      input = first == UInt8(ascii: "[") ? .elements(try JSONElements(whole)) : .lines(TextLines(whole))
    } catch {
      throw CSVError(line: 1, problem: .unreadable(error.reason))
    }
  }

  mutating func next() throws -> ImportRows.Row? {
    guard let record = try following() else { return nil }
    number = record.number
    text = String(decoding: record.bytes, as: UTF8.self)
    guard let value = try? FieldValue(json: text), case .map = value else {
      throw APIUsageError(
        "hostapi.import-rows.line-file-no-json", ["number": number])
    }
    return ImportRows.Row(line: number, values: value)
  }

  private mutating func following() throws(CSVError) -> (number: Int, bytes: ArraySlice<UInt8>)? {
    do throws(ChunkFailure) {
      switch input {
      case .lines(var lines):
        defer { input = .lines(lines) }
        return try lines.next()
      case .elements(var elements):
        defer { input = .elements(elements) }
        return try elements.next().map { ($0.line, $0.bytes[...]) }
      }
    } catch {
      throw CSVError(line: number + 1, problem: .unreadable(error.reason))
    }
  }
}

extension ByteChunks {
  /// Reads the first byte that is no blank and no byte-order mark, nil for none, and returns it with chunks that begin anew.
  fileprivate func peeked() throws(ChunkFailure) -> (first: UInt8?, whole: ByteChunks) {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
    var start = try next()
    while !start.isEmpty, start.allSatisfy(blanks.contains), case let more = try next(), !more.isEmpty { start += more }
    let first = start.first { !blanks.contains($0) }
    var rest: [UInt8]? = start
    let whole = ByteChunks { () throws(ChunkFailure) in
      if let start = rest, !start.isEmpty {
        rest = nil
        return start
      }
      return try next()
    }
    return (first, whole)
  }
}
