import Ecosystem

extension StoreTransaction {
  /// Everything in the file that does not fit the rest of it. The whole file is read, and the words of all records are taken apart
  /// again, in temporary files.
  /// - Throws: `StoreError.corrupt` when it cannot be read; `integrityProblems` says more then.
  public func findings() throws -> [ContentFinding] {
    let structure = try structureProblems()
    let connection = try open()
    return try explaining {
      var all = structure.isEmpty ? [] : [ContentFinding(.structure, "sqlite_schema", structure)]
      for table in layout.all { all += try findings(in: table, connection) }
      all += try strayRegister(connection) + orphans(connection) + journalFindings(connection)
      return all
    }
  }

  /// Adds a finding where a query gives rows, each one text.
  func finding(
    _ code: ContentFinding.Code, _ place: String, _ sql: String, _ connection: Connection
  ) throws -> [ContentFinding] {
    var rows: [String] = []
    try connection.run(sql) { rows.append($0.text(0)) }
    return rows.isEmpty ? [] : [ContentFinding(code, place, rows)]
  }

  // MARK: What follows from records

  private func findings(in table: TableLayout, _ connection: Connection) throws -> [ContentFinding] {
    let (name, entity) = (table.table, SQLText.literal(table.entity.id))
    var all = try finding(
      .unregistered, table.entity.id,
      "SELECT id FROM \(name) t WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.id = t.id AND r.entity = \(entity)) ORDER BY id",
      connection)
    all += try finding(
      .registeredOnly, table.entity.id,
      "SELECT id FROM record r WHERE entity = \(entity) AND NOT EXISTS (SELECT 1 FROM \(name) t WHERE t.id = r.id) ORDER BY id",
      connection)
    for field in table.listFields {
      all += try finding(.list, "\(table.entity.id).\(field.id)", table.listDifference(field), connection)
    }
    if !table.entity.searchFields.isEmpty { all += try searchFindings(in: table, connection) }
    return all
  }

  private func strayRegister(_ connection: Connection) throws -> [ContentFinding] {
    let known = layout.all.map { SQLText.literal($0.entity.id) }.joined(separator: ", ")
    return try finding(
      .registeredOnly, "record", "SELECT id FROM record WHERE entity NOT IN (\(known)) ORDER BY id", connection)
  }

  /// Takes the words of the records apart into an index beside, and compares the two word by word.
  private func searchFindings(in table: TableLayout, _ connection: Connection) throws -> [ContentFinding] {
    let names = ["doctor_words", "doctor_present", "doctor_wanted"]
    defer { for name in names.reversed() { try? connection.run("DROP TABLE IF EXISTS temp.\(name)") } }
    for statement in table.searchComparison { try connection.run(statement) }
    do {
      return try finding(.search, table.entity.id, TableLayout.searchDifference, connection)
    } catch let error as StoreError where error.kind == .corrupt {
      return [ContentFinding(.search, table.entity.id, [error.found ?? ""])]
    }
  }

  // MARK: The journal

  private func journalFindings(_ connection: Connection) throws -> [ContentFinding] {
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

  /// Compares each row with what the journal said of it last.
  private func rowFindings(_ connection: Connection) throws -> [ContentFinding] {
    var (seen, differing): (Set<UInt64>, [String: [String]]) = ([], [:])
    var changes: [Int64] = []
    try connection.run("SELECT number FROM journal_change ORDER BY number DESC") { changes.append($0.integer(0)) }
    for change in changes {
      do {
        try eachChange(of: change, connection) { row in
          guard row.shape.table != RowShape.register.table,
            seen.insert(RowChange.fingerprint(row.shape.table, row.key)).inserted,
            try !isLast(row, connection)
          else { return }
          differing[row.shape.table, default: []].append(
            row.key.map { FieldValue($0).plainText }.joined(separator: " "))
        }
      } catch let error as StoreError where error.kind == .corrupt {
        continue  // `journalProblems` names the change that cannot be read.
      }
    }
    return differing.sorted { $0.key < $1.key }.map { ContentFinding(.journalRow, $0.key, $0.value.sorted()) }
  }

  /// Whether the row is as this change left it.
  private func isLast(_ change: RowChange, _ connection: Connection) throws -> Bool {
    guard let present = layout.recordedShapes.first(where: { $0.table == change.shape.table }) else { return true }
    switch change.what {
    case .insert: return try present.row(change.key, columns: [], connection) != nil
    case .delete: return try present.row(change.key, columns: [], connection) == nil
    case .update(let columns):
      let indices = columns.compactMap { column in present.columns.firstIndex(of: change.shape.columns[column.column]) }
      guard indices.count == columns.count else { return true }
      return try present.row(change.key, columns: indices, connection) == columns.map(\.after)
    }
  }
}

extension FieldValue {
  /// A text as it is, anything else as JSON.
  fileprivate var plainText: String { textValue ?? json }
}
