import Ecosystem

// What is asked of the log of invocations: one of them, the kills of a plugin, the quarantines.

extension InvocationRecord {
  /// The kind of an entry that is no call: a plugin was put under quarantine, or an admin lifted it (`outcome` says which).
  public static let quarantineKind = "quarantine"
}

extension StoreTransaction {
  /// The invocation of that id; nil when there is none.
  public func invocation(_ id: String) throws -> InvocationRecord? {
    try read("SELECT * FROM invocation WHERE id = ?", [.text(id)]).first
  }

  /// The invocations of one plugin from a moment on, the newest first.
  /// - Parameter since: RFC 3339 in UTC; ids begin with the time, so that older ones are not even read.
  public func invocations(of plugin: String, since: String) throws -> [InvocationRecord] {
    let first = ULIDSource.first(milliseconds: try instant(since).milliseconds)
    let sql = "SELECT * FROM invocation WHERE id >= ? AND plugin = ? ORDER BY id DESC"
    return try read(sql, [.text(first), .text(plugin)])
  }

  /// What was last said about the quarantine of a plugin; nil when it never had one.
  public func lastQuarantine(of plugin: String) throws -> InvocationRecord? {
    let sql = """
      SELECT * FROM invocation WHERE kind = '\(InvocationRecord.quarantineKind)' AND plugin = ? ORDER BY id DESC LIMIT 1
      """
    return try read(sql, [.text(plugin)]).first
  }

  /// What was last said about the quarantine of each plugin that ever had one, by name.
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
  /// The lowest id of a moment given in milliseconds since 1970.
  static func first(milliseconds: Int64) -> String {
    text(time: UInt64(clamping: milliseconds) & 0xFFFF_FFFF_FFFF, high: 0, low: 0)
  }
}
