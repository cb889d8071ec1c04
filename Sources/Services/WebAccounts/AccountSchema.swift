import GRDB

/// The tables of the accounts. Times are milliseconds since 1970.
enum AccountSchema {
  private static let version = 1

  /// Creates the tables in a new file.
  /// - Throws: the errors of SQLite, `DatabaseError` for a file of a newer version.
  static func migrate(_ queue: DatabaseQueue) throws {
    try queue.write { database in
      let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      if found == version { return }
      guard found == 0 else { throw DatabaseError(message: "version \(found)") }
      try database.execute(sql: tables)
      try database.execute(sql: "PRAGMA user_version = \(version)")
    }
  }

  private static let tables = """
    CREATE TABLE account (
      name TEXT PRIMARY KEY, audience TEXT NOT NULL, created_at INTEGER NOT NULL,
      key BLOB, -- of the second factor
      last_step INTEGER NOT NULL DEFAULT -1 -- the step of the last code that was used
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE recovery_code (
      account TEXT NOT NULL REFERENCES account ON DELETE CASCADE, hash TEXT NOT NULL, PRIMARY KEY (account, hash)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE invite (
      hash TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account ON DELETE CASCADE, expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE session (
      hash TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
      stage TEXT NOT NULL, created_at INTEGER NOT NULL, used_at INTEGER NOT NULL, failures INTEGER NOT NULL DEFAULT 0,
      key BLOB -- of a second factor that is being set up
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE browser (
      hash TEXT NOT NULL, account TEXT NOT NULL REFERENCES account ON DELETE CASCADE, used_at INTEGER NOT NULL,
      failures INTEGER NOT NULL DEFAULT 0, wait_until INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (hash, account)
    ) STRICT, WITHOUT ROWID;
    """
}
