import Ecosystem

/// The private keys and values of one plugin, inside a transaction.
public struct PluginStorage: Sendable {
  let plugin: String
  let transaction: StoreTransaction

  /// Reads the value of a key; nil when there is none.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func get(_ key: String) throws -> FieldValue? {
    let connection = try transaction.open()
    let sql = "SELECT value FROM storage WHERE plugin = ? AND key = ?"
    return try transaction.explaining {
      try connection.first(sql, [.text(plugin), .text(key)]) { try value(ofJSON: $0.text(0), at: key) }
    }
  }

  /// Parses the JSON that `json(_:admit:)` returned.
  /// - Throws: `StoreError.corrupt` naming plugin and key.
  public func value(ofJSON json: String, at key: String) throws(StoreError) -> FieldValue {
    try StoredColumn.storage.value(json, row: "\(plugin) \(key)")
  }

  /// Reads the JSON of a key's value; nil when there is none.
  ///
  /// - Parameter admit: called with its length in bytes before it is copied; an error it throws ends the reading.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails;
  ///   the errors of `admit`.
  public func json(_ key: String, admit: (Int) throws -> Void) throws -> String? {
    let connection = try transaction.open()
    let sql = "SELECT value FROM storage WHERE plugin = ? AND key = ?"
    return try transaction.explaining {
      try connection.first(sql, [.text(plugin), .text(key)]) { row in
        try admit(row.withBytes(0) { $0.count })
        return row.text(0)
      }
    }
  }

  /// Sets the value of a key; null removes it.
  /// - Returns: the size of the key and its value before and after, counted as by `bytes`.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  @discardableResult
  public func set(_ key: String, _ value: FieldValue) throws -> (before: Int, after: Int) {
    if value.isNull { return (try delete(key), 0) }
    let (connection, json) = (try transaction.writable(), value.json)
    let (before, after) = (try bytes(of: key), key.utf8.count + json.utf8.count)
    let sql = "INSERT INTO storage VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
    try transaction.explaining { try connection.run(sql, [.text(plugin), .text(key), .text(json)]) }
    transaction.storageBytes[plugin]? += after - before
    return (before, after)
  }

  /// Removes a key, if it exists.
  /// - Returns: the size of the key and its value, counted as by `bytes`; 0 when there was none.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  @discardableResult
  public func delete(_ key: String) throws -> Int {
    let (connection, before) = (try transaction.writable(), try bytes(of: key))
    let sql = "DELETE FROM storage WHERE plugin = ? AND key = ?"
    try transaction.explaining { try connection.run(sql, [.text(plugin), .text(key)]) }
    transaction.storageBytes[plugin]? -= before
    return before
  }

  /// Reads the keys that begin with `prefix`, in byte order.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func keys(prefix: String = "") throws -> [String] {
    let connection = try transaction.open()
    let sql = "SELECT key FROM storage WHERE plugin = ? AND substr(key, 1, length(?)) = ? ORDER BY key"
    var keys: [String] = []
    try transaction.explaining {
      try connection.run(sql, [.text(plugin), .text(prefix), .text(prefix)]) { keys.append($0.text(0)) }
    }
    return keys
  }

  /// Returns the size of one key and its value, counted as by `bytes`; 0 when there is none.
  private func bytes(of key: String) throws -> Int {
    let connection = try transaction.open()
    let sql = """
      SELECT length(CAST(key AS BLOB)) + length(CAST(value AS BLOB)) FROM storage WHERE plugin = ? AND key = ?
      """
    return try transaction.explaining {
      try connection.first(sql, [.text(plugin), .text(key)]) { Int($0.integer(0)) } ?? 0
    }
  }

  /// Returns the storage the plugin uses: the UTF-8 bytes of its keys and of its values as JSON. Counted once in a transaction, then kept up
  /// to date.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func bytes() throws -> Int {
    let connection = try transaction.open()
    if let known = transaction.storageBytes[plugin] { return known }
    let sql = """
      SELECT coalesce(sum(length(CAST(key AS BLOB)) + length(CAST(value AS BLOB))), 0) FROM storage WHERE plugin = ?
      """
    let bytes = try transaction.explaining { try connection.first(sql, [.text(plugin)]) { Int($0.integer(0)) } ?? 0 }
    transaction.storageBytes[plugin] = bytes
    return bytes
  }
}

extension StoreRegistrations {
  /// Returns the private keys and values of a plugin.
  public func storage(_ plugin: String) -> PluginStorage {
    PluginStorage(plugin: plugin, transaction: transaction)
  }

  /// Reads the settings the admin has given a plugin.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func settings(_ plugin: String) throws -> ExactDictionary<FieldValue> {
    let connection = try open()
    var settings: ExactDictionary<FieldValue> = [:]
    try explaining {
      try connection.run("SELECT name, value FROM setting WHERE plugin = ?", [.text(plugin)]) {
        let name = $0.text(0)
        settings[name] = try StoredColumn.setting.value($0.text(1), row: "\(plugin) \(name)")
      }
    }
    return settings
  }

  /// Returns the stored values of the settings of all plugins, installed or not.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func allSettings() throws -> [FieldValue] {
    let connection = try open()
    var settings: [FieldValue] = []
    try explaining {
      try connection.run("SELECT plugin, name, value FROM setting") {
        settings.append(try StoredColumn.setting.value($0.text(2), row: "\($0.text(0)) \($0.text(1))"))
      }
    }
    return settings
  }

  /// Sets a setting of a plugin; null removes it, so that its default applies.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  public func setSetting(_ plugin: String, _ name: String, _ value: FieldValue) throws {
    let connection = try writable()
    try explaining {
      if value.isNull {
        return try connection.run("DELETE FROM setting WHERE plugin = ? AND name = ?", [.text(plugin), .text(name)])
      }
      let sql = "INSERT INTO setting VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
      try connection.run(sql, [.text(plugin), .text(name), .text(value.json)])
    }
  }
}
