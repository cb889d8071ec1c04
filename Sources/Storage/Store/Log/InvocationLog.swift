import Ecosystem

// Queries on the log of invocations: one invocation, the kills of a plugin, the quarantines.

extension InvocationRecord {
  /// The kind of a log entry without a call: a plugin was quarantined, or an admin lifted the quarantine (`outcome` tells which).
  public static let quarantineKind = "quarantine"
}

extension StoreTransaction {
  /// Reads an invocation by its id; nil when there is none.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func invocation(_ id: String) throws -> InvocationRecord? {
    try read("SELECT * FROM invocation WHERE id = ?", [.text(id)]).first
  }

  /// Reads the invocations of one plugin since a time, the newest first.
  /// - Parameter since: RFC 3339 in UTC; ids begin with the time, so that older entries are not read.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails;
  ///   `.badArgument` when `since` is no RFC 3339 timestamp.
  public func invocations(of plugin: String, since: String) throws -> [InvocationRecord] {
    let first = ULIDSource.first(milliseconds: try instant(since).milliseconds)
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

  private func read(_ sql: String, _ arguments: [SQLValue]) throws -> [InvocationRecord] {
    let connection = try open()
    var records: [InvocationRecord] = []
    try explaining {
      try connection.run(sql, arguments) { records.append(StoreTransaction.invocation($0)) }
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
