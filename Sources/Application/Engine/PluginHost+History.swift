import Ecosystem
import Foundation
import Store

/// The history of a record: what was done to it, the newest first.
public struct RecordHistory: Sendable {
  public var entity: EntityDescription
  public var id: String
  public var steps: [HistoryStep]

  public var json: FieldValue { .list(steps.map(\.json)) }
}

/// What an undo did, or would do.
public struct UndoOutcome: Sendable {
  /// The invocation that was undone.
  public var undone: LoggedInvocation
  /// The id of the undo, which is an invocation like any other; nil when it was only tried.
  public var invocation: String?
  /// How many rows it added, changed and deleted.
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
  /// The most rows of an invocation that are listed one by one.
  public static let changesListedMax = 200

  /// What was done to a record, also when it is there no more.
  ///
  /// - Parameters:
  ///   - entity: its id or the name of its collection: `actor`, `actors`.
  ///   - id: the record's id.
  ///   - showsContacts: whether fields for the staff are told; else it is only said that they changed. For the admin alone.
  /// - Throws: `EngineError.entityUnknown`; `StoreError.notFound` when there is and was no such record.
  public func history(_ entity: String, _ id: String, showsContacts: Bool) throws -> RecordHistory {
    let transaction = try workspace.store.begin(.read)
    defer { transaction.rollback() }
    let entity = try self.entity(named: entity, in: transaction)
    var steps = try transaction.history(entity.id, id)
    if !showsContacts { for index in steps.indices { steps[index].change.withholdContacts() } }
    return RecordHistory(entity: entity, id: id, steps: steps)
  }

  /// Undoes what an invocation changed, as an invocation of its own, which can be undone in turn.
  ///
  /// - Parameter isDryRun: whether everything is tried and nothing kept.
  /// - Throws: `EngineError.invocationUnknown`; `.undoBlocked` naming the row that moved on since and the invocation that
  ///   changed it; `StoreError.alreadyUndone`, `.notUndoable`; `EngineError.writerBusy`. Nothing has changed then.
  public func undo(_ invocation: String, isDryRun: Bool = false) async throws -> UndoOutcome {
    let id = invocation.lowercased()
    let (transaction, now) = (try await beginWriting(.undo, "admin", id), Instant.now())
    do {
      guard let record = try transaction.invocation(id) else { throw EngineError.invocationUnknown(id: invocation) }
      CrashPoint.pass()
      try transaction.undo(id)
      let undoing = try log(
        InvocationRecord(.undo, name: id, startedAt: now, rowsWritten: transaction.changeCount), in: transaction)
      CrashPoint.pass()
      let outcome = UndoOutcome(
        undone: LoggedInvocation(record), invocation: isDryRun ? nil : undoing.id,
        summary: try transaction.change(of: undoing.id)?.summary ?? ChangeSummary(),
        changes: try transaction.rowChanges(of: undoing.id, limit: Self.changesListedMax))
      try finish(transaction, isDryRun)
      return outcome
    } catch let error as StoreError where error.isConflict {
      transaction.rollback()
      throw EngineError.undoBlocked(invocation: id, reason: error)
    } catch {
      transaction.rollback()
      throw error
    }
  }

  private func finish(_ transaction: StoreTransaction, _ isDryRun: Bool) throws {
    if isDryRun {
      try transaction.validate()
      transaction.rollback()
    } else {
      try transaction.commit()
      CrashPoint.pass()
    }
  }

  /// Forgets the invocations that changed nothing and began longer ago than the workspace keeps them. An installation does so, and a
  /// host that serves, once a day.
  func pruneLog() async throws {
    let transaction = try await beginWriting(.prune, "admin", "log")
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
    try transaction.pruneInvocations(before: Instant(milliseconds: Instant.present.milliseconds - kept).text)
  }

  /// Forgets what the journal holds from before a moment: those invocations can be neither explained nor undone any more.
  ///
  /// - Parameters:
  ///   - moment: RFC 3339 in UTC.
  ///   - isDryRun: whether it is only counted.
  public func pruneJournal(before moment: String, isDryRun: Bool) async throws -> Pruning {
    let (transaction, now) = (try await beginWriting(.prune, "admin", moment), Instant.now())
    do {
      let pruning = try transaction.pruneJournal(before: moment)
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
  /// What an invocation changed, its rows listed up to `PluginHost.changesListedMax`; nil when it changed nothing, or the journal does
  /// not reach back so far.
  public func change(of id: String) throws -> (change: JournalChange, rows: [RecordChange])? {
    try read { transaction in
      guard let change = try transaction.change(of: id.lowercased()) else { return nil }
      return (change, try transaction.rowChanges(of: change.invocation, limit: PluginHost.changesListedMax))
    }
  }
}

// MARK: - As machines read them

extension HistoryStep {
  /// The invocation with what it did to the record.
  public var json: FieldValue {
    var fields = LoggedInvocation(invocation).json.mapValue ?? [:]
    fields["undone_by"] = undoneBy.map(FieldValue.text) ?? .null
    fields["undoes"] = .list(undoes.map(FieldValue.text))
    fields["change"] = change.json
    return .map(fields)
  }

  /// The invocation as the log shows it.
  public var logged: LoggedInvocation { LoggedInvocation(invocation) }
}

extension RecordChange {
  public var json: FieldValue {
    .map([
      "entity": .text(entity), "id": .text(id), "what": .text(what.rawValue), "fields": .list(fields.map(\.json)),
    ])
  }

  fileprivate mutating func withholdContacts() {
    for index in fields.indices where fields[index].isForStaff { fields[index].withhold() }
  }
}

extension FieldChange {
  /// What stands for a value that is not told.
  public static let withheld = FieldValue.text("•••")

  var json: FieldValue { .map(["field": .text(field), "before": before, "after": after]) }

  /// Takes the values away; that there was one is still told.
  fileprivate mutating func withhold() {
    if !before.isNull { before = Self.withheld }
    if !after.isNull { after = Self.withheld }
  }
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
