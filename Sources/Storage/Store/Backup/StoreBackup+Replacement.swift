import Ecosystem

/// The highest numbers a content has used. A content that replaces it continues from them, so that a process that kept a number
/// from before, such as a running host, never finds another object under it.
public struct HighWaterMarks: Sendable, Hashable {
  /// The present generation; 0 before the first.
  public var generation: Int
  /// Number of changes of the plugins' fields.
  public var fieldsVersion: Int64
  /// The last number of each table whose numbers are never reused.
  public var sequences: [String: Int64]
  /// The identity of the content; nil when it cannot be read.
  public var identity: WorkspaceIdentity?

  /// The marks of an empty content.
  public static let none = HighWaterMarks(generation: 0, fieldsVersion: 0, sequences: [:], identity: nil)
}

extension StoreBackup {
  /// The name under which `counter` keeps the generation of the last restoration.
  static let restorationCounter = "restored"

  /// Reads the highest numbers this content has used.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails;
  ///   `.corrupt` without an identity.
  public func highWaterMarks() throws -> HighWaterMarks {
    let connection = try open()
    var marks = HighWaterMarks(
      generation: try transaction.generations.present().number, fieldsVersion: layout.fieldsVersion, sequences: [:],
      identity: try transaction.journal.identity())
    try explaining {
      try connection.run("SELECT name, seq FROM sqlite_sequence") { marks.sequences[$0.text(0)] = $0.integer(1) }
    }
    return marks
  }

  /// Prepares the content of a backup to replace another one: continues its numbers, releases the leases of jobs, drops the
  /// tables of the backup and writes its plugins as a new generation.
  ///
  /// - Parameter former: the highest numbers of the content to replace.
  /// - Returns: the new generation.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`;
  ///   `.badArgument` when `now` is no RFC 3339 timestamp; the errors of `highWaterMarks`.
  @discardableResult
  public func prepareAsReplacement(for former: HighWaterMarks, reason: String, now: String) throws -> Generation {
    let connection = try writable()
    let own = try highWaterMarks()
    try explaining {
      for name in BackupTables.names { try connection.run("DROP TABLE IF EXISTS \(name)") }
      try connection.run("UPDATE job SET lease_owner = NULL, lease_until_ms = NULL WHERE lease_owner IS NOT NULL")
      for (table, number) in former.sequences.sorted(by: { $0.key < $1.key }) {
        try raise(table, from: own.sequences[table], to: number, connection)
      }
      try transaction.journal.continueIdentity(of: former.identity, connection)
    }
    let generation = try transaction.generations.write(
      try transaction.generations.present().plugins, reason: reason, now: now, after: max(own.generation, former.generation))
    try setCounter("plugin_fields", max(own.fieldsVersion, former.fieldsVersion) + 1)
    try setCounter(StoreBackup.restorationCounter, Int64(generation.number))
    return generation
  }

  private func raise(_ table: String, from own: Int64?, to number: Int64, _ connection: Connection) throws {
    guard let own else {
      return try connection.run(
        "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [.text(table), .integer(number)])
    }
    try connection.run(
      "UPDATE sqlite_sequence SET seq = ? WHERE name = ?", [.integer(max(own, number)), .text(table)])
  }

  private func setCounter(_ name: String, _ value: Int64) throws {
    let connection = try writable()
    let sql = "INSERT INTO counter (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
    try explaining { try connection.run(sql, [.text(name), .integer(value)]) }
  }
}

// Queries that compare a restored content with the one it replaces.
extension StoreBackup {
  /// Reads the generation that the last restoration wrote; 0 when there was none.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func lastRestoration() throws -> Int {
    let connection = try open()
    let sql = "SELECT value FROM counter WHERE name = ?"
    return try explaining {
      try connection.first(sql, [.text(StoreBackup.restorationCounter)]) { Int($0.integer(0)) }
    } ?? 0
  }
}
