import Ecosystem

extension StoreIntegrity {
  /// Finds all inconsistencies of the content. Reads the whole file and tokenizes the words of all records again, in temporary
  /// files.
  /// - Throws: `StoreError.corrupt` when the file cannot be read; `fileProblems` then tells more.
  public func findings() throws -> [ContentFinding] { try contentChecks().flatMap { try $0.findings(in: transaction) } }

  /// Returns the checks of `findings`, in order. Each can be run alone, so that a failed one does not prevent the others.
  public func contentChecks() -> [ContentCheck] {
    let tables = layout.all.map { table in
      ContentCheck(name: table.entity.id) { try $0.integrity.findings(in: table, $1) + $0.integrity.orphans(in: table, $1) }
    }
    return [
      ContentCheck(name: ContentCheck.structure) { transaction, _ in try transaction.integrity.structureFindings() },
      ContentCheck(name: "values") { try $0.integrity.unreadableValues($1) },
      // Before the tables: their indexes use the numbers of the register.
      ContentCheck(name: "record") { try $0.integrity.registerFindings($1) },
    ]
      + tables
      + [
        ContentCheck(name: "plugins") { try $0.integrity.pluginOrphans($1) },
        ContentCheck(name: "queue") { try $0.integrity.queueOrphans($1) },
        ContentCheck(name: "proposals") { try $0.integrity.proposalOrphans($1) },
        ContentCheck(name: "journal") { try $0.integrity.journalFindings($1) },
      ]
  }

  /// Returns the differences of structure as findings: derived objects, tables with content, tables of other programs.
  private func structureFindings() throws -> [ContentFinding] {
    let problems = try structureComparison()
    let groups: [(ContentFinding.Code, (StructureProblem) -> Bool)] = [
      (.table, { $0.kind == .table && $0.state != .foreign && !$0.isDerived }),
      (.foreignTable, { $0.kind == .table && $0.state == .foreign }),
      (.structure, \.isRepairable),
    ]
    return groups.compactMap { code, belongs in
      let own = problems.filter(belongs).map(\.text)
      return own.isEmpty ? nil : ContentFinding(code, "sqlite_schema", own)
    }
  }

  /// Adds a finding when a query returns rows, each one text.
  func finding(
    _ code: ContentFinding.Code, _ place: String, _ sql: String, _ connection: Connection
  ) throws -> [ContentFinding] {
    var rows: [String] = []
    try connection.run(sql) { rows.append($0.text(0)) }
    return rows.isEmpty ? [] : [ContentFinding(code, place, rows)]
  }

  // MARK: What follows from records

  fileprivate func findings(in table: TableLayout, _ connection: Connection) throws -> [ContentFinding] {
    var all: [ContentFinding] = []
    for field in table.listFields {
      if try ListComparison(table, field).agrees(connection) { continue }
      all += try finding(.list, "\(table.entity.id).\(field.id)", table.listDifference(field), connection)
    }
    if !table.entity.searchFields.isEmpty { all += try searchFindings(in: table, connection) }
    return all + (try nameFindings(in: table, connection)) + (try textFindings(in: table, connection))
  }

  /// Compares the full-text index with the words of the records. A damaged index is one finding.
  private func searchFindings(in table: TableLayout, _ connection: Connection) throws -> [ContentFinding] {
    do {
      let ids = try WordComparison(table, connection).differing()
      return ids.isEmpty ? [] : [ContentFinding(.search, table.entity.id, ids)]
    } catch let error as StoreError where error.kind == .corrupt {
      return [ContentFinding(.search, table.entity.id, [error.found ?? ""])]
    }
  }

  // MARK: The journal

  fileprivate func journalFindings(_ connection: Connection) throws -> [ContentFinding] {
    var all = try finding(
      .journalReference, "journal_key",
      "SELECT DISTINCT chunk FROM journal_key WHERE chunk NOT IN (SELECT number FROM journal_chunk)", connection)
    all += try finding(
      .journalReference, "journal_change",
      "SELECT number FROM journal_change WHERE undone_by NOT IN (SELECT number FROM journal_change)", connection)
    all += try finding(
      .journalReference, "generation_change",
      """
      SELECT number FROM generation_change WHERE undone_by IS NULL AND change NOT IN (SELECT number FROM journal_change)
      """, connection)
    return all + (try rowFindings(connection))
  }

  /// Compares each row with its last state in the journal.
  private func rowFindings(_ connection: Connection) throws -> [ContentFinding] {
    var (seen, differing, added): (Set<UInt64>, [String: [String]], AddedRows) = ([], [:], AddedRows())
    var changes: [Int64] = []
    try connection.run("SELECT number FROM journal_change ORDER BY number DESC") { changes.append($0.integer(0)) }
    func note(_ key: [SQLValue], of table: String) {
      differing[table, default: []].append(key.map { FieldValue($0).plainText }.joined(separator: " "))
    }
    for change in changes {
      do {
        try transaction.journal.eachChange(of: change, connection) { row in
          guard row.shape.table != RowShape.register.table, seen.insert(RowChange.fingerprint(row.shape.table, row.key)).inserted else {
            return
          }
          if let missing = try added.take(row, connection) { return missing.forEach { note([$0], of: row.shape.table) } }
          if try !isLast(row, connection) { note(row.key, of: row.shape.table) }
        }
      } catch let error as StoreError where error.kind == .corrupt {
        continue  // `StoreJournal.problems` reports the change that cannot be read.
      }
    }
    for (table, missing) in try added.rest(connection) { missing.forEach { note([$0], of: table) } }
    return differing.sorted { $0.key < $1.key }.map { ContentFinding(.journalRow, $0.key, $0.value.sorted()) }
  }

  /// Whether the row is in the state that this change wrote.
  private func isLast(_ change: RowChange, _ connection: Connection) throws -> Bool {
    guard let present = layout.recordedShapes.first(where: { $0.table == change.shape.table }) else { return true }
    switch change.what {
    case .insert: return try present.isOfProposals || present.row(change.key, columns: [], connection) != nil
    case .delete: return try present.row(change.key, columns: [], connection) == nil
    case .update(let columns):
      // Decided proposals are deleted without the journal.
      if present.isOfProposals, try present.row(change.key, columns: [], connection) == nil { return true }
      let indices = columns.compactMap { column in present.columns.firstIndex(of: change.shape.columns[column.column]) }
      guard indices.count == columns.count else { return true }
      let (found, wanted) = (try present.row(change.key, columns: indices, connection), columns.map(\.after))
      return found == wanted || found.map { normal($0, in: present, indices) } == normal(wanted, in: present, indices)
    }
  }
}

/// Returns the normal forms of values, since a change may be older than the form.
private func normal(_ values: [SQLValue], in shape: RowShape, _ columns: [Int]) -> [SQLValue] {
  zip(values, columns).map(shape.normalForm)
}

/// A check of `StoreIntegrity.findings`.
public struct ContentCheck: Sendable {
  /// The name of the check of tables, indexes, triggers and views.
  public static let structure = "sqlite_schema"
  /// The table or part of the file that it checks.
  public let name: String
  private let body: @Sendable (StoreTransaction, Connection) throws -> [ContentFinding]

  init(name: String, _ body: @escaping @Sendable (StoreTransaction, Connection) throws -> [ContentFinding]) {
    self.name = name
    self.body = body
  }

  /// Runs the check.
  /// - Throws: `StoreError` when the data to check is missing or damaged.
  public func findings(in transaction: StoreTransaction) throws -> [ContentFinding] {
    let connection = try transaction.open()
    return try transaction.explaining { try body(transaction, connection) }
  }
}

extension FieldValue {
  /// A text as it is, anything else as JSON.
  fileprivate var plainText: String { textValue ?? json }
}
