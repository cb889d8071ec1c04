import Ecosystem
import HostAPI
import Localization
import Store

/// One pass over the rows of a file: each row is written, or refused and added to the file of refused rows.
final class ImportPass {
  /// The counts and lists so far.
  var outcome: ImportOutcome
  /// Number of rows taken, from the first of the file.
  private(set) var rowCount = 0
  /// The line of the last row taken.
  private(set) var line = 0

  private var rows: ImportedRows
  private var writer: RowImport
  /// The buffered rows of the next batch insert, by their number.
  private var together: [(number: Int, row: ImportedRow)] = []
  private let rowsTogether: Int
  /// The rows that wait for records of their own entity further down, by their number.
  private var waiting: [(number: Int, row: ImportedRow)] = []
  /// Whether all columns of the file are read; else it is refused in the end, and only its faults are wanted.
  private let isWhole: Bool
  /// The lines of the refused rows, and the ids of those that have one.
  private(set) var refusedLines: Set<Int> = []
  private(set) var refusedIDs: Set<ExactString> = []
  private let options: ImportOptions
  private let meter: ImportMeter
  private let language: Language
  /// The file for refused rows; nil when they are only listed.
  let refusedFile: RefusedFile?

  /// The number of records that an earlier import, which is resumed, added since rows refer to them.
  private let createdBefore: Int

  /// The maximum number of waiting rows; further ones are refused.
  private static let waitingMax = 100_000

  init(
    _ rows: ImportedRows, _ writer: RowImport, options: ImportOptions, refusedFile: RefusedFile?, meter: ImportMeter,
    outcome: ImportOutcome, language: Language
  ) throws {
    self.rows = rows
    self.writer = writer
    isWhole = rows.columnProblems.isEmpty
    rowsTogether = isWhole ? try writer.rowsTogether() : 1
    self.options = options
    self.refusedFile = refusedFile
    self.meter = meter
    self.outcome = outcome
    createdBefore = outcome.createdCount
    self.language = language
  }

  /// The problems of columns that are not read.
  var columnProblems: [ImportError] { rows.columnProblems }

  /// The numbers of the waiting rows.
  var waitingNumbers: [Int] { waiting.map(\.number) }

  /// Takes the next row; it may be buffered for a batch insert.
  ///
  /// - Returns: false at the end of the file; the buffer is written then.
  /// - Throws: errors that end the import: `ImportError.stopped`, a failure of the file or the store.
  func takeNext() async throws -> Bool {
    guard let row = try rows.next() else {
      try await settle()
      outcome.columns = rows.columns
      return false
    }
    (rowCount, line) = (rowCount + 1, row.line)
    if meter.passesRow() { throw ImportError.stopped(line: nil) }
    if rowsTogether > 1, outcome.refused < ImportOutcome.listedMax, RowImport.standsAlone(row) {
      together.append((rowCount, row))
      if together.count == rowsTogether { try await settle() }
    } else {
      try await settle()
      try await take(row, number: rowCount)
    }
    return true
  }

  /// Writes the buffered rows in one batch insert; one by one when that fails or the batch is not full.
  private func settle() async throws {
    let batch = together
    together = []
    if batch.count == rowsTogether, try addTogether(batch.map(\.row)) {
      outcome.added += batch.count
    } else {
      for (number, row) in batch { try await take(row, number: number) }
    }
  }

  private func addTogether(_ rows: [ImportedRow]) throws -> Bool {
    do { return try writer.addTogether(rows) } catch {
      guard refusal(of: rows[0], error) != nil else { throw error }
      return false
    }
  }

  /// Skips the rows that an earlier import has taken, and keeps those that waited as waiting.
  func skip(_ count: Int, but waiting: Set<Int>) throws {
    while rowCount < count, let row = try rows.next() {
      (rowCount, line) = (rowCount + 1, row.line)
      if meter.passesRow() { throw ImportError.stopped(line: nil) }
      if waiting.contains(rowCount) { self.waiting.append((rowCount, row)) }
    }
  }

  /// Takes the waiting rows: repeats until no further one can be written, then takes the rest as last.
  func takeWaiting() async throws {
    var before = Int.max
    while waiting.count < before {
      before = waiting.count
      let present = waiting
      waiting = []
      for (number, row) in present { try await take(row, number: number) }
    }
    let rest = waiting
    waiting = []
    for (number, row) in rest { try await take(row, number: number, isLast: true) }
  }

  /// Files the proposals of a feed so far, and at its end marks what it no longer holds; not while rows are refused, which may be those.
  func settleObjects(isFinished: Bool) throws {
    guard let sources = writer.sources else { return }
    if isFinished, outcome.refused == 0 { try sources.markWithdrawn() }
    try sources.fileProposals()
    (outcome.source, outcome.conflicts, outcome.withdrawn) = (sources.name, sources.counts.conflicts, sources.counts.withdrawn)
  }

  /// Resumes in the next transaction.
  func resume(in transaction: StoreTransaction) throws {
    rows.resume(in: transaction)
    try writer.resume(in: transaction)
  }

  // MARK: One row

  private func take(_ row: ImportedRow, number: Int, isLast: Bool = false) async throws {
    do {
      defer { noteCreated() }
      let rowOutcome = try await writer.take(
        line: row.line, try row.fields.get(), row.numbers, raw: row.raw, isLast: isLast || waiting.count >= Self.waitingMax,
        isBrief: outcome.refused >= ImportOutcome.listedMax)
      try note(rowOutcome, of: row, number)
    } catch {
      guard let refused = refusal(of: row, error) else { throw error }
      if let refused = try complete(refused, of: row, error) { try refuse(row, refused) }
    }
  }

  private func noteCreated() {
    let (records, count) = writer.created
    outcome.created = records
    outcome.createdCount = createdBefore + count
  }

  private func note(_ rowOutcome: RowImport.RowOutcome, of row: ImportedRow, _ number: Int) throws {
    switch rowOutcome {
    case .added: outcome.added += 1
    case .updated(let change): outcome.note(change)
    case .unchanged: outcome.unchanged += 1
    case .skipped: outcome.skipped += 1
    case .waiting: waiting.append((number, row))
    case .undecided(let duplicate):
      outcome.undecidedCount += 1
      if outcome.undecided.count < ImportOutcome.duplicatesMax { outcome.undecided.append(duplicate) }
      throw RowProblem.undecided(duplicate.criterion, writer.other(duplicate.change.id, title: duplicate.change.title))
    }
  }

  private func refuse(_ row: ImportedRow, _ refused: RefusedRow) throws {
    outcome.refuse(rows.located(refused))
    refusedLines.insert(row.line)
    if let id = (try? row.fields.get())?["id"]?.textValue ?? row.otherFields["id"]?.textValue { refusedIDs.insert(ExactString(id)) }
    try refusedFile?.add(row.cells, columns: rows.header, reason: refused.text(in: language))
  }

  /// The reason to refuse a row; nil for an error that does not concern the row.
  private func refusal(of row: ImportedRow, _ error: any Error) -> RefusedRow? {
    switch error {
    case let refused as RefusedRow: refused
    case let problem as RowProblem:
      RefusedRow(line: row.line, column: problem.field.map(rows.header), reason: problem.reason(in: language))
    case let error as EcosystemError: RefusedRow(line: row.line, reason: error.message(in: language))
    case let refusal as ValidationRefusal:
      RefusedRow(line: row.line, column: refusal.field.map(rows.header), reason: refusal.reasonOfPlugin(in: language))
    // A validator that is stopped would be stopped at every further row as well.
    case let failure as ValidatorFailure where !failure.isStopped:
      RefusedRow(line: row.line, reason: failure.message(in: language))
    case let error as StoreError where error.isOfRecord:
      RefusedRow(line: row.line, column: error.field.map(rows.header), reason: error.reason(in: language))
    default: nil
    }
  }

  /// Returns a refused row with all its faults, since each is corrected at the same time.
  /// - Returns: nil when its only fault is what a column that is not read would hold.
  private func complete(_ refused: RefusedRow, of row: ImportedRow, _ error: any Error) throws -> RefusedRow? {
    var faults = faults(of: row, error)
    guard !faults.isEmpty else { return isMissing(error) ? nil : refused }
    let isListed = outcome.refused < ImportOutcome.listedMax || refusedFile != nil
    if isListed {
      let fields = (try? row.fields.get()) ?? row.otherFields
      let failed = Set(faults.compactMap { $0.field.map { ExactString($0) } })
      faults += try writer.furtherFaults(
        of: fields, row.numbers, beside: failed, isValidated: error is EcosystemError, isWhole: isWhole, header: rows.header)
    }
    return RefusedRow(line: row.line, faults, language: language) { rows.cellName($0, line: row.line) }
  }

  private func faults(of row: ImportedRow, _ error: any Error) -> [RowFault] {
    switch error {
    case is RefusedRow: return row.faults
    case let error as EcosystemError:
      return error.problems.filter { isWhole || $0.code != .missingField }.map {
        RowFault(field: $0.field, column: $0.field.map(rows.header), reason: $0.reason(in: language))
      }
    case let error as StoreError:
      return error.field.map { [RowFault(field: $0, column: rows.header(of: $0), reason: error.reason(in: language))] } ?? []
    default: return []
    }
  }

  /// Whether nothing is wrong but values that columns hold which are not read.
  private func isMissing(_ error: any Error) -> Bool {
    guard !isWhole, let error = error as? EcosystemError else { return false }
    return error.problems.allSatisfy { $0.code == .missingField }
  }
}

extension StoreError {
  /// Whether the error concerns a record, not the file or the transaction.
  fileprivate var isOfRecord: Bool {
    switch kind {
    case .notFound, .idTaken, .notUnique, .constraint, .missingReference, .wrongReference, .stillReferenced, .overlap, .circle,
      .computed, .disagreement, .full, .capacityTaken, .invoiceNumbered, .badArgument:
      true
    default: false
    }
  }
}
