/// An index as the sequential check reads it.
struct CheckedIndex {
  let name: String
  /// The page where its b-tree begins; for the primary key of a table WITHOUT ROWID that of the table, which is in its order.
  let root: Int64
  /// Its columns as SQL over the table, those by which SQLite completes them, such as the rowid, included.
  let columns: [String]
  let order: [KeyOrder.Column]
  /// The number of columns, from the first, that no two entries may share; nil for an index that is not unique.
  let uniqueColumns: Int?
  /// The condition of a partial index.
  let condition: String?

  /// Reads an index from the schema; nil for one that the check cannot read.
  init?(_ name: String, of table: String, isUnique: Bool, _ connection: Connection) throws {
    self.name = name
    let sql = "SELECT rootpage, sql FROM sqlite_schema WHERE type = ? AND name = ?"
    let entry = try connection.first(sql, [.text("index"), .text(name)]) { (root: $0.integer(0), sql: $0.optionalText(1)) }
    guard let root = try entry?.root ?? connection.first(sql, [.text("table"), .text(table)], body: { $0.integer(0) }) else { return nil }
    self.root = root
    let definition = entry?.sql.flatMap(IndexDefinition.init)
    if entry?.sql != nil, definition == nil { return nil }
    condition = definition?.condition
    var (columns, order, keys, isReadable) = ([String](), [KeyOrder.Column](), 0, true)
    try connection.run("SELECT cid, name, \"desc\", coll, key FROM pragma_index_xinfo(?) ORDER BY seqno", [.text(name)]) { row in
      let isKey = row.integer(4) != 0
      if isKey { keys += 1 }
      guard let collation = KeyOrder.Collation(rawValue: row.text(3)),
        let column = Self.column(row.integer(0), name: row.optionalText(1), expressions: definition?.columns, at: columns.count)
      else { return isReadable = false }
      columns.append(column)
      order.append(KeyOrder.Column(collation: collation, isDescending: row.integer(2) != 0))
    }
    guard isReadable, keys > 0 else { return nil }
    (self.columns, self.order) = (columns, order)
    uniqueColumns = isUnique ? keys : nil
  }

  /// - Parameter number: the number of the column in the table; -1 for the rowid, -2 for an expression.
  private static func column(_ number: Int64, name: String?, expressions: [String]?, at place: Int) -> String? {
    switch number {
    case -1: "rowid"
    case -2: expressions.flatMap { $0.indices.contains(place) ? "(\($0[place]))" : nil }
    default: name.map(SQLText.name)
    }
  }
}
