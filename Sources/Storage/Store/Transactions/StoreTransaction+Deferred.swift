import Ecosystem

// A deferred transaction becomes the writer.

extension StoreTransaction {
  /// How long one look at another writer's lock lasts before the interrupt is asked, in milliseconds.
  private static let lookMilliseconds = 50

  /// Makes a deferred transaction the writer.
  ///
  /// Where nothing was read yet it begins again as a writer, on the latest state, and waits for another one as any writer
  /// does. Where something was read, the snapshot must still be the latest (SQLite's rule for `BEGIN DEFERRED` in WAL mode:
  /// SQLITE_BUSY_SNAPSHOT), since what was read may be the reason for what is written.
  /// - Throws: `StoreError.overtaken` when somebody wrote or writes since; `.busy` when another writer kept the file for too
  ///   long; `.interrupted`. The transaction then can only be rolled back.
  func becomeWriter() throws(StoreError) {
    guard let connection else { throw StoreError(.closed) }
    do {
      try explaining { try isSnapshotUsed ? takeLock(connection) : beginAgain(connection) }
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

  /// A statement that changes no row takes the writer's lock nevertheless.
  private func takeLock(_ connection: Connection) throws {
    do {
      try connection.run("UPDATE counter SET value = value WHERE 0")
    } catch let error as StoreError where error.kind == .busy {
      throw StoreError(.overtaken)
    }
  }

  private func beginAgain(_ connection: Connection) throws {
    try connection.run("ROLLBACK")
    var left = Store.busyMillisecondsDefault
    while true {
      do {
        try store.start(.write, on: connection, Self.lookMilliseconds)
        layout = try store.currentLayout(connection)
        return
      } catch let error as StoreError where error.kind == .busy {
        if connection.isStopping { throw StoreError(.interrupted) }
        left -= Self.lookMilliseconds
        if left <= 0 { throw StoreError(.busy, found: "\(Store.busyMillisecondsDefault)") }
      }
    }
  }
}
