import Ecosystem

/// The view on an entity that queries in SQL may read: the collection's name, without what only the staff may see.
extension TableLayout {
  /// The statements that make the view anew, after a plugin declared a field.
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

  /// The index on a plugin's field, where one was asked for.
  static func pluginIndexDDL(_ field: FieldDescription, on entity: String) -> String {
    let value = "json_extract(\(TableLayout.pluginColumn), \(SQLText.path(field.id)))"
    return
      "CREATE INDEX IF NOT EXISTS \(SQLText.name("\(entity)_by_\(field.id)")) ON \(SQLText.name(entity)) (\(value))"
  }
}
