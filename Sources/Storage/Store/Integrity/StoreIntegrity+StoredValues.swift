import Ecosystem

extension StoreIntegrity {
  /// Finds stored JSON that its readers refuse, by table and column. Columns that the file lacks are left to the check of the
  /// structure.
  func unreadableValues(_ connection: Connection) throws -> [ContentFinding] {
    let columns = StoredColumn.all + layout.all.flatMap(\.storedColumns)
    return try columns.compactMap { column in
      guard try isPresent(column, connection) else { return nil }
      let rows = try unreadableRows(of: column, connection)
      return rows.isEmpty ? nil : ContentFinding(.unreadable, "\(column.table).\(column.name)", rows)
    }
  }

  private func isPresent(_ column: StoredColumn, _ connection: Connection) throws -> Bool {
    let sql = "SELECT 1 FROM pragma_table_xinfo(?) WHERE name = ?"
    return try connection.first(sql, [.text(column.table), .text(column.name)]) { _ in true } ?? false
  }

  private func unreadableRows(of column: StoredColumn, _ connection: Connection) throws -> [String] {
    let (name, table) = (SQLText.name(column.name), SQLText.name(column.table))
    var rows: [String] = []
    try connection.run("SELECT \(column.key), \(name) FROM \(table) WHERE \(name) IS NOT NULL ORDER BY 1") { row in
      do { _ = try column.value(row.text(1), row: row.text(0)) } catch { rows.append(row.text(0)) }
    }
    return rows
  }
}
