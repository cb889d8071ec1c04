import Ecosystem

/// What a content has counted up to. A content that takes its place counts on from there: whoever knows a number from before, such
/// as a host that keeps running, never takes it for something else.
public struct ContentMarks: Sendable, Hashable {
  /// The present generation; 0 before the first.
  public var generation: Int
  /// How often plugins changed their fields.
  public var fieldsVersion: Int64
  /// The last number of each table that never gives one twice.
  public var sequences: [String: Int64]
  /// Which content it is; nil when it cannot be read.
  public var identity: WorkspaceIdentity?

  /// Nothing counted yet.
  public static let none = ContentMarks(generation: 0, fieldsVersion: 0, sequences: [:], identity: nil)
}

extension StoreTransaction {
  /// The name under which `counter` keeps the generation that the last restoration made.
  static let restorationCounter = "restored"

  /// What this content has counted up to.
  public func contentMarks() throws -> ContentMarks {
    let connection = try open()
    var marks = ContentMarks(
      generation: try generation().number, fieldsVersion: layout.fieldsVersion, sequences: [:], identity: try identity())
    try explaining {
      try connection.run("SELECT name, seq FROM sqlite_sequence") { marks.sequences[$0.text(0)] = $0.integer(1) }
    }
    return marks
  }

  /// Makes the content of a backup ready to take the place of another: it counts on from where that one was, belongs to no
  /// host's run of a job, is no backup any more, and has the plugins it had as a new generation.
  ///
  /// - Parameter former: what the content that goes has counted up to.
  /// - Returns: the new generation.
  @discardableResult
  public func succeed(_ former: ContentMarks, reason: String, now: String) throws -> Generation {
    let connection = try writable()
    let own = try contentMarks()
    try explaining {
      for name in BackupTables.names { try connection.run("DROP TABLE IF EXISTS \(name)") }
      try connection.run("UPDATE job SET lease_owner = NULL, lease_until_ms = NULL WHERE lease_owner IS NOT NULL")
      for (table, number) in former.sequences.sorted(by: { $0.key < $1.key }) {
        try raise(table, from: own.sequences[table], to: number, connection)
      }
      try continueIdentity(of: former.identity, connection)
    }
    let generation = try write(
      generation: try generation().plugins, reason: reason, now: now, after: max(own.generation, former.generation))
    try setCounter("plugin_fields", max(own.fieldsVersion, former.fieldsVersion) + 1)
    try setCounter(StoreTransaction.restorationCounter, Int64(generation.number))
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

// What a restoration tells of the content that goes and the one that comes.
extension StoreTransaction {
  /// The generation that the last restoration made; 0 when there was none.
  public func lastRestoration() throws -> Int {
    let connection = try open()
    let sql = "SELECT value FROM counter WHERE name = ?"
    return try explaining {
      try connection.first(sql, [.text(StoreTransaction.restorationCounter)]) { Int($0.integer(0)) }
    } ?? 0
  }

  /// The invocation of the last change in the journal; nil when it is empty.
  public func lastChange() throws -> String? {
    let connection = try open()
    return try explaining {
      try connection.first("SELECT max(invocation) FROM journal_change") { $0.optionalText(0) } ?? nil
    }
  }

  /// Number of changes by later invocations than that one.
  public func changeCount(after invocation: String) throws -> Int {
    let connection = try open()
    let sql = "SELECT count(*) FROM journal_change WHERE invocation > ?"
    return try explaining { try connection.first(sql, [.text(invocation)]) { Int($0.integer(0)) } } ?? 0
  }

  /// The numbers of the deliveries that are still to be made, those set aside left out.
  public func deliveryNumbers() throws -> [Int64] {
    let connection = try open()
    var numbers: [Int64] = []
    try explaining {
      try connection.run("SELECT number FROM delivery WHERE set_aside_at IS NULL") { numbers.append($0.integer(0)) }
    }
    return numbers
  }
}
