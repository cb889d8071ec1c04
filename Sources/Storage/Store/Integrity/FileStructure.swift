import Ecosystem

/// The tables, indexes, triggers and views of a file, with the statements that created them.
struct FileStructure {
  /// One object of `sqlite_schema`.
  struct Part: Hashable {
    var kind: StructureProblem.Kind
    var table: String
    /// The statement that created it.
    var sql: String

    /// Whether two definitions are equal; for a view the columns may be in any order, since it follows that of the declarations.
    func matches(_ other: Part) -> Bool {
      guard kind == other.kind, table == other.table else { return false }
      return kind == .view ? Self.columns(of: sql) == Self.columns(of: other.sql) : sql == other.sql
    }

    private static func columns(of sql: String) -> [String] {
      sql.replacing(" FROM ", with: ", ").split(separator: ", ").map(String.init).sorted()
    }
  }

  /// The objects by name.
  private(set) var parts: [String: Part] = [:]

  init(_ connection: Connection) throws {
    let sql = """
      SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'
      """
    try connection.run(sql) { row in
      guard let kind = StructureProblem.Kind(rawValue: row.text(0)) else { return }
      parts[row.text(1)] = Part(kind: kind, table: row.text(2), sql: row.text(3))
    }
  }

  /// Whether the tables exist that hold the declared fields of plugins.
  var tellsPluginFields: Bool { ["plugin_field", "counter"].allSatisfy { parts[$0]?.kind == .table } }

  /// Returns the objects that differ from those of `wanted`, by name.
  func problems(
    wanted: FileStructure, isDerived: (String) -> Bool, missingColumns: (String) throws -> [String]
  ) rethrows -> [StructureProblem] {
    let names = Set(parts.keys).union(wanted.parts.keys).subtracting(BackupTables.names)
    return try names.sorted().compactMap { name in
      let (found, right) = (parts[name], wanted.parts[name])
      if let found, let right, found.matches(right) { return nil }
      guard let part = right ?? found else { return nil }
      let state: StructureProblem.State = found == nil ? .missing : right == nil ? .foreign : .altered
      let columns = state == .altered && part.kind == .table ? try missingColumns(name) : []
      return StructureProblem(
        kind: part.kind, state: state, name: name, table: part.table, missingColumns: columns, isDerived: isDerived(name))
    }
  }
}
