import Ecosystem

/// A savepoint of a transaction.
public struct Savepoint {
  let changeCount: Int
  let eventCount: Int
  let pending: [PendingReference]
  let pendingRuleChecks: Set<PendingRuleCheck>
  let deleted: ExactDictionary<String>
  let cascade: Int64?
}

extension StoreTransaction {
  /// Begins a savepoint. It ends with `release` or `rollback(to:)`; savepoints begun later must have ended before.
  /// - Throws: `StoreError.closed` once the transaction has ended.
  public func savepoint() throws -> Savepoint {
    let connection = try open()
    try explaining { try connection.run("SAVEPOINT call") }
    return Savepoint(
      changeCount: changeCount, eventCount: events.count, pending: pending, pendingRuleChecks: pendingRuleChecks, deleted: deleted,
      cascade: events.cascade)
  }

  /// Releases a savepoint and keeps the changes since.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.sqlite` when the savepoint has ended.
  public func release(_ savepoint: Savepoint) throws {
    let connection = try open()
    try explaining { try connection.run("RELEASE call") }
  }

  /// Undoes the changes since a savepoint; the transaction stays open.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.sqlite` when the savepoint has ended.
  public func rollback(to savepoint: Savepoint) throws {
    let connection = try open()
    try explaining {
      try connection.run("ROLLBACK TO call")
      try connection.run("RELEASE call")
    }
    (changeCount, events.count) = (savepoint.changeCount, savepoint.eventCount)
    (pending, pendingRuleChecks, deleted) = (savepoint.pending, savepoint.pendingRuleChecks, savepoint.deleted)
    events.cascade = savepoint.cascade
    entityByID = [:]
  }
}
