import Ecosystem

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
  }

  /// A row: its values by column, and its line in the file, counted from 1.
  struct Row {
    var line: Int
    var values: FieldValue
  }

  private let read: () throws -> Row?

  /// Begins to read `bytes`.
  ///
  /// - Throws: `CSVError` when the first line is no header.
  public init(_ bytes: [UInt8], _ format: Format) throws(CSVError) {
    switch format {
    case .csv:
      var table = try CSVRows(bytes)
      read = { try table.next() }
    case .jsonl:
      var lines = JSONLines(bytes)
      read = { try lines.next() }
    }
  }

  /// The next row; nil at the end.
  ///
  /// - Throws: `CSVError` or `Misuse` naming the line that cannot be read.
  func next() throws -> Row? { try read() }
}

/// CSV with a header, read row by row; an empty cell is an absent value.
private struct CSVRows {
  private var reader: CSVReader
  private let columns: [String]

  init(_ bytes: [UInt8]) throws(CSVError) {
    reader = CSVReader(bytes: bytes)
    guard let header = try reader.next() else { throw CSVError(line: 1, problem: .noHeader) }
    columns = header.fields
  }

  mutating func next() throws -> ImportRows.Row? {
    guard let row = try reader.next() else { return nil }
    guard row.fields.count == columns.count else {
      throw CSVError(line: row.line, problem: .fieldCount(found: row.fields.count, expected: columns.count))
    }
    var values: [String: FieldValue] = [:]
    for (column, cell) in zip(columns, row.fields) where !cell.isEmpty { values[column] = .text(cell) }
    return ImportRows.Row(line: row.line, values: .map(values))
  }
}

/// One JSON object a line; empty lines are passed over.
private struct JSONLines {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() throws -> ImportRows.Row? {
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let text = String(decoding: bytes[position..<end], as: UTF8.self)
      position = end + 1
      line += 1
      if text.allSatisfy(\.isWhitespace) { continue }
      return ImportRows.Row(line: line, values: try object(text))
    }
    return nil
  }

  private func object(_ text: String) throws -> FieldValue {
    guard let value = try? FieldValue(json: text), case .map = value else {
      throw Misuse("line \(line) of the file is no JSON object")
    }
    return value
  }
}
