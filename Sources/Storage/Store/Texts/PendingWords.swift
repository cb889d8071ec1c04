/// Indexes the words of the records in `search_pending`.
///
/// FTS5 writes a segment at the end of each statement that changes it inside a savepoint, so that one statement for many records is
/// many times faster than one for each. Until a statement ends, SQLite keeps in memory the former content of each page that the
/// statements of FTS5 within it change, however often; so a statement takes a bounded number of records.
struct PendingWords {
  /// The maximum number of records that one statement indexes.
  static let recordsMax = 100_000

  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// Indexes the words of all pending records; none is pending afterwards.
  func index(_ layout: StoreLayout, recordsMax: Int = PendingWords.recordsMax) throws {
    var entities: Set<String> = []
    try connection.run("SELECT DISTINCT entity FROM search_pending") { entities.insert($0.text(0)) }
    if entities.isEmpty { return }
    for table in layout.all where entities.contains(table.entity.id) { try index(table, recordsMax) }
    try connection.run("DELETE FROM search_pending")
  }

  private func index(_ table: TableLayout, _ recordsMax: Int) throws {
    var last = Int64.min
    while let next = try end(of: table.entity.id, after: last, recordsMax) {
      try connection.run(table.searchFlush, [.integer(last), .integer(next)])
      last = next
    }
  }

  /// Returns the number of the last record of the next statement; nil when there is none.
  private func end(of entity: String, after last: Int64, _ recordsMax: Int) throws -> Int64? {
    let sql = """
      SELECT max(number) FROM (SELECT number FROM search_pending WHERE entity = ? AND number > ? ORDER BY number LIMIT ?)
      """
    let values: [SQLValue] = [.text(entity), .integer(last), .integer(Int64(recordsMax))]
    return try connection.first(sql, values) { $0.isNull(0) ? nil : $0.integer(0) } ?? nil
  }
}
