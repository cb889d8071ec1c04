import Ecosystem

extension StoreTransaction {
  /// Makes indexes, triggers and views again as the description of the model has them, drops foreign ones, and makes the tables that
  /// follow from the records again; `repair` of what `findings` gives afterwards fills those. Tables with content of their own are
  /// left alone. Each object is made on its own: what fails, such as a unique index over rows that are not, hinders no other.
  ///
  /// - Returns: the problems that were put right.
  /// - Throws: `StoreError` when the structure cannot be read or the transaction has ended.
  public func repairStructure(_ problems: [StructureProblem]) throws -> [StructureProblem] {
    try repairStructure(problems, with: try reference())
  }

  /// The same with the structure of an empty file; see `reference`.
  func repairStructure(_ problems: [StructureProblem], with reference: Connection) throws -> [StructureProblem] {
    let connection = try writable()
    let wanted = try FileStructure(reference)
    let repairable = problems.filter(\.isRepairable)
    return try explaining {
      // No change of anybody's: the journal records rows of records, which stay as they are.
      try connection.unrecorded {
        let tables = try repairTables(repairable, wanted, reference, connection)
        return try tables + repairObjects(repairable, wanted, connection)
      }
    }
  }

  // MARK: Indexes, triggers, views

  private func repairObjects(
    _ problems: [StructureProblem], _ wanted: FileStructure, _ connection: Connection
  ) throws -> [StructureProblem] {
    // Foreign triggers go before anything is written; triggers come last, so that none runs on a half-made structure.
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

  /// Drops whatever object has the name: an altered one may be of another type than the one it is in the place of.
  private func drop(_ problem: StructureProblem, _ connection: Connection) throws {
    let present = try connection.first(
      "SELECT type FROM sqlite_schema WHERE name = ?", [.text(problem.name)]) { $0.text(0) }
    if let present, present != "table" { try connection.run("DROP \(present.uppercased()) \(SQLText.name(problem.name))") }
  }

  /// Runs `body` within a savepoint; what it did is taken back when it fails.
  /// - Returns: whether it succeeded.
  private func attempt(_ connection: Connection, _ body: () throws -> Void) -> Bool {
    do {
      try connection.run("SAVEPOINT repair")
      try body()
      try connection.run("RELEASE repair")
      return true
    } catch {
      // The problem stays among those that are found afterwards, which is how the failure is reported.
      try? connection.run("ROLLBACK TO repair")
      try? connection.run("RELEASE repair")
      return false
    }
  }

  // MARK: Tables that follow from the records

  private func repairTables(
    _ problems: [StructureProblem], _ wanted: FileStructure, _ reference: Connection, _ connection: Connection
  ) throws -> [StructureProblem] {
    let tables = problems.filter { $0.kind == .table }
    var repaired: [StructureProblem] = []
    for table in layout.all {
      let own = tables.filter { table.isSearchTable($0.name) }
      guard !own.isEmpty else { continue }
      if attempt(connection, { try remakeSearch(table, wanted, reference, connection) }) { repaired += own }
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

  /// Makes the full-text index anew. Dropping one wants all its tables: those that are missing are made first.
  private func remakeSearch(
    _ table: TableLayout, _ wanted: FileStructure, _ reference: Connection, _ connection: Connection
  ) throws {
    let present = try FileStructure(connection)
    let name = "\(table.entity.id)_search"
    for suffix in TableLayout.searchShadows {
      let shadow = "\(name)_\(suffix)"
      guard present.parts[name] != nil, let part = wanted.parts[shadow] else { continue }
      if let found = present.parts[shadow], found.matches(part) { continue }
      try connection.run("DROP TABLE IF EXISTS \(SQLText.name(shadow))")
      try connection.run(part.sql)
      try copyRows(of: shadow, TableLayout.searchColumns[suffix] ?? [], reference, connection)
    }
    for leftover in [name] + TableLayout.searchShadows.map({ "\(name)_\($0)" }) {
      try connection.run("DROP TABLE IF EXISTS \(SQLText.name(leftover))")
    }
    for statement in table.searchTableDDL { try connection.run(statement) }
  }

  /// Gives a table the rows that it has in an empty file, without which FTS5 does not open its index.
  private func copyRows(
    of table: String, _ columns: [String], _ reference: Connection, _ connection: Connection
  ) throws {
    let name = SQLText.name(table)
    let values = columns.map { "quote(\($0))" }.joined(separator: " || ', ' || ")
    try reference.run("SELECT \(values) FROM \(name)") { try connection.run("INSERT INTO \(name) VALUES (\($0.text(0)))") }
  }
}

extension TableLayout {
  /// The tables that FTS5 keeps an index without content in (https://www.sqlite.org/fts5.html#fts5_data_structures).
  static let searchShadows = ["data", "idx", "docsize", "config"]
  /// Their columns.
  static let searchColumns = [
    "data": ["id", "block"], "idx": ["segid", "term", "pgno"], "docsize": ["id", "sz"], "config": ["k", "v"],
  ]

  /// Whether a table is the full-text index of this entity or one that FTS5 keeps it in.
  func isSearchTable(_ name: String) -> Bool {
    let index = "\(entity.id)_search"
    return name == index || TableLayout.searchShadows.contains { name == "\(index)_\($0)" }
  }
}
