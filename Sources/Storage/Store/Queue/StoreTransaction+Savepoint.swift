import Ecosystem

/// A moment within a transaction to which one can go back.
public struct Savepoint {
  let changeCount: Int
  let eventCount: Int
  let pending: [PendingReference]
  let unagreed: Set<UncheckedAgreement>
  let deleted: ExactDictionary<String>
  let cascade: Int64?
}

extension StoreTransaction {
  /// Marks the present state. It ends with `release` or `rollback(to:)`; marks made later must have ended before.
  public func savepoint() throws -> Savepoint {
    let connection = try open()
    try explaining { try connection.run("SAVEPOINT call") }
    return Savepoint(
      changeCount: changeCount, eventCount: eventCount, pending: pending, unagreed: unagreed, deleted: deleted,
      cascade: cascade)
  }

  /// Keeps what was done since.
  public func release(_ savepoint: Savepoint) throws {
    let connection = try open()
    try explaining { try connection.run("RELEASE call") }
  }

  /// Takes back what was done since; the transaction goes on.
  public func rollback(to savepoint: Savepoint) throws {
    let connection = try open()
    try explaining {
      try connection.run("ROLLBACK TO call")
      try connection.run("RELEASE call")
    }
    (changeCount, eventCount) = (savepoint.changeCount, savepoint.eventCount)
    (pending, unagreed, deleted) = (savepoint.pending, savepoint.unagreed, savepoint.deleted)
    cascade = savepoint.cascade
    entityByID = [:]
  }
}
