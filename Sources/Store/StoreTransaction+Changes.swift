import Ecosystem

/// What one generation did to the data on behalf of one plugin.
public struct GenerationChange: Sendable, Hashable {
  let number: Int64
  /// The generation that made the change.
  public var generation: Int
  /// The plugin.
  public var plugin: String
  /// The plugin before; nil when it was not installed.
  public var before: InstalledPlugin?
  /// The plugin afterwards; nil when it was removed.
  public var after: InstalledPlugin?
}

extension StoreTransaction {
  /// Records what is done to the data from now on, until `stopRecording`: to records, and to the fields, storage and settings
  /// of plugins. What the engine keeps about itself is not recorded.
  public func startRecording() throws {
    let connection = try writable()
    let recorder = RowRecorder(try shapes(connection))
    self.recorder = recorder
    connection.setRecorder(recorder)
  }

  /// Ends the recording.
  /// - Returns: the rows that differ now, with what they were and are.
  public func stopRecording() throws -> RowChanges {
    let connection = try writable()
    connection.setRecorder(nil)
    defer { recorder = nil }
    return RowChanges(rows: try explaining { try recorder?.entries(connection).map(RowChanges.Row.init) ?? [] })
  }

  /// Notes what a generation did on behalf of a plugin, so that it can be undone.
  public func note(_ changes: RowChanges, of plugin: String, in generation: Generation) throws {
    let connection = try writable()
    try explaining {
      let sql = "INSERT INTO generation_change (generation, plugin) VALUES (?, ?) RETURNING number"
      let change = try connection.first(sql, [.integer(Int64(generation.number)), .text(plugin)]) { $0.integer(0) } ?? 0
      for (position, row) in changes.rows.enumerated() {
        try connection.run(
          "INSERT INTO generation_row VALUES (?, ?, ?, ?, ?, ?, ?)",
          [
            .integer(change), .integer(Int64(position)), .text(row.table), .text(row.keyJSON),
            row.number.map(SQLValue.integer) ?? .null, SQLValue(row.before), SQLValue(row.after),
          ])
      }
    }
  }

  /// The changes that were not undone, the newest first.
  public func changes() throws -> [GenerationChange] {
    let connection = try open()
    let sql = "SELECT number, generation, plugin FROM generation_change WHERE undone_by IS NULL ORDER BY number DESC"
    var found: [GenerationChange] = []
    try explaining {
      try connection.run(sql) {
        found.append(GenerationChange(number: $0.integer(0), generation: Int($0.integer(1)), plugin: $0.text(2)))
      }
    }
    return try found.map(complete)
  }

  /// Notes that a generation undid a change. What is needed to undo it is forgotten.
  public func mark(_ change: GenerationChange, undoneBy generation: Generation) throws {
    let connection = try writable()
    try explaining {
      try connection.run(
        "UPDATE generation_change SET undone_by = ? WHERE number = ?",
        [.integer(Int64(generation.number)), .integer(change.number)])
      try connection.run("DELETE FROM generation_row WHERE change = ?", [.integer(change.number)])
    }
  }

  private func complete(_ change: GenerationChange) throws -> GenerationChange {
    var change = change
    let name = change.plugin
    change.before = try generation(number: change.generation - 1)?.plugins.first { $0.name == name }
    change.after = try generation(number: change.generation)?.plugins.first { $0.name == name }
    return change
  }

  /// The tables that are recorded: records, the lists beside them, and what plugins keep.
  ///
  /// The full-text indexes follow from the records and are made again after an undo.
  func shapes(_ connection: Connection) throws -> [RowShape] {
    let own = ["record", "plugin_field", "plugin_data", "storage", "setting"]
    let entities = layout.all.flatMap { table in
      [table.entity.id] + table.listFields.map { "\(table.entity.id)_\($0.id)" }
    }
    return try explaining { try (own + entities).map { try RowShape($0, connection) } }
  }
}
