/// How the rows of a table are told apart and written back: its stored columns, its key, its row number.
struct RowShape {
  /// The table, unquoted.
  let table: String
  /// The stored columns, unquoted; generated ones and a row number that is a column of its own are left out.
  let columns: [String]
  /// Where each of them stands in the table.
  let positions: [Int32]
  /// Which of `columns` make the key, in the order of the key.
  let key: [Int]
  /// Which of `columns` hold REAL values.
  let reals: Set<Int>
  /// Whether a row has a number, which says in which order rows came.
  let hasRowNumber: Bool

  /// Reads the shape of a table from the file (`PRAGMA table_xinfo`).
  init(_ table: String, _ connection: Connection) throws {
    var (columns, positions, key, reals) = ([String](), [Int32](), [(order: Int64, index: Int)](), Set<Int>())
    try connection.run("SELECT cid, name, type, pk FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid", [.text(table)]) {
      // A single INTEGER key is the row number itself: a stand-in for the id beside it, which is the key.
      if $0.integer(3) > 0, $0.text(2) == "INTEGER" { return }
      if $0.integer(3) > 0 { key.append(($0.integer(3), columns.count)) }
      if $0.text(2) == "REAL" { reals.insert(columns.count) }
      columns.append($0.text(1))
      positions.append(Int32($0.integer(0)))
    }
    self.table = table
    self.columns = columns
    self.positions = positions
    self.reals = reals
    self.key = key.isEmpty ? [0] : key.sorted { $0.order < $1.order }.map(\.index)
    let sql = "SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?"
    hasRowNumber = try connection.first(sql, [.text(table)]) { $0.integer(0) } == 0
  }

  /// A value as this column gives it back: a whole number in a REAL column is stored as an integer.
  func normal(_ value: SQLValue, at index: Int) -> SQLValue {
    guard case .integer(let integer) = value, reals.contains(index) else { return value }
    return .real(Double(integer))
  }

  /// The key of a row.
  func key(of values: [SQLValue]) -> [SQLValue] { key.map { values[$0] } }

  private var keyCondition: String { key.map { "\(SQLText.name(columns[$0])) = ?" }.joined(separator: " AND ") }

  /// The present row with this key; nil when there is none.
  func row(_ key: [SQLValue], _ connection: Connection) throws -> [SQLValue]? {
    let names = columns.map(SQLText.name).joined(separator: ", ")
    let sql = "SELECT \(names) FROM \(SQLText.name(table)) WHERE \(keyCondition)"
    return try connection.first(sql, key) { row in
      try columns.indices.map { index in
        guard let value = row.value(index) else { throw StoreError(.corrupt, entity: table, field: columns[index]) }
        return normal(SQLValue(value), at: index)
      }
    }
  }

  /// Deletes the row with this key.
  func delete(_ key: [SQLValue], _ connection: Connection) throws {
    try connection.run("DELETE FROM \(SQLText.name(table)) WHERE \(keyCondition)", key)
  }

  /// Writes some columns of the row with this key.
  func update(_ key: [SQLValue], _ values: [(column: Int, value: SQLValue)], _ connection: Connection) throws {
    let assignments = values.map { "\(SQLText.name(columns[$0.column])) = ?" }.joined(separator: ", ")
    let sql = "UPDATE \(SQLText.name(table)) SET \(assignments) WHERE \(keyCondition)"
    try connection.run(sql, values.map(\.value) + key)
  }

  /// Writes a whole row, under its former number unless that was given away meanwhile.
  func insert(_ values: [SQLValue], number: Int64?, _ connection: Connection) throws {
    var names = columns.map(SQLText.name)
    var row = values
    if let number, try isFree(number, connection) {
      names.append("rowid")
      row.append(.integer(number))
    }
    let marks = names.map { _ in "?" }.joined(separator: ", ")
    try connection.run("INSERT INTO \(SQLText.name(table)) (\(names.joined(separator: ", "))) VALUES (\(marks))", row)
  }

  private func isFree(_ number: Int64, _ connection: Connection) throws -> Bool {
    guard hasRowNumber else { return false }
    let sql = "SELECT 1 FROM \(SQLText.name(table)) WHERE rowid = ?"
    return try connection.first(sql, [.integer(number)]) { _ in true } == nil
  }
}
