import Ecosystem

/// The records that a transaction has deleted, by id: an id cannot be reused by another entity in the same transaction.
///
/// Memory does not grow with their number: beyond a bound the ids are dropped, and looked up in the journal of the transaction, which
/// has each deletion.
struct DeletedRecords {
  /// The maximum number of ids in memory.
  let idsMax: Int
  /// The entities of the latest deleted records by id.
  private var entities: ExactDictionary<String> = [:]
  /// The entities with deleted records whose ids only the journal has.
  private var inJournal: Set<String> = []

  init(idsMax: Int = 96_000) { self.idsMax = idsMax }

  /// The number of ids in memory.
  var idCount: Int { entities.count }

  /// Adds a record, whose deletion the journal has recorded.
  mutating func add(_ id: String, of entity: String, _ connection: Connection) throws {
    if entities.count >= idsMax, let journal = connection.journal { try drop(into: journal, connection) }
    entities[id] = entity
  }

  private mutating func drop(into journal: Journal, _ connection: Connection) throws {
    try connection.unrecorded { try journal.writeOut(connection) }
    inJournal.formUnion(entities.values)
    entities = [:]
  }

  /// Returns the entity of the deleted record with this id; nil when there is none.
  /// - Parameter present: an entity that is not looked for.
  func entity(of id: String, otherThan present: String? = nil, in transaction: StoreTransaction) throws -> String? {
    if let entity = entities[id], entity != present { return entity }
    return try inJournal.first { try $0 != present && transaction.journal.hasDeleted(id, of: $0) }
  }
}

extension StoreJournal {
  /// Whether this transaction has deleted a record. The journal must have been written out since.
  fileprivate func hasDeleted(_ id: String, of entity: String) throws -> Bool {
    let connection = try open()
    guard let first = connection.journal?.firstChange else { return false }
    let sql = """
      SELECT k.chunk FROM journal_key k JOIN journal_chunk p ON p.number = k.chunk WHERE k.fingerprint = ? AND p.change >= ?
      """
    var chunks: [Int64] = []
    let fingerprint = Int64(bitPattern: RowChange.fingerprint(entity, [.text(id)]))
    try connection.run(sql, [.integer(fingerprint), .integer(first)]) { chunks.append($0.integer(0)) }
    return try chunks.contains { chunk in
      try rowChanges(in: chunk, connection).contains {
        $0.operation == .delete && $0.shape.table == entity && $0.key == [.text(id)]
      }
    }
  }
}
