import Ecosystem

/// Undoing what a generation did to the data.
///
/// Rows are written back exactly, with their numbers and without triggers: lists and the register of records were recorded
/// too. The indexes by words and by place of the entities concerned are made again, and so are the views and indexes of plugins' fields.
extension StoreTransaction {
  /// Brings the rows of a change back to what they were.
  /// - Throws: `StoreError.movedOn` naming the first row that is not any more as the change left it, or another kind when
  ///   the former rows do not fit with what was added since; the transaction is then to be rolled back.
  public func undo(_ change: GenerationChange) throws {
    let connection = try writable()
    try explaining {
      let shapes = Dictionary(uniqueKeysWithValues: try shapes(connection).map { ($0.table, $0) })
      let rows = try rows(of: change, connection)
      let steps = try rows.map { row in
        guard let shape = shapes[row.table] else { throw StoreError(.corrupt, entity: row.table) }
        return try UndoStep(row, shape, connection)
      }
      try write(steps, connection)
      let tables = Set(steps.map(\.shape.table))
      if tables.contains("plugin_field") { try readoptFields(connection) }
      for table in layout.all where tables.contains(table.entity.id) { try table.remakeIndexes(connection) }
      changeCount += steps.count
    }
  }

  private func rows(of change: GenerationChange, _ connection: Connection) throws -> [RowChanges.Row] {
    var rows: [RowChanges.Row] = []
    let sql = """
      SELECT table_name, key, row_number, before, after FROM generation_row WHERE change = ? ORDER BY position
      """
    try connection.run(sql, [.integer(change.number)]) { row in
      let key = try FieldValue(json: row.text(1)).listValue ?? []
      rows.append(
        RowChanges.Row(
          table: row.text(0), key: key.map { SQLValue($0) }, number: row.isNull(2) ? nil : row.integer(2),
          before: row.optionalText(3), after: row.optionalText(4)))
    }
    return rows
  }

  /// What goes, goes first, so that what comes back finds its unique values free.
  private func write(_ steps: [UndoStep], _ connection: Connection) throws {
    RowRecorder.enableTriggers(false, on: connection.handle)
    defer { RowRecorder.enableTriggers(true, on: connection.handle) }
    for step in steps.reversed() where step.kind == .delete {
      if step.shape.table == "record", case .text(let id)? = step.key.first {
        deleted[id] = try StoreTransaction.entity(of: id, connection)
      }
      try step.run(connection)
    }
    for step in steps where step.kind == .update { try step.run(connection) }
    for step in steps where step.kind == .insert { try step.run(connection) }
  }

  /// Takes up the declarations of plugins' fields as they are now in the file.
  private func readoptFields(_ connection: Connection) throws {
    let before = schema.entities.flatMap { entity in entity.pluginFields.map { (entity.id, $0) } }
    let schema = try PluginFields.read(connection, into: store.baseSchema)
    for (entity, field) in before where schema.entity(entity)?.field(field.id) == nil {
      try refuseLeftValue(of: field.id, in: entity, connection)
      try connection.run("DROP INDEX IF EXISTS \(SQLText.name("\(entity)_by_\(field.id)"))")
    }
    layout = StoreLayout(schema, fieldsVersion: try PluginFields.countChange(connection))
    for table in layout.all {
      for field in table.entity.pluginFields where field.isIndexed {
        try connection.run(TableLayout.pluginIndexDDL(field, on: table.entity.id))
      }
      for statement in table.viewDDL { try connection.run(statement) }
    }
  }

  /// A field that goes must not leave values behind that somebody has given since.
  private func refuseLeftValue(of field: String, in entity: String, _ connection: Connection) throws {
    let (column, path) = (TableLayout.pluginColumn, SQLText.path(field))
    let sql = "SELECT id FROM \(SQLText.name(entity)) WHERE json_type(\(column), \(path)) IS NOT NULL LIMIT 1"
    guard let id = try connection.first(sql, [], { $0.text(0) }) else { return }
    throw StoreError(.movedOn, entity: entity, id: id, found: field, wanted: RowMove.changed.rawValue)
  }
}

/// One row to be brought back, checked against what is there now.
private struct UndoStep {
  enum Kind { case delete, update, insert }

  let shape: RowShape
  let key: [SQLValue]
  let kind: Kind
  private let number: Int64?
  private let values: [(column: Int, value: SQLValue)]

  init(_ row: RowChanges.Row, _ shape: RowShape, _ connection: Connection) throws {
    self.shape = shape
    key = row.key
    number = row.number
    values = try row.before.map { try RowChanges.Row.values($0, shape) } ?? []
    kind = row.before == nil ? .delete : row.after == nil ? .insert : .update
    try check(row, try shape.row(row.key, connection))
  }

  /// Refuses a row that is not as the change left it.
  private func check(_ row: RowChanges.Row, _ present: [SQLValue]?) throws {
    guard let present else {
      guard kind == .insert else { throw moved(.gone) }
      return
    }
    switch kind {
    case .insert: throw moved(.back)
    case .delete:
      guard row.after == FieldValue.text(RowDigest.of(present)).json else { throw moved(.changed) }
    case .update:
      let left = try RowChanges.Row.values(row.after ?? "{}", shape)
      let other = left.filter { present[$0.column] != $0.value }.map { shape.columns[$0.column] }
      guard other.isEmpty else { throw moved(.changed, other.joined(separator: ", ")) }
    }
  }

  private func moved(_ move: RowMove, _ found: String = "") -> StoreError {
    let id = key.map { if case .text(let text) = $0 { text } else { "\($0)" } }.joined(separator: ", ")
    return StoreError(.movedOn, entity: shape.table, id: id, found: found, wanted: move.rawValue)
  }

  func run(_ connection: Connection) throws {
    switch kind {
    case .delete: try shape.delete(key, connection)
    case .update: try shape.update(key, values, connection)
    case .insert: try shape.insert(values.map(\.value), number: number, connection)
    }
  }
}

extension TableLayout {
  /// Makes what is found by words and by place again from the records.
  func remakeIndexes(_ connection: Connection) throws {
    try remakeSearch(connection)
    try remakePlaces(connection)
  }

  /// Makes the full-text index of the entity again from its records.
  func remakeSearch(_ connection: Connection) throws {
    guard !entity.searchFields.isEmpty else { return }
    let columns = entity.searchFields.map(SQLText.name).joined(separator: ", ")
    let values = entity.searchFields.map { searchText($0, "t") }.joined(separator: ", ")
    try connection.run("INSERT INTO \(searchTable) (\(searchTable)) VALUES ('delete-all')")
    try connection.run(
      """
      INSERT INTO \(searchTable) (rowid, \(columns))
      SELECT (SELECT number FROM record WHERE id = t.id), \(values) FROM \(table) t
      """)
  }
}
