import Ecosystem

/// The rewriting of the journal without a person: operations on her own records are removed, and in the others her id and the
/// texts that identify her are replaced, as in the present records, so that other changes can still be undone.
struct JournalErasure {
  let persons: StorePersons
  let connection: Connection
  let texts: ErasedTexts
  /// The ids of the records whose operations are removed.
  let gone: Set<String>
  /// The ids of the proposals whose operations are removed.
  let proposals: Set<String>

  /// Rewrites the chunks that mention her.
  /// - Returns: number of operations removed or changed.
  func run() throws -> Int {
    // Storage, proposals and imported objects may hold her texts in another spelling than the one that is searched for.
    let ofPlugins = try persons.chunks("table_name IN ('storage', 'setting', 'proposal', 'proposal_change', 'imported_object')", connection)
    let chunks = try persons.chunks(containing: gone.union(texts.texts), connection).union(ofPlugins)
    var (count, changes): (Int, Set<Int64>) = (0, [])
    for chunk in chunks.sorted() {
      let rewritten = try rewrite(chunk, &changes)
      count += rewritten
    }
    for change in changes { try recount(change) }
    for id in gone {
      for table in [StorePersons.entity] + StorePersons.owned { try forget(table, id) }
    }
    return count
  }

  private func forget(_ table: String, _ id: String) throws {
    let fingerprint = RowChange.fingerprint(table, [.text(id)])
    try connection.run("DELETE FROM journal_key WHERE fingerprint = ?", [.integer(Int64(bitPattern: fingerprint))])
  }

  private func rewrite(_ chunk: Int64, _ changes: inout Set<Int64>) throws -> Int {
    let former = try persons.transaction.journal.numberedRowChanges(in: chunk, connection)
    var (bytes, count): ([UInt8], Int) = ([], 0)
    for (index, change) in former.rows {
      let rest = rewritten(change)
      if let rest { bytes.append(rest, shape: index) }
      guard rest?.isEqual(to: change) != true else { continue }
      count += 1
      if let rest, rest.key != change.key { try note(rest, in: chunk) }
    }
    if count == 0 { return 0 }
    changes.insert(former.change)
    if bytes.isEmpty {
      try connection.run("DELETE FROM journal_key WHERE chunk = ?", [.integer(chunk)])
      try connection.run("DELETE FROM journal_chunk WHERE number = ?", [.integer(chunk)])
    } else {
      try connection.replaceChunk(chunk, data: bytes)
    }
    return count
  }

  /// Indexes a row under its new key.
  private func note(_ change: RowChange, in chunk: Int64) throws {
    let fingerprint = RowChange.fingerprint(change.shape.table, change.key)
    try connection.run(
      "INSERT OR IGNORE INTO journal_key (fingerprint, chunk) VALUES (?, ?)", [.integer(Int64(bitPattern: fingerprint)), .integer(chunk)])
  }

  /// Returns the operation without her; nil for one on her own records.
  private func rewritten(_ change: RowChange) -> RowChange? {
    let isOfRecord = change.shape.isOfEntity || change.shape.table == RowShape.register.table
    if isOfRecord, gone.contains(change.keyText) { return nil }
    if change.shape.isOfProposals, case .text(let id)? = change.key.first, proposals.contains(id) { return nil }
    let replaced = isOfRecord ? texts.reference : texts.pluginData
    let what: RowChange.What =
      switch change.what {
      case .insert: .insert
      case .update(let columns): .update(columns.map { ($0.column, replaced($0.before), replaced($0.after)) })
      case .delete(let number, let values): .delete(number: number, values: values.map(replaced))
      }
    return RowChange(shape: change.shape, key: isOfRecord ? change.key : change.key.map(replaced), what: what)
  }

  /// Counts the rows of a change anew.
  private func recount(_ change: Int64) throws {
    var (summary, bytes) = (ChangeSummary(), Int64(0))
    try connection.run("SELECT length(data) FROM journal_chunk WHERE change = ?", [.integer(change)]) { bytes += $0.integer(0) }
    try persons.transaction.journal.eachChange(of: change, connection) { summary.count($0.operation, $0.shape.table) }
    try connection.run(
      "UPDATE journal_change SET rows = ?, bytes = ?, summary = ? WHERE number = ?",
      [.integer(Int64(summary.rows)), .integer(bytes), .text(summary.json), .integer(change)])
  }
}

extension RowChange {
  fileprivate func isEqual(to other: RowChange) -> Bool {
    guard key == other.key else { return false }
    return zip(states, other.states).allSatisfy { $0.map(\.value) == $1.map(\.value) }
  }
}

extension [UInt8] {
  /// Appends an operation in the recorder's encoding (`RowRecorder`).
  fileprivate mutating func append(_ change: RowChange, shape: Int) {
    append(unsigned: UInt64(shape))
    append(change.operation.rawValue)
    for value in change.key { append(value) }
    switch change.what {
    case .insert: break
    case .delete(let number, let values):
      append(signed: number ?? 0)
      for value in values { append(value) }
    case .update(let columns):
      append(UInt8(columns.count))
      for column in columns {
        append(UInt8(column.column))
        append(column.before)
        append(column.after)
      }
    }
  }
}
