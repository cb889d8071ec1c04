import Ecosystem

/// The columns of a field in the rows of a cursor. Numbers only: it is copied for each row.
public struct RecordColumn: Sendable {
  /// How its value is read.
  public enum Shape: Sendable {
    /// The bytes of a text.
    case text
    case integer, number
    /// An integer, 0 or 1.
    case boolean
    /// More than one column, or JSON.
    case structured
  }

  /// The range of the field's name in the cursor's `names`.
  public let name: Range<Int>
  /// Its first column, from 0.
  public let position: Int
  /// How its value is read.
  public let shape: Shape
  /// Whether only the staff may see it.
  public let isForStaff: Bool
  /// Its index among the fields of the reader.
  let index: Int

  /// - Parameters:
  ///   - index: its index among the fields of the reader.
  ///   - position: its first column.
  ///   - name: the range of its name.
  ///   - isForStaff: whether only the staff may see it.
  init(_ field: FieldDescription, index: Int, at position: Int, named name: Range<Int>, isForStaff: Bool) {
    self.name = name
    self.index = index
    self.position = position
    self.isForStaff = isForStaff
    shape =
      switch field.type {
      case .boolean: .boolean
      case .integer: .integer
      case .number: .number
      case .money, .localizedText, .json, .list: .structured
      default: .text
      }
  }
}

/// The value of a column in the current row, without a copy of its text.
public enum RecordScalar {
  case null
  /// A text in UTF-8.
  case text(UnsafeBufferPointer<UInt8>)
  case integer(Int64)
  case number(Double)
  case boolean(Bool)
  /// A value of more than one column, or JSON, which is read apart.
  case structured
}

extension PreparedStatement {
  /// Reads a column of the current row.
  func scalar(_ column: RecordColumn) -> RecordScalar {
    if column.shape == .text {
      let text = bytes(column.position)
      return text.baseAddress == nil ? .null : .text(text)
    }
    if isNull(column.position) { return .null }
    return switch column.shape {
    case .integer: .integer(integer(column.position))
    case .number: .number(real(column.position))
    case .boolean: .boolean(integer(column.position) != 0)
    case .text, .structured: .structured
    }
  }
}

/// Reads records from the rows of a statement that selects `columnList`.
final class RecordReader: Sendable {
  /// The fields of the records, in the order of columns, then those of referenced records.
  let fields: [FieldDescription]
  /// The columns selected, for the table `t` and the joins.
  let columnList: String
  /// The joins that follow the table `t`.
  let joins: SQLFragment
  /// The statement that finds a record of the scope by its id.
  let selectByID: String
  /// The columns of each field of the model in a row, and of each field of a referenced record.
  let columns: [RecordColumn]
  /// The names of those fields, in UTF-8, one after the other.
  let names: [UInt8]
  /// The requested fields of plugins; they come from one column, the last.
  let plugins: [FieldDescription]

  private let pluginColumn: Int
  /// The entity, and the column of the id where it is selected, for messages.
  private let entity: String
  private let idColumn: Int?

  /// A reader of the given fields, or of all.
  /// - Parameter conditions: the scope of the references that are read; nil for all.
  convenience init(_ layout: TableLayout, fields asked: [FieldDescription]? = nil, _ conditions: ScopeConditions? = nil) {
    self.init(layout, ReaderColumns(asked ?? layout.entity.fields, conditions), conditions)
  }

  /// A reader of the given fields, or of all that the audience sees, and of fields of referenced records.
  /// - Throws: `EcosystemError` for an unknown entity.
  convenience init(
    _ table: ScopedTable, fields asked: [FieldDescription]?, paths: [FieldPath], in layout: ScopedLayout
  ) throws(EcosystemError) {
    var columns = ReaderColumns(asked ?? table.entity.fields, table.conditions)
    try columns.add(paths, in: layout)
    self.init(table.layout, columns, table.conditions)
  }

  private init(_ layout: TableLayout, _ selection: ReaderColumns, _ conditions: ScopeConditions?) {
    fields = selection.fields
    columns = selection.columns
    names = selection.names
    joins = selection.joins
    plugins = selection.fields.prefix(selection.ownCount).filter { $0.plugin != nil }
    entity = layout.entity.id
    idColumn = selection.selected.firstIndex(of: "t.\(SQLText.name("id"))")
    pluginColumn = selection.selected.count
    let selected = selection.selected + (plugins.isEmpty ? [] : [FieldSQL.pluginColumn(plugins, conditions)])
    columnList = selected.joined(separator: ", ")
    let rows = conditions?.seen(layout.entity).map { " AND \($0)" } ?? ""
    selectByID = "SELECT \(columnList) FROM \(layout.table) t WHERE t.id = ?\(rows)"
  }

  /// Reads the record of the current row.
  func record(_ row: PreparedStatement) throws -> Record {
    var record = Record()
    record.fields.reserveCapacity(columns.count)
    for column in columns where !row.isNull(column.position) {
      let name = String(decoding: names[column.name], as: UTF8.self)
      record.fields[name] = try value(fields[column.index], row, column.position)
    }
    for (name, value) in try pluginValues(row) { record.fields[name] = value }
    return record
  }

  /// Reads the fields of plugins that have a value in the current row.
  func pluginValues(_ row: PreparedStatement) throws -> [(name: String, value: FieldValue)] {
    if plugins.isEmpty || row.isNull(pluginColumn) { return [] }
    let entries = try json(row, pluginColumn, TableLayout.pluginColumn).mapValue ?? [:]
    return plugins.compactMap { field in
      entries[field.id].map { (field.id, RecordReader.typed($0, field.type)) }
    }
  }

  /// Reads the value of a field of the model in the current row; its column must not be NULL.
  func value(_ field: FieldDescription, _ row: PreparedStatement, _ column: Int) throws -> FieldValue {
    switch field.type {
    case .boolean: .boolean(row.integer(column) != 0)
    case .integer: .integer(row.integer(column))
    case .number: .number(row.real(column))
    case .money: ["amount": .integer(row.integer(column)), "currency": .text(row.text(column + 1))]
    case .localizedText, .json, .list: try json(row, column, field.id)
    default: .text(row.text(column))
    }
  }

  /// Converts JSON numbers to the field's type, since another program may have written 3 for 3.0.
  private static func typed(_ value: FieldValue, _ type: FieldType) -> FieldValue {
    if case .number = type, let number = value.numberValue { return .number(number) }
    return value
  }

  private func json(_ row: PreparedStatement, _ column: Int, _ name: String) throws(StoreError) -> FieldValue {
    try FieldValue(stored: row.text(column), in: entity, row: idColumn.map(row.text), column: name)
  }
}

/// The columns that a reader selects, in the order of its fields.
private struct ReaderColumns {
  var fields: [FieldDescription]
  /// Number of the fields of the record itself.
  let ownCount: Int
  var columns: [RecordColumn] = []
  var names: [UInt8] = []
  var selected: [String] = []
  var joins = SQLFragment("")
  private let conditions: ScopeConditions?

  /// The columns of fields of a record; those of plugins share one column.
  init(_ fields: [FieldDescription], _ conditions: ScopeConditions?) {
    self.fields = fields
    self.conditions = conditions
    ownCount = fields.count
    for (index, field) in fields.enumerated() where field.plugin == nil {
      let whole = TableLayout.columns(of: field).map { "t.\(SQLText.name($0))" }
      add(field, index, named: field.id, columns: FieldSQL(field, of: "t", conditions).restricted ?? whole)
    }
  }

  /// Adds fields of referenced records.
  mutating func add(_ paths: [FieldPath], in layout: ScopedLayout) throws(EcosystemError) {
    var joined = PathJoins(layout)
    for path in paths {
      let columns = FieldSQL(path.field, of: try joined.table(of: path), conditions).columns
      fields.append(path.field)
      let isForStaff = path.fields.contains { $0.visibility == .staff }
      add(path.field, fields.count - 1, named: path.name, columns: columns, isForStaff: isForStaff)
    }
    joins = joined.joins
  }

  private mutating func add(
    _ field: FieldDescription, _ index: Int, named name: String, columns: [String], isForStaff: Bool? = nil
  ) {
    let range = names.count..<names.count + name.utf8.count
    self.columns.append(
      RecordColumn(
        field, index: index, at: selected.count, named: range, isForStaff: isForStaff ?? (field.visibility == .staff)))
    names += name.utf8
    selected += columns
  }
}
