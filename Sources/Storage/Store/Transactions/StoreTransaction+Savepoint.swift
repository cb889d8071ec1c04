import Ecosystem

/// A savepoint of a transaction.
public struct Savepoint {
  let changeCount: Int
  let eventCount: Int
  let pending: [PendingReference]
  let pendingRuleChecks: Set<PendingRuleCheck>
  let deleted: DeletedRecords
  let cascade: Int64?
  /// The state of the journal; nil in a transaction that has not written yet.
  let journal: Journal.Mark?
}

extension StoreTransaction {
  /// Begins the next of several invocations in one write transaction: closes the cursors of the one before, starts the clock of the write
  /// lock again, and names the invocation to those who wait for the lock.
  public func beginInvocation(as writer: Writer) {
    guard isOpen, mode == .write else { return }
    closeCursors()
    writeClock.begin()
    store.slot.rename(writer)
  }

  /// Begins a savepoint. It ends with `release` or `rollback(to:)`; savepoints begun later must have ended before.
  /// - Throws: `StoreError.closed` once the transaction has ended.
  public func savepoint() throws -> Savepoint {
    let connection = try open()
    let mark = try explaining { try connection.journal.map { journal in try connection.unrecorded { try journal.mark(connection) } } }
    try explaining { try connection.run("SAVEPOINT call") }
    return Savepoint(
      changeCount: changeCount, eventCount: events.count, pending: pending, pendingRuleChecks: pendingRuleChecks, deleted: deleted,
      cascade: events.cascade, journal: mark)
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
    connection.journal?.restore(to: savepoint.journal)
    (changeCount, events.count) = (savepoint.changeCount, savepoint.eventCount)
    (pending, pendingRuleChecks, deleted) = (savepoint.pending, savepoint.pendingRuleChecks, savepoint.deleted)
    events.cascade = savepoint.cascade
    // The numbers of shapes written since are given again.
    (entityByID, writtenShapes, storageBytes) = ([:], [:], [:])
    (knowsExamples, knowsAliases) = (nil, nil)
  }
}
