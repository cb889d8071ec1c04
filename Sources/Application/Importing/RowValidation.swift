import Ecosystem
import Engine
import HostAPI
import Store

/// Asks the validators of plugins about the rows of an import before they are written.
struct RowValidation {
  private let entity: EntityDescription
  private let makeValidators: (StoreTransaction) -> RecordValidators
  private let now: String
  private var transaction: StoreTransaction
  private var validators: RecordValidators
  /// Whether a plugin validates the entity, or the numbers in registers that an import adds beside it.
  private(set) var isNeeded = false

  /// - Parameters:
  ///   - now: the timestamp of the written records.
  ///   - makeValidators: returns the validators of the installed plugins, in a transaction.
  /// - Throws: `StoreError` when the registrations cannot be read.
  init(
    _ entity: EntityDescription, _ transaction: StoreTransaction, now: String,
    validators makeValidators: @escaping (StoreTransaction) -> RecordValidators
  ) throws {
    (self.entity, self.makeValidators, self.now, self.transaction) = (entity, makeValidators, now, transaction)
    validators = makeValidators(transaction)
    try resume(in: transaction)
  }

  /// Continues in the next transaction.
  mutating func resume(in transaction: StoreTransaction) throws {
    self.transaction = transaction
    validators = makeValidators(transaction)
    isNeeded = try validators.hasValidators(of: entity.id) || validators.hasValidators(of: "identifier")
  }

  /// Returns a new record with the id under which the validators accepted it.
  ///
  /// - Parameter other: the entity, when it is not that of the import.
  /// - Throws: `ValidationRefusal`, `ValidatorFailure`, and errors of the model.
  func accepted(_ record: Record, of other: String? = nil) async throws -> Record {
    let entity = other ?? entity.id
    guard isNeeded, try validators.hasValidators(of: entity) else { return record }
    let checked = try transaction.preview(entity, inserting: record, owner: "admin", now: now)
    try await validators.validate(RecordValidation(entity: entity, record: checked), now: now, caller: .init(name: "admin"))
    var accepted = record
    accepted["id"] = checked["id"]
    return accepted
  }

  /// Asks about the changes of a record of the import's entity.
  ///
  /// - Throws: as `accepted`.
  func accept(_ changes: ExactDictionary<FieldValue>, of id: String) async throws {
    guard isNeeded, try validators.hasValidators(of: entity.id) else { return }
    let (before, after) = try transaction.preview(entity.id, id, changing: changes)
    let validation = RecordValidation(entity: entity.id, record: after, before: before)
    try await validators.validate(validation, now: now, caller: .init(name: "admin"))
  }
}
