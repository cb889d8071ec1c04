import Ecosystem

/// The state of a plugin's data.
public struct PluginData: Sendable, Hashable {
  /// The plugin.
  public var plugin: String
  /// The number of the last migration that ran; 0 for none.
  public var dataVersion: Int
}

extension StoreRegistrations {
  /// Reads the data version of a plugin; nil when it was never installed.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func pluginData(_ plugin: String) throws -> PluginData? {
    let connection = try open()
    let sql = "SELECT data_version FROM plugin_data WHERE plugin = ?"
    return try explaining {
      try connection.first(sql, [.text(plugin)]) { PluginData(plugin: plugin, dataVersion: Int($0.integer(0))) }
    }
  }

  /// Saves the data version of a plugin, from 0.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`;
  ///   `.constraint` for a negative version.
  public func setPluginData(_ plugin: String, dataVersion: Int) throws {
    let connection = try writable()
    let sql = "INSERT INTO plugin_data VALUES (?, ?) ON CONFLICT DO UPDATE SET data_version = excluded.data_version"
    try explaining { try connection.run(sql, [.text(plugin), .integer(Int64(dataVersion))]) }
  }

  /// Deletes a plugin's data version, storage, settings and fields with their values. `removePluginRows` deletes its records.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  public func removePluginData(_ plugin: String) throws {
    let connection = try writable()
    try explaining {
      for table in ["plugin_data", "storage", "setting"] {
        try connection.run("DELETE FROM \(table) WHERE plugin = ?", [.text(plugin)])
        transaction.storageBytes[plugin] = nil
      }
      try removeFields(of: plugin, connection)
    }
  }

  /// Deletes all records a plugin owns.
  /// - Returns: number of deleted records, by entity.
  /// - Throws: `StoreError.stillReferenced` naming the first record of another owner that refers to one; nothing is deleted then.
  @discardableResult
  public func removePluginRows(owner: String) throws -> [String: Int] {
    let connection = try writable()
    return try explaining {
      try refuseForeignReferences(to: owner, connection)
      var counts: [String: Int] = [:]
      for table in layout.all.reversed() {
        let count = try remove(from: table, owner: owner, connection)
        if count > 0 { counts[table.entity.id] = count }
      }
      transaction.changeCount += counts.values.reduce(0, +)
      return counts
    }
  }

  private func remove(from table: TableLayout, owner: String, _ connection: Connection) throws -> Int {
    let sql = "SELECT count(*) FROM \(table.table) WHERE owner = ?"
    let count = try connection.first(sql, [.text(owner)]) { Int($0.integer(0)) } ?? 0
    if count > 0 { try connection.run("DELETE FROM \(table.table)", onParts: table.table, where: "owner = ?", arguments: [.text(owner)]) }
    return count
  }

  private func refuseForeignReferences(to owner: String, _ connection: Connection) throws {
    for table in layout.all {
      for field in table.entity.fields {
        for target in StoreTransaction.target(field)?.entities ?? [] {
          try refuseForeignReference(field, of: table, to: target, owner, connection: connection)
        }
      }
    }
  }

  private func refuseForeignReference(
    _ field: FieldDescription, of table: TableLayout, to target: String, _ owner: String, connection: Connection
  ) throws {
    let (join, column) = StoreRegistrations.referenceJoin(field, table)
    let sql = """
      SELECT t.id, p.id, t.owner FROM \(table.table) t \(join)
      JOIN \(SQLText.name(target)) p ON p.id = \(column)
      WHERE p.owner = ? AND t.owner <> ? LIMIT 1
      """
    let arguments = [SQLValue.text(owner), .text(owner)]
    let found = try connection.first(sql, arguments) { ($0.text(0), $0.text(1), $0.text(2)) }
    guard let (id, missing, other) = found else { return }
    throw StoreError(
      .stillReferenced, entity: table.entity.id, id: id, field: field.id, found: missing,
      wanted: "\(table.entity.id) \(id) (\(other))")
  }

  /// Returns the join from a field's row `t` to its targets, and the column of the target's id.
  private static func referenceJoin(_ field: FieldDescription, _ table: TableLayout) -> (join: String, column: String) {
    let isList = field.type.isList
    if field.plugin == nil, isList {
      return ("JOIN \(TableLayout.linkTable(table.entity.id, field.id)) l ON l.id = t.id", "l.target")
    }
    let prefix = field.type.conceptScheme.map { "\(SQLText.literal($0 + ":")) || " } ?? ""
    if isList { return ("JOIN \(FieldSQL(field).elements) e", "\(prefix)e.value") }
    return ("", "\(prefix)\(FieldSQL(field).value)")
  }
}
