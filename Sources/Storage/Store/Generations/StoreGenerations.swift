import Ecosystem

/// The generations: the sets of plugins installed at one time, and the data changes made with them.
public struct StoreGenerations: TransactionFacet {
  package let transaction: StoreTransaction
}

extension StoreTransaction {
  /// The generations of installed plugins.
  public var generations: StoreGenerations { StoreGenerations(transaction: self) }
}

extension StoreGenerations {
  /// Reads the present generation; `Generation.none` before the first.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func present() throws -> Generation {
    let connection = try open()
    let sql = "SELECT number, created_at, reason FROM generation ORDER BY number DESC LIMIT 1"
    return try explaining { try connection.first(sql) { try whole($0, connection) } ?? .none }
  }

  /// Reads a generation by its number; nil when there is none.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func get(number: Int) throws -> Generation? {
    let connection = try open()
    let sql = "SELECT number, created_at, reason FROM generation WHERE number = ?"
    return try explaining { try connection.first(sql, [.integer(Int64(number))]) { try whole($0, connection) } }
  }

  /// Reads the generation before another; nil when that was the first. Numbers may have gaps.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func get(before number: Int) throws -> Generation? {
    let connection = try open()
    let sql = "SELECT number, created_at, reason FROM generation WHERE number < ? ORDER BY number DESC LIMIT 1"
    return try explaining { try connection.first(sql, [.integer(Int64(number))]) { try whole($0, connection) } }
  }

  /// Reads all generations, the newest first.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func all() throws -> [Generation] {
    let connection = try open()
    return try explaining {
      var all: [Generation] = []
      let sql = "SELECT number, created_at, reason FROM generation ORDER BY number DESC"
      try connection.run(sql) { all.append(try whole($0, connection)) }
      return all
    }
  }

  /// Writes a set of plugins as the present generation, under the next number. Reconciles jobs and deliveries with it.
  /// - Parameter last: the last number used; by default that of the present generation.
  /// - Returns: the new generation.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`;
  ///   `.badArgument` when `now` is no RFC 3339 timestamp; `.constraint` for a plugin named twice; the errors of `StoreQueue.jobs()`.
  @discardableResult
  public func write(
    _ plugins: [InstalledPlugin], reason: String, now: String, after last: Int? = nil
  ) throws -> Generation {
    let connection = try writable()
    let moment = try transaction.instant(now)
    let number = try (last ?? present().number) + 1
    try explaining {
      try connection.run(
        "INSERT INTO generation VALUES (?, ?, ?)", [.integer(Int64(number)), .text(now), .text(reason)])
      for plugin in plugins { try write(plugin, to: number, connection) }
    }
    try transaction.queue.reconcileJobs(now: moment)
    try transaction.queue.dropDeliveriesWithoutListener()
    return Generation(
      number: number, plugins: plugins.sorted { $0.name < $1.name }, createdAt: now, reason: reason)
  }

  /// Writes a set of plugins as the present generation and deletes the one it replaces, such as one of a plugin under
  /// development. Data changes recorded for the former are moved to the new one.
  /// - Parameter former: the present generation.
  /// - Returns: the new generation, under the next number.
  /// - Throws: as `write(_:reason:now:after:)`.
  public func write(
    _ plugins: [InstalledPlugin], inPlaceOf former: Generation, reason: String, now: String
  ) throws -> Generation {
    let generation = try write(plugins, reason: reason, now: now)
    let connection = try writable()
    let (old, new) = (SQLValue.integer(Int64(former.number)), SQLValue.integer(Int64(generation.number)))
    try explaining {
      try connection.run("UPDATE generation_change SET generation = ? WHERE generation = ?", [new, old])
      try connection.run("UPDATE generation_change SET undone_by = ? WHERE undone_by = ?", [new, old])
      try connection.run("DELETE FROM generation_plugin WHERE generation = ?", [old])
      try connection.run("DELETE FROM generation WHERE number = ?", [old])
    }
    return generation
  }

  /// Resets the grants of a plugin in a generation to those approved with its bundle.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  public func setGrants(_ grants: String, of plugin: String, inGeneration number: Int) throws {
    let connection = try writable()
    let sql = "UPDATE generation_plugin SET grants = ? WHERE generation = ? AND name = ?"
    try explaining { try connection.run(sql, [.text(grants), .integer(Int64(number)), .text(plugin)]) }
  }

  private func write(_ plugin: InstalledPlugin, to number: Int, _ connection: Connection) throws {
    let sql = """
      INSERT INTO generation_plugin (generation, name, version, bundle_id, grants, installed_at)
      VALUES (?, ?, ?, ?, ?, ?)
      """
    try connection.run(
      sql,
      [
        .integer(Int64(number)), .text(plugin.name), .text(plugin.version), .text(plugin.bundleID),
        .text(plugin.grants), .text(plugin.installedAt),
      ])
  }

  private func whole(_ row: PreparedStatement, _ connection: Connection) throws -> Generation {
    let number = row.integer(0)
    var plugins: [InstalledPlugin] = []
    let sql = """
      SELECT name, version, bundle_id, grants, installed_at FROM generation_plugin WHERE generation = ? ORDER BY name
      """
    try connection.run(sql, [.integer(number)]) { plugins.append(StoreGenerations.plugin($0)) }
    return Generation(number: Int(number), plugins: plugins, createdAt: row.text(1), reason: row.text(2))
  }

  private static func plugin(_ row: PreparedStatement) -> InstalledPlugin {
    InstalledPlugin(
      name: row.text(0), version: row.text(1), bundleID: row.text(2), grants: row.text(3), installedAt: row.text(4))
  }
}
