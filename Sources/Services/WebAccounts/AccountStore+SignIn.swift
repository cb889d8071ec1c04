import Ecosystem
import Foundation
import GRDB

// Signing in: by a link and the second factor, or in a known browser by name and code.

extension AccountStore {
  /// Whether a link can still be used. It stays so: looking at a link does not use it up.
  public func isValid(invite token: String) throws -> Bool {
    guard token.utf8.count == Secret.length else { return false }
    return try queue.read { database in
      try Bool.fetchOne(
        database, sql: "SELECT count(*) FROM invite WHERE hash = ? AND expires_at > ?", arguments: [Secret.hash(token), clock()]) ?? false
    }
  }

  /// Uses a link up and begins a session that waits for the second factor, or for its setting up.
  /// - Returns: nil for a link that was used, has expired or never was.
  public func accept(invite token: String) throws -> SignIn? {
    guard token.utf8.count == Secret.length else { return nil }
    return try queue.write { database in
      try removeEnded(database)
      let hash = Secret.hash(token)
      let account = try String.fetchOne(database, sql: "SELECT account FROM invite WHERE hash = ?", arguments: [hash])
      guard let name = account else { return nil }
      try database.execute(sql: "DELETE FROM invite WHERE hash = ?", arguments: [hash])
      let hasKey =
        try Bool.fetchOne(database, sql: "SELECT key IS NOT NULL FROM account WHERE name = ?", arguments: [name]) ?? false
      let session = try begin(
        hasKey ? .awaitingCode : .enrolling, of: name, key: hasKey ? nil : Secret.bytes(TimeBasedCode.keyBytes), database)
      return SignIn(account: name, session: session)
    }
  }

  /// Returns the session of a token, and notes that it was used; nil for one that has ended or never was.
  public func session(_ token: String) throws -> ActiveSession? {
    guard token.utf8.count == Secret.length else { return nil }
    return try queue.write { database in
      guard let row = try row(of: token, database) else { return nil }
      let now = clock()
      // Once a minute is enough, and most pages then write nothing.
      if now - row["used_at"] >= 60_000 {
        try database.execute(sql: "UPDATE session SET used_at = ? WHERE hash = ?", arguments: [now, Secret.hash(token)])
      }
      return ActiveSession(
        id: row["id"], account: row["account"], audience: Audience(rawValue: row["audience"]) ?? .public,
        stage: SessionStage(rawValue: row["stage"]) ?? .awaitingCode, newKey: (row["key"] as Data?).map(Array.init))
    }
  }

  /// Sets up the second factor with a code of the new key: the session becomes a new one that is open, and there are recovery codes.
  public func enrol(_ token: String, code: String) throws -> CodeOutcome {
    try queue.write { database in
      guard let row = try row(of: token, database), row["stage"] == SessionStage.enrolling.rawValue, let key = row["key"] as Data? else {
        return .ended
      }
      guard let step = TimeBasedCode.acceptedStep(Self.digits(code), key: Array(key), after: -1, at: clock()) else {
        return try countFailure(of: token, row, database)
      }
      let name: String = row["account"]
      try database.execute(sql: "UPDATE account SET key = ?, last_step = ? WHERE name = ?", arguments: [key, step, name])
      try database.execute(sql: "DELETE FROM session WHERE hash = ?", arguments: [Secret.hash(token)])
      var signIn = try open(name, database)
      signIn.recoveryCodes = try makeRecoveryCodes(of: name, database)
      return .signedIn(signIn)
    }
  }

  /// Checks the second factor after a link: a code of the app, or a recovery code, which is used up.
  public func prove(_ token: String, code: String) throws -> CodeOutcome {
    try queue.write { database in
      guard let row = try row(of: token, database), row["stage"] == SessionStage.awaitingCode.rawValue else { return .ended }
      guard try isRight(code, of: row["account"], database) else { return try countFailure(of: token, row, database) }
      try database.execute(sql: "DELETE FROM session WHERE hash = ?", arguments: [Secret.hash(token)])
      return .signedIn(try open(row["account"], database))
    }
  }

  /// Signs in by name and code in a browser where she has signed in before: the token of the browser is the first factor.
  ///
  /// Codes are checked in known browsers only, and wrong ones count against the browser, so that a stranger can neither guess nor lock
  /// anybody out.
  /// - Returns: nil for an unknown name, a browser that is not known or must wait, and a wrong code alike.
  public func signIn(_ name: String, code: String, browser token: String?) throws -> SignIn? {
    let (name, hash) = (AccountName.normal(name) ?? "", Secret.hash(token ?? ""))
    return try queue.write { database in
      try removeEnded(database)
      let browser = try Row.fetchOne(
        database, sql: "SELECT failures FROM browser WHERE hash = ? AND account = ? AND wait_until <= ?", arguments: [hash, name, clock()])
      guard let browser else {
        // As much work as for a known browser.
        _ = TimeBasedCode.acceptedStep(Self.digits(code), key: [], after: 0, at: clock())
        return nil
      }
      guard try isRight(code, of: name, database) else {
        try countFailure(browser: hash, of: name, failures: browser["failures"] + 1, database)
        return nil
      }
      try database.execute(sql: "DELETE FROM browser WHERE hash = ? AND account = ?", arguments: [hash, name])
      return try open(name, database)
    }
  }

  /// Ends the session of a token. The browser stays known.
  public func signOut(_ token: String) throws {
    try queue.write { try $0.execute(sql: "DELETE FROM session WHERE hash = ?", arguments: [Secret.hash(token)]) }
  }

  /// Ends all sessions of an account and forgets its browsers.
  public func signOutEverywhere(_ account: String) throws {
    try queue.write { database in
      for table in ["session", "browser"] {
        try database.execute(sql: "DELETE FROM \(table) WHERE account = ?", arguments: [account])
      }
    }
  }

  /// Replaces the recovery codes of an account, once a code of the app was right.
  /// - Returns: nil for a wrong code, of which five end the session.
  public func renewRecoveryCodes(_ token: String, code: String) throws -> [String]? {
    try queue.write { database in
      guard let row = try row(of: token, database), row["stage"] == SessionStage.open.rawValue else { return nil }
      guard try isRight(code, of: row["account"], database) else {
        _ = try countFailure(of: token, row, database)
        return nil
      }
      return try makeRecoveryCodes(of: row["account"], database)
    }
  }

  // MARK: Rows

  private func row(of token: String, _ database: Database) throws -> Row? {
    try removeEnded(database)
    return try Row.fetchOne(
      database, sql: "SELECT session.*, account.audience FROM session JOIN account ON account.name = session.account WHERE hash = ?",
      arguments: [Secret.hash(token)])
  }

  /// Begins a session under a new token, and returns the token.
  private func begin(_ stage: SessionStage, of name: String, key: [UInt8]? = nil, _ database: Database) throws -> String {
    let (token, now) = (Secret.token(), clock())
    try database.execute(
      sql: "INSERT INTO session (hash, id, account, stage, created_at, used_at, key) VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [Secret.hash(token), Secret.hexadecimal(Secret.bytes(5)), name, stage.rawValue, now, now, key.map { Data($0) }])
    return token
  }

  /// Begins an open session, and makes the browser known.
  private func open(_ name: String, _ database: Database) throws -> SignIn {
    let (session, browser) = (try begin(.open, of: name, database), Secret.token())
    try database.execute(
      sql: "INSERT INTO browser (hash, account, used_at) VALUES (?, ?, ?)", arguments: [Secret.hash(browser), name, clock()])
    return SignIn(account: name, session: session, browser: browser)
  }

  private func makeRecoveryCodes(of name: String, _ database: Database) throws -> [String] {
    let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.make() }
    try database.execute(sql: "DELETE FROM recovery_code WHERE account = ?", arguments: [name])
    for code in codes {
      try database.execute(
        sql: "INSERT INTO recovery_code (account, hash) VALUES (?, ?)", arguments: [name, RecoveryCode.hash(code)])
    }
    return codes
  }

  // MARK: Codes

  private static func digits(_ entered: String) -> String { entered.filter { !$0.isWhitespace } }

  /// Checks a code, which is used up when it is right.
  private func isRight(_ entered: String, of name: String, _ database: Database) throws -> Bool {
    guard let row = try Row.fetchOne(database, sql: "SELECT key, last_step FROM account WHERE name = ?", arguments: [name]),
      let key = row["key"] as Data?
    else { return false }
    if let step = TimeBasedCode.acceptedStep(Self.digits(entered), key: Array(key), after: row["last_step"], at: clock()) {
      try database.execute(sql: "UPDATE account SET last_step = ? WHERE name = ?", arguments: [step, name])
      return true
    }
    try database.execute(
      sql: "DELETE FROM recovery_code WHERE account = ? AND hash = ?", arguments: [name, RecoveryCode.hash(entered)])
    return database.changesCount > 0
  }

  private func countFailure(of token: String, _ row: Row, _ database: Database) throws -> CodeOutcome {
    let (failures, hash) = ((row["failures"] as Int) + 1, Secret.hash(token))
    if failures >= Self.failuresMax {
      try database.execute(sql: "DELETE FROM session WHERE hash = ?", arguments: [hash])
      return .ended
    }
    try database.execute(sql: "UPDATE session SET failures = ? WHERE hash = ?", arguments: [failures, hash])
    return .wrong
  }

  private func countFailure(browser hash: String, of name: String, failures: Int, _ database: Database) throws {
    if failures >= Self.browserFailuresMax {
      try database.execute(sql: "DELETE FROM browser WHERE hash = ? AND account = ?", arguments: [hash, name])
      return
    }
    let wait = failures % Self.failuresMax == 0 ? clock() + Self.waitMilliseconds : 0
    try database.execute(
      sql: "UPDATE browser SET failures = ?, wait_until = ? WHERE hash = ? AND account = ?", arguments: [failures, wait, hash, name])
  }
}
