import Ecosystem

/// Queries by which an importer finds whether a row is an existing record.
extension StoreTransaction {
  /// Whether an entity has no records.
  /// - Throws: `EcosystemError` for an unknown entity; `StoreError.closed` once the transaction has ended; `.interrupted`,
  ///   `.corrupt` or `.disk` when the query fails.
  public func isEmpty(_ entity: String) throws -> Bool {
    let connection = try open()
    let table = try scoped(entity)
    let sql = "SELECT 1 FROM \(table.layout.table) t WHERE \(table.rows ?? "1") LIMIT 1"
    return try explaining { try connection.first(sql) { _ in true } == nil }
  }

  /// Finds the record with these values in the fields of a unique key, by an index; nil when there is none. Returns its id.
  /// - Parameters:
  ///   - key: one of the entity's `uniqueKeys`.
  ///   - fields: the values; a missing field has no value.
  /// - Throws: `EcosystemError` for an unknown entity; `StoreError.closed` once the transaction has ended; `.interrupted`,
  ///   `.corrupt` or `.disk` when the query fails.
  public func id(of entity: String, with key: [String], _ fields: ExactDictionary<FieldValue>) throws -> String? {
    let connection = try open()
    let layout = try scoped()
    let table = try layout.table(entity)
    try layout.require(FieldsUsed(own: Set(key)), of: table)
    let terms = key.map { "\(table.layout.uniqueTerm($0)) = ?" } + [table.rows].compactMap(\.self)
    let values = key.map { fields[$0].map { SQLValue($0) } ?? .text("") }
    let sql = "SELECT id FROM \(table.layout.table) t WHERE \(terms.joined(separator: " AND "))"
    let id = try explaining { try connection.first(sql, values) { $0.text(0) } }
    guard let id, table.isRestricted else { return id }
    // A reference that is not seen has no value.
    let seen = try get(entity, id, fields: key)
    return key.allSatisfy { seen?[$0] == (fields[$0] ?? .null) } ? id : nil
  }

  /// Finds the actor with this number in a register; nil when there is none. Returns its id.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func actor(numbered value: String, scheme: String) throws -> String? {
    let connection = try open()
    let seen = try scoped("identifier").rows.map { " AND \($0)" } ?? ""
    let sql = "SELECT actor FROM identifier t WHERE scheme = ? AND value = ?\(seen)"
    return try explaining { try connection.first(sql, [.text(scheme), .text(value)]) { $0.text(0) } }
  }

  /// Calls `body` with the rowid and the name of each record of an entity. `record(_:row:)` reads a record by its rowid, in this
  /// transaction and later ones until the file is vacuumed.
  /// - Throws: `EcosystemError` for an unknown entity; `StoreError.closed` once the transaction has ended; `.interrupted`,
  ///   `.corrupt` or `.disk` when the query fails; the errors of `body`.
  public func eachName(of entity: String, _ body: (Int64, FieldValue) throws -> Void) throws {
    try eachText(of: entity, in: try scoped(entity).entity.titleField, body)
  }

  /// Calls `body` with the rowid and the value of a field of each record of an entity that has one, in the order of insertion.
  /// - Parameter name: a field of text, or of text by language.
  /// - Throws: as `eachName(of:_:)`, and `EcosystemError` for an unknown field.
  public func eachText(of entity: String, in name: String, _ body: (Int64, FieldValue) throws -> Void) throws {
    let connection = try open()
    let table = try scoped(entity)
    let field = try table.entity.requireField(name)
    let isStructured = field.type == .localizedText
    try explaining {
      let name = FieldSQL(field, table.conditions).value
      let sql = "SELECT t.rowid, \(name) FROM \(table.layout.table) t WHERE \(table.rows ?? "1")"
      try connection.run(sql) { row in
        if row.isNull(1) { return }
        guard isStructured else { return try body(row.integer(0), .text(row.text(1))) }
        let name = try FieldValue(stored: row.text(1), in: entity, row: "#\(row.integer(0))", column: field.id)
        try body(row.integer(0), name)
      }
    }
  }

  /// Reads the record with that rowid; nil when it was deleted.
  /// - Throws: `EcosystemError` for an unknown entity; `StoreError.closed` once the transaction has ended; `.interrupted`,
  ///   `.corrupt` or `.disk` when the query fails.
  public func record(_ entity: String, row: Int64) throws -> Record? {
    let connection = try open()
    let table = try scoped(entity)
    let seen = table.rows.map { " AND \($0)" } ?? ""
    let sql = "SELECT \(table.reader.columnList) FROM \(table.layout.table) t WHERE t.rowid = ?\(seen)"
    return try explaining { try connection.first(sql, [.integer(row)], body: table.reader.record) }
  }

  /// Reads the rowid of a record; nil when there is no such record.
  /// - Throws: `EcosystemError` for an unknown entity; `StoreError.closed` once the transaction has ended; `.interrupted`,
  ///   `.corrupt` or `.disk` when the query fails.
  public func row(of entity: String, _ id: String) throws -> Int64? {
    let connection = try open()
    let sql = try scoped(entity).selectByID("t.rowid")
    return try explaining { try connection.first(sql, [.text(id)]) { $0.integer(0) } }
  }

  /// Finds the first of these fields that refers to a missing record or holds the code of a missing concept, and returns its
  /// error; nil when there is none.
  /// - Parameter suggests: whether to search all records for the nearest id.
  /// - Throws: `EcosystemError` for an unknown entity; `StoreError.closed` once the transaction has ended; `.interrupted`,
  ///   `.corrupt` or `.disk` when the query fails.
  public func missingReference(
    of entity: String, id: String, _ fields: ExactDictionary<FieldValue>, suggests: Bool = true
  ) throws -> StoreError? {
    let connection = try open()
    let table = try layout.table(entity)
    for field in table.entity.fields {
      guard let value = fields[field.id], let allowed = StoreTransaction.target(field)?.entities else { continue }
      for target in value.listValue ?? [value] {
        guard let target = target.textValue else { continue }
        let reference = PendingReference(
          entity: entity, id: id, field: field.id, target: TableLayout.linkTarget(field, target), allowed: allowed)
        if let error = try explaining({ try missing(reference, unless: connection, suggests) }) { return error }
      }
    }
    return nil
  }
}
