import Ecosystem

/// The columns of a model field in the rows of a cursor. Numbers only: it is copied for each row.
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

  init(_ field: FieldDescription, index: Int, at position: Int, namedFrom start: Int) {
    name = start..<start + field.id.utf8.count
    self.index = index
    self.position = position
    isForStaff = field.visibility == .staff
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

/// Reads records from the rows of a statement that selects `columnList`.
final class RecordReader: Sendable {
  /// The fields of the records, in the order of columns.
  let fields: [FieldDescription]
  /// The columns selected, for the table `t`.
  let columnList: String
  /// The statement that finds a record by its id.
  let selectByID: String
  /// The columns of each field of the model in a row.
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
  init(_ layout: TableLayout, fields asked: [FieldDescription]? = nil) {
    fields = asked ?? layout.entity.fields
    var columns: [RecordColumn] = []
    var names: [UInt8] = []
    var selected: [String] = []
    for (index, field) in fields.enumerated() where field.plugin == nil {
      columns.append(RecordColumn(field, index: index, at: selected.count, namedFrom: names.count))
      names += field.id.utf8
      selected += TableLayout.columns(of: field).map { "t.\(SQLText.name($0))" }
    }
    plugins = fields.filter { $0.plugin != nil }
    pluginColumn = selected.count
    entity = layout.entity.id
    idColumn = selected.firstIndex(of: "t.\(SQLText.name("id"))")
    if !plugins.isEmpty { selected.append("t.\(TableLayout.pluginColumn)") }
    self.columns = columns
    self.names = names
    columnList = selected.joined(separator: ", ")
    selectByID = "SELECT \(columnList) FROM \(layout.table) t WHERE t.id = ?"
  }

  /// Reads the record of the current row.
  func record(_ row: PreparedStatement) throws -> Record {
    var record = Record()
    record.fields.reserveCapacity(columns.count)
    for column in columns where !row.isNull(column.position) {
      let field = fields[column.index]
      record.fields[field.id] = try value(field, row, column.position)
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
