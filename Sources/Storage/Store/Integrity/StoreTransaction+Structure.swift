import Ecosystem

/// A table, index, trigger or view of the file.
private struct StructurePart: Hashable {
  var name: String
  /// Its type, table and text, compared as they are; of a view the columns in any order, which is that of the declarations.
  var definition: [String]
}

extension StoreTransaction {
  /// The tables, indexes, triggers and views that are not there as this version makes them, and those that it does not make, by
  /// name; nothing when the structure is right. Triggers run with every change: a file from elsewhere is refused with others.
  public func structureProblems() throws -> [String] {
    let connection = try open()
    let wanted = try StoreTransaction.structure(of: try reference())
    let found = try explaining { try StoreTransaction.structure(of: connection) }
    return wanted.symmetricDifference(found.filter { !BackupTables.names.contains($0.name) }).map(\.name)
      .reduce(into: Set()) { $0.insert($1) }.sorted()
  }

  /// An empty file in memory with the tables of the present version and the fields of plugins as they are declared in this one.
  private func reference() throws -> Connection {
    let reference = try Connection(path: ":memory:")
    for statement in FileFormat.ddl(StoreLayout(store.baseSchema)) { try reference.run(statement) }
    for field in try pluginFields() where field.isIndexed {
      try reference.run(TableLayout.pluginIndexDDL(field.description, on: field.entity))
    }
    for statement in layout.all.flatMap(\.viewDDL) { try reference.run(statement) }
    return reference
  }

  private static func structure(of connection: Connection) throws -> Set<StructurePart> {
    var parts: Set<StructurePart> = []
    let sql =
      "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    try connection.run(sql) { row in
      let isView = row.text(0) == "view"
      let text =
        isView
        ? row.text(3).replacing(" FROM ", with: ", ").split(separator: ", ").map(String.init).sorted() : [row.text(3)]
      parts.insert(StructurePart(name: row.text(1), definition: [row.text(0), row.text(2)] + text))
    }
    return parts
  }
}
