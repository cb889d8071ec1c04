import Ecosystem

/// A column of one of the engine's tables that holds JSON.
struct StoredColumn: Sendable {
  let table: String
  let name: String
  /// The SQL expression that names a row in messages: its key.
  let key: String

  /// Parses a value of the column.
  /// - Parameter row: the key of its row; evaluated for an error only.
  /// - Throws: `StoreError.corrupt` naming table, row and column.
  func value(_ json: String, row: @autoclosure () -> String) throws(StoreError) -> FieldValue {
    try FieldValue(stored: json, in: table, row: row(), column: name)
  }
}

extension StoredColumn {
  static let registration = StoredColumn(
    table: "plugin_registration", name: "description", key: "bundle_id || ' ' || kind || ' ' || name")
  static let fieldLabel = StoredColumn(table: "plugin_field", name: "label", key: "entity || '.' || plugin || '.' || name")
  static let fieldDoc = StoredColumn(table: "plugin_field", name: "doc", key: "entity || '.' || plugin || '.' || name")
  static let setting = StoredColumn(table: "setting", name: "value", key: "plugin || ' ' || name")
  static let storage = StoredColumn(table: "storage", name: "value", key: "plugin || ' ' || key")
  static let importState = StoredColumn(table: "import_progress", name: "state", key: "path || ' ' || entity")
  static let payload = StoredColumn(table: "outbox", name: "payload", key: "number")
  static let before = StoredColumn(table: "outbox", name: "before", key: "number")
  static let jobTitle = StoredColumn(table: "job", name: "title", key: "plugin || ':' || id")
  static let jobSchedule = StoredColumn(table: "job", name: "schedule", key: "plugin || ':' || id")
  static let changeSummary = StoredColumn(table: "journal_change", name: "summary", key: "number")
  static let chunkShapes = StoredColumn(table: "journal_chunk", name: "shapes", key: "number")
  static let shapeColumns = StoredColumn(table: "journal_shape", name: "columns", key: "number")

  static let proposedFields = StoredColumn(table: "proposal_change", name: "fields", key: "proposal || ' ' || position")
  static let proposedBase = StoredColumn(table: "proposal_change", name: "base", key: "proposal || ' ' || position")
  static let importedFields = StoredColumn(
    table: "imported_object", name: "fields", key: "source || ' ' || entity || ' ' || object")

  /// All columns with JSON in the engine's tables.
  static let all = [
    registration, fieldLabel, fieldDoc, setting, storage, importState, payload, before, jobTitle, jobSchedule, changeSummary,
    chunkShapes, shapeColumns, proposedFields, proposedBase, importedFields,
  ]
}

extension TableLayout {
  /// The columns with JSON in the table of the records.
  var storedColumns: [StoredColumn] {
    let names = entity.fields.filter { $0.plugin == nil && $0.type.isStoredAsJSON }.map(\.id) + [TableLayout.pluginColumn]
    return names.map { StoredColumn(table: entity.id, name: $0, key: "id") }
  }
}

extension FieldType {
  /// Whether the column of a field of the model holds JSON.
  var isStoredAsJSON: Bool {
    switch self {
    case .localizedText, .json, .list: true
    default: false
    }
  }
}

extension FieldValue {
  /// Parses JSON that the file holds.
  /// - Parameters:
  ///   - table: the table or entity.
  ///   - row: the key of the row, nil when it is not known; evaluated for an error only.
  /// - Throws: `StoreError.corrupt` naming table, row and column.
  init(stored json: String, in table: String, row: @autoclosure () -> String?, column: String) throws(StoreError) {
    do throws(JSONProblem) { self = try FieldValue(json: json) } catch {
      throw StoreError(.corrupt, entity: table, id: row(), field: column, found: error.reason.rawValue)
    }
  }
}
