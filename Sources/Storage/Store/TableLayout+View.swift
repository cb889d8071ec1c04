import Ecosystem

/// The view of an entity for queries in SQL: named as the collection, without staff-only fields.
extension TableLayout {
  /// The statements that recreate the view, after a plugin declared a field.
  var viewDDL: [String] {
    [
      "DROP VIEW IF EXISTS \(view)",
      "CREATE VIEW \(view) AS SELECT \(viewColumns.joined(separator: ", ")) FROM \(table)",
    ]
  }

  private var view: String { SQLText.name(entity.collection) }

  private var viewColumns: [String] {
    SQLView(entity).columns.map { column in
      let name = SQLText.name(column.name)
      if column.field.plugin == nil { return name }
      return "json_extract(\(TableLayout.pluginColumn), \(SQLText.path(column.name))) AS \(name)"
    }
  }

  /// Creates the index on a plugin's field, if it asks for one.
  static func pluginIndexDDL(_ field: FieldDescription, on entity: String) -> String {
    let value = "json_extract(\(TableLayout.pluginColumn), \(SQLText.path(field.id)))"
    return
      "CREATE INDEX IF NOT EXISTS \(SQLText.name("\(entity)_by_\(field.id)")) ON \(SQLText.name(entity)) (\(value))"
  }
}
