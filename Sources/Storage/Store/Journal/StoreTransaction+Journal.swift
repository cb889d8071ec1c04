import Ecosystem
import Foundation

/// Summary of the change an invocation made.
public struct JournalChange: Sendable, Hashable {
  /// Its number; a later change has a higher one.
  public var number: Int64
  /// The invocation that made it.
  public var invocation: String
  /// How many rows it added, changed and deleted.
  public var summary: ChangeSummary
  /// The invocation that undid it; nil while it is in force.
  public var undoneBy: String?
  /// The invocations it undid itself; none unless it is an undo or a rollback.
  public var undoes: [String]
}

/// The size of the journal.
public struct JournalSize: Sendable, Hashable {
  /// Number of changes.
  public var changes: Int
  /// Number of rows they added, changed and deleted.
  public var rows: Int
  /// Estimated size in the file, in bytes, the index by record included.
  public var bytes: Int
  /// The time of the oldest change; nil without any.
  public var since: String?
}

extension StoreTransaction {
  /// Attributes to an invocation the writes since the beginning, or since the last call. `appendInvocation` must add the
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

  /// Stops recording in the journal, to measure its cost; no production code calls it.
  package func disableJournal() { (try? open())?.setJournal(nil) }

  /// Attributes the remaining changes to the admin at the end: a program wrote straight into the store.
  func attributeRest(_ connection: Connection) throws {
    guard let journal = connection.journal, !journal.isEmpty else { return }
    let now = Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    let record = InvocationRecord(
      id: try makeID(now: now), plugin: "admin", principal: "admin", kind: "write", name: "", startedAt: now,
      outcome: "done", rowsWritten: changeCount)
    try appendInvocation(record)
    try attributeChanges(to: record.id)
  }

  /// Reads the change of an invocation; nil when it changed nothing, or its change was pruned.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails;
  ///   `JSONProblem` for invalid stored JSON.
  public func change(of invocation: String) throws -> JournalChange? {
    let connection = try open()
    return try explaining { try change("c.invocation = ?", .text(invocation), connection) }
  }

  func change(_ condition: String, _ argument: SQLValue, _ connection: Connection) throws -> JournalChange? {
    let sql = """
      SELECT c.number, c.invocation, c.summary, u.invocation FROM journal_change c
      LEFT JOIN journal_change u ON u.number = c.undone_by WHERE \(condition)
      """
    var change = try connection.first(sql, [argument]) {
      JournalChange(
        number: $0.integer(0), invocation: $0.text(1), summary: try ChangeSummary(json: $0.text(2)),
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
  public func journalSize() throws -> JournalSize {
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

  /// Finds inconsistencies of the journal, at most 100 lines: chunks that cannot be read or are orphaned, changes whose rows or
  /// whose invocation are missing.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails;
  ///   `JSONProblem` for invalid JSON in a chunk.
  public func journalProblems() throws -> [String] {
    let connection = try open()
    return try explaining {
      var problems: [String] = []
      let orphans = """
        SELECT 'journal_chunk ' || number FROM journal_chunk WHERE change NOT IN (SELECT number FROM journal_change)
        UNION ALL SELECT 'journal_change ' || number FROM journal_change
          WHERE invocation IS NULL OR invocation NOT IN (SELECT id FROM invocation) LIMIT 100
        """
      try connection.run(orphans) { problems.append($0.text(0)) }
      var changes: [(number: Int64, rows: Int)] = []
      try connection.run("SELECT number, rows FROM journal_change") {
        changes.append(($0.integer(0), Int($0.integer(1))))
      }
      for change in changes where problems.count < 100 {
        if try !isReadable(change.number, rows: change.rows, connection) {
          problems.append("journal_change \(change.number)")
        }
      }
      return problems
    }
  }

  private func isReadable(_ change: Int64, rows: Int, _ connection: Connection) throws -> Bool {
    var count = 0
    do {
      try eachChange(of: change, connection) { if $0.shape.table != RowShape.register.table { count += 1 } }
    } catch let error as StoreError where error.kind == .corrupt {
      return false
    }
    return count == rows
  }

  // MARK: Reading changes

  /// Calls `body` with each operation of a change, the last first.
  func eachChange(of number: Int64, _ connection: Connection, _ body: (RowChange) throws -> Void) throws {
    var chunks: [Int64] = []
    try connection.run("SELECT number FROM journal_chunk WHERE change = ? ORDER BY number DESC", [.integer(number)]) {
      chunks.append($0.integer(0))
    }
    for chunk in chunks { for change in try rowChanges(in: chunk, connection).reversed() { try body(change) } }
  }

  /// Reads the operations of one chunk, in their order.
  func rowChanges(in chunk: Int64, _ connection: Connection) throws -> [RowChange] {
    let sql = "SELECT shapes, data FROM journal_chunk WHERE number = ?"
    let found = try connection.first(sql, [.integer(chunk)]) { ($0.text(0), $0.blob(1)) }
    guard let (shapes, bytes) = found else { throw StoreError(.corrupt, entity: "journal_chunk", found: "\(chunk)") }
    return try RowChange.all(in: bytes, shapes: try writtenShapes(shapes, connection))
  }

  private func writtenShapes(_ json: String, _ connection: Connection) throws -> [Int: RowShape] {
    var shapes: [Int: RowShape] = [:]
    for (index, number) in try FieldValue(json: json).mapValue ?? [:] {
      guard let index = Int(index), let number = number.integerValue else { continue }
      shapes[index] = try writtenShape(number, connection)
    }
    return shapes
  }

  /// Returns the shape of a table at the time of writing: its columns then, all else as it is now.
  private func writtenShape(_ number: Int64, _ connection: Connection) throws -> RowShape {
    if let known = writtenShapes[number] { return known }
    let sql = "SELECT table_name, columns FROM journal_shape WHERE number = ?"
    let found = try connection.first(sql, [.integer(number)]) { ($0.text(0), $0.text(1)) }
    guard let (table, json) = found, let present = layout.recordedShapes.first(where: { $0.table == table }) else {
      throw StoreError(.corrupt, entity: found?.0 ?? "journal_shape", found: "\(number)")
    }
    let columns = (try FieldValue(json: json).listValue ?? []).compactMap(\.textValue)
    let shape = columns == present.columns ? present : try present.with(columns: columns)
    writtenShapes[number] = shape
    return shape
  }
}

extension RowShape {
  /// Returns the shape of the same table with former columns.
  fileprivate func with(columns former: [String]) throws -> RowShape {
    let key = try self.key.map { index in
      guard let place = former.firstIndex(of: columns[index]) else {
        throw StoreError(.corrupt, entity: table, field: columns[index])
      }
      return place
    }
    let names = Set(reals.map { columns[$0] })
    return RowShape(
      table: table, columns: former, key: key, reals: Set(former.indices.filter { names.contains(former[$0]) }),
      hasRowNumber: hasRowNumber, firstPosition: firstPosition)
  }
}
