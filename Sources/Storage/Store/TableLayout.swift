import Ecosystem

/// The layout of an entity in its table: the columns of each field, and the auxiliary tables.
final class TableLayout: Sendable {
  /// The entity with the fields of plugins.
  let entity: EntityDescription
  /// The table, quoted.
  let table: String
  /// The fields that have columns of their own.
  let fields: [FieldDescription]
  /// The index in `columns` of the first column of each.
  let starts: [Int]
  /// The indexes in `fields`, by field id.
  private let positions: [String: Int]
  /// The fields that plugins declared.
  let pluginFields: [FieldDescription]
  /// The columns in order, unquoted; the last is `plugin_fields`.
  let columns: [String]
  /// The fields with names that are found in `NameSearch`.
  let foldedFields: [FieldDescription]
  /// The rules that need other records to be read.
  let rulesBetweenRecords: [EntityRule]
  /// The statement that inserts a whole row.
  let insertSQL: String
  /// The statement that inserts `rowsTogether` rows.
  let insertTogetherSQL: String

  /// Number of rows of one insert statement for many records: they share the cost of beginning and ending it.
  static let rowsTogether = 16

  /// The column with the fields of plugins as one JSON object.
  static let pluginColumn = "plugin_fields"

  init(_ entity: EntityDescription) {
    self.entity = entity
    table = SQLText.name(entity.id)
    fields = entity.ownFields
    pluginFields = entity.pluginFields
    foldedFields = TableLayout.foldedFields(of: fields)
    rulesBetweenRecords = entity.rules.filter(\.isBetweenRecords)
    var columns: [String] = []
    var starts: [Int] = []
    for field in fields {
      starts.append(columns.count)
      columns += TableLayout.columns(of: field)
    }
    self.starts = starts
    positions = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.id, $0) })
    self.columns = columns + [TableLayout.pluginColumn]
    let names = self.columns.map(SQLText.name).joined(separator: ", ")
    let marks = "(\(self.columns.map { _ in "?" }.joined(separator: ", ")))"
    insertSQL = "INSERT INTO \(table) (\(names)) VALUES \(marks)"
    let rows = Array(repeating: marks, count: TableLayout.rowsTogether)
    insertTogetherSQL = "INSERT INTO \(table) (\(names)) VALUES \(rows.joined(separator: ", "))"
  }

  /// Returns the columns of a field: one, or two for money.
  static func columns(of field: FieldDescription) -> [String] {
    field.type == .money ? ["\(field.id)_amount", "\(field.id)_currency"] : [field.id]
  }

  /// Returns the table with one row for each element of a list, so that `has` uses an index.
  static func linkTable(_ entity: String, _ field: String) -> String {
    SQLText.name("\(entity)_\(field)")
  }

  /// The full-text index of the entity.
  var searchTable: String { SQLText.name("\(entity.id)_search") }

  /// The table in which FTS5 keeps the number of words of each record by field.
  var searchSizeTable: String { SQLText.name("\(entity.id)_search_docsize") }

  /// Returns the virtual column with the id of the concept whose code a field holds.
  static func conceptColumn(_ field: String) -> String { "\(field)_concept" }

  /// Returns the column values of a field.
  static func values(_ value: FieldValue, of field: FieldDescription) -> [SQLValue] {
    guard field.type == .money else { return [self.value(value, of: field)] }
    guard case .map(let money) = value else { return [.null, .null] }
    return [SQLValue(money["amount"] ?? .null), SQLValue(money["currency"] ?? .null)]
  }

  /// Returns the column value of a field with one column.
  private static func value(_ value: FieldValue, of field: FieldDescription) -> SQLValue {
    field.type == .json && !value.isNull ? .text(value.json) : SQLValue(value)
  }

  /// Returns the column value of the plugins' fields of a record: one JSON object, or NULL.
  func pluginValue(of record: Record) -> SQLValue {
    var own: ExactDictionary<FieldValue> = [:]
    for field in pluginFields { own[field.id] = record.fields[field.id] }
    return own.isEmpty ? .null : .text(FieldValue.map(own).json)
  }

  /// Returns the values of a record's row, in the order of `columns`.
  func row(_ record: Record) -> [SQLValue] {
    var row = [SQLValue](repeating: .null, count: columns.count)
    for (name, value) in record.fields {
      guard let position = positions[name] else { continue }
      let (field, start) = (fields[position], starts[position])
      if field.type == .money {
        row.replaceSubrange(start..<(start + 2), with: TableLayout.values(value, of: field))
      } else {
        row[start] = TableLayout.value(value, of: field)
      }
    }
    if !pluginFields.isEmpty { row[row.count - 1] = pluginValue(of: record) }
    return row
  }
}
