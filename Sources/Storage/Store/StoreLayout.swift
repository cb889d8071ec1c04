import Ecosystem
import Synchronization

/// The layout of the model in the file: one table layout for each entity, made when it is first asked for, since most commands need few. A
/// value, rebuilt when a plugin declares a field.
struct StoreLayout: Sendable {
  /// The model with the fields of plugins.
  let schema: Schema
  /// Number of changes of the plugins' fields when this was read (`counter.plugin_fields`).
  let fieldsVersion: Int64
  private let tables: [String: EntityLayout]
  private let madeTest = LazyValue<String>()
  private let madeShapes = LazyValue<[RowShape]>()
  /// The same layout as scopes see it.
  let scopes = ScopedLayouts()

  init(_ schema: Schema, fieldsVersion: Int64 = 0) {
    self.schema = schema
    self.fieldsVersion = fieldsVersion
    tables = Dictionary(uniqueKeysWithValues: schema.entities.map { ($0.id, EntityLayout($0)) })
  }

  /// The query whether the file holds an example, answered by the indexes on `standing`.
  var examplesTest: String {
    madeTest.value {
      let example = SQLText.literal(ScopeConditions.example)
      let tests = schema.entities.map { "EXISTS (SELECT 1 FROM \(SQLText.name($0.id)) WHERE standing = \(example))" }
      return "SELECT \(tests.joined(separator: " OR "))"
    }
  }

  /// The tables recorded in the journal: records and plugin data. Lists, numbers and full-text indexes are derived from them.
  var recordedShapes: [RowShape] {
    madeShapes.value {
      [.register, RecordAliases.shape] + RowShape.plugins + ProposalTables.shapes + [ImportedObject.shape] + all.map { RowShape($0) }
    }
  }

  /// Returns the layout of an entity.
  /// - Throws: `EcosystemError` with the nearest name when it is unknown.
  func table(_ entity: String) throws(EcosystemError) -> TableLayout {
    if let layout = tables[entity] { return layout.table }
    return TableLayout(try schema.requireEntity(entity))
  }

  /// Returns the reader of whole records of a table, or of some of their fields.
  func reader(_ table: TableLayout, fields: [FieldDescription]? = nil) -> RecordReader {
    if fields == nil, let layout = tables[table.entity.id] { return layout.reader }
    return RecordReader(table, fields: fields)
  }

  /// All layouts, in the order of the model.
  var all: [TableLayout] { schema.entities.compactMap { tables[$0.id]?.table } }
}

/// The layout of one entity, made at its first use.
private final class EntityLayout: Sendable {
  private let entity: EntityDescription
  private let madeTable = LazyValue<TableLayout>()
  private let madeReader = LazyValue<RecordReader>()

  init(_ entity: EntityDescription) { self.entity = entity }

  var table: TableLayout { madeTable.value { TableLayout(entity) } }
  var reader: RecordReader { madeReader.value { RecordReader(table) } }
}

/// A value that is made once, at its first use; of several threads that make it at the same time one wins, and all get its value. Reading it
/// takes no lock.
private final class LazyValue<Value: Sendable>: Sendable {
  private final class Made: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  private let made = AtomicLazyReference<Made>()

  func value(_ make: () -> Value) -> Value {
    if let made = made.load() { return made.value }
    return made.storeIfNil(Made(make())).value
  }
}
