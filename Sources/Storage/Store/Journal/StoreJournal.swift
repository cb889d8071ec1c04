import Calendar
import Ecosystem

/// The journal of a transaction: attributes its writes to an invocation; reads, prunes and undoes the changes of others; identifies
/// the content to programs that follow the changes.
public struct StoreJournal: TransactionFacet {
  package let transaction: StoreTransaction
}

extension StoreTransaction {
  /// The journal of changes.
  public var journal: StoreJournal { StoreJournal(transaction: self) }
}

extension StoreJournal {
  /// Attributes to an invocation the writes since the beginning, or since the last call. `StoreInvocations.append` must add the
  /// invocation in the same transaction.
  /// - Returns: the number of the change; nil when nothing was changed.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`;
  ///   `.sqlite` when a write was not recorded.
  @discardableResult
  public func attributeChanges(to invocation: String) throws -> Int64? {
    let connection = try writable()
    guard let journal = connection.journal else { return nil }
    return try explaining { try connection.unrecorded { try journal.close(invocation, connection) } }
  }

  /// Returns the rows that the transaction has added, changed and deleted so far, each once, with what it took back left out.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.corrupt` or `.disk`; `.sqlite` when a write was not recorded.
  public func openChanges() throws -> ChangeSummary {
    let connection = try writable()
    guard let journal = connection.journal, !journal.isEmpty else { return ChangeSummary() }
    return try explaining {
      try connection.unrecorded { try journal.spill(connection) }
      var tally = RowTally()
      guard let change = journal.change else { return ChangeSummary() }
      try eachChange(of: change, connection) { tally.add($0) }
      return tally.summary
    }
  }

  /// Stops recording in the journal, to measure its cost; no production code calls it.
  package func disable() { (try? open())?.setJournal(nil) }

  /// Attributes the remaining changes to the admin at the end: a program wrote straight into the store.
  func attributeRest(_ connection: Connection) throws {
    guard let journal = connection.journal, !journal.isEmpty else { return }
    let now = Instant.present.text
    let record = InvocationRecord(
      id: try transaction.invocations.makeID(now: now), plugin: "admin", principal: "admin", kind: "write", name: "", startedAt: now,
      outcome: "done"
    ).with {
      $0.rowsWritten = transaction.changeCount
    }
    try transaction.invocations.append(record)
    try attributeChanges(to: record.id)
  }

  /// Reads the change of an invocation; nil when it changed nothing, or its change was pruned, and for an audience below the staff.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func change(of invocation: String) throws -> JournalChange? {
    let connection = try open()
    if transaction.scope.audience < .staff { return nil }
    return try explaining { try change("c.invocation = ?", .text(invocation), connection) }
  }

  func change(_ condition: String, _ argument: SQLValue, _ connection: Connection) throws -> JournalChange? {
    let sql = """
      SELECT c.number, c.invocation, c.summary, u.invocation FROM journal_change c
      LEFT JOIN journal_change u ON u.number = c.undone_by WHERE \(condition)
      """
    var change = try connection.first(sql, [argument]) {
      JournalChange(
        number: $0.integer(0), invocation: $0.text(1), summary: try ChangeSummary(stored: $0.text(2), change: $0.integer(0)),
        undoneBy: $0.optionalText(3), undoes: [])
    }
    guard let number = change?.number else { return nil }
    try connection.run("SELECT invocation FROM journal_change WHERE undone_by = ? ORDER BY number", [.integer(number)]) {
      change?.undoes.append($0.text(0))
    }
    return change
  }

  /// Returns the size of the journal. The index by record is estimated at 16 bytes a row.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func size() throws -> JournalSize {
    let connection = try open()
    let sql = "SELECT count(*), coalesce(sum(rows), 0), coalesce(sum(bytes), 0) FROM journal_change"
    let since = """
      SELECT i.started_at FROM journal_change c JOIN invocation i ON i.id = c.invocation ORDER BY c.number LIMIT 1
      """
    return try explaining {
      var size = try connection.first(sql) {
        JournalSize(
          changes: Int($0.integer(0)), rows: Int($0.integer(1)), bytes: Int($0.integer(2) + 16 * $0.integer(1)))
      }
      size?.since = try connection.first(since) { $0.text(0) }
      return size ?? JournalSize(changes: 0, rows: 0, bytes: 0)
    }
  }

  /// Reads the id of the invocation of the journal's last change; nil when the journal is empty.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func lastChange() throws -> String? {
    let connection = try open()
    return try explaining {
      try connection.first("SELECT max(invocation) FROM journal_change") { $0.optionalText(0) } ?? nil
    }
  }

  /// Counts the changes by later invocations than that one.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func changeCount(after invocation: String) throws -> Int {
    let connection = try open()
    let sql = "SELECT count(*) FROM journal_change WHERE invocation > ?"
    return try explaining { try connection.first(sql, [.text(invocation)]) { Int($0.integer(0)) } } ?? 0
  }

  /// Returns the highest number of a change ever used; 0 when there was none.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func lastChangeNumber() throws -> Int64 {
    let connection = try open()
    let sql = "SELECT seq FROM sqlite_sequence WHERE name = 'journal_change'"
    return try explaining { try connection.first(sql) { $0.integer(0) } } ?? 0
  }
}
