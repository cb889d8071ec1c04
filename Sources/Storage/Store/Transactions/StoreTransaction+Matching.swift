import Ecosystem

/// What an importer asks to find out whether a row is a record that is there already.
extension StoreTransaction {
  /// Whether there is no record of that entity.
  public func isEmpty(_ entity: String) throws -> Bool {
    let connection = try open()
    let sql = "SELECT 1 FROM \(try layout.table(entity).table) LIMIT 1"
    return try explaining { try connection.first(sql) { _ in true } == nil }
  }

  /// The id of the record that has these values in the fields of a unique key; nil when there is none. Answered from an index.
  /// - Parameters:
  ///   - key: one of the entity's `uniqueKeys`.
  ///   - fields: the values; a field that is not among them has none.
  public func id(of entity: String, with key: [String], _ fields: ExactDictionary<FieldValue>) throws -> String? {
    let connection = try open()
    let table = try layout.table(entity)
    let condition = key.map { "\(table.uniqueTerm($0)) = ?" }.joined(separator: " AND ")
    let values = key.map { fields[$0].map { SQLValue($0) } ?? .text("") }
    return try explaining {
      try connection.first("SELECT id FROM \(table.table) WHERE \(condition)", values) { $0.text(0) }
    }
  }

  /// The id of the actor that has this number in a register; nil when none has.
  public func actor(numbered value: String, scheme: String) throws -> String? {
    let connection = try open()
    let sql = "SELECT actor FROM identifier WHERE scheme = ? AND value = ?"
    return try explaining { try connection.first(sql, [.text(scheme), .text(value)]) { $0.text(0) } }
  }

  /// Gives the name of each record of an entity, and the number of its row, by which `record(_:row:)` finds it again within this
  /// transaction and those after it until the file is packed.
  public func eachName(of entity: String, _ body: (Int64, FieldValue) throws -> Void) throws {
    let connection = try open()
    let table = try layout.table(entity)
    let field = try table.entity.requireField(table.entity.titleField)
    let isStructured = field.type == .localizedText
    try explaining {
      let sql = "SELECT rowid, \(SQLText.name(field.id)) FROM \(table.table)"
      try connection.run(sql) { row in
        if row.isNull(1) { return }
        try body(row.integer(0), isStructured ? try FieldValue(json: row.text(1)) : .text(row.text(1)))
      }
    }
  }

  /// The record in that row; nil when there is none any more.
  public func record(_ entity: String, row: Int64) throws -> Record? {
    let connection = try open()
    let table = try layout.table(entity)
    let reader = layout.reader(table)
    let sql = "SELECT \(reader.columnList) FROM \(table.table) t WHERE t.rowid = ?"
    return try explaining { try connection.first(sql, [.integer(row)], reader.record) }
  }

  /// The row of a record; nil when there is no such record.
  public func row(of entity: String, _ id: String) throws -> Int64? {
    let connection = try open()
    let sql = "SELECT rowid FROM \(try layout.table(entity).table) WHERE id = ?"
    return try explaining { try connection.first(sql, [.text(id)]) { $0.integer(0) } }
  }

  /// What is wrong with the first of these fields that refers to a record, or holds the code of a concept, that is not there; nil when
  /// all are.
  /// - Parameter suggests: whether to look for what was meant, among all records.
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
