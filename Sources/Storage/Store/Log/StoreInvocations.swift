import Ecosystem

// Queries on the log of invocations: one invocation, the kills of a plugin, the quarantines.

extension InvocationRecord {
  /// The kind of a log entry without a call: a plugin was quarantined, or an admin lifted the quarantine (`outcome` tells which).
  public static let quarantineKind = "quarantine"
}

/// The log of invocations: calls of plugin code, operations of admins, quarantines.
public struct StoreInvocations: TransactionFacet {
  package let transaction: StoreTransaction
}

extension StoreTransaction {
  /// The log of invocations.
  public var invocations: StoreInvocations { StoreInvocations(transaction: self) }
}

extension StoreInvocations {
  /// Makes a new invocation id: a ULID in lower case, in order within the transaction.
  /// - Throws: `StoreError.badArgument` when `now` is no RFC 3339 timestamp.
  public func makeID(now: String) throws -> String {
    transaction.ulids.next(milliseconds: try transaction.instant(now).milliseconds)
  }

  /// Adds an invocation to the log.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`;
  ///   `.constraint` when the id is in use.
  public func append(_ record: InvocationRecord) throws {
    let connection = try writable()
    let texts = [
      record.id, record.plugin, record.principal, record.kind, record.name, record.startedAt, record.outcome,
    ].map(SQLValue.text)
    let numbers = [
      record.queueMilliseconds, record.cpuMilliseconds, record.wallMilliseconds, record.peakBytes, record.rowsRead,
      record.rowsWritten, record.outputBytes,
    ].map { SQLValue.integer(Int64($0)) }
    let sql = "INSERT INTO invocation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    try explaining { try connection.run(sql, texts + [SQLValue(record.detail)] + numbers) }
  }

  /// Reads the last invocations, the newest first. Empty for an audience below the staff.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func latest(limit: Int = 100) throws -> [InvocationRecord] {
    let connection = try open()
    var records: [InvocationRecord] = []
    if transaction.scope.audience < .staff { return records }
    let sql = "SELECT * FROM invocation ORDER BY id DESC LIMIT ?"
    try explaining {
      try connection.run(sql, [.integer(Int64(limit))]) { records.append(StoreInvocations.record($0)) }
    }
    return records
  }

  /// Deletes the invocations before a time that changed nothing, except the quarantine entries.
  /// - Returns: number of deleted invocations.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`;
  ///   `.badArgument` when `moment` is no RFC 3339 timestamp.
  @discardableResult
  public func prune(before moment: String) throws -> Int {
    let connection = try writable()
    let first = SQLValue.text(ULIDSource.first(milliseconds: try transaction.instant(moment).milliseconds))
    return try explaining { try delete(before: first, connection) }
  }

  /// Reads an invocation by its id; nil when there is none, and for an audience below the staff.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func get(_ id: String) throws -> InvocationRecord? {
    transaction.scope.audience < .staff ? nil : try entry(id)
  }

  /// Reads the entry of that id for the store's own use.
  func entry(_ id: String) throws -> InvocationRecord? {
    try read("SELECT * FROM invocation WHERE id = ?", [.text(id)]).first
  }

  /// Reads the invocations of one plugin since a time, the newest first.
  /// - Parameter since: RFC 3339 in UTC; ids begin with the time, so that older entries are not read.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails;
  ///   `.badArgument` when `since` is no RFC 3339 timestamp.
  public func all(of plugin: String, since: String) throws -> [InvocationRecord] {
    let first = ULIDSource.first(milliseconds: try transaction.instant(since).milliseconds)
    let sql = "SELECT * FROM invocation WHERE id >= ? AND plugin = ? ORDER BY id DESC"
    return try read(sql, [.text(first), .text(plugin)])
  }

  /// Reads the last quarantine entry of a plugin; nil when it has none.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func lastQuarantine(of plugin: String) throws -> InvocationRecord? {
    let sql = """
      SELECT * FROM invocation WHERE kind = '\(InvocationRecord.quarantineKind)' AND plugin = ? ORDER BY id DESC LIMIT 1
      """
    return try read(sql, [.text(plugin)]).first
  }

  /// Reads the last quarantine entry of each plugin that has one, by name.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func lastQuarantines() throws -> [InvocationRecord] {
    let kind = InvocationRecord.quarantineKind
    return try read("SELECT * FROM invocation WHERE kind = '\(kind)' ORDER BY plugin, id", [])
      .reduce(into: [String: InvocationRecord]()) { $0[$1.plugin] = $1 }
      .values.sorted { $0.plugin < $1.plugin }
  }

  func delete(before first: SQLValue, _ connection: Connection) throws -> Int {
    let sql = """
      DELETE FROM invocation WHERE id < ? AND kind <> '\(InvocationRecord.quarantineKind)'
      AND id NOT IN (SELECT invocation FROM journal_change WHERE invocation IS NOT NULL) RETURNING id
      """
    var count = 0
    try connection.run(sql, [first]) { _ in count += 1 }
    return count
  }

  static func record(_ row: PreparedStatement) -> InvocationRecord {
    let numbers = (8..<15).map { Int(row.integer($0)) }
    return InvocationRecord(
      id: row.text(0), plugin: row.text(1), principal: row.text(2), kind: row.text(3), name: row.text(4),
      startedAt: row.text(5), outcome: row.text(6), detail: row.optionalText(7)
    ).with {
      $0.queueMilliseconds = numbers[0]
      $0.cpuMilliseconds = numbers[1]
      $0.wallMilliseconds = numbers[2]
      $0.peakBytes = numbers[3]
      $0.rowsRead = numbers[4]
      $0.rowsWritten = numbers[5]
      $0.outputBytes = numbers[6]
    }
  }

  private func read(_ sql: String, _ arguments: [SQLValue]) throws -> [InvocationRecord] {
    let connection = try open()
    var records: [InvocationRecord] = []
    try explaining {
      try connection.run(sql, arguments) { records.append(StoreInvocations.record($0)) }
    }
    return records
  }
}

extension ULIDSource {
  /// Returns the lowest id of a time given in milliseconds since 1970.
  static func first(milliseconds: Int64) -> String {
    text(time: UInt64(clamping: milliseconds) & 0xFFFF_FFFF_FFFF, high: 0, low: 0)
  }
}
