extension Connection {
  /// The number of rows that one statement of a write in parts changes.
  static let rowsOfPart = 1_000

  /// Runs a statement on the rows of a table that meet a condition, a bounded number at a time. Until a statement ends, its changes and the former
  /// content of the pages that it changes are kept in memory.
  /// - Parameters:
  ///   - sql: the statement up to its condition, `DELETE FROM actor`.
  ///   - table: the quoted name of the table, which has rowids.
  ///   - condition: the condition, with one `?` for each of `arguments`. It may end to hold for a row that was changed.
  func run(_ sql: String, onParts table: String, where condition: String, arguments: [SQLValue] = []) throws {
    var last = Int64.min
    let ends =
      "SELECT max(r) FROM (SELECT rowid AS r FROM \(table) WHERE (\(condition)) AND rowid > ? ORDER BY rowid LIMIT \(Self.rowsOfPart))"
    while let end = try first(ends, arguments + [.integer(last)], body: { $0.isNull(0) ? nil : $0.integer(0) }) ?? nil {
      try run("\(sql) WHERE (\(condition)) AND rowid > ? AND rowid <= ?", arguments + [.integer(last), .integer(end)])
      last = end
    }
  }
}
