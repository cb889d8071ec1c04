import Ecosystem

extension StoreJournal {
  /// Finds inconsistencies of the journal, at most 100 lines: chunks that cannot be read or are orphaned, changes whose rows or
  /// whose invocation are missing.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func problems() throws -> [String] {
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

  /// Whether the operations of a change can be read and are as many as it says.
  private func isReadable(_ change: Int64, rows: Int, _ connection: Connection) throws -> Bool {
    var count = 0
    do {
      for chunk in try chunks(of: change, connection) {
        let (_, bytes, shapes) = try content(of: chunk, connection)
        count += try RowChange.count(in: bytes, shapes: shapes)
      }
    } catch let error as StoreError where error.kind == .corrupt {
      return false
    }
    return count == rows
  }

  // MARK: Reading changes

  /// Calls `body` with each operation of a change, the last first.
  func eachChange(of number: Int64, _ connection: Connection, _ body: (RowChange) throws -> Void) throws {
    for chunk in try chunks(of: number, connection) {
      for change in try rowChanges(in: chunk, connection).reversed() { try body(change) }
    }
  }

  /// Returns the numbers of the chunks of a change, the last first.
  private func chunks(of change: Int64, _ connection: Connection) throws -> [Int64] {
    var chunks: [Int64] = []
    try connection.run("SELECT number FROM journal_chunk WHERE change = ? ORDER BY number DESC", [.integer(change)]) {
      chunks.append($0.integer(0))
    }
    return chunks
  }

  /// Reads the operations of one chunk, in their order.
  func rowChanges(in chunk: Int64, _ connection: Connection) throws -> [RowChange] {
    try numberedRowChanges(in: chunk, connection).rows.map(\.row)
  }

  /// Reads the change that a chunk belongs to, and its operations with the numbers of their shapes in the chunk, in their order.
  func numberedRowChanges(
    in chunk: Int64, _ connection: Connection
  ) throws -> (change: Int64, rows: [(shape: Int, row: RowChange)]) {
    let (change, bytes, shapes) = try content(of: chunk, connection)
    return (change, try RowChange.numbered(in: bytes, shapes: shapes))
  }

  private func content(of chunk: Int64, _ connection: Connection) throws -> (change: Int64, bytes: [UInt8], shapes: [Int: RowShape]) {
    let sql = "SELECT change, shapes, data FROM journal_chunk WHERE number = ?"
    let found = try connection.first(sql, [.integer(chunk)]) { ($0.integer(0), $0.text(1), $0.blob(2)) }
    guard let (change, shapes, bytes) = found else { throw StoreError(.corrupt, entity: "journal_chunk", found: "\(chunk)") }
    return (change, bytes, try writtenShapes(shapes, of: chunk, connection))
  }

  private func writtenShapes(_ json: String, of chunk: Int64, _ connection: Connection) throws -> [Int: RowShape] {
    var shapes: [Int: RowShape] = [:]
    for (index, number) in try StoredColumn.chunkShapes.value(json, row: "\(chunk)").mapValue ?? [:] {
      guard let index = Int(index), let number = number.integerValue else { continue }
      shapes[index] = try writtenShape(number, connection)
    }
    return shapes
  }

  /// Returns the shape of a table at the time of writing: its columns then, all else as it is now.
  private func writtenShape(_ number: Int64, _ connection: Connection) throws -> RowShape {
    if let known = transaction.writtenShapes[number] { return known }
    let sql = "SELECT table_name, columns FROM journal_shape WHERE number = ?"
    let found = try connection.first(sql, [.integer(number)]) { ($0.text(0), $0.text(1)) }
    guard let (table, json) = found, let present = layout.recordedShapes.first(where: { $0.table == table }) else {
      throw StoreError(.corrupt, entity: found?.0 ?? "journal_shape", found: "\(number)")
    }
    let columns = (try StoredColumn.shapeColumns.value(json, row: "\(number)").listValue ?? []).compactMap(\.textValue)
    let shape = columns == present.columns ? present : try present.with(columns: columns)
    transaction.writtenShapes[number] = shape
    return shape
  }
}

extension RowShape {
  /// Returns the shape of the same table with former columns.
  fileprivate func with(columns former: [String]) throws -> RowShape {
    let key = try self.key.map { index in
      guard let place = former.firstIndex(of: columns[index]) else {
        throw StoreError(.corrupt, entity: table, field: columns[index], found: former.joined(separator: ", "))
      }
      return place
    }
    let names = Set(reals.map { columns[$0] })
    return RowShape(
      table: table, columns: former, key: key, reals: Set(former.indices.filter { names.contains(former[$0]) }),
      hasRowNumber: hasRowNumber, firstPosition: firstPosition, forms: forms)
  }
}
