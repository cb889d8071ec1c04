/// Looks for rows that refer to missing rows, as `PRAGMA foreign_key_check` does, in less time: of a column with an index each value is
/// looked up once, in the order of the index.
///
/// It tells that there is one, not which.
struct ReferenceCheck {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// Whether every reference leads to a row.
  func passes() throws -> Bool {
    var tables: [String] = []
    try connection.run("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0") { tables.append($0.text(0)) }
    return try tables.allSatisfy(passes)
  }

  private func passes(_ table: String) throws -> Bool {
    var keys: [Int64: [Reference]] = [:]
    try connection.run("SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?)", [.text(table)]) { row in
      keys[row.integer(0), default: []].append(Reference(parent: row.text(1), from: row.text(2), to: row.optionalText(3)))
    }
    // A key of several columns, and one that names no column of the parent, are left to SQLite.
    guard keys.values.allSatisfy({ $0.count == 1 && $0[0].to != nil }) else {
      return try connection.first("PRAGMA foreign_key_check(\(SQLText.literal(table)))") { _ in true } == nil
    }
    let indexed = try indexedColumns(of: table)
    return try keys.values.allSatisfy { key in
      try connection.first(key[0].query(table, isIndexed: indexed.contains(key[0].from))) { _ in true } == nil
    }
  }

  /// Returns the columns that are the first of an index.
  private func indexedColumns(of table: String) throws -> Set<String> {
    let sql = """
      SELECT i.name FROM pragma_index_list(?) l JOIN pragma_index_info(l.name) i WHERE l.partial = 0 AND i.seqno = 0 AND i.name IS NOT NULL
      """
    var columns: Set<String> = []
    try connection.run(sql, [.text(table)]) { columns.insert($0.text(0)) }
    return columns
  }
}

/// A foreign key of one column.
private struct Reference {
  let parent: String
  let from: String
  let to: String?

  /// Returns the query for a value without a row in the parent.
  func query(_ table: String, isIndexed: Bool) -> String {
    let (column, target) = (SQLText.name(from), SQLText.name(to ?? ""))
    return """
      SELECT 1 FROM (SELECT \(isIndexed ? "DISTINCT " : "")\(column) AS value FROM \(SQLText.name(table)) WHERE \(column) IS NOT NULL) c
      WHERE NOT EXISTS (SELECT 1 FROM \(SQLText.name(parent)) p WHERE p.\(target) = c.value) LIMIT 1
      """
  }
}
