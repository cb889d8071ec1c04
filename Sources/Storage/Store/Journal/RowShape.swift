import Ecosystem

/// How the rows of a table are told apart, recorded and written back: its stored columns, its key, its row number.
struct RowShape: Sendable, Hashable {
  /// The table, unquoted.
  let table: String
  /// The stored columns, unquoted, in the order of the table; generated ones come after them and are left out.
  let columns: [String]
  /// Which of `columns` make the key, in the order of the key.
  let key: [Int]
  /// Which of `columns` hold REAL values.
  let reals: Set<Int>
  /// Whether a row has a number, which says in which order rows came.
  let hasRowNumber: Bool
  /// Where the first of `columns` stands in the table: 1 behind a row number that is a column of its own.
  let firstPosition: Int32

  init(table: String, columns: [String], key: [Int], reals: Set<Int>, hasRowNumber: Bool, firstPosition: Int32) {
    self.table = table
    self.columns = columns
    self.key = key
    self.reals = reals
    self.hasRowNumber = hasRowNumber
    self.firstPosition = firstPosition
  }

  /// The shape of a table of an entity.
  init(_ layout: TableLayout) {
    table = layout.entity.id
    columns = layout.columns
    key = [layout.columns.firstIndex(of: "id") ?? 0]
    let numbers = Set(layout.fields.filter { if case .number = $0.type { true } else { false } }.map(\.id))
    reals = Set(layout.columns.indices.filter { numbers.contains(layout.columns[$0]) })
    hasRowNumber = true
    firstPosition = 0
  }

  /// The shape of a table beside the entities; `key` counts its first columns.
  init(_ table: String, _ columns: [String], key: Int, hasRowNumber: Bool, firstPosition: Int32 = 0) {
    self.init(
      table: table, columns: columns, key: Array(0..<key), reals: [], hasRowNumber: hasRowNumber,
      firstPosition: firstPosition)
  }

  /// The register of records. Its rows follow from those of the entities; only the number that goes with a deleted record is worth keeping.
  static let register = RowShape("record", ["id", "entity"], key: 1, hasRowNumber: true, firstPosition: 1)

  /// What plugins keep beside records. What the engine keeps about itself is not recorded.
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

  /// A value as this column gives it back: a whole number in a REAL column is stored as an integer.
  func normal(_ value: SQLValue, at index: Int) -> SQLValue {
    guard case .integer(let integer) = value, reals.contains(index) else { return value }
    return .real(Double(integer))
  }
}

// Reading and writing the rows of a shape, whatever their columns are.
extension RowShape {
  private var name: String { SQLText.name(table) }
  private var keyCondition: String { key.map { "\(SQLText.name(columns[$0])) = ?" }.joined(separator: " AND ") }

  /// Some columns of the row with this key, all without `columns`; nil when there is none.
  func row(_ key: [SQLValue], columns asked: [Int]? = nil, _ connection: Connection) throws -> [SQLValue]? {
    let asked = asked ?? Array(columns.indices)
    let names = asked.isEmpty ? "1" : asked.map { SQLText.name(columns[$0]) }.joined(separator: ", ")
    return try connection.first("SELECT \(names) FROM \(name) WHERE \(keyCondition)", key) { row in
      try asked.enumerated().map { position, index in
        guard let value = row.value(position) else { throw StoreError(.corrupt, entity: table, field: columns[index]) }
        return normal(SQLValue(value), at: index)
      }
    }
  }

  /// Deletes the row with this key.
  func delete(_ key: [SQLValue], _ connection: Connection) throws {
    try connection.run("DELETE FROM \(name) WHERE \(keyCondition)", key)
  }

  /// Deletes the rows with these keys, each one text, in one statement: the full-text index is then written once.
  /// - Returns: a key that no row has; nothing was deleted then.
  func delete(ids: [SQLValue], _ connection: Connection) throws -> SQLValue? {
    let column = SQLText.name(columns[key[0]])
    let list = SQLValue.text(FieldValue.list(ids.map { FieldValue($0) }).json)
    let missing =
      "SELECT j.value FROM json_each(?) j WHERE NOT EXISTS (SELECT 1 FROM \(name) t WHERE t.\(column) = j.value) LIMIT 1"
    if let id = try connection.first(missing, [list], { $0.text(0) }) { return .text(id) }
    try connection.run("DELETE FROM \(name) WHERE \(column) IN (SELECT j.value FROM json_each(?) j)", [list])
    return nil
  }

  /// Writes some columns of the row with this key.
  func update(_ key: [SQLValue], _ values: [(column: Int, value: SQLValue)], _ connection: Connection) throws {
    let assignments = values.map { "\(SQLText.name(columns[$0.column])) = ?" }.joined(separator: ", ")
    try connection.run("UPDATE \(name) SET \(assignments) WHERE \(keyCondition)", values.map(\.value) + key)
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
