import Ecosystem

/// The replacement of a person's id and identifying texts in the tables that are not records: storage and settings of plugins, log,
/// queue, progress of imports, proposals, objects of other publishers' files.
struct TextErasure {
  let connection: Connection
  let texts: ErasedTexts

  /// A table with its key, and its columns with texts or JSON.
  struct Table {
    let name: String
    let key: [String]
    let columns: [String]
  }

  /// A row that holds her id or a text that identifies her.
  struct Row {
    let key: [SQLValue]
    let former: [SQLValue]
    let values: [SQLValue]
  }

  static let tables = [
    Table(name: "storage", key: ["plugin", "key"], columns: ["key", "value"]),
    Table(name: "setting", key: ["plugin", "name"], columns: ["value"]),
    Table(name: "invocation", key: ["id"], columns: ["name", "detail"]),
    Table(name: "outbox", key: ["number"], columns: ["record", "payload", "before"]),
    Table(name: "delivery", key: ["number"], columns: ["detail"]),
    Table(name: "job", key: ["plugin", "id"], columns: ["detail"]),
    Table(name: "import_progress", key: ["path", "entity"], columns: ["options", "state"]),
    Table(
      name: ProposalTables.proposal, key: ["id"],
      columns: ["principal", "name", "source", "licence", "raw", "decided_by", "reason"]),
    Table(name: ProposalTables.change, key: ["proposal", "position"], columns: ["fields", "base"]),
    Table(name: ImportedObject.table, key: ["source", "entity", "object"], columns: ["record", "fields", "raw"]),
  ]

  /// Replaces the texts.
  /// - Returns: number of rows changed.
  func run() throws -> Int {
    var count = 0
    for table in Self.tables {
      let changed = try rows(of: table)
      for row in changed { try write(row, table) }
      count += changed.count
    }
    return count
  }

  /// Reads the rows that hold her id or an identifying text.
  func rows(of table: Table) throws -> [Row] {
    let names = (table.key + table.columns).map(SQLText.name).joined(separator: ", ")
    var rows: [Row] = []
    try connection.run("SELECT \(names) FROM \(SQLText.name(table.name))") { row in
      let all = (0..<table.key.count + table.columns.count).map { row.value($0).map { SQLValue($0) } ?? .null }
      let (key, former) = (Array(all.prefix(table.key.count)), Array(all.dropFirst(table.key.count)))
      let values = former.map(texts.pluginData)
      if values != former { rows.append(Row(key: key, former: former, values: values)) }
    }
    return rows
  }

  private func write(_ row: Row, _ table: Table) throws {
    let assignments = table.columns.map { "\(SQLText.name($0)) = ?" }.joined(separator: ", ")
    let condition = table.key.map { "\(SQLText.name($0)) = ?" }.joined(separator: " AND ")
    try connection.run("UPDATE \(SQLText.name(table.name)) SET \(assignments) WHERE \(condition)", row.values + row.key)
  }
}
