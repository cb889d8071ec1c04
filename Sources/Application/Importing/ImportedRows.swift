import CSV
import Cells
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
  private var reader: RowReader?
  private var words: VocabularyWords?
  private let entity: EntityDescription
  private let language: Language

  /// The header of a CSV file; empty for JSON Lines.
  let header: [String]
  /// The delimiter of a CSV file.
  let delimiter: UInt8?

  /// - Parameters:
  ///   - file: the file; the extension of its name gives the format.
  ///   - onRead: called with the number of bytes read so far.
  ///   - isStopped: polled while the conventions of the columns are decided.
  /// - Throws: `ImportError.formatUnknown`, errors of `ColumnMatch` and `FileConventions`, or `CSVError` for the header.
  init(
    _ file: ImportFile, entity: EntityDescription, context: RowContext = RowContext(), options: ImportOptions = ImportOptions(),
    language: Language, onRead: @escaping (Int) -> Void = { _ in }, isStopped: () -> Bool = { false }
  ) throws {
    self.language = language
    self.entity = entity
    words = context.words
    switch ImportRows.Format(ending: file.ending) {
    case .csv:
      let rows = try CSVRows(file.text(onRead: onRead), separator: options.reading.delimiter)
      let match = try ColumnMatch(rows.columns, entity, options: options, file: file.path)
      (header, delimiter) = (rows.columns, rows.dialect.delimiter)
      reader = try RowReader(
        match, of: file, context: context, reading: options.reading, language: language, isStopped: isStopped)
      self.rows = rows
    case .jsonl:
      (header, delimiter) = ([], nil)
      lines = TextLines(file.text(onRead: onRead))
      if !options.constants.isEmpty {
        let match = try ColumnMatch([], entity, options: options, file: file.path)
        reader = try RowReader(
          match, of: file, context: context, reading: options.reading, language: language, isStopped: isStopped)
      }
    case nil: throw ImportError.formatUnknown(file: file.path, known: ImportRows.Format.allCases.map(\.rawValue))
    }
  }

  /// Returns the header of the column that maps to a field; without one the field's own name.
  func header(of field: String) -> String { reader?.header(of: field) ?? field }

  /// The columns that the summary of an import names, over the rows read so far.
  var columns: [ImportedColumn] { reader?.shownColumns ?? [] }

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
        if row.fields.contains(where: { !RawCell.isBlank($0) }) { return reader?.read(row.fields, line: row.line) }
      } catch {
        if error.isFinal { throw error }
        let refused = RefusedRow(line: error.line, reason: error.reason(in: language))
        return ImportedRow(line: error.line, fields: .failure(refused), cells: rows?.refusedFields ?? [])
      }
    }
  }

  // MARK: JSON Lines

  private mutating func nextLine() throws(CSVError) -> ImportedRow? {
    do throws(ChunkFailure) {
      guard let line = try lines?.next() else { return nil }
      let text = String(decoding: line.bytes, as: UTF8.self)
      return withConstants(ImportedRow(line: line.number, fields: fields(line.bytes, text, line: line.number), cells: [text]))
    } catch {
      throw CSVError(line: 0, problem: .unreadable(error.reason))
    }
  }

  /// Adds the constants to a row that does not have their fields.
  private mutating func withConstants(_ row: ImportedRow) -> ImportedRow {
    guard case .success(let fields) = row.fields, let constants = reader?.read([], line: row.line) else {
      return row
    }
    var row = row
    row.fields = constants.fields.map { $0.merging(fields) { _, own in own } }
    row.numbers = constants.numbers
    return row
  }

  private mutating func fields(
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
      return withCodes(fields.filter { $0.value != .null && entity.field($0.key)?.isWritable ?? true }, line)
    } catch {
      return .failure(RefusedRow(line: line, reason: error.message(in: language, of: text)))
    }
  }

  /// Replaces the words for terms and territories by their codes.
  private mutating func withCodes(
    _ fields: ExactDictionary<FieldValue>, _ line: Int
  ) -> Result<ExactDictionary<FieldValue>, RefusedRow> {
    var coded = fields
    for (name, value) in fields {
      guard let field = entity.field(name) else { continue }
      do throws(CellProblem.Wanted) { coded[name] = field.normal(try words?.resolve(value, of: field) ?? value) } catch {
        let problem = CellProblem(column: name, found: value.textValue ?? value.json, wanted: error)
        return .failure(RefusedRow(line: line, column: name, reason: problem.reason(in: language)))
      }
    }
    return .success(coded)
  }
}
