import Ecosystem

extension StoreIntegrity {
  /// Recreates indexes, triggers and views from the description of the model, drops foreign ones, and recreates the tables
  /// derived from the records; `repair` of the later `findings` fills those. Tables with content of their own are not changed.
  /// Each object is created on its own: one that fails, such as a unique index over duplicate rows, does not prevent the others.
  ///
  /// - Returns: the problems that were repaired.
  /// - Throws: `StoreError` when the structure cannot be read or the transaction has ended.
  public func repairStructure(_ problems: [StructureProblem]) throws -> [StructureProblem] {
    try repairStructure(problems, with: try reference())
  }

  /// Repairs the structure in the same way, with that of an empty file; see `reference`.
  func repairStructure(_ problems: [StructureProblem], with reference: Connection) throws -> [StructureProblem] {
    let connection = try writable()
    let wanted = try FileStructure(reference)
    let repairable = problems.filter(\.isRepairable)
    return try explaining {
      // Not recorded in the journal: it records rows of records, which do not change.
      try connection.unrecorded {
        let tables = try repairTables(repairable, wanted, reference: reference, connection: connection)
        return try tables + repairObjects(repairable, wanted, connection: connection)
      }
    }
  }

  // MARK: Indexes, triggers, views

  private func repairObjects(
    _ problems: [StructureProblem], _ wanted: FileStructure, connection: Connection
  ) throws -> [StructureProblem] {
    // Drops foreign triggers before any write; creates triggers last, so that none runs on an incomplete structure.
    let order: [StructureProblem.Kind] = [.index, .view, .trigger]
    let objects = problems.filter { $0.kind != .table }
    var repaired = objects.filter { problem in
      problem.state == .foreign && attempt(connection) { try drop(problem, connection) }
    }
    for kind in order {
      repaired += objects.filter { problem in
        guard problem.kind == kind, problem.state != .foreign, let part = wanted.parts[problem.name] else { return false }
        return attempt(connection) {
          try drop(problem, connection)
          try connection.run(part.sql)
        }
      }
    }
    return repaired
  }

  /// Drops the object of that name, of any type: an altered one may have another type than the one it replaces.
  private func drop(_ problem: StructureProblem, _ connection: Connection) throws {
    let present = try connection.first(
      "SELECT type FROM sqlite_schema WHERE name = ?", [.text(problem.name)]
    ) { $0.text(0) }
    if let present, present != "table" { try connection.run("DROP \(present.uppercased()) \(SQLText.name(problem.name))") }
  }

  /// Runs `body` within a savepoint, which is rolled back when it fails.
  /// - Returns: whether it succeeded.
  private func attempt(_ connection: Connection, _ body: () throws -> Void) -> Bool {
    do {
      try connection.run("SAVEPOINT repair")
      try body()
      try connection.run("RELEASE repair")
      return true
    } catch {
      // The failure is reported by the problem, which a later check finds again.
      try? connection.run("ROLLBACK TO repair")
      try? connection.run("RELEASE repair")
      return false
    }
  }

  // MARK: Tables derived from the records

  private func repairTables(
    _ problems: [StructureProblem], _ wanted: FileStructure, reference: Connection, connection: Connection
  ) throws -> [StructureProblem] {
    let tables = problems.filter { $0.kind == .table }
    var repaired: [StructureProblem] = []
    for table in layout.all {
      let own = tables.filter { table.isSearchTable($0.name) }
      guard !own.isEmpty else { continue }
      if attempt(connection, { try remakeSearch(table, wanted, reference: reference, connection: connection) }) { repaired += own }
    }
    for problem in tables where !layout.all.contains(where: { $0.isSearchTable(problem.name) }) {
      guard let part = wanted.parts[problem.name] else { continue }
      let isDone = attempt(connection) {
        try connection.run("DROP TABLE IF EXISTS \(SQLText.name(problem.name))")
        try connection.run(part.sql)
      }
      if isDone { repaired.append(problem) }
    }
    return repaired
  }

  /// Recreates the full-text index. Dropping it requires all its tables: missing ones are created first.
  private func remakeSearch(
    _ table: TableLayout, _ wanted: FileStructure, reference: Connection, connection: Connection
  ) throws {
    let present = try FileStructure(connection)
    let name = "\(table.entity.id)_search"
    for suffix in TableLayout.searchShadows {
      let shadow = "\(name)_\(suffix)"
      guard present.parts[name] != nil, let part = wanted.parts[shadow] else { continue }
      if let found = present.parts[shadow], found.matches(part) { continue }
      try connection.run("DROP TABLE IF EXISTS \(SQLText.name(shadow))")
      try connection.run(part.sql)
      try copyRows(of: shadow, TableLayout.searchColumns[suffix] ?? [], reference, connection: connection)
    }
    for leftover in [name] + TableLayout.searchShadows.map({ "\(name)_\($0)" }) {
      try connection.run("DROP TABLE IF EXISTS \(SQLText.name(leftover))")
    }
    for statement in table.searchTableDDL { try connection.run(statement) }
  }

  /// Copies the rows of a table in an empty file, without which FTS5 does not open its index.
  private func copyRows(
    of table: String, _ columns: [String], _ reference: Connection, connection: Connection
  ) throws {
    let name = SQLText.name(table)
    let values = columns.map { "quote(\($0))" }.joined(separator: " || ', ' || ")
    try reference.run("SELECT \(values) FROM \(name)") { try connection.run("INSERT INTO \(name) VALUES (\($0.text(0)))") }
  }
}

extension TableLayout {
  /// The shadow tables of an FTS5 index without content (https://www.sqlite.org/fts5.html#fts5_data_structures).
  static let searchShadows = ["data", "idx", "docsize", "config"]
  /// Their columns.
  static let searchColumns = [
    "data": ["id", "block"], "idx": ["segid", "term", "pgno"], "docsize": ["id", "sz"], "config": ["k", "v"],
  ]

  /// Whether a table is the full-text index of this entity or one of its shadow tables.
  func isSearchTable(_ name: String) -> Bool {
    let index = "\(entity.id)_search"
    return name == index || TableLayout.searchShadows.contains { name == "\(index)_\($0)" }
  }
}
