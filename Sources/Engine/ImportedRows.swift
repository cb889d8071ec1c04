import Ecosystem
import Foundation

/// The rows of a CSV or JSON Lines file as fields of records, one at a time.
struct ImportedRows {
  /// One row: its line, counted from 1, and its fields, or why they cannot be read.
  typealias Row = (line: Int, fields: Result<[String: FieldValue], Problem>)

  /// Why a row cannot be read, in words.
  struct Problem: Error {
    var reason: String
  }

  private enum Source {
    case csv(CSVRows, RecordColumns.RowReader)
    case lines([UInt8], position: Int, line: Int)
  }

  private var source: Source
  private let language: Language

  /// - Parameters:
  ///   - file: the path as people wrote it; its extension says the format.
  /// - Throws: `EngineError.formatUnknown`, `.columnUnknown` with the nearest name, or `CSVError` for the header.
  init(bytes: [UInt8], file: String, entity: EntityDescription, language: Language) throws {
    self.language = language
    switch URL(filePath: file).pathExtension.lowercased() {
    case "csv", "tsv", "txt":
      let rows = try CSVRows(bytes: bytes)
      let columns = RecordColumns(entity)
      let known = Set(columns.names)
      if let stranger = rows.columns.first(where: { !known.contains($0) }) {
        throw EngineError.columnUnknown(
          file: file, column: stranger, entity: entity.id,
          nearest: NearestName.suggest(stranger, among: columns.names), known: columns.names)
      }
      source = .csv(rows, columns.reader(of: rows.columns))
    case "jsonl", "ndjson": source = .lines(bytes, position: 0, line: 0)
    default: throw EngineError.formatUnknown(file: file, known: ["csv", "jsonl"])
    }
  }

  /// The next row; nil at the end.
  /// - Throws: `CSVError` for a text that is no CSV from some line on.
  mutating func next() throws -> Row? {
    switch source {
    case .csv(var rows, let reader):
      defer { source = .csv(rows, reader) }
      return try rows.next().map { csvRow($0, reader) }
    case .lines(let bytes, let position, let line): return nextLine(bytes, position, line)
    }
  }

  private func csvRow(_ row: CSVReader.Row, _ reader: RecordColumns.RowReader) -> Row {
    do throws(CellProblem) {
      return (row.line, .success(try reader.fields(of: row.fields)))
    } catch {
      return (row.line, .failure(Problem(reason: error.message(in: language))))
    }
  }

  private mutating func nextLine(_ bytes: [UInt8], _ position: Int, _ line: Int) -> Row? {
    var (start, line) = (position, line)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let content = bytes[start..<end]
      (start, line) = (end + 1, line + 1)
      if content.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      source = .lines(bytes, position: start, line: line)
      return (line, jsonFields(Array(content)))
    }
    source = .lines(bytes, position: start, line: line)
    return nil
  }

  private func jsonFields(_ line: [UInt8]) -> Result<[String: FieldValue], Problem> {
    guard let text = String(validating: line, as: UTF8.self) else {
      return .failure(Problem(reason: JSONProblem(reason: .notUTF8, offset: 0).message(in: language, of: "")))
    }
    do throws(JSONProblem) {
      guard case .map(let fields) = try FieldValue(json: text) else {
        let reason = language == .fr ? "un objet JSON est attendu" : "a JSON object is wanted"
        return .failure(Problem(reason: reason))
      }
      return .success(fields.filter { $0.value != .null })
    } catch {
      return .failure(Problem(reason: error.message(in: language, of: text)))
    }
  }
}
