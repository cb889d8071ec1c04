import Ecosystem
import Encodings
import Engine
import HostAPI
import Localization
import Sheets

/// The reading of a file by an importer of a plugin: its rows, its progress, and the file of refused lines.
///
/// Used by one thread at a time: the caller of the import, or the worker that runs the importer meanwhile.
final class ImporterReading: @unchecked Sendable {  // Passed from one thread to the other, never shared.
  let file: ImportFile
  let options: ImportOptions
  private let tell: @Sendable (ImportProgress) -> Void
  private let language: Language
  private var progress: ImportProgress
  private var format = ImportedFormat()
  private var refused = ImportOutcome()
  /// The files of refused rows, by the name of the file of an archive; empty for a single file.
  private var refusedFiles: ExactDictionary<RefusedFile> = [:]
  /// The paths of the finished files of refused rows.
  private var finishedFiles: [String] = []
  /// The names of the files whose lines are set aside already.
  private var readFiles: Set<ExactString> = []
  /// The reading of the declared columns, by header.
  private var columns: ExactDictionary<ImportedColumn> = [:]

  /// The number of rows between two progress reports.
  private static let rowsBetween = 256

  init(
    _ file: ImportFile, _ options: ImportOptions, tell: @escaping @Sendable (ImportProgress) -> Void, language: Language
  ) {
    self.file = file
    self.options = options
    self.tell = tell
    self.language = language
    progress = ImportProgress(rows: 0, bytes: 0, bytesTotal: file.size)
  }

  /// Returns the files for the importer: the file, or those of an archive whose names have an extension of a format it reads.
  ///
  /// - Parameters:
  ///   - formats: the formats that the importer reads.
  ///   - declared: the types of columns whose cells come as values, by their header.
  /// - Throws: `ImportError.formatUnknown` when there is no such file, `EngineError.fileUnreadable` for a damaged archive, and for
  ///   a single file the errors of `rows`.
  func source(accepting formats: [ImportRows.Format], columns declared: ExactDictionary<FieldType>) throws -> ImportSource {
    let source = try file.isArchive ? archived(formats, declared) : single(formats, declared)
    source.onRow = { [self] in note($0) }
    return source
  }

  private func single(_ formats: [ImportRows.Format], _ declared: ExactDictionary<FieldType>) throws -> ImportSource {
    guard let format = file.format, formats.contains(format) else { throw unknown(formats) }
    let rows = try rows(format, columns: declared)
    var first: ImportRows? = rows
    let cells = rows.cells
    return ImportSource(names: [file.name]) { [self] _ in
      defer { first = nil }
      if let first { return first }
      let again = try open(format) { _ in }
      again.cells = cells
      return again
    }
  }

  private func archived(_ formats: [ImportRows.Format], _ declared: ExactDictionary<FieldType>) throws -> ImportSource {
    let archive = try ImportArchive(file)
    func format(_ name: String) -> ImportRows.Format? {
      let format = ImportRows.Format(ending: String(name.split(separator: ".").last ?? ""))
      return format.flatMap { !$0.isSheet && formats.contains($0) ? $0 : nil }
    }
    let names = archive.names.filter { format($0) != nil }
    guard !names.isEmpty else { throw unknown(formats) }
    if options.keepsGood, !options.isDryRun {
      for name in names {
        let entry = RefusedFile.Entry(name: name, format: format(name) ?? .csv)
        try RefusedFile.refuseExisting(options.refusedFile, beside: file, entry)
      }
    }
    return ImportSource(names: names) { [self] name in
      let encoding = try options.reading.encoding ?? Self.encoding(try archive.chunks(of: name))
      func open(onBytes: @escaping (Int) -> Void) throws -> ImportRows {
        let text = try archive.chunks(of: name, onRead: onBytes).decoded(from: encoding)
        return try ImportRows(text, format(name) ?? .csv, delimiter: options.reading.delimiter, language: language)
      }
      let rows = try open { [self] in progress.bytes = min($0, file.size) }
      if !declared.isEmpty { rows.cells = try cells(declared, surveying: try open { _ in }) }
      try setAsideLines(of: rows, RefusedFile.Entry(name: name, format: format(name) ?? .csv))
      return rows
    }
  }

  private func unknown(_ formats: [ImportRows.Format]) -> ImportError {
    ImportError.formatUnknown(file: file.path, known: formats.map(\.rawValue))
  }

  /// The number of bytes of an archived file that are searched for its encoding.
  private static let sampleBytes = 4 << 20

  private static func encoding(_ chunks: ByteChunks) throws(ChunkFailure) -> TextEncoding {
    var scan = EncodingScan()
    var count = 0
    while !scan.isSettled, count < sampleBytes, case let bytes = try chunks.next(), !bytes.isEmpty {
      scan.feed(bytes)
      count += bytes.count
    }
    return scan.encoding
  }

  /// Returns the rows of a single file, and sets lines that are no rows aside where that is asked for.
  ///
  /// - Parameter declared: the types of columns whose cells come as values, by their header.
  /// - Throws: `CSVError` when the first line is no header, `SheetError`, `ImportError.refusedFileExists`, `.columnsUnclear`.
  private func rows(_ format: ImportRows.Format, columns declared: ExactDictionary<FieldType>) throws -> ImportRows {
    let rows = try open(format) { [self] in progress.bytes = $0 }
    if !declared.isEmpty { rows.cells = try cells(declared, surveying: try open(format) { _ in }) }
    (self.format.encoding, self.format.delimiter) = (file.encoding, rows.delimiter)
    try setAsideLines(of: rows, nil)
    return rows
  }

  /// Sets the lines that are no rows aside where that is asked for. Those of a file of an archive that is read again are passed over.
  /// - Parameter entry: the rows' file in an archive.
  private func setAsideLines(of rows: ImportRows, _ entry: RefusedFile.Entry?) throws {
    guard options.keepsGood else { return }
    let name = entry?.name ?? ""
    guard readFiles.insert(ExactString(name)).inserted else {
      rows.setAside = { _ in }
      return
    }
    if !options.isDryRun {
      refusedFiles[name] = try RefusedFile(
        path: options.refusedFile, beside: file, entry: entry, header: rows.columns, delimiter: rows.delimiter)
    }
    let columns = rows.columns
    rows.setAside = { [self] in try setAside($0, columns, sheet: entry?.name) }
  }

  /// Decides the conventions of the declared columns from all rows of the file. Lines that are no rows are refused when they are
  /// imported.
  private func cells(_ declared: ExactDictionary<FieldType>, surveying survey: ImportRows) throws -> ImportCells {
    survey.setAside = { _ in }
    let wishes = ImportCells.Wishes(
      decimalMark: options.reading.decimalMark, dateOrder: options.reading.dateOrder, zone: options.reading.zone)
    do {
      var cells = try ImportCells(declared, surveying: survey, wishes: wishes)
      columns = cells.conventions.mapValues { ImportedColumn(header: "", convention: $0) }
      for name in cells.conventions.keys { columns[name]?.header = name }
      cells.onCell = { [self] in note($0, $1, value: $2) }
      return cells
    } catch let error as ImportCells.Unclear {
      let unclear = error.columns.map { ImportError.UnclearColumn(name: $0.name, problem: $0.problem) }
      throw ImportError.columnsUnclear(file: file.path, columns: unclear)
    }
  }

  private func note(_ column: String, _ text: String, value: FieldValue) {
    if value.mapValue == nil { columns[column]?.note(text, value) } else { columns[column]?.add(text, value) }
  }

  private func open(_ format: ImportRows.Format, onBytes: @escaping (Int) -> Void) throws -> ImportRows {
    guard format.isSheet else {
      if options.reading.sheet != nil { throw SheetError(.notASpreadsheet) }
      return try ImportRows(file.text(onRead: onBytes), format, delimiter: options.reading.delimiter, language: language)
    }
    let spreadsheet = try file.spreadsheet()
    let table = try spreadsheet.table(try spreadsheet.sheet(named: options.reading.sheet))
    (self.format.sheet, self.format.headerRow) = (table.sheet.name, table.headerRow)
    return ImportRows(table, language: language)
  }

  private func note(_ rowCount: Int) {
    progress.rows = rowCount
    if rowCount % Self.rowsBetween == 0 { tell(progress) }
  }

  private func setAside(_ line: ImportRows.RefusedLine, _ columns: [String], sheet name: String?) throws {
    var row = RefusedRow(line: line.line, reason: line.reason)
    row.file = name
    refused.refuse(row)
    try refusedFiles[name ?? ""]?.add(line.fields, columns: columns, reason: line.reason)
  }

  /// Closes the files of refused lines, before the importer's writes are committed.
  func finish() throws {
    for (_, file) in refusedFiles.sortedByKey where try file.finish() { finishedFiles.append(file.path) }
  }

  /// Discards the files of refused lines.
  func discard() { for file in refusedFiles.values { file.discard() } }

  /// Returns the result, once the importer has returned.
  func outcome(_ values: [FieldValue]) -> PluginHost.ImporterOutcome {
    PluginHost.ImporterOutcome(
      values: values, refused: refused.refused, refusedRows: refused.refusedRows, refusedFiles: finishedFiles,
      format: format, columns: columns.sortedByKey.map(\.value).filter(\.isShown))
  }
}
