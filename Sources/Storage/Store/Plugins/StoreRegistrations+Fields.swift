import Ecosystem

extension StoreRegistrations {
  /// Reads the fields plugins have declared, by entity, plugin and name.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails;
  ///   `.corrupt` also for a damaged declaration.
  public func pluginFields() throws -> [PluginField] {
    let connection = try open()
    return try explaining { try PluginFields.all(connection) }
  }

  /// Declares a plugin's field. Declaring it again only updates its texts.
  /// - Throws: `EcosystemError` for an unknown entity, an invalid name, or another type than before.
  public func declareField(_ field: PluginField) throws {
    let connection = try open()
    let known = try explaining { try PluginFields.all(connection) }
    if known.contains(field) { return }
    _ = try writable()
    let schema = try schema.adding(pluginField: field)
    try explaining {
      try PluginFields.write(field, connection)
      try adopt(schema, connection)
      let table = try layout.table(field.entity)
      if field.isIndexed { try connection.run(TableLayout.pluginIndexDDL(field.description, on: field.entity)) }
      for statement in table.viewDDL { try connection.run(statement) }
    }
  }

  /// Deletes the fields of a plugin, and their values in every record.
  func removeFields(of plugin: String, _ connection: Connection) throws {
    let gone = try PluginFields.all(connection).filter { $0.plugin == plugin }
    if gone.isEmpty { return }
    try connection.run("DELETE FROM plugin_field WHERE plugin = ?", [.text(plugin)])
    try adopt(schema.removing(fieldsOf: plugin), connection)
    for field in gone {
      try connection.run("DROP INDEX IF EXISTS \(SQLText.name("\(field.entity)_by_\(field.id)"))")
      try removeValues(of: field, connection)
    }
    for entity in Set(gone.map(\.entity)) {
      for statement in try layout.table(entity).viewDDL { try connection.run(statement) }
    }
  }

  private func removeValues(of field: PluginField, _ connection: Connection) throws {
    let (column, path) = (TableLayout.pluginColumn, SQLText.path(field.id))
    let sql = """
      UPDATE \(SQLText.name(field.entity)) SET \(column) = nullif(json_remove(\(column), \(path)), '{}')
      WHERE json_type(\(column), \(path)) IS NOT NULL
      """
    try connection.run(sql)
  }

  private func adopt(_ schema: Schema, _ connection: Connection) throws {
    transaction.layout = StoreLayout(schema, fieldsVersion: try PluginFields.countChange(connection))
  }
}
