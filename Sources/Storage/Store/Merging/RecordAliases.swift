import Ecosystem

/// The table of the ids of merged records: an id that no record has any more, with the id of the record that was kept.
enum RecordAliases {
  static let table = "record_alias"
  static let ddl = """
    CREATE TABLE \(table) (
      id TEXT PRIMARY KEY,
      entity TEXT NOT NULL,
      target TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """
  static let shape = RowShape(table, ["id", "entity", "target"], key: 1, hasRowNumber: false)
}

extension StoreTransaction {
  /// Returns the id of the record that was kept for the id of a merged one; the id itself for any other.
  func keptID(_ id: String, _ connection: Connection) throws -> String {
    guard try hasAliases(connection) else { return id }
    return try connection.first("SELECT target FROM \(RecordAliases.table) WHERE id = ?", [.text(id)]) { $0.text(0) } ?? id
  }

  /// Returns fields with references to merged records replaced by references to those that were kept.
  func keptReferences(_ fields: ExactDictionary<FieldValue>, _ table: TableLayout, _ connection: Connection) throws
    -> ExactDictionary<FieldValue>
  {
    guard try explaining({ try hasAliases(connection) }) else { return fields }
    var kept = fields
    for field in table.entity.fields where field.type.referencedEntities != nil {
      switch fields[field.id] {
      case .text(let id)?: kept[field.id] = .text(try explaining { try keptID(id, connection) })
      case .list(let elements)?:
        kept[field.id] = .list(
          try elements.map { element in
            guard let id = element.textValue else { return element }
            return .text(try explaining { try keptID(id, connection) })
          })
      default: break
      }
    }
    return kept
  }

  /// Refuses a new record with the id of a merged one, as long as the record exists that was kept for it.
  func refuseAlias(_ id: String, of entity: String, _ connection: Connection) throws {
    let kept = try explaining { try keptID(id, connection) }
    guard kept != id, let owner = try explaining({ try StoreTransaction.entity(of: kept, connection) }) else { return }
    throw StoreError(.idTaken, entity: entity, id: id, field: "id", found: id, wanted: owner)
  }

  /// Whether records were merged; looked up once.
  private func hasAliases(_ connection: Connection) throws -> Bool {
    if let knowsAliases { return knowsAliases }
    let found = try connection.first("SELECT 1 FROM \(RecordAliases.table) LIMIT 1") { _ in true } ?? false
    knowsAliases = found
    return found
  }

  /// Makes an id stand for a record, together with the ids that stood for the former one.
  func noteMerged(_ id: String, into kept: String, of entity: String, _ connection: Connection) throws {
    try explaining {
      try connection.run("UPDATE \(RecordAliases.table) SET target = ? WHERE target = ?", [.text(kept), .text(id)])
      try connection.run(
        "INSERT INTO \(RecordAliases.table) (id, entity, target) VALUES (?, ?, ?)", [.text(id), .text(entity), .text(kept)])
    }
    knowsAliases = true
  }
}
