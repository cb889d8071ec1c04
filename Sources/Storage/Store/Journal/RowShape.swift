import Ecosystem

/// The layout by which rows of a table are identified, recorded and restored: stored columns, key, rowid.
struct RowShape: Sendable, Hashable {
  /// The table, unquoted.
  let table: String
  /// The stored columns, unquoted, in the order of the table; generated ones come after them and are left out.
  let columns: [String]
  /// The indexes in `columns` of the key, in the order of the key.
  let key: [Int]
  /// The indexes in `columns` of REAL columns.
  let reals: Set<Int>
  /// Whether a row has a rowid, by which rows are ordered by insertion.
  let hasRowNumber: Bool
  /// The position of the first of `columns` in the table: 1 after a rowid that is a column of its own.
  let firstPosition: Int32
  /// The normal forms of the texts in its columns.
  let forms: TextForms

  init(
    table: String, columns: [String], key: [Int], reals: Set<Int>, hasRowNumber: Bool, firstPosition: Int32,
    forms: TextForms = TextForms()
  ) {
    self.table = table
    self.columns = columns
    self.key = key
    self.reals = reals
    self.hasRowNumber = hasRowNumber
    self.firstPosition = firstPosition
    self.forms = forms
  }

  /// Makes the shape of an entity's table.
  init(_ layout: TableLayout) {
    table = layout.entity.id
    columns = layout.columns
    key = [layout.columns.firstIndex(of: "id") ?? 0]
    let numbers = Set(layout.fields.filter { if case .number = $0.type { true } else { false } }.map(\.id))
    reals = Set(layout.columns.indices.filter { numbers.contains(layout.columns[$0]) })
    hasRowNumber = true
    firstPosition = 0
    forms = TextForms(layout)
  }

  /// Makes the shape of a table that is not an entity's; its first `key` columns are the key.
  init(_ table: String, _ columns: [String], key: Int, hasRowNumber: Bool, firstPosition: Int32 = 0) {
    self.init(
      table: table, columns: columns, key: Array(0..<key), reals: [], hasRowNumber: hasRowNumber,
      firstPosition: firstPosition)
  }

  /// The register of records. Its rows are derived from the entities; only the number of a deleted record must be recorded.
  static let register = RowShape("record", ["id", "entity"], key: 1, hasRowNumber: true, firstPosition: 1)

  /// The tables of plugin data. The engine's own tables are not recorded.
  static let plugins = [
    RowShape("plugin_data", ["plugin", "data_version"], key: 1, hasRowNumber: false),
    RowShape(
      "plugin_field", ["entity", "plugin", "name", "type", "label", "doc", "is_indexed", "visibility"], key: 3,
      hasRowNumber: false),
    RowShape("setting", ["plugin", "name", "value"], key: 2, hasRowNumber: false),
    RowShape("storage", ["plugin", "key", "value"], key: 2, hasRowNumber: true),
  ]

  /// Whether its rows are records.
  var isOfEntity: Bool { columns.last == TableLayout.pluginColumn }

  /// Returns the normal form of a value of this column, by which former values are compared with present ones.
  func normalForm(_ value: SQLValue, at index: Int) -> SQLValue { forms.normal(value, column: columns[index]) }

  /// Returns a value as read from this column: an integer in a REAL column is stored as an integer.
  func normal(_ value: SQLValue, at index: Int) -> SQLValue {
    guard case .integer(let integer) = value, reals.contains(index) else { return value }
    return .real(Double(integer))
  }
}

// Reads and writes the rows of a shape with any columns.
extension RowShape {
  private var name: String { SQLText.name(table) }
  private var keyCondition: String { key.map { "\(SQLText.name(columns[$0])) = ?" }.joined(separator: " AND ") }

  /// Reads some columns of the row with this key, all without `columns`; nil when there is none.
  func row(_ key: [SQLValue], columns asked: [Int]? = nil, _ connection: Connection) throws -> [SQLValue]? {
    let asked = asked ?? Array(columns.indices)
    let names = asked.isEmpty ? "1" : asked.map { SQLText.name(columns[$0]) }.joined(separator: ", ")
    return try connection.first("SELECT \(names) FROM \(name) WHERE \(keyCondition)", key) { row in
      try asked.enumerated().map { position, index in
        guard let value = row.value(position) else {
          throw StoreError(.corrupt, entity: table, field: columns[index], found: "BLOB")
        }
        return normal(SQLValue(value), at: index)
      }
    }
  }

  /// Deletes the row with this key.
  func delete(_ key: [SQLValue], _ connection: Connection) throws {
    try connection.run("DELETE FROM \(name) WHERE \(keyCondition)", key)
  }

  /// Deletes the rows with these keys, each one text, in one statement: the full-text index is then updated once.
  /// - Returns: a key without a row; nothing was deleted then.
  func delete(ids: [SQLValue], _ connection: Connection) throws -> SQLValue? {
    if let missing = try missing(among: ids, connection).first { return missing }
    let column = SQLText.name(columns[key[0]])
    try connection.run("DELETE FROM \(name) WHERE \(column) IN (SELECT j.value FROM json_each(?) j)", [RowShape.list(ids)])
    return nil
  }

  /// Returns those of some keys, each one text, without a row.
  func missing(among ids: [SQLValue], _ connection: Connection) throws -> [SQLValue] {
    let column = SQLText.name(columns[key[0]])
    let sql = "SELECT j.value FROM json_each(?) j WHERE NOT EXISTS (SELECT 1 FROM \(name) t WHERE t.\(column) = j.value)"
    var missing: [SQLValue] = []
    try connection.run(sql, [RowShape.list(ids)]) { missing.append(.text($0.text(0))) }
    return missing
  }

  private static func list(_ ids: [SQLValue]) -> SQLValue { .text(FieldValue.list(ids.map { FieldValue($0) }).json) }

  /// Writes some columns of the row with this key.
  func update(_ key: [SQLValue], _ values: [(column: Int, value: SQLValue)], _ connection: Connection) throws {
    let assignments = values.map { "\(SQLText.name(columns[$0.column])) = ?" }.joined(separator: ", ")
    try connection.run("UPDATE \(name) SET \(assignments) WHERE \(keyCondition)", values.map(\.value) + key)
  }

  /// Inserts a whole row, with its former rowid unless that is in use.
  func insert(_ values: [SQLValue], number: Int64?, _ connection: Connection) throws {
    var names = columns.map(SQLText.name)
    var row = values
    if let number, try isFree(number, connection) {
      names.append("rowid")
      row.append(.integer(number))
    }
    let marks = names.map { _ in "?" }.joined(separator: ", ")
    try connection.run("INSERT INTO \(name) (\(names.joined(separator: ", "))) VALUES (\(marks))", row)
  }

  private func isFree(_ number: Int64, _ connection: Connection) throws -> Bool {
    guard hasRowNumber else { return false }
    return try connection.first("SELECT 1 FROM \(name) WHERE rowid = ?", [.integer(number)]) { _ in true } == nil
  }
}

extension FieldValue {
  /// A value of a column.
  init(_ value: SQLValue) {
    switch value {
    case .null: self = .null
    case .integer(let integer): self = .integer(integer)
    case .real(let real): self = .number(real)
    case .text(let text): self = .text(text)
    }
  }
}
