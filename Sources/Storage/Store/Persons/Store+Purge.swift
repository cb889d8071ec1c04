import GRDBSQLite

extension Store {
  /// Rewrites the file without the content of deleted rows, and empties its log, so that neither holds bytes of what was deleted. It
  /// takes the write lock, and room for a second copy of the file.
  ///
  /// - Parameter busyMilliseconds: how long to block this thread for other connections.
  /// - Returns: whether the log is empty; false while another connection reads from it, which leaves former pages in it until the
  ///   next checkpoint.
  /// - Throws: `StoreError.busy` when another connection keeps the write lock; `.disk` when there is no room.
  public func purgeDeletedContent(busyMilliseconds: Int = Store.busyMillisecondsDefault) throws -> Bool {
    let connection = try Connection(path: path)
    connection.setBusyTimeout(milliseconds: busyMilliseconds)
    // VACUUM attaches the copy that it writes.
    sqlite3_limit(connection.handle, SQLITE_LIMIT_ATTACHED, 1)
    try connection.run("VACUUM")
    guard try connection.first("PRAGMA wal_checkpoint(TRUNCATE)", body: { $0.integer(0) }) == 0 else { return false }
    try connection.run("DELETE FROM counter WHERE name = '\(StorePersons.purgeCounter)'")
    return try connection.first("PRAGMA wal_checkpoint(TRUNCATE)") { $0.integer(0) } == 0
  }
}
