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

  /// Renames a plugin's field, with its values in every record, to a field that is then declared. Does nothing when there is no
  /// field of the former name. A record that has a value under both names keeps that of the present one.
  ///
  /// - Parameter former: the former name within the plugin.
  /// - Throws: `EcosystemError` when a field of the present name has another type; `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or
  ///   `.overtaken` without the write lock; `.disk`.
  public func renameField(from former: String, to field: PluginField) throws {
    let connection = try open()
    let known = try explaining { try PluginFields.all(connection) }
    guard let old = known.first(where: { $0.plugin == field.plugin && $0.entity == field.entity && $0.name == former }) else { return }
    var renamed = old
    renamed.name = field.name
    try declareField(renamed)
    try explaining {
      try moveValues(of: old, to: renamed, connection)
      try remove([old], connection)
    }
  }

  /// Deletes a plugin's field and its values in every record. Does nothing when there is none.
  ///
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  public func removeField(_ name: String, of entity: String, plugin: String) throws {
    let connection = try writable()
    try explaining {
      try remove(
        try PluginFields.all(connection).filter { $0.plugin == plugin && $0.entity == entity && $0.name == name }, connection)
    }
  }

  private func moveValues(of old: PluginField, to new: PluginField, _ connection: Connection) throws {
    let (column, from, to) = (TableLayout.pluginColumn, SQLText.path(old.id), SQLText.path(new.id))
    let table = SQLText.name(old.entity)
    try connection.run(
      "UPDATE \(table) SET \(column) = json_remove(json_insert(\(column), \(to), json(\(column) -> \(from))), \(from))", onParts: table,
      where: "json_type(\(column), \(from)) IS NOT NULL")
  }

  private func remove(_ fields: [PluginField], _ connection: Connection) throws {
    for field in fields {
      try connection.run(
        "DELETE FROM plugin_field WHERE entity = ? AND plugin = ? AND name = ?",
        [.text(field.entity), .text(field.plugin), .text(field.name)])
      try adopt(schema.removing(field), connection)
      try connection.run("DROP INDEX IF EXISTS \(SQLText.name("\(field.entity)_by_\(field.id)"))")
      try removeValues(of: field, connection)
      for statement in try layout.table(field.entity).viewDDL { try connection.run(statement) }
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
    let (table, column, path) = (SQLText.name(field.entity), TableLayout.pluginColumn, SQLText.path(field.id))
    try connection.run(
      "UPDATE \(table) SET \(column) = nullif(json_remove(\(column), \(path)), '{}')", onParts: table,
      where: "json_type(\(column), \(path)) IS NOT NULL")
  }

  private func adopt(_ schema: Schema, _ connection: Connection) throws {
    transaction.layout = StoreLayout(schema, fieldsVersion: try PluginFields.countChange(connection))
  }
}
