import Calendar
import Ecosystem
import HostAPI
import Store

// Records edited on the pages of the staff: each change one invocation under the person's name, which can be undone.

extension PluginHost {
  /// Adds or changes a record.
  ///
  /// - Throws: `EcosystemError` and `StoreError` for values that are refused; `ValidationRefusal`, `ValidatorFailure`;
  ///   `EngineError.writerBusy` when another writer keeps the write lock for five seconds. Nothing is written then.
  public func save(_ edit: RecordEdit) async throws -> EditOutcome {
    try await editing(edit) { transaction, validators, now in
      guard let id = edit.id else { return try await self.insert(edit, transaction, validators: validators, now: now) }
      return try await self.update(id, edit, transaction, validators: validators, now: now)
    }
  }

  /// Deletes a record.
  ///
  /// - Throws: as `save`; `StoreError.stillReferenced` when another record refers to it.
  public func delete(_ edit: RecordEdit) async throws -> EditOutcome {
    guard let id = edit.id else { return .notFound }
    return try await editing(edit) { transaction, _, now in
      try transaction.delete(edit.entity, id, now: now)
      return id
    }
  }

  /// Changes a record, once the validators have agreed.
  func update(
    _ id: String, _ edit: RecordEdit, _ transaction: StoreTransaction, validators: RecordValidators, now: String
  ) async throws -> String {
    if edit.changes.isEmpty { return id }
    if try validators.hasValidators(of: edit.entity) {
      let (before, after) = try transaction.preview(edit.entity, id, changing: edit.changes)
      let validation = RecordValidation(entity: edit.entity, record: after, before: before)
      try await validators.validate(validation, now: now, caller: Self.caller(edit))
    }
    return try transaction.update(edit.entity, id, changes: edit.changes, now: now).id
  }

  private func insert(
    _ edit: RecordEdit, _ transaction: StoreTransaction, validators: RecordValidators, now: String
  ) async throws -> String {
    var record = Record(edit.changes.filter { !$0.value.isNull })
    if try validators.hasValidators(of: edit.entity) {
      let checked = try transaction.preview(edit.entity, inserting: record, owner: "admin", now: now)
      let validation = RecordValidation(entity: edit.entity, record: checked)
      try await validators.validate(validation, now: now, caller: Self.caller(edit))
      record["id"] = checked["id"]
    }
    return try transaction.insert(edit.entity, record, owner: "admin", now: now).id
  }

  private static func caller(_ edit: RecordEdit) -> RecordValidators.Caller {
    RecordValidators.Caller(name: "admin", language: edit.viewer.language)
  }

  /// Runs one edit in a transaction of its own, once the revision is found to be the present one.
  private func editing(
    _ edit: RecordEdit, _ body: (StoreTransaction, RecordValidators, _ now: String) async throws -> String
  ) async throws -> EditOutcome {
    let name = edit.entity + (edit.id.map { " \($0)" } ?? "")
    let transaction = try await beginWriting(.edit, "admin", name: name, for: edit.viewer.scope, wait: Self.pageWriterWait)
    let (journal, now) = (makeJournal(edit.viewer.principal), Instant.now())
    do {
      if let refusal = try Self.refusal(of: edit, in: transaction) {
        transaction.rollback()
        return refusal
      }
      let id = try await body(transaction, RecordValidators(self, transaction, journal: journal, limits: nil), now)
      guard transaction.changeCount > 0 else {
        transaction.rollback()
        return .saved(id: id, invocation: nil)
      }
      let entry = InvocationRecord(.edit, name: "\(edit.entity) \(id)", startedAt: now, rowsWritten: transaction.changeCount)
      let invocation = try log(entry.with { $0.principal = edit.viewer.principal }, in: transaction).id
      try transaction.commit()
      await deliverCaused(by: transaction)
      return .saved(id: id, invocation: invocation)
    } catch {
      transaction.rollback()
      await journal.save()
      throw error
    }
  }

  private static func refusal(of edit: RecordEdit, in transaction: StoreTransaction) throws -> EditOutcome? {
    guard let id = edit.id else { return nil }
    guard let record = try transaction.get(edit.entity, id) else { return .notFound }
    return record["updated_at"].textValue == edit.revision ? nil : .conflict
  }
}
