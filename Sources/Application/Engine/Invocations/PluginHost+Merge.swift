import Calendar
import Ecosystem
import Store

/// The outcome of merging two records.
public struct MergeOutcome: Sendable {
  /// The entity of the two records.
  public let entity: String
  /// The id of the kept record.
  public let kept: String
  /// The id that stands for it from now on.
  public let dropped: String
  /// The merge in the log; nil in a trial.
  public let invocation: String?
  /// The records that were changed or removed.
  public let merge: RecordMerge

  /// The outcome as JSON.
  public var json: FieldValue {
    func rows(_ rows: [RecordMerge.Row]) -> FieldValue { .list(rows.map { .map(["entity": .text($0.entity), "id": .text($0.id)]) }) }
    return .map([
      "entity": .text(entity), "kept": .text(kept), "dropped": .text(dropped), "invocation": invocation.map(FieldValue.text) ?? .null,
      "fields": .list(merge.fields.map(FieldValue.text)), "moved": rows(merge.moved), "united": rows(merge.united),
      "removed": rows(merge.removed),
    ])
  }
}

extension PluginHost {
  /// Merges a record into another one as one invocation, which can be undone.
  ///
  /// - Parameters:
  ///   - dropped: the id of the record that is merged.
  ///   - kept: the id of the record that is kept.
  ///   - taken: the fields whose value comes from the dropped record.
  ///   - isDryRun: whether everything is rolled back.
  /// - Throws: `StoreError.notFound`; `.wrongReference` for two records of different entities; the errors of `StoreTransaction.merge`;
  ///   `EngineError.writerBusy`. Nothing has changed then.
  public func merge(_ dropped: String, into kept: String, taking taken: [String], isDryRun: Bool) async throws -> MergeOutcome {
    let (transaction, now) = (try await beginWriting(.merge, "admin", name: "\(dropped) \(kept)", for: .admin), Instant.now())
    do {
      let entity = try entity(of: kept, dropped, in: transaction)
      let merge = try transaction.merge(dropped, into: kept, of: entity, taking: Set(taken), now: now)
      let record = InvocationRecord(.merge, name: "\(dropped) → \(kept)", startedAt: now, rowsWritten: transaction.changeCount)
      let invocation = try log(record, in: transaction).id
      if isDryRun {
        try transaction.validate()
        transaction.rollback()
      } else {
        try transaction.commit()
        await deliverCaused(by: transaction)
      }
      return MergeOutcome(entity: entity, kept: kept, dropped: dropped, invocation: isDryRun ? nil : invocation, merge: merge)
    } catch {
      transaction.rollback()
      throw error
    }
  }

  /// Returns the entity of two records.
  private func entity(of kept: String, _ dropped: String, in transaction: StoreTransaction) throws -> String {
    let entities = try [kept, dropped].map { id in
      guard let entity = try transaction.entity(of: id) else { throw StoreError(.notFound, entity: "actor", id: id, found: id) }
      return entity
    }
    guard entities[0] == entities[1] else {
      throw StoreError(.wrongReference, entity: entities[0], id: kept, field: "id", found: dropped, wanted: entities[0])
    }
    return entities[0]
  }
}
