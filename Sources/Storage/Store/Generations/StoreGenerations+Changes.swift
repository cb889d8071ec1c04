import Ecosystem

extension StoreGenerations {
  /// Records the data change of a plugin in a generation, so that it can be undone.
  /// - Parameter change: the number returned by `attributeChanges`; nil when nothing was changed.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  public func note(change: Int64?, of plugin: String, in generation: Generation) throws {
    let connection = try writable()
    let sql = "INSERT INTO generation_change (generation, plugin, change) VALUES (?, ?, ?)"
    try explaining {
      try connection.run(
        sql, [.integer(Int64(generation.number)), .text(plugin), change.map(SQLValue.integer) ?? .null])
    }
  }

  /// Reads the changes of generations that were not undone, the newest first.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func changes() throws -> [GenerationChange] {
    try changes(
      """
      SELECT g.number, c.number, g.generation, g.plugin FROM generation_change g
      LEFT JOIN journal_change c ON c.number = g.change WHERE g.undone_by IS NULL ORDER BY g.number DESC
      """)
  }

  /// Reads changes from rows of their number, the number in the journal, the generation and the plugin.
  private func changes(_ sql: String, _ arguments: [SQLValue] = []) throws -> [GenerationChange] {
    let connection = try open()
    var found: [GenerationChange] = []
    try explaining {
      try connection.run(sql, arguments) {
        found.append(
          GenerationChange(
            number: $0.integer(0), change: $0.isNull(1) ? nil : $0.integer(1), generation: Int($0.integer(2)),
            plugin: $0.text(3)))
      }
    }
    return try found.map(complete)
  }

  /// Restores the rows of a change, as part of the open change.
  /// - Throws: as `undo(_:)` of a change in the journal.
  public func undo(_ change: GenerationChange) throws {
    if let number = change.change { try transaction.journal.undo(change: number) }
  }

  /// Marks a change as undone by a generation.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  public func mark(_ change: GenerationChange, undoneBy generation: Generation) throws {
    let connection = try writable()
    let sql = "UPDATE generation_change SET undone_by = ? WHERE number = ?"
    try explaining { try connection.run(sql, [.integer(Int64(generation.number)), .integer(change.number)]) }
  }

  /// Reads the changes that a generation undid.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func changes(undoneBy generation: Generation) throws -> [GenerationChange] {
    try changes(
      "SELECT number, change, generation, plugin FROM generation_change WHERE undone_by = ? ORDER BY number",
      [.integer(Int64(generation.number))])
  }

  /// Reverts the rollback that made a generation, as part of the open change. The changes it undid are in force again, and can be
  /// rolled back again.
  /// - Throws: as `undo(_:)` of a change in the journal.
  public func undoRollback(of generation: Generation) throws {
    let connection = try writable()
    let sql = """
      SELECT c.number FROM invocation i JOIN journal_change c ON c.invocation = i.id
      WHERE i.kind = 'rollback' AND i.started_at = ? ORDER BY c.number DESC LIMIT 1
      """
    try explaining {
      let change = try connection.first(sql, [.text(generation.createdAt)]) { $0.integer(0) }
      if let change {
        try transaction.journal.undo(change: change)
        try connection.run("UPDATE journal_change SET undone_by = NULL WHERE undone_by = ?", [.integer(change)])
      }
      try connection.run(
        "UPDATE generation_change SET undone_by = NULL WHERE undone_by = ?", [.integer(Int64(generation.number))])
    }
  }

  private func complete(_ change: GenerationChange) throws -> GenerationChange {
    var change = change
    let name = change.plugin
    change.before = try get(before: change.generation)?.plugins.first { $0.name == name }
    change.after = try get(number: change.generation)?.plugins.first { $0.name == name }
    return change
  }
}
