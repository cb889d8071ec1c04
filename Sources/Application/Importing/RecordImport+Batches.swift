import Calendar
import Ecosystem
import Engine
import Foundation
import Store

/// The progress of an import in batches, saved with each batch.
struct BatchState {
  /// Number of rows taken.
  var rowCount = 0
  /// The line of the last row taken.
  var line = 0
  /// The numbers of those rows that wait for a record further down.
  var waiting: [Int] = []
  /// The size in bytes of the file of refused rows at that point.
  var refusedBytes = 0
  var outcome = ImportOutcome()

  init(_ pass: ImportPass) {
    (rowCount, line, waiting) = (pass.rowCount, pass.line, pass.waitingNumbers)
    refusedBytes = pass.refusedFile?.size ?? 0
    outcome = pass.outcome
  }

  /// - Parameter value: the result of `value`.
  init(_ value: FieldValue) {
    let members = value.mapValue ?? [:]
    func count(_ name: String) -> Int { Int(members[name]?.integerValue ?? 0) }
    (rowCount, line, refusedBytes) = (count("rows"), count("line"), count("refused_bytes"))
    waiting = members["waiting"]?.listValue?.compactMap { $0.integerValue.map(Int.init) } ?? []
    (outcome.added, outcome.updated, outcome.unchanged) = (count("added"), count("updated"), count("unchanged"))
    (outcome.skipped, outcome.refused, outcome.createdCount) = (count("skipped"), count("refused"), count("created"))
  }

  var value: FieldValue {
    let counts: ExactDictionary<Int> = [
      "rows": rowCount, "line": line, "refused_bytes": refusedBytes, "added": outcome.added, "updated": outcome.updated,
      "unchanged": outcome.unchanged, "skipped": outcome.skipped, "refused": outcome.refused,
      "created": outcome.createdCount,
    ]
    let list = FieldValue.list(waiting.map { .integer(Int64($0)) })
    return .map(counts.mapValues { .integer(Int64($0)) }.merging(["waiting": list]) { _, new in new })
  }
}

// Import in batches: each batch is a transaction, which also saves the progress.

extension RecordImport {
  /// Imports in batches, and resumes an earlier import of the same file that was stopped.
  func runInBatches() async throws -> ImportOutcome {
    try await host.journaled { try await runInBatches($0) }
  }

  private func runInBatches(_ journal: InvocationJournal) async throws -> ImportOutcome {
    let digest = try file.digest()
    var transaction = try await beginWriting()
    do {
      let known = try progress(digest, transaction)
      if let known, known.isFinished {
        transaction.rollback()
        return finished(BatchState(known.state))
      }
      let state = known.map { BatchState($0.state) }
      let now = known?.startedAt ?? Instant.now()
      let pass = try begin(in: transaction, journal, now: now, resuming: state)
      if let state { try resume(pass, state) }
      try await run(pass, now: now, digest, in: &transaction)
      return pass.outcome
    } catch {
      transaction.rollback()
      throw error
    }
  }

  private func run(
    _ pass: ImportPass, now: String, _ digest: String, in transaction: inout StoreTransaction
  ) async throws {
    var written = pass.outcome.added + pass.outcome.updated
    var startedAt = Instant.now()
    func commit(isFinished: Bool, _ transaction: StoreTransaction) throws {
      pass.refusedFile?.synchronize()
      let total = pass.outcome.added + pass.outcome.updated
      // A resumed import has not seen all objects: none is marked as withdrawn.
      try pass.settleObjects(isFinished: false)
      try keep(BatchState(pass), now, digest: digest, isFinished: isFinished, in: transaction)
      if total > written { try log(total - written, startedAt, in: transaction) }
      try transaction.commit()
      written = total
    }
    do {
      while try await pass.takeNext() {
        guard pass.rowCount % (options.batchRows ?? 1) == 0 else { continue }
        try commit(isFinished: false, transaction)
        let former = transaction
        transaction = try await beginWriting()
        try transaction.queue.continueOrigin(of: former)
        startedAt = Instant.now()
        try pass.resume(in: transaction)
      }
      try await pass.takeWaiting()
      try commit(isFinished: false, transaction)
    } catch ImportError.stopped {
      throw ImportError.stopped(line: pass.line)
    }
    if try pass.refusedFile?.finish() == true { pass.outcome.refusedFile = pass.refusedFile?.path }
    transaction = try await beginWriting()
    try pass.resume(in: transaction)
    try commit(isFinished: true, transaction)
  }

  private func resume(_ pass: ImportPass, _ state: BatchState) throws {
    try pass.skip(state.rowCount, but: Set(state.waiting))
    pass.outcome.resumedAfterLine = state.line
  }

  private func finished(_ state: BatchState) -> ImportOutcome {
    var outcome = state.outcome
    outcome.wasFinished = true
    return outcome
  }

  // MARK: Saved progress

  /// The absolute path, the key of the file's saved progress.
  private var key: String {
    URL(filePath: file.path, relativeTo: URL(filePath: FileManager.default.currentDirectoryPath)).standardizedFileURL.path
  }

  private var fingerprint: String { options.fingerprint }

  /// Returns the progress of the import to resume; nil to start from the beginning.
  ///
  /// - Throws: `ImportError.unfinished` without a choice whether to resume, `.changed` when that is impossible.
  private func progress(_ digest: String, _ transaction: StoreTransaction) throws -> ImportProgressRecord? {
    let entity = try entity(in: transaction).id
    guard let known = try transaction.importProgress(path: key, entity: entity), options.resumes != false else { return nil }
    let isSame = known.digest == digest && known.options == fingerprint
    if known.isFinished { return isSame && options.resumes == true ? known : nil }
    if options.resumes == nil {
      throw ImportError.unfinished(file: file.path, line: BatchState(known.state).line)
    }
    if isSame { return known }
    throw ImportError.changed(file: file.path, isOtherFile: known.digest != digest)
  }

  private func keep(
    _ state: BatchState, _ now: String, digest: String, isFinished: Bool, in transaction: StoreTransaction
  ) throws {
    try transaction.setImportProgress(
      ImportProgressRecord(
        path: key, entity: try entity(in: transaction).id, digest: digest, options: fingerprint, startedAt: now,
        state: state.value, isFinished: isFinished))
  }
}
