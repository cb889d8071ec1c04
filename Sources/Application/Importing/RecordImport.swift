import Calendar
import Ecosystem
import Encodings
import Engine
import Foundation
import Store

/// Imports records of one entity from a CSV file, a spreadsheet, JSON Lines or a JSON array: all of them or none, or on request only the
/// valid ones, or in batches.
///
/// Ignores the fields that the store itself maintains (`created_at`, `updated_at`, `owner`), so that an export can be imported.
/// Rows are read and written one at a time, so memory use does not grow with the file.
public struct RecordImport {
  let host: PluginHost
  let file: ImportFile
  let options: ImportOptions
  private let entityName: String
  private let stop: ImportStop
  private let tell: @Sendable (ImportProgress) -> Void

  /// - Parameters:
  ///   - entity: the id of the entity, such as `actor`.
  ///   - stop: polled at intervals; a request rolls the import back.
  ///   - onProgress: called at intervals with the progress.
  public init(
    host: PluginHost, file: ImportFile, entity: String, options: ImportOptions, stop: ImportStop = ImportStop(),
    onProgress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) {
    self.host = host
    self.file = file
    self.options = options
    self.stop = stop
    entityName = entity
    tell = onProgress
  }

  /// Imports the file.
  ///
  /// - Throws: `ImportError.rowsRefused` with line and reason of each refused row, `.duplicatesUndecided` when duplicates are
  ///   the only obstacle, `.columnUnknown` and other errors of columns, `.formatUnknown`, `.entityUnknown`, `.stopped`,
  ///   `CSVError`, `SheetError` or `JSONListError`; nothing is imported then, except committed batches.
  public func run() async throws -> ImportOutcome {
    options.batchRows == nil || options.isDryRun ? try await runWhole() : try await runInBatches()
  }

  // MARK: In one transaction

  private func runWhole() async throws -> ImportOutcome {
    try await host.journaled { try await runWhole($0) }
  }

  private func runWhole(_ journal: InvocationJournal) async throws -> ImportOutcome {
    let (transaction, now) = (try await beginWriting(), Instant.now())
    var refusedFile: RefusedFile?
    do {
      let mark = options.proposes ? try transaction.proposals.mark() : nil
      let pass = try begin(in: transaction, journal, now: now, resuming: nil)
      refusedFile = pass.refusedFile
      while try await pass.takeNext() {}
      try await pass.takeWaiting()
      if !pass.columnProblems.isEmpty {
        throw ImportError.together(pass.columnProblems + (pass.outcome.refused > 0 ? [refusal(pass.outcome)] : []))
      }
      if pass.outcome.refused == 0 || options.setsAside { try pass.settleObjects(isFinished: true) }
      transaction.setInterrupt { [stop] in stop.isWanted }
      return options.isDryRun
        ? try finishDryRun(pass, transaction, since: mark, now: now) : try end(pass, transaction, since: mark, now: now)
    } catch {
      transaction.rollback()
      refusedFile?.discard()
      if (error as? StoreError)?.kind == .interrupted { throw ImportError.stopped(line: nil) }
      throw error
    }
  }

  private func finishDryRun(
    _ pass: ImportPass, _ transaction: StoreTransaction, since mark: ProposalMark?, now: String
  ) throws -> ImportOutcome {
    defer { transaction.rollback() }
    do {
      try transaction.validate()
      if pass.outcome.refused == 0 || options.setsAside { try propose(pass, transaction, since: mark, now: now) }
    } catch let error as StoreError where error.isOfReference {
      for row in try rowsWithDanglingReferences(transaction, pass) { pass.outcome.refuse(row) }
    }
    return pass.outcome
  }

  /// Files the changes as proposals, where the import proposes.
  private func propose(_ pass: ImportPass, _ transaction: StoreTransaction, since mark: ProposalMark?, now: String) throws {
    guard let mark else { return }
    let proposals = ImportProposals(kind: "import", owner: "admin", name: file.name, now: now)
    let counts = try proposals.file(since: mark, in: transaction, now: now)
    (pass.outcome.filed, pass.outcome.knownProposals) = (counts.filed, counts.known)
  }

  private func end(_ pass: ImportPass, _ transaction: StoreTransaction, since mark: ProposalMark?, now: String) throws -> ImportOutcome {
    if !options.setsAside, pass.outcome.refused > 0 {
      for row in try rowsWithDanglingReferences(transaction, pass) { pass.outcome.refuse(row) }
      throw refusal(pass.outcome)
    }
    let isSetAside = try pass.refusedFile?.finish() ?? false
    do {
      try propose(pass, transaction, since: mark, now: now)
      try log(pass.outcome.filed ?? pass.outcome.added + pass.outcome.updated, now, in: transaction)
      try transaction.commit()
    } catch {
      if isSetAside, let path = pass.refusedFile?.path { unlink(path) }
      guard let error = error as? StoreError, error.isOfReference else { throw error }
      let rows = try rowsWithDanglingReferences(transaction, pass)
      guard !rows.isEmpty else { throw error }
      let listed = Array(rows.prefix(ImportOutcome.listedMax))
      throw ImportError.rowsRefused(file: file.path, rows: listed, total: rows.count)
    }
    if isSetAside { pass.outcome.refusedFile = pass.refusedFile?.path }
    return pass.outcome
  }

  private func refusal(_ outcome: ImportOutcome) -> ImportError {
    if outcome.undecidedCount == outcome.refused {
      return .duplicatesUndecided(file: file.path, duplicates: outcome.undecided, total: outcome.undecidedCount)
    }
    return .rowsRefused(file: file.path, rows: outcome.refusedRows.sorted { $0.line < $1.line }, total: outcome.refused)
  }

  /// Returns the rows with dangling references, found by reading the file again: the check at commit knows records, not lines.
  ///
  /// A row that was refused is left out, and so is one that refers only to such a row.
  private func rowsWithDanglingReferences(_ transaction: StoreTransaction, _ pass: ImportPass) throws -> [RefusedRow] {
    let entity = try host.entity(named: entityName, in: transaction)
    var rows = try self.read(entity, in: transaction)
    var references = ReferenceWords(entity, transaction, createsMissing: false, now: Instant.now())
    var refused: [RefusedRow] = []
    while let row = try rows.next() {
      guard case .success(let words) = row.fields, !pass.refusedLines.contains(row.line),
        let fields = try? references.resolve(words, line: row.line, isBrief: true)
      else { continue }
      let error = try transaction.missingReference(
        of: entity.id, id: fields["id"]?.textValue ?? "", fields, suggests: refused.count < ImportOutcome.listedMax)
      guard let error, error.found.map({ pass.refusedIDs.contains(ExactString($0)) }) != true else { continue }
      let problem = RefusedRow(line: row.line, column: error.field.map(rows.header), reason: error.reason(in: host.language))
      refused.append(rows.located(problem))
    }
    return refused
  }

  // MARK: Common to both ways

  func beginWriting() async throws -> StoreTransaction { try await host.beginWriting(.import, "admin", name: file.name, for: .admin) }

  /// Logs the writes as an operation of the admin.
  func log(_ rowCount: Int, _ startedAt: String, in transaction: StoreTransaction) throws {
    let record = InvocationRecord(.import, name: file.name, startedAt: startedAt, rowsWritten: rowCount)
    _ = try host.log(record, in: transaction)
  }

  func entity(in transaction: StoreTransaction) throws -> EntityDescription {
    try host.entity(named: entityName, in: transaction)
  }

  /// Starts the pass over the file.
  /// - Parameter state: the progress of the import to resume.
  func begin(
    in transaction: StoreTransaction, _ journal: InvocationJournal, now: String, resuming state: BatchState?
  ) throws -> ImportPass {
    let entity = try entity(in: transaction)
    let meter = ImportMeter(bytesTotal: file.size, stop: stop, tell: tell)
    let rows = try self.read(entity, in: transaction) { meter.read(bytes: $0) }
    if options.setsAside, !rows.columnProblems.isEmpty { throw ImportError.together(rows.columnProblems) }
    let setsAside = options.setsAside && !options.isDryRun
    let refusedFile =
      setsAside
      ? try RefusedFile(
        path: options.refusedFile, beside: file, header: rows.header, delimiter: rows.delimiter,
        resumedAt: state?.refusedBytes) : nil
    var outcome = state?.outcome ?? ImportOutcome()
    outcome.format = try ImportedFormat(file, rows, options.reading)
    let places = PlaceFiller(entity) { [host] in try Gazetteer(try host.gazetteers()) }
    var writer = try RowImport(
      entity, transaction, options: options, now: now, places: places, language: host.language
    ) { [host] in RecordValidators(host, $0, journal: journal, limits: nil) }
    if rows.isFeed, !options.proposes { writer.sources = SourceObjects(sourceName(rows), of: entity, in: transaction, now: now) }
    return try ImportPass(
      rows, writer, options: options, refusedFile: refusedFile, meter: meter, outcome: outcome, language: host.language)
  }

  /// The name of the source of a feed.
  private func sourceName(_ rows: ImportedRows) -> String {
    options.source ?? ([file.name] + [rows.feedName].compactMap { $0 }).joined(separator: " · ")
  }

  private func read(
    _ entity: EntityDescription, in transaction: StoreTransaction, onRead: @escaping (Int) -> Void = { _ in }
  ) throws -> ImportedRows {
    var context = RowContext(schemes: transaction.schema.identifierSchemes, words: try VocabularyWords(entity, transaction))
    if options.reading.feed ?? file.feed != nil { context.feed = try FeedRows.Context(entity, transaction) }
    return try ImportedRows(
      file, entity: entity, context: context, options: options, language: host.language, onRead: onRead,
      isStopped: { stop.isWanted })
  }
}

extension StoreError {
  /// Whether the error is a dangling reference.
  fileprivate var isOfReference: Bool { kind == .missingReference || kind == .wrongReference }
}

extension ImportedFormat {
  /// The format of a file whose rows are read.
  ///
  /// - Throws: `SheetError` when another sheet cannot be read.
  fileprivate init(_ file: ImportFile, _ rows: ImportedRows, _ reading: ImportReading) throws {
    (encoding, delimiter) = (file.encoding, rows.delimiter)
    guard let table = rows.sheet else { return }
    (sheet, headerRow) = (table.sheet.name, table.headerRow)
    if reading.sheet == nil { otherSheets = try file.spreadsheet().sheetsWithData().map(\.name).filter { $0 != table.sheet.name } }
  }
}
