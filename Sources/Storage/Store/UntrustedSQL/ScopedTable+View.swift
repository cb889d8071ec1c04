import Ecosystem

/// The views of a restricted scope for queries in SQL: temporary views of the connection, which hide the file's views of the same
/// names while the query runs.
extension ScopedTable {
  fileprivate var view: String { "temp.\(SQLText.name(entity.collection))" }

  fileprivate var viewDDL: String {
    let condition = rows.map { " WHERE \($0)" } ?? ""
    return
      "CREATE TEMP VIEW \(SQLText.name(entity.collection)) AS SELECT \(columns.joined(separator: ", ")) FROM main.\(layout.table) t\(condition)"
  }

  private var columns: [String] {
    SQLView(entity).columns.map { column in
      let sql = FieldSQL(column.field, conditions)
      let stored = column.field.plugin == nil ? "t.\(SQLText.name(column.name))" : sql.stored
      return "\(sql.restricted?[0] ?? stored) AS \(SQLText.name(column.name))"
    }
  }
}

extension Connection {
  /// Creates the views of tables that a scope restricts.
  func createViews(_ tables: [ScopedTable]) throws {
    for table in tables {
      try run("DROP VIEW IF EXISTS \(table.view)")
      try run(table.viewDDL)
    }
  }

  /// Drops those views.
  func dropViews(_ tables: [ScopedTable]) {
    // When it fails, the next query in SQL of the connection replaces them, and a connection that is not idle is closed.
    for table in tables { try? run("DROP VIEW IF EXISTS \(table.view)") }
  }
}
