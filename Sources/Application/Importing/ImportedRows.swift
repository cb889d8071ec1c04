import CSV
import Ecosystem
import Encodings
import HostAPI
import Identifiers
import Localization

/// One row of a file as fields of a record, or its parse error.
struct ImportedRow {
  /// The line on which it begins, counted from 1.
  var line: Int
  var fields: Result<ExactDictionary<FieldValue>, RefusedRow>
  /// The numbers in registers in an actor's row.
  var numbers: [RegisterNumber] = []
  /// The row's raw text: its cells, or the one text of a line.
  var cells: [String]
}

/// The number of an actor in a register, in canonical form.
struct RegisterNumber: Hashable {
  var scheme: String
  var value: String
}

/// Parses the rows of a CSV or JSON Lines file as fields of records, one at a time.
struct ImportedRows {
  // Exactly one of the two is set.
  private var rows: CSVRows?
  private var lines: TextLines?
  private let columns: [RowColumn]
  private let reading: CellReading
  private let entity: EntityDescription
  private let schemes: IdentifierSchemes
  private let language: Language

  /// The header of a CSV file; empty for JSON Lines.
  let header: [String]
  /// The delimiter of a CSV file.
  let delimiter: UInt8?
  /// The header of each field's first column.
  private let headers: ExactDictionary<String>

  /// A column that is imported.
  private struct RowColumn {
    var index: Int
    var header: String
    var target: ColumnMatch.Target
  }

  /// - Parameters:
  ///   - text: the file, in UTF-8.
  ///   - file: the path as given; its extension gives the format.
  /// - Throws: `ImportError.formatUnknown`, errors of `ColumnMatch`, or `CSVError` for the header.
  init(
    _ text: ByteChunks, file: String, ending: String, entity: EntityDescription, schemes: IdentifierSchemes = .builtIn,
    options: ImportOptions = ImportOptions(), language: Language
  ) throws {
    self.language = language
    self.entity = entity
    self.schemes = schemes
    switch ImportRows.Format(ending: ending) {
    case .csv:
      let rows = try CSVRows(text, separator: options.reading.delimiter)
      let match = try ColumnMatch(rows.columns, entity, options: options, file: file)
      (header, delimiter) = (rows.columns, rows.dialect.delimiter)
      columns = match.targets.enumerated().filter { $1.isRead }.map {
        RowColumn(index: $0, header: rows.columns[$0], target: $1)
      }
      reading = CellReading(allowsDecimalComma: delimiter != UInt8(ascii: ","))
      self.rows = rows
    case .jsonl:
      (header, delimiter, columns) = ([], nil, [])
      reading = CellReading(allowsDecimalComma: false)
      lines = TextLines(text)
    case nil: throw ImportError.formatUnknown(file: file, known: ImportRows.Format.allCases.map(\.rawValue))
    }
    headers = Self.headers(columns)
  }

  /// Returns the header of the column that maps to a field; without one the field's own name.
  func header(of field: String) -> String { headers[field] ?? field }

  private static func headers(_ columns: [RowColumn]) -> ExactDictionary<String> {
    var headers: ExactDictionary<String> = [:]
    for column in columns {
      if case .field(let found) = column.target, headers[found.field.id] == nil { headers[found.field.id] = column.header }
    }
    return headers
  }

  /// Returns the next row that is not empty; nil at the end.
  ///
  /// - Throws: `CSVError` when the file cannot be parsed further.
  mutating func next() throws(CSVError) -> ImportedRow? {
    rows == nil ? try nextLine() : try nextRow()
  }

  // MARK: CSV

  private mutating func nextRow() throws(CSVError) -> ImportedRow? {
    while true {
      do throws(CSVError) {
        guard let row = try rows?.next() else { return nil }
        // Spreadsheets leave rows of empty cells at the end.
        if row.fields.contains(where: { !$0.isEmpty }) { return read(row) }
      } catch {
        if error.isFinal { throw error }
        let refused = RefusedRow(line: error.line, reason: error.reason(in: language))
        return ImportedRow(line: error.line, fields: .failure(refused), cells: rows?.refusedFields ?? [])
      }
    }
  }

  private func read(_ row: CSVReader.Row) -> ImportedRow {
    var result = ImportedRow(line: row.line, fields: .success([:]), cells: row.fields)
    do throws(CellProblem) {
      var fields: ExactDictionary<FieldValue> = [:]
      fields.reserveCapacity(columns.count)
      for column in columns where !row.fields[column.index].isEmpty {
        try take(row.fields[column.index], column, fields: &fields, numbers: &result.numbers)
      }
      result.fields = .success(fields)
    } catch {
      result.fields = .failure(
        RefusedRow(line: row.line, column: error.column, reason: error.reason(in: language)))
    }
    return result
  }

  private func take(
    _ text: String, _ column: RowColumn, fields: inout ExactDictionary<FieldValue>, numbers: inout [RegisterNumber]
  ) throws(CellProblem) {
    switch column.target {
    case .field(let target): try take(text, target, header: column.header, fields: &fields)
    case .number(let scheme):
      guard let value = schemes.canonical(text, scheme: scheme) else {
        throw CellProblem(column: column.header, found: text, wanted: .identifier(schemes.wanted(scheme: scheme)))
      }
      numbers.append(RegisterNumber(scheme: scheme, value: value))
    case .ignored: break
    }
  }

  private func take(
    _ text: String, _ column: RecordColumns.Column, header: String, fields: inout ExactDictionary<FieldValue>
  ) throws(CellProblem) {
    guard let part = column.part else {
      fields[column.field.id] = try reading.value(text, column.field.type, column: header)
      return
    }
    let value = try reading.value(text, RecordColumns.partType(column), column: header)
    var members: ExactDictionary<FieldValue> = [:]
    if case .map(let present)? = fields[column.field.id] { members = present }
    if part == RecordColumns.otherLanguages, case .map(let others) = value {
      members.merge(others) { _, other in other }
    } else {
      members[part] = value
    }
    fields[column.field.id] = .map(members)
  }

  // MARK: JSON Lines

  private mutating func nextLine() throws(CSVError) -> ImportedRow? {
    do throws(ChunkFailure) {
      guard let line = try lines?.next() else { return nil }
      let text = String(decoding: line.bytes, as: UTF8.self)
      return ImportedRow(line: line.number, fields: fields(line.bytes, text, line: line.number), cells: [text])
    } catch {
      throw CSVError(line: 0, problem: .unreadable(error.reason))
    }
  }

  private func fields(
    _ bytes: ArraySlice<UInt8>, _ text: String, line: Int
  ) -> Result<ExactDictionary<FieldValue>, RefusedRow> {
    if String(validating: bytes, as: UTF8.self) == nil {
      let reason = CSVError(line: line, problem: .notUTF8).reason(in: language)
      return .failure(RefusedRow(line: line, reason: reason))
    }
    do throws(JSONProblem) {
      guard case .map(var fields) = try FieldValue(json: text) else {
        let reason = Message("importing.imported-rows.json-object-wanted").text(in: language)
        return .failure(RefusedRow(line: line, reason: reason))
      }
      fields[ColumnMatch.reasonColumn] = nil
      // Fields that the store itself maintains are ignored.
      return .success(fields.filter { $0.value != .null && entity.field($0.key)?.isWritable ?? true })
    } catch {
      return .failure(RefusedRow(line: line, reason: error.message(in: language, of: text)))
    }
  }
}
