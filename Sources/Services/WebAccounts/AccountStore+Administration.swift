import Ecosystem
import GRDB

// The accounts as the admin sees and changes them.

extension AccountStore {
  /// Makes a link for one person and one browser, valid for `inviteMilliseconds` and used once; a former one of hers ends. Creates the
  /// account when there is none.
  ///
  /// - Parameter audience: what she may see; nil for that of the existing account, `.staff` for a new one.
  /// - Returns: the name of the account and the token of the link.
  /// - Throws: `AccountError.nameInvalid`, and the errors of the database.
  public func invite(_ text: String, audience: Audience?) throws -> (name: String, token: String) {
    guard let name = AccountName.normal(text) else { throw AccountError.nameInvalid(name: text) }
    let (token, now) = (Secret.token(), clock())
    try queue.write { database in
      try database.execute(
        sql: "INSERT INTO account (name, audience, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        arguments: [name, (audience ?? .staff).rawValue, now])
      if let audience {
        try database.execute(sql: "UPDATE account SET audience = ? WHERE name = ?", arguments: [audience.rawValue, name])
      }
      try database.execute(sql: "DELETE FROM invite WHERE account = ? OR expires_at <= ?", arguments: [name, now])
      try database.execute(
        sql: "INSERT INTO invite (hash, account, expires_at) VALUES (?, ?, ?)",
        arguments: [Secret.hash(token), name, now + Self.inviteMilliseconds])
    }
    return (name, token)
  }

  /// Returns the accounts, by name.
  public func accounts() throws -> [Account] {
    try queue.write { database in
      try removeEnded(database)
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT name, audience, created_at, key IS NOT NULL AS has_key,
            (SELECT count(*) FROM recovery_code r WHERE r.account = name) AS codes,
            (SELECT count(*) FROM session s WHERE s.account = name AND s.stage = 'open') AS sessions
          FROM account ORDER BY name
          """)
      return rows.map { row in
        Account(
          name: row["name"], audience: Audience(rawValue: row["audience"]) ?? .public, createdAt: row["created_at"],
          hasSecondFactor: row["has_key"], recoveryCodeCount: row["codes"], sessionCount: row["sessions"])
      }
    }
  }

  /// Returns the open sessions, the last used first.
  /// - Parameter account: the name of an account; nil for all.
  public func sessions(of account: String? = nil) throws -> [SessionSummary] {
    try queue.write { database in
      try removeEnded(database)
      let rows = try Row.fetchAll(
        database,
        sql: "SELECT * FROM session WHERE stage = 'open' AND (account = ?1 OR ?1 IS NULL) ORDER BY used_at DESC, id", arguments: [account])
      return rows.map { SessionSummary(id: $0["id"], account: $0["account"], createdAt: $0["created_at"], usedAt: $0["used_at"]) }
    }
  }

  /// Ends a session.
  ///
  /// - Parameter account: the account whose session it must be; nil for any.
  /// - Throws: `AccountError.sessionUnknown`, and the errors of the database.
  public func endSession(_ id: String, of account: String? = nil) throws {
    try queue.write { database in
      try database.execute(sql: "DELETE FROM session WHERE id = ?1 AND (account = ?2 OR ?2 IS NULL)", arguments: [id, account])
      guard database.changesCount > 0 else { throw AccountError.sessionUnknown(id: id) }
    }
  }

  /// Deletes an account with its sessions, links, codes and known browsers.
  /// - Throws: `AccountError.accountUnknown`, and the errors of the database.
  public func revoke(_ text: String) throws {
    try change(text) { database, name in try database.execute(sql: "DELETE FROM account WHERE name = ?", arguments: [name]) }
  }

  /// Deletes the second factor of an account, its recovery codes, sessions and known browsers: its next link sets up a new one.
  /// - Throws: `AccountError.accountUnknown`, and the errors of the database.
  public func resetSecondFactor(_ text: String) throws {
    try change(text) { database, name in
      try database.execute(sql: "UPDATE account SET key = NULL, last_step = -1 WHERE name = ?", arguments: [name])
      for table in ["recovery_code", "session", "browser", "invite"] {
        try database.execute(sql: "DELETE FROM \(table) WHERE account = ?", arguments: [name])
      }
    }
  }

  private func change(_ text: String, _ body: (Database, String) throws -> Void) throws {
    let name = AccountName.normal(text) ?? text
    try queue.write { database in
      let known = try String.fetchAll(database, sql: "SELECT name FROM account ORDER BY name")
      guard known.contains(name) else { throw AccountError.accountUnknown(name: text, known: known) }
      try body(database, name)
    }
  }

  /// Deletes the rows whose time is over.
  func removeEnded(_ database: Database) throws {
    let now = clock()
    try database.execute(
      sql: """
        DELETE FROM session WHERE created_at <= CASE stage WHEN 'open' THEN ?1 ELSE ?2 END OR (stage = 'open' AND used_at <= ?3)
        """, arguments: [now - limits.milliseconds, now - Self.stageMilliseconds, now - limits.idleMilliseconds])
    try database.execute(sql: "DELETE FROM browser WHERE used_at <= ?", arguments: [now - Self.browserMilliseconds])
    try database.execute(sql: "DELETE FROM invite WHERE expires_at <= ?", arguments: [now])
  }
}
