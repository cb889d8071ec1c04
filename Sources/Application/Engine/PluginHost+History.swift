import Calendar
import Ecosystem
import Foundation
import Store

/// The history of a record: its changes, newest first.
public struct RecordHistory: Sendable {
  public var entity: EntityDescription
  public var id: String
  public var steps: [HistoryStep]
  /// The objects of other publishers' files from which the record was made.
  public var sources: [ImportedObject] = []

  public var json: FieldValue { .list(steps.map(\.json)) }
}

/// The result of an undo, or of its dry run.
public struct UndoOutcome: Sendable {
  /// The invocation that was undone.
  public var undone: LoggedInvocation
  /// The id of the undo, an invocation itself; nil in a dry run.
  public var invocation: String?
  /// The counts of rows added, changed and deleted.
  public var summary: ChangeSummary
  /// The rows, at most `PluginHost.changesListedMax`.
  public var changes: [RecordChange]

  public var json: FieldValue {
    .map([
      "undone": .text(undone.id), "invocation": invocation.map(FieldValue.text) ?? .null,
      "kept": .boolean(invocation != nil), "rows": summary.value, "changes": .list(changes.map(\.json)),
    ])
  }
}

extension PluginHost {
  /// The maximum number of rows of an invocation that are listed.
  public static let changesListedMax = 200

  /// Returns the changes of a record, also of a deleted one.
  ///
  /// - Parameters:
  ///   - entity: its id or the name of its collection: `actor`, `actors`.
  ///   - id: the record's id.
  ///   - scope: the records and fields that its readers may see.
  /// - Throws: `EngineError.entityUnknown`; `StoreError.notFound` when the record never existed.
  public func history(_ entity: String, _ id: String, for scope: ReadScope) throws -> RecordHistory {
    let transaction = try workspace.store.begin(.read, for: scope)
    defer { transaction.rollback() }
    let entity = try self.entity(named: entity, in: transaction)
    let sources = try transaction.imports.of(id).filter { $0.entity == entity.id }
    return RecordHistory(entity: entity, id: id, steps: try transaction.journal.history(entity.id, id), sources: sources)
  }

  /// Returns the entities that have a record of that id in a scope, or had one by the journal.
  ///
  /// - Throws: `EngineError.recordUnknown` when none has.
  public func entities(ofID id: String, for scope: ReadScope) throws -> [String] {
    let transaction = try workspace.store.begin(.read, for: scope)
    defer { transaction.rollback() }
    let entities = try transaction.schema.entities.map(\.id).filter { entity in
      do { return try !transaction.journal.history(entity, id).isEmpty || transaction.get(entity, id) != nil } catch let error as StoreError
        where error.kind == .notFound
      {
        return false
      }
    }
    guard !entities.isEmpty else { throw EngineError.recordUnknown(id: id) }
    return entities
  }

  /// Undoes the changes of an invocation, as a new invocation, which can be undone in turn.
  ///
  /// - Parameters:
  ///   - isDryRun: whether everything is tried and rolled back.
  ///   - viewer: the person who undoes it on a page; nil for the person at the terminal.
  /// - Throws: `EngineError.invocationUnknown`; `.undoBlocked` naming the row that changed since and the invocation that
  ///   changed it; `StoreError.alreadyUndone`, `.notUndoable`; `EngineError.writerBusy`. Nothing has changed then.
  public func undo(_ invocation: String, isDryRun: Bool = false, by viewer: PageViewer? = nil) async throws -> UndoOutcome {
    let id = invocation.lowercased()
    let (transaction, now) = (try await beginWriting(.undo, "admin", name: id, for: .admin), Instant.now())
    do {
      guard let record = try transaction.invocations.get(id) else { throw EngineError.invocationUnknown(id: invocation) }
      CrashPoint.pass()
      try transaction.journal.undo(id)
      let entry = InvocationRecord(.undo, name: id, startedAt: now, rowsWritten: transaction.changeCount)
      let undoing = try log(entry.with { if let viewer { $0.principal = viewer.principal } }, in: transaction)
      CrashPoint.pass()
      let outcome = UndoOutcome(
        undone: LoggedInvocation(record), invocation: isDryRun ? nil : undoing.id,
        summary: try transaction.journal.rowCounts(of: undoing.id),
        changes: try transaction.journal.rowChanges(of: undoing.id, limit: Self.changesListedMax))
      try finish(transaction, isDryRun: isDryRun)
      return outcome
    } catch let error as StoreError where error.isConflict {
      transaction.rollback()
      throw EngineError.undoBlocked(invocation: id, reason: error)
    } catch {
      transaction.rollback()
      throw error
    }
  }

  private func finish(_ transaction: StoreTransaction, isDryRun: Bool) throws {
    if isDryRun {
      try transaction.validate()
      transaction.rollback()
    } else {
      try transaction.commit()
      CrashPoint.pass()
    }
  }

  /// Deletes log entries of invocations that changed nothing, and decided proposals, that are older than the workspace's retention. Called by each
  /// installation, and once a day by a host that serves.
  func pruneLog() async throws {
    let transaction = try await beginWriting(.prune, "admin", name: "log", for: .admin)
    do {
      try pruneLog(in: transaction)
      try transaction.commit()
    } catch {
      transaction.rollback()
      throw error
    }
  }

  func pruneLog(in transaction: StoreTransaction) throws {
    let kept = workspace.settings.logDays * 86_400_000
    try transaction.invocations.prune(before: Instant(milliseconds: Instant.present.milliseconds - kept).text)
    let decided = workspace.settings.proposalDays * 86_400_000
    try transaction.proposals.prune(before: Instant(milliseconds: Instant.present.milliseconds - decided).text)
    _ = try pruneJournal(in: transaction)
  }

  /// Deletes journal entries that are older than the workspace's retention; nothing without one.
  func pruneJournal(in transaction: StoreTransaction) throws -> Pruning {
    guard let days = workspace.settings.journalDays else { return Pruning(changes: 0, invocations: 0) }
    return try transaction.journal.prune(before: Instant(milliseconds: Instant.present.milliseconds - days * 86_400_000).text)
  }

  /// Deletes journal entries from before a timestamp: those invocations can no longer be explained or undone.
  ///
  /// - Parameters:
  ///   - moment: the timestamp, RFC 3339 in UTC.
  ///   - isDryRun: whether the entries are only counted.
  /// - Throws: `EngineError.writerBusy` when another writer keeps the write lock; `StoreError.badArgument` when `moment` is no
  ///   RFC 3339 timestamp.
  public func pruneJournal(before moment: String, isDryRun: Bool) async throws -> Pruning {
    let (transaction, now) = (try await beginWriting(.prune, "admin", name: moment, for: .admin), Instant.now())
    do {
      let pruning = try transaction.journal.prune(before: moment)
      if isDryRun {
        transaction.rollback()
      } else {
        _ = try log(InvocationRecord(.prune, name: moment, startedAt: now, rowsWritten: 0), in: transaction)
        try transaction.commit()
      }
      return pruning
    } catch {
      transaction.rollback()
      throw error
    }
  }
}

extension InvocationLog {
  /// Returns the changes of an invocation, with up to `PluginHost.changesListedMax` rows; nil when it changed nothing, or its
  /// journal entries were deleted.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func change(of id: String) throws -> (change: JournalChange, rows: [RecordChange])? {
    try read { transaction in
      guard let change = try transaction.journal.change(of: id.lowercased()) else { return nil }
      return (change, try transaction.journal.rowChanges(of: change.invocation, limit: PluginHost.changesListedMax))
    }
  }
}

// MARK: - As JSON

extension HistoryStep {
  /// The invocation with its change of the record.
  public var json: FieldValue {
    var fields = LoggedInvocation(invocation).json.mapValue ?? [:]
    fields["undone_by"] = undoneBy.map(FieldValue.text) ?? .null
    fields["undoes"] = .list(undoes.map(FieldValue.text))
    fields["change"] = change.json
    return .map(fields)
  }

  /// The invocation as a log entry.
  public var logged: LoggedInvocation { LoggedInvocation(invocation) }
}

extension RecordChange {
  public var json: FieldValue {
    .map([
      "entity": .text(entity), "id": .text(id), "what": .text(what.rawValue), "fields": .list(fields.map(\.json)),
    ])
  }
}

extension FieldChange {
  var json: FieldValue { .map(["field": .text(field), "before": before, "after": after]) }
}

extension ChangeSummary {
  /// The counts by table.
  public var value: FieldValue {
    .map(
      tables.mapValues { counts in
        .map([
          "added": .integer(Int64(counts.added)), "changed": .integer(Int64(counts.changed)),
          "deleted": .integer(Int64(counts.deleted)),
        ])
      })
  }
}
