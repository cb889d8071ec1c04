import Ecosystem

/// Reads records from the rows of a statement that selects `columnList`.
struct RecordReader: Sendable {
  /// The fields of the records, in the order of columns.
  let fields: [FieldDescription]
  /// The columns selected, for the table `t`.
  let columnList: String

  /// Where each field of the model begins in the row.
  private let own: [(field: FieldDescription, column: Int)]
  /// The fields of plugins asked for; they come from one column, the last.
  private let plugins: [FieldDescription]
  private let pluginColumn: Int

  /// A reader of the given fields, or of all.
  init(_ layout: TableLayout, fields asked: [FieldDescription]? = nil) {
    fields = asked ?? layout.entity.fields
    var own: [(FieldDescription, Int)] = []
    var columns: [String] = []
    for field in fields where field.plugin == nil {
      own.append((field, columns.count))
      columns += TableLayout.columns(of: field).map { "t.\(SQLText.name($0))" }
    }
    plugins = fields.filter { $0.plugin != nil }
    pluginColumn = columns.count
    if !plugins.isEmpty { columns.append("t.\(TableLayout.pluginColumn)") }
    self.own = own
    columnList = columns.joined(separator: ", ")
  }

  /// The record of the current row.
  func record(_ row: PreparedStatement) throws -> Record {
    var record = Record()
    record.fields.reserveCapacity(own.count)
    for (field, column) in own where !row.isNull(column) {
      record.fields[field.id] = try value(field, row, column)
    }
    if !plugins.isEmpty, !row.isNull(pluginColumn) {
      let entries = try json(row.text(pluginColumn)).mapValue ?? [:]
      for field in plugins { record.fields[field.id] = entries[field.id].map { RecordReader.typed($0, field.type) } }
    }
    return record
  }

  private func value(_ field: FieldDescription, _ row: PreparedStatement, _ column: Int) throws -> FieldValue {
    switch field.type {
    case .boolean: .boolean(row.integer(column) != 0)
    case .integer: .integer(row.integer(column))
    case .number: .number(row.real(column))
    case .money: ["amount": .integer(row.integer(column)), "currency": .text(row.text(column + 1))]
    case .localizedText, .json, .list: try json(row.text(column))
    default: .text(row.text(column))
    }
  }

  /// JSON does not tell 3 from 3.0 once another program has written it.
  private static func typed(_ value: FieldValue, _ type: FieldType) -> FieldValue {
    if case .number = type, let number = value.numberValue { return .number(number) }
    return value
  }

  private func json(_ text: String) throws -> FieldValue {
    do { return try FieldValue(json: text) } catch {
      throw StoreError(.corrupt, found: "JSON: \(error.reason.rawValue)")
    }
  }
}
