import Ecosystem

// Upgrades a deferred transaction to a writer.

extension StoreTransaction {
  /// Takes the write lock for the changes to come, before the reads they depend on; a deferred transaction that has not read yet
  /// begins again on the latest state.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock.
  public func becomeWriter() throws { _ = try writable() }

  /// How long one attempt to take the write lock lasts before the interrupt is asked, in milliseconds.
  private static let attemptMilliseconds = 50

  /// Takes the write lock for a deferred transaction.
  ///
  /// If it has not read yet, it begins again as a writer on the latest state, and waits for the lock as any writer does. If it
  /// has read, its snapshot must still be the latest (SQLite's rule for `BEGIN DEFERRED` in WAL mode: SQLITE_BUSY_SNAPSHOT),
  /// since its writes may depend on what it read.
  /// - Throws: `StoreError.overtaken` when another writer has committed since or is active; `.busy` when another writer held the
  ///   lock for too long; `.interrupted`. The transaction then can only be rolled back.
  func upgradeToWriter() throws(StoreError) {
    guard let connection else { throw StoreError(.closed) }
    do {
      try explaining { try isSnapshotUsed ? takeLock(connection) : restartAsWriter(connection) }
      mode = .write
      connection.setJournal(Journal(layout.recordedShapes))
      whenWriting?()
      whenWriting = nil
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(.sqlite, found: ErrorText.message(of: error, in: .en))
    }
  }

  /// Runs a statement that changes no row: it takes the write lock all the same.
  private func takeLock(_ connection: Connection) throws {
    do {
      try connection.run("UPDATE counter SET value = value WHERE 0")
    } catch let error as StoreError where error.kind == .busy {
      throw StoreError(.overtaken)
    }
  }

  private func restartAsWriter(_ connection: Connection) throws {
    try connection.run("ROLLBACK")
    var left = Store.busyMillisecondsDefault
    while true {
      do {
        try store.start(.write, on: connection, Self.attemptMilliseconds)
        layout = try store.currentLayout(connection)
        return
      } catch let error as StoreError where error.kind == .busy {
        if connection.isStopping { throw StoreError(.interrupted) }
        left -= Self.attemptMilliseconds
        if left <= 0 { throw StoreError(.busy, found: "\(Store.busyMillisecondsDefault)") }
      }
    }
  }
}
