import Ecosystem

extension StoreIntegrity {
  /// The maximum number of readable values of a column that are not parsed again, and the maximum size of each, in bytes.
  private static let (keptMax, keptBytesMax) = (1_000, 200)

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
    var (rows, readable) = ([String](), Set<ExactString>())
    try connection.run("SELECT \(column.key), \(name) FROM \(table) WHERE \(name) IS NOT NULL") { row in
      // The values of a list are few where its column has many: each is parsed once.
      let json = ExactString(row.text(1))
      if readable.contains(json) { return }
      do { _ = try column.value(json.string, row: row.text(0)) } catch { return rows.append(row.text(0)) }
      if json.string.utf8.count <= Self.keptBytesMax, readable.count < Self.keptMax { readable.insert(json) }
    }
    return rows.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
