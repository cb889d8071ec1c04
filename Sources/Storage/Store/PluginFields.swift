import Ecosystem
import Localization

/// Reads and writes the table of the fields plugins have declared.
enum PluginFields {
  /// Returns `schema` with the declared fields added.
  static func read(_ connection: Connection, into schema: Schema) throws -> Schema {
    var schema = schema
    for field in try all(connection) { schema = try schema.adding(pluginField: field) }
    return schema
  }

  /// Reads the declared fields, by entity, plugin and name.
  static func all(_ connection: Connection) throws -> [PluginField] {
    var fields: [PluginField] = []
    let sql = """
      SELECT plugin, name, entity, type, label, doc, is_indexed, visibility FROM plugin_field
      ORDER BY entity, plugin, name
      """
    try connection.run(sql) { fields.append(try field($0)) }
    return fields
  }

  /// Inserts or replaces a declaration.
  static func write(_ field: PluginField, _ connection: Connection) throws {
    let sql = """
      INSERT INTO plugin_field (plugin, name, entity, type, label, doc, is_indexed, visibility)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET type = excluded.type, label = excluded.label, doc = excluded.doc,
        is_indexed = excluded.is_indexed, visibility = excluded.visibility
      """
    try connection.run(
      sql,
      [
        .text(field.plugin), .text(field.name), .text(field.entity), .text(field.type.description),
        .text(json(field.label)), .text(json(field.doc)), .integer(field.isIndexed ? 1 : 0),
        .text(field.visibility.rawValue),
      ])
  }

  /// Increments the counter of the declarations and returns it.
  static func countChange(_ connection: Connection) throws -> Int64 {
    let sql = "UPDATE counter SET value = value + 1 WHERE name = 'plugin_fields' RETURNING value"
    return try connection.first(sql) { $0.integer(0) } ?? 0
  }

  private static func field(_ row: PreparedStatement) throws -> PluginField {
    let place = "\(row.text(2)).\(row.text(0)).\(row.text(1))"
    guard let type = FieldType(notation: row.text(3)), let visibility = Visibility(rawValue: row.text(7)) else {
      throw StoreError(.corrupt, entity: "plugin_field", id: place, field: "type", found: "\(row.text(3)), \(row.text(7))")
    }
    let (label, doc) = (try text(row.text(4), .fieldLabel, place), try text(row.text(5), .fieldDoc, place))
    return PluginField(
      plugin: row.text(0), name: row.text(1), entity: row.text(2), type: type, label: label, doc: doc,
      isIndexed: row.integer(6) != 0, visibility: visibility)
  }

  private static func json(_ text: LocalizedText) -> String {
    FieldValue.map(ExactDictionary(uniqueKeysWithValues: text.values.map { ($0.key.rawValue, .text($0.value)) })).json
  }

  private static func text(_ json: String, _ column: StoredColumn, _ place: String) throws -> LocalizedText {
    var values: [Language: String] = [:]
    for (code, text) in try column.value(json, row: place).mapValue ?? [:] {
      if let language = Language(code: code) { values[language] = text.textValue }
    }
    return LocalizedText(values)
  }
}
