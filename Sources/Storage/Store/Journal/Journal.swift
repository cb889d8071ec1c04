import Ecosystem

/// The journal of one writing transaction: writes the recorded operations to the file in chunks, and attributes them to an
/// invocation. Its memory is bounded, however much is written.
final class Journal {
  /// Size of the buffer in memory, in bytes, at which it is written to the file.
  static let chunkBytes = 64 << 10
  /// Number of fingerprints inserted into the index together, sorted, which keeps its pages in the cache.
  static let keysMax = 128 << 10

  let recorder: RowRecorder
  /// The number of the open change; nil while none of it is in the file.
  private(set) var change: Int64?
  /// The number of the transaction's first change; nil while none of it is in the file.
  private(set) var firstChange: Int64?
  private var summary = ChangeSummary()
  private var bytes = 0
  private var keys: [(fingerprint: UInt64, chunk: Int64)] = []
  private var shapeNumbers: [Int: Int64] = [:]

  /// The state of the open change at a savepoint, when all operations before it are in the file.
  struct Mark {
    fileprivate var change: Int64?
    fileprivate var summary = ChangeSummary()
    fileprivate var bytes = 0
    fileprivate var keys: [(fingerprint: UInt64, chunk: Int64)] = []
    fileprivate var shapeNumbers: [Int: Int64] = [:]
  }

  /// Writes the buffer to the file, before a savepoint, and returns the state to which `restore` returns.
  func mark(_ connection: Connection) throws -> Mark {
    try spill(connection)
    return Mark(change: change, summary: summary, bytes: bytes, keys: keys, shapeNumbers: shapeNumbers)
  }

  /// Drops the operations since a savepoint that was rolled back, with the rows that the journal wrote since.
  ///
  /// - Parameter mark: nil for a savepoint before the first write of the transaction.
  func restore(to mark: Mark?) {
    let mark = mark ?? Mark()
    (change, summary, bytes, keys, shapeNumbers) = (mark.change, mark.summary, mark.bytes, mark.keys, mark.shapeNumbers)
    recorder.clear()
  }

  init(_ shapes: [RowShape]) { recorder = RowRecorder(shapes) }

  /// Whether the open change has no operations.
  var isEmpty: Bool { change == nil && recorder.heads.isEmpty }

  /// Writes the buffer to the file when it is full. Between statements only.
  func spillIfDue(_ connection: Connection) throws {
    if recorder.bytes.count >= Journal.chunkBytes { try connection.unrecorded { try spill(connection) } }
  }

  /// Returns the number of the open change, which it creates if needed.
  func number(_ connection: Connection) throws -> Int64 {
    if let change { return change }
    let number =
      try connection.first("INSERT INTO journal_change DEFAULT VALUES RETURNING number") { $0.integer(0) } ?? 0
    change = number
    firstChange = firstChange ?? number
    return number
  }

  /// Writes the buffer to the file.
  func spill(_ connection: Connection) throws {
    if recorder.isIncomplete { throw StoreError(.sqlite, found: "sqlite3_preupdate_hook") }
    if recorder.heads.isEmpty { return }
    let change = try number(connection)
    let shapes = FieldValue.map(try usedShapes(connection)).json
    let chunk = try connection.insertChunk(change: change, shapes: shapes, data: recorder.bytes)
    for head in recorder.heads {
      summary.count(head.operation, recorder.shapes[head.shape].table)
      // The register is not indexed: its history is that of the records.
      if head.shape != 0 { keys.append((head.fingerprint, chunk)) }
    }
    bytes += recorder.bytes.count
    recorder.clear()
    if keys.count >= Journal.keysMax { try writeKeys(connection) }
  }

  /// Writes the buffer and the index of the open change to the file, where a row is then found by its key.
  func writeOut(_ connection: Connection) throws {
    try spill(connection)
    try writeKeys(connection)
  }

  /// Closes the open change and attributes it to `invocation`. Later writes belong to a new change.
  /// - Returns: its number; nil when nothing was changed.
  func close(_ invocation: String, _ connection: Connection) throws -> Int64? {
    try spill(connection)
    guard let change else { return nil }
    try writeKeys(connection)
    try connection.run(
      "UPDATE journal_change SET invocation = ?, rows = ?, bytes = ?, summary = ? WHERE number = ?",
      [
        .text(invocation), .integer(Int64(summary.rows)), .integer(Int64(bytes)), .text(summary.json),
        .integer(change),
      ])
    self.change = nil
    summary = ChangeSummary()
    bytes = 0
    return change
  }

  private func usedShapes(_ connection: Connection) throws -> ExactDictionary<FieldValue> {
    var used: ExactDictionary<FieldValue> = [:]
    for index in Set(recorder.heads.map(\.shape)) { used["\(index)"] = .integer(try shapeNumber(index, connection)) }
    return used
  }

  private func shapeNumber(_ index: Int, _ connection: Connection) throws -> Int64 {
    if let number = shapeNumbers[index] { return number }
    let shape = recorder.shapes[index]
    let row = [SQLValue.text(shape.table), .text(FieldValue.list(shape.columns.map(FieldValue.text)).json)]
    try connection.run("INSERT OR IGNORE INTO journal_shape (table_name, columns) VALUES (?, ?)", row)
    let sql = "SELECT number FROM journal_shape WHERE table_name = ? AND columns = ?"
    let number = try connection.first(sql, row) { $0.integer(0) } ?? 0
    shapeNumbers[index] = number
    return number
  }

  private func writeKeys(_ connection: Connection) throws {
    keys.sort { ($0.fingerprint, $0.chunk) < ($1.fingerprint, $1.chunk) }
    for key in keys {
      let row = [SQLValue.integer(Int64(bitPattern: key.fingerprint)), .integer(key.chunk)]
      try connection.run("INSERT OR IGNORE INTO journal_key VALUES (?, ?)", row)
    }
    keys.removeAll(keepingCapacity: true)
  }
}

/// Number of rows a change added, changed and deleted, by table.
public struct ChangeSummary: Sendable, Hashable {
  /// The counts of one table.
  public struct Counts: Sendable, Hashable {
    public var added = 0
    public var changed = 0
    public var deleted = 0
  }

  /// The counts by table: an entity, or `storage`, `setting`, `plugin_field`, `plugin_data`.
  public private(set) var tables: ExactDictionary<Counts> = [:]

  /// The sum of all counts.
  public var rows: Int { tables.values.reduce(0) { $0 + $1.added + $1.changed + $1.deleted } }

  mutating func count(_ operation: RowOperation, _ table: String) {
    if table == RowShape.register.table { return }
    switch operation {
    case .insert: tables[table, default: Counts()].added += 1
    case .update: tables[table, default: Counts()].changed += 1
    case .delete: tables[table, default: Counts()].deleted += 1
    }
  }

  /// The JSON kept in the journal: `{"actor":[added,changed,deleted]}`.
  var json: String {
    FieldValue.map(
      tables.mapValues { counts in
        .list([counts.added, counts.changed, counts.deleted].map { .integer(Int64($0)) })
      }
    ).json
  }

  /// No counts.
  public init() {}

  /// Parses the summary of a change in the journal.
  /// - Throws: `StoreError.corrupt` naming the change.
  init(stored json: String, change: Int64) throws(StoreError) {
    let column = StoredColumn.changeSummary
    for (table, counts) in try column.value(json, row: "\(change)").mapValue ?? [:] {
      let numbers = (counts.listValue ?? []).compactMap { $0.integerValue.map { Int($0) } }
      guard numbers.count == 3 else { throw StoreError(.corrupt, entity: column.table, id: "\(change)", field: column.name, found: json) }
      tables[table] = Counts(added: numbers[0], changed: numbers[1], deleted: numbers[2])
    }
  }
}
