import Ecosystem

/// Undoes a change of the journal: inverts its operations one by one, the last first. Triggers run as for any write, so that
/// lists, numbers and full-text indexes are restored with their records. An undo is itself a change, and can be undone in the
/// same way.
extension StoreJournal {
  /// Undoes the change of an invocation.
  /// - Throws: `StoreError.alreadyUndone` naming the invocation that did; `.notUndoable` for one whose change the journal does
  ///   not have, or that only a rollback may undo; `.conflict` as `undo(change:)`.
  public func undo(_ invocation: String) throws {
    let connection = try writable()
    try explaining {
      guard let change = try change("c.invocation = ?", .text(invocation), connection) else {
        throw StoreError(.notUndoable, found: invocation, wanted: UndoObstacle.nothing.rawValue)
      }
      if let by = change.undoneBy { throw StoreError(.alreadyUndone, found: invocation, wanted: by) }
      if try isOfGeneration(change.number, connection) {
        throw StoreError(.notUndoable, found: invocation, wanted: UndoObstacle.generation.rawValue)
      }
      try undo(change: change.number)
      // Undoing an undo puts the changes it undid in force again.
      try connection.run("UPDATE journal_change SET undone_by = NULL WHERE undone_by = ?", [.integer(change.number)])
    }
  }

  /// Undoes a change of the journal as part of the open change.
  /// - Throws: `StoreError.conflict` naming the first row that differs from what the change wrote, the fields that differ and the
  ///   invocation that changed them; another kind when the former rows conflict with rows added since. The transaction must then
  ///   be rolled back.
  func undo(change number: Int64) throws {
    let connection = try writable()
    guard let journal = connection.journal else { return }
    try explaining {
      let present = try connection.unrecorded { try journal.number(connection) }
      let pass = try UndoPass(transaction, connection, change: number, present: present)
      try eachChange(of: number, connection) { try pass.revert($0) }
      try pass.finish()
      for invoice in pass.deletedInvoices { try transaction.requireLast(invoice, connection) }
      if pass.hasRuled { try checkRules(ofUndone: number, pass, connection) }
      if pass.hasFieldDeclarations { try readoptFields(connection) }
      transaction.changeCount += pass.count
      (transaction.knowsExamples, transaction.knowsAliases, transaction.storageBytes) = (nil, nil, [:])
      try connection.run(
        "UPDATE journal_change SET undone_by = ? WHERE number = ?", [.integer(present), .integer(number)])
    }
  }

  /// Whether a generation made the change, or a rollback undid changes with it: code and permissions changed together with the
  /// data.
  private func isOfGeneration(_ change: Int64, _ connection: Connection) throws -> Bool {
    let sql = """
      SELECT 1 FROM generation_change g WHERE g.change = ?1
      OR g.change IN (SELECT number FROM journal_change WHERE undone_by = ?1) LIMIT 1
      """
    return try connection.first(sql, [.integer(change)]) { _ in true } ?? false
  }

  /// Finds the newest change after `change` that touched the row and is in force, and returns its invocation. Changes that were
  /// undone do not count, nor the undo that did it.
  func laterChange(
    of row: RowChange, after change: Int64, butNot present: Int64, _ connection: Connection
  ) throws -> String? {
    let sql = """
      SELECT c.invocation FROM journal_key k JOIN journal_chunk p ON p.number = k.chunk
      JOIN journal_change c ON c.number = p.change
      WHERE k.fingerprint = ? AND c.number > ? AND c.number <> ? AND \(StoreJournal.stands)
      ORDER BY c.number DESC LIMIT 1
      """
    let fingerprint = RowChange.fingerprint(row.shape.table, row.key)
    let arguments = [Int64(bitPattern: fingerprint), change, present].map(SQLValue.integer)
    return try connection.first(sql, arguments) { $0.text(0) }
  }

  /// The condition that a change `c` is in force: neither undone nor an undo that is in force.
  static let stands = """
    c.undone_by IS NULL AND NOT EXISTS (SELECT 1 FROM journal_change u WHERE u.undone_by = c.number)
    """

  /// Checks the rules between records for the restored records, which it reads from the journal once more.
  private func checkRules(ofUndone change: Int64, _ pass: UndoPass, _ connection: Connection) throws {
    try eachChange(of: change, connection) { row in
      if pass.isRuled(row) { try checkRules(ofUndone: row.keyText, layout.table(row.shape.table), connection) }
    }
  }

  /// Checks the rules between records for a record that was restored: its former values may conflict with records added since.
  private func checkRules(ofUndone id: String, _ table: TableLayout, _ connection: Connection) throws {
    guard let record = try transaction.read(table, id, reader: layout.reader(table), connection: connection) else { return }
    try transaction.checkRules(of: record, replacing: nil, table, connection)
    try transaction.checkPlaces(of: record, replacing: nil, table, connection)
  }

  // MARK: Fields of plugins

  /// Reloads the declarations of plugins' fields from the file.
  private func readoptFields(_ connection: Connection) throws {
    let before = schema.entities.flatMap { entity in entity.pluginFields.map { (entity.id, $0) } }
    let schema = try PluginFields.read(connection, into: transaction.store.baseSchema)
    for (entity, field) in before where schema.entity(entity)?.field(field.id) == nil {
      try refuseLeftValue(of: field.id, in: entity, connection)
      try connection.run("DROP INDEX IF EXISTS \(SQLText.name("\(entity)_by_\(field.id)"))")
    }
    transaction.layout = StoreLayout(schema, fieldsVersion: try PluginFields.countChange(connection))
    for table in layout.all {
      for field in table.entity.pluginFields where field.isIndexed {
        try connection.run(TableLayout.pluginIndexDDL(field, on: table.entity.id))
      }
      for statement in table.viewDDL { try connection.run(statement) }
    }
  }

  /// Throws when a field to be removed has values that were set since.
  private func refuseLeftValue(of field: String, in entity: String, _ connection: Connection) throws {
    let (column, path) = (TableLayout.pluginColumn, SQLText.path(field))
    let sql = "SELECT id FROM \(SQLText.name(entity)) WHERE json_type(\(column), \(path)) IS NOT NULL LIMIT 1"
    guard let id = try connection.first(sql, [], body: { $0.text(0) }) else { return }
    throw StoreError(.conflict, entity: entity, id: id, found: field, wanted: RowConflict.changed.rawValue)
  }
}

/// One run of an undo: reverts the operations from the last to the first.
private final class UndoPass {
  private let transaction: StoreTransaction
  private let connection: Connection
  private let change: Int64
  private let present: Int64
  /// Whether any later change is in force that could have changed an inserted row.
  private let hasLaterChanges: Bool
  /// Inserted rows of one table, to be deleted by one statement.
  private var going: [SQLValue] = []
  private var goingShape: RowShape?
  private var hasNumbers = false
  /// Upper bound of the rows deleted by one statement.
  private static let goingMax = 1_000

  /// Number of rows written.
  private(set) var count = 0
  private(set) var hasFieldDeclarations = false
  /// Whether a record was restored to which rules between records apply.
  private(set) var hasRuled = false
  /// The invoices that are deleted with their dues.
  private(set) var deletedInvoices: [NumberedInvoice] = []
  /// The entities that have such rules.
  private let ruledEntities: Set<String>

  init(_ transaction: StoreTransaction, _ connection: Connection, change: Int64, present: Int64) throws {
    (self.transaction, self.connection, self.change, self.present) = (transaction, connection, change, present)
    let sql =
      "SELECT 1 FROM journal_change c WHERE c.number > ? AND c.number <> ? AND \(StoreJournal.stands) LIMIT 1"
    ruledEntities = Set(transaction.layout.all.filter(\.hasRulesBetweenRecords).map(\.entity.id))
    hasLaterChanges = try connection.first(sql, [.integer(change), .integer(present)]) { _ in true } ?? false
  }

  func revert(_ row: RowChange) throws {
    if row.shape.table == "plugin_field" { hasFieldDeclarations = true }
    if case .insert = row.what { return try deleteInserted(row) }
    try flush()
    switch row.what {
    case .insert: break
    case .update(let columns): try restore(row, columns)
    case .delete(let number, let values): try reinsertDeleted(row, number, values)
    }
  }

  /// Ends the pass.
  func finish() throws {
    try flush()
    if hasNumbers { try connection.run("DELETE FROM record_number") }
  }

  // MARK: A row that was added

  private func deleteInserted(_ row: RowChange) throws {
    if hasLaterChanges, let later = try transaction.journal.laterChange(of: row, after: change, butNot: present, connection) {
      throw conflict(row, .changed, by: later)
    }
    count += 1
    if row.shape.table == InvoiceNumbers.dues { deletedInvoices += try transaction.invoice(of: row.keyText, connection).map { [$0] } ?? [] }
    guard row.key.count == 1 else {
      try flush()
      if try row.shape.row(row.key, columns: [], connection) == nil { throw try conflict(row, .gone) }
      return try row.shape.delete(row.key, connection)
    }
    if row.shape != goingShape || going.count >= UndoPass.goingMax { try flush() }
    goingShape = row.shape
    going.append(row.key[0])
  }

  private func flush() throws {
    guard let shape = goingShape else { return }
    goingShape = nil
    defer { going.removeAll(keepingCapacity: true) }
    if let missing = try shape.delete(ids: going, connection) {
      throw try conflict(RowChange(shape: shape, key: [missing], what: .insert), .gone)
    }
    guard shape.isOfEntity else { return }
    for case .text(let id) in going { try transaction.forget(id, of: shape.table, connection) }
  }

  // MARK: A row that was changed or deleted

  private func restore(
    _ row: RowChange, _ columns: [(column: Int, before: SQLValue, after: SQLValue)]
  ) throws {
    guard let present = try row.shape.row(row.key, columns: columns.map(\.column), connection) else {
      // Decided proposals are deleted after a while; what they changed can still be undone.
      if row.shape.isOfProposals { return }
      throw try conflict(row, .gone)
    }
    let restoration = try RowRestoration(columns, present, of: row)
    guard restoration.moved.isEmpty else {
      throw try conflict(row, .changed, restoration.moved.joined(separator: ", "))
    }
    count += 1
    if isRuled(row) { hasRuled = true }
    if restoration.values.isEmpty { return }
    try row.shape.update(row.key, restoration.values, connection)
    try noteNames(restoration.values, of: row)
  }

  private func reinsertDeleted(_ row: RowChange, _ number: Int64?, _ values: [SQLValue]) throws {
    if row.shape.table == RowShape.register.table { return try reserveNumber(of: row.key[0], number) }
    if try row.shape.row(row.key, columns: [], connection) != nil { throw try conflict(row, .back) }
    if row.shape.isOfEntity, let id = row.key.first, let other = try entity(of: id) {
      throw StoreError(
        .idTaken, entity: row.shape.table, id: row.keyText, field: "id", found: row.keyText, wanted: other)
    }
    count += 1
    if isRuled(row) { hasRuled = true }
    let normal = values.indices.map { row.shape.normalForm(values[$0], at: $0) }
    try row.shape.insert(normal, number: number, connection)
    try noteNames(normal.enumerated().map { ($0, $1) }, of: row)
  }

  /// Adds restored names to the table by which they are found.
  private func noteNames(_ values: [(column: Int, value: SQLValue)], of row: RowChange) throws {
    guard row.shape.isOfEntity else { return }
    let fields = try transaction.layout.table(row.shape.table).foldedFields
    if fields.isEmpty { return }
    var record = Record()
    for (column, value) in values {
      let name = row.shape.columns[column]
      guard case .text(let text) = value, let field = fields.first(where: { $0.id == name }) else { continue }
      record[name] = field.type.isList ? try FieldValue(stored: text, in: row.shape.table, row: row.keyText, column: name) : .text(text)
    }
    try NameSearch.note(record, of: fields, connection)
  }

  /// Whether the restored row is a record to which rules between records apply.
  func isRuled(_ row: RowChange) -> Bool {
    hasLaterChanges && row.operation != .insert && ruledEntities.contains(row.shape.table)
  }

  private func entity(of id: SQLValue) throws -> String? {
    guard case .text(let id) = id else { return nil }
    return try StoreTransaction.entity(of: id, connection)
  }

  /// Makes the next restored record reuse its former number, unless that is in use.
  private func reserveNumber(of id: SQLValue, _ number: Int64?) throws {
    guard let number else { return }
    hasNumbers = true
    try connection.run(
      """
      INSERT OR REPLACE INTO record_number (id, number) SELECT ?1, ?2
      WHERE NOT EXISTS (SELECT 1 FROM record WHERE number = ?2)
      """, [id, .integer(number)])
  }

  // MARK: Conflicts

  private func conflict(_ row: RowChange, _ move: RowConflict, _ fields: String = "") throws -> StoreError {
    let later = try transaction.journal.laterChange(of: row, after: change, butNot: present, connection)
    return conflict(row, move, fields, by: later)
  }

  private func conflict(_ row: RowChange, _ move: RowConflict, _ fields: String = "", by later: String?) -> StoreError {
    StoreError(
      .conflict, entity: row.shape.table, id: row.keyText, found: fields, wanted: move.rawValue, invocation: later)
  }
}

/// The reason an invocation cannot be undone at all.
enum UndoObstacle: String {
  /// It changed nothing, or its change was pruned.
  case nothing
  /// It installed, upgraded or removed a plugin, or rolled one back.
  case generation
}
