/// Rows that the journal added and that must be there, looked up together: one query for many.
struct AddedRows {
  /// The maximum number of rows of a table that one query looks up.
  private static let rowsMax = 1_000

  private var keys: [RowShape: [SQLValue]] = [:]

  /// Takes a row that was added under a key of one text.
  /// - Returns: the keys of its table, so far, that are not there; nil for another row, which is not taken.
  mutating func take(_ row: RowChange, _ connection: Connection) throws -> [SQLValue]? {
    guard case .insert = row.what, row.shape.isOfEntity, row.key.count == 1, case .text = row.key[0] else { return nil }
    keys[row.shape, default: []].append(row.key[0])
    guard let taken = keys[row.shape], taken.count >= Self.rowsMax else { return [] }
    keys[row.shape] = nil
    return try row.shape.missing(among: taken, connection)
  }

  /// Returns the keys of the last rows that are not there, by table.
  mutating func rest(_ connection: Connection) throws -> [(table: String, missing: [SQLValue])] {
    defer { keys = [:] }
    return try keys.map { ($0.key.table, try $0.key.missing(among: $0.value, connection)) }
  }
}
