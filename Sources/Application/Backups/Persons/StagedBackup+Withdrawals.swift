import Calendar
import Ecosystem
import Store

/// A consent that was withdrawn in the content that a restore replaces.
struct ConsentWithdrawal {
  var person: FieldValue
  var purpose: FieldValue
  /// The moment of the withdrawal.
  var moment: String
}

extension ConsentWithdrawal {
  /// Returns the withdrawals that the present content of a workspace holds.
  static func all(in transaction: StoreTransaction) throws -> [ConsentWithdrawal] {
    let consent = try transaction.schema.requireEntity("consent")
    let filter = try Filter(["withdrawn_at": ["present": true]], for: consent)
    return try transaction.find("consent", Query(filter: filter)).compactMap { record in
      record["withdrawn_at"].textValue.map { ConsentWithdrawal(person: record["person"], purpose: record["purpose"], moment: $0) }
    }
  }
}

extension StoreTransaction {
  /// Withdraws the consents of a restored content that were withdrawn since: one of the same person and purpose, given no later than
  /// the withdrawal.
  ///
  /// - Returns: number of consents withdrawn.
  func withdrawAgain(_ withdrawals: [ConsentWithdrawal], now: String) throws -> Int {
    let consent = try schema.requireEntity("consent")
    var count = 0
    for withdrawal in withdrawals {
      let filter = try Filter(
        [
          "person": withdrawal.person, "purpose": withdrawal.purpose, "withdrawn_at": ["present": false],
          "given_at": ["le": .text(withdrawal.moment)],
        ], for: consent)
      for record in try find("consent", Query(filter: filter)) {
        _ = try update("consent", record.id, changes: ["withdrawn_at": .text(withdrawal.moment)], now: now)
        count += 1
      }
    }
    return count
  }
}

extension StagedBackup {
  /// Counts the consents that a restore would withdraw again; changes nothing.
  func countWithdrawals(_ withdrawals: [ConsentWithdrawal]) throws -> Int {
    let transaction = try store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    return try transaction.withdrawAgain(withdrawals, now: Instant.now())
  }
}
