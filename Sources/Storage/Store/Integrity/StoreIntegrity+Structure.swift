import Ecosystem

extension StoreIntegrity {
  /// Finds the names of the tables, indexes, triggers and views that differ from those this version creates, are missing or are
  /// foreign; none when the structure is right. Triggers run with every change, so a file from elsewhere with foreign ones is
  /// refused.
  /// - Throws: `StoreError` when the structure cannot be read or the transaction has ended.
  public func structureProblems() throws -> [String] { try structureComparison().map(\.name) }

  /// Compares the tables, indexes, triggers and views of the file with those this version creates, by name.
  /// - Throws: `StoreError` when the structure cannot be read or the transaction has ended.
  public func structureComparison() throws -> [StructureProblem] { try structureComparison(with: try reference()) }

  /// Compares the structure with that of an empty file; see `reference`.
  func structureComparison(with reference: Connection) throws -> [StructureProblem] {
    let connection = try open()
    let wanted = try FileStructure(reference)
    let found = try explaining { try FileStructure(connection) }
    let derived = layout.derivedTables
    let problems = try explaining {
      try found.problems(wanted: wanted, isDerived: derived.contains) { table in
        let present = Set(try Self.columns(of: table, connection))
        return try Self.columns(of: table, reference).filter { !present.contains($0) }
      }
    }
    return found.tellsPluginFields ? problems : problems.filter { !$0.dependsOnPluginFields }
  }

  /// Opens an empty database in memory with the tables of this version and the plugins' fields declared in this file.
  func reference() throws -> Connection {
    let reference = try Connection(path: ":memory:")
    for statement in FileFormat.ddl(StoreLayout(transaction.store.baseSchema)) { try reference.run(statement) }
    // Without the table of the fields only the model's own are compared; the missing table is a problem of its own.
    for field in (try? transaction.registrations.pluginFields()) ?? [] where field.isIndexed {
      try reference.run(TableLayout.pluginIndexDDL(field.description, on: field.entity))
    }
    for statement in layout.all.flatMap(\.viewDDL) { try reference.run(statement) }
    return reference
  }

  /// Reads the columns of a table, generated ones too (`PRAGMA table_xinfo`).
  private static func columns(of table: String, _ connection: Connection) throws -> [String] {
    var names: [String] = []
    try connection.run("SELECT name FROM pragma_table_xinfo(\(SQLText.literal(table)))") { names.append($0.text(0)) }
    return names
  }
}

extension StoreLayout {
  /// The tables derived from the records: the register, lists, and the full-text indexes with their shadow tables.
  var derivedTables: Set<String> {
    var names: Set = ["record", "search_pending", NameSearch.table]
    for table in all {
      for field in table.listFields { names.insert("\(table.entity.id)_\(field.id)") }
      guard !table.entity.searchFields.isEmpty else { continue }
      for suffix in [""] + TableLayout.searchShadows.map({ "_" + $0 }) { names.insert("\(table.entity.id)_search\(suffix)") }
    }
    return names
  }
}
