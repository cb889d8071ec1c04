import CSV
import Cells
import Ecosystem
import Encodings
import HostAPI
import Identifiers
import Localization
import Sheets
import Store

/// One row of a file as fields of a record, or its parse error.
struct ImportedRow {
  /// The line on which it begins, counted from 1.
  var line: Int
  var fields: Result<ExactDictionary<FieldValue>, RefusedRow>
  /// The numbers in registers in an actor's row.
  var numbers: [RegisterNumber] = []
  /// The row's raw text: its cells, or the one text of a line.
  var cells: [String]
  /// The reasons why `fields` failed, when these are single cells, and the values of the others.
  var faults: [RowFault] = []
  var otherFields: ExactDictionary<FieldValue> = [:]
  /// The object of another publisher's feed, as text; nil for other files.
  var raw: String?
}

/// The number of an actor in a register, in canonical form.
struct RegisterNumber: Hashable {
  var scheme: String
  var value: String
}

/// Parses the rows of a file as fields of records, one at a time: of CSV, a sheet, JSON Lines or a JSON array.
struct ImportedRows {
  // Exactly one of the four is set.
  private var rows: TableRows?
  private var feed: FeedRows?
  private var lines: TextLines?
  private var elements: JSONElements?
  private var reader: RowReader?
  private var words: VocabularyWords?
  private let entity: EntityDescription
  private let language: Language

  private let ignoresUnknown: Bool
  private let onRead: (Int) -> Void

  /// The problems of columns, which are not read then; the import is refused, with those of the rows.
  private(set) var columnProblems: [ImportError] = []

  /// The header of a CSV file or a sheet; empty for JSON.
  let header: [String]
  /// The delimiter of a CSV file.
  let delimiter: UInt8?
  /// The sheet.
  var sheet: SheetTable? { rows?.sheet }

  /// - Parameters:
  ///   - file: the file; the extension of its name gives the format.
  ///   - onRead: called with the number of bytes read so far.
  ///   - isStopped: polled while the conventions of the columns are decided.
  /// - Throws: `ImportError.formatUnknown`, `ImportError.columnAbsent`, or `CSVError` or `SheetError` for the header.
  init(
    _ file: ImportFile, entity: EntityDescription, context: RowContext = RowContext(), options: ImportOptions = ImportOptions(),
    language: Language, onRead: @escaping (Int) -> Void = { _ in }, isStopped: () -> Bool = { false }
  ) throws {
    self.language = language
    self.entity = entity
    words = context.words
    (ignoresUnknown, self.onRead) = (options.ignoresUnknownColumns, onRead)
    if options.reading.sheet != nil, file.format?.isSheet != true { throw SheetError(.notASpreadsheet) }
    if let format = options.reading.feed ?? file.feed {
      guard format.isRead(as: entity) else {
        throw ImportError.formatUnfit(file: file.path, format: format.rawValue, entity: entity.id)
      }
      (header, delimiter) = ([], nil)
      feed = try FeedRows(format, file, options.reading, context: context.feed, onRead: onRead)
      try readConstants(options, of: file, context: context, isStopped: isStopped)
      return
    }
    switch file.format {
    case .csv, .xlsx, .ods:
      let rows = try TableRows(file, options.reading, onRead: onRead)
      let match = try ColumnMatch(rows.columns, entity, options: options, file: file.path)
      (header, delimiter) = (rows.columns, rows.delimiter)
      var reader = try RowReader(
        match, of: file, context: context, reading: options.reading, language: language, isStopped: isStopped)
      reader.sheet = rows.sheet
      columnProblems = match.problems + (reader.unclear.isEmpty ? [] : [.columnsUnclear(file: file.path, columns: reader.unclear)])
      self.reader = reader
      self.rows = rows
    case .jsonl, .json:
      (header, delimiter) = ([], nil)
      if file.format == .json { elements = JSONElements(file.text(onRead: onRead)) } else { lines = TextLines(file.text(onRead: onRead)) }
      try readConstants(options, of: file, context: context, isStopped: isStopped)
    case nil: throw ImportError.formatUnknown(file: file.path, known: ImportRows.Format.allCases.map(\.rawValue))
    }
  }

  /// Prepares the columns that the file does not have, for a file without columns.
  private mutating func readConstants(
    _ options: ImportOptions, of file: ImportFile, context: RowContext, isStopped: () -> Bool
  ) throws {
    guard !options.constants.isEmpty else { return }
    let match = try ColumnMatch([], entity, options: options, file: file.path)
    let reader = try RowReader(match, of: file, context: context, reading: options.reading, language: language, isStopped: isStopped)
    columnProblems = match.problems + (reader.unclear.isEmpty ? [] : [.columnsUnclear(file: file.path, columns: reader.unclear)])
    self.reader = reader
  }

  /// Returns the header of the column that maps to a field; without one the field's own name.
  func header(of field: String) -> String { reader?.header(of: field) ?? field }

  /// Returns the name of a column's cell in a row of a sheet, such as `C12`; nil in other files.
  func cellName(_ header: String, line: Int) -> String? { reader?.cellName(header, line: line) }

  /// Adds the sheet and the cell to a refused row.
  func located(_ refused: RefusedRow) -> RefusedRow {
    guard let sheet else { return refused }
    var refused = refused
    (refused.sheet, refused.cell) = (sheet.sheet.name, refused.column.flatMap { cellName($0, line: refused.line) })
    return refused
  }

  /// The columns that the summary of an import names, over the rows read so far.
  var columns: [ImportedColumn] { reader?.shownColumns ?? [] }

  /// Returns the next row that is not empty; nil at the end.
  ///
  /// - Throws: `CSVError`, `SheetError` or `JSONListError` when the file cannot be parsed further.
  mutating func next() throws -> ImportedRow? {
    if feed != nil { return try nextOfFeed() }
    return rows == nil ? try nextLine() : try nextRow()
  }

  /// The name that the publisher of a feed gives it; nil without one, and for other files.
  var feedName: String? { feed?.name }
  /// Whether the file is a feed of another publisher.
  var isFeed: Bool { feed != nil }

  /// Goes on in the next transaction, after the last one was committed.
  func resume(in transaction: StoreTransaction) { feed?.resume(in: transaction) }

  // MARK: Feeds

  private mutating func nextOfFeed() throws -> ImportedRow? {
    guard let found = try feed?.next() else { return nil }
    switch found.fields {
    case .success(let fields):
      let known = fields.filter { $0.value != .null && entity.field($0.key)?.isWritable ?? !ignoresUnknown }
      var row = withConstants(withCodes(known, FieldValue.map(known).json, line: found.line))
      row.raw = found.raw
      return row
    case .failure(let problem):
      return ImportedRow(
        line: found.line, fields: .failure(RefusedRow(line: problem.line, reason: problem.sentence(in: language))), cells: [])
    }
  }

  // MARK: CSV and sheets

  private mutating func nextRow() throws -> ImportedRow? {
    while true {
      do {
        guard let row = try rows?.next() else { return nil }
        if let sheet { onRead(sheet.bytesRead) }
        // Spreadsheets leave rows of empty cells at the end.
        if row.fields.contains(where: { !RawCell.isBlank($0) }) || row.stored.contains(where: { $0?.failure != nil }) {
          return reader?.read(row.fields, stored: row.stored, line: row.line)
        }
      } catch let error as CSVError {
        if error.isFinal { throw error }
        let refused = RefusedRow(line: error.line, reason: error.reason(in: language))
        return ImportedRow(line: error.line, fields: .failure(refused), cells: rows?.refusedFields ?? [])
      }
    }
  }

  // MARK: JSON

  private mutating func nextLine() throws -> ImportedRow? {
    guard let line = try nextElement() else { return nil }
    let text = String(decoding: line.bytes, as: UTF8.self)
    return withConstants(row(of: line.bytes, text, line: line.number))
  }

  private mutating func nextElement() throws -> (number: Int, bytes: ArraySlice<UInt8>)? {
    if elements != nil { return try elements?.next() }
    do throws(ChunkFailure) { return try lines?.next() } catch {
      throw CSVError(line: 0, problem: .unreadable(error.reason))
    }
  }

  /// Adds the constants to a row that does not have their fields.
  private mutating func withConstants(_ row: ImportedRow) -> ImportedRow {
    guard case .success(let fields) = row.fields, let constants = reader?.read([], line: row.line) else {
      return row
    }
    if !constants.faults.isEmpty { return constants }
    var row = row
    row.fields = constants.fields.map { $0.merging(fields) { _, own in own } }
    row.numbers = constants.numbers
    return row
  }

  private mutating func row(of bytes: ArraySlice<UInt8>, _ text: String, line: Int) -> ImportedRow {
    switch fields(bytes, text, line: line) {
    case .success(let fields): withCodes(fields, text, line: line)
    case .failure(let refused): ImportedRow(line: line, fields: .failure(refused), cells: [text])
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
      return .success(fields.filter { $0.value != .null && entity.field($0.key)?.isWritable ?? !ignoresUnknown })
    } catch {
      return .failure(RefusedRow(line: line, reason: error.message(in: language, of: text)))
    }
  }

  /// Replaces the words for terms and territories by their codes.
  private mutating func withCodes(_ fields: ExactDictionary<FieldValue>, _ text: String, line: Int) -> ImportedRow {
    var row = ImportedRow(line: line, fields: .success(fields), cells: [text])
    row.otherFields = fields
    for (name, value) in fields.sortedByKey {
      guard let field = entity.field(name) else { continue }
      do throws(CellProblem.Wanted) { row.otherFields[name] = field.normal(try words?.resolve(value, of: field) ?? value) } catch {
        let problem = CellProblem(column: name, found: value.textValue ?? value.json, wanted: error)
        row.faults.append(RowFault(field: name, column: name, reason: problem.reason(in: language)))
        row.otherFields[name] = nil
      }
    }
    if row.faults.isEmpty {
      row.fields = .success(row.otherFields)
    } else {
      row.fields = .failure(RefusedRow(line: line, row.faults, language: language) { _ in nil })
    }
    return row
  }
}
