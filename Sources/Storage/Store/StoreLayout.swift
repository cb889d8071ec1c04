import Ecosystem

/// The layout of the model in the file: one table layout for each entity. A value, rebuilt when a plugin declares a field.
struct StoreLayout: Sendable {
  /// The model with the fields of plugins.
  let schema: Schema
  /// Number of changes of the plugins' fields when this was read (`counter.plugin_fields`).
  let fieldsVersion: Int64
  /// The tables recorded in the journal: records and plugin data. Lists, numbers and full-text indexes are derived from them.
  let recordedShapes: [RowShape]
  /// The query whether the file holds an example, answered by the indexes on `standing`.
  let examplesTest: String
  private let tables: [String: TableLayout]
  private let readers: [String: RecordReader]
  /// The same layout as scopes see it.
  let scopes = ScopedLayouts()

  init(_ schema: Schema, fieldsVersion: Int64 = 0) {
    self.schema = schema
    self.fieldsVersion = fieldsVersion
    let all = schema.entities.map { TableLayout($0) }
    tables = Dictionary(uniqueKeysWithValues: all.map { ($0.entity.id, $0) })
    readers = tables.mapValues { RecordReader($0) }
    let tests = all.map { "EXISTS (SELECT 1 FROM \($0.table) WHERE standing = \(SQLText.literal(ScopeConditions.example)))" }
    examplesTest = "SELECT \(tests.joined(separator: " OR "))"
    recordedShapes =
      [.register, RecordAliases.shape] + RowShape.plugins + ProposalTables.shapes + [ImportedObject.shape] + all.map { RowShape($0) }
  }

  /// Returns the layout of an entity.
  /// - Throws: `EcosystemError` with the nearest name when it is unknown.
  func table(_ entity: String) throws(EcosystemError) -> TableLayout {
    if let table = tables[entity] { return table }
    return TableLayout(try schema.requireEntity(entity))
  }

  /// Returns the reader of whole records of a table, or of some of their fields.
  func reader(_ table: TableLayout, fields: [FieldDescription]? = nil) -> RecordReader {
    if fields == nil, let reader = readers[table.entity.id] { return reader }
    return RecordReader(table, fields: fields)
  }

  /// All layouts, in the order of the model.
  var all: [TableLayout] { schema.entities.compactMap { tables[$0.id] } }
}
