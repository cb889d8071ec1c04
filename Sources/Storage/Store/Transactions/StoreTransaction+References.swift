import Ecosystem

/// A reference to a record that does not exist yet.
struct PendingReference: Hashable {
  let entity: String
  let id: String
  let field: String
  let target: String
  let allowed: [String]
}

/// References are checked at the end of a transaction, not at each statement, so that records may come in any order; only the
/// codes of vocabularies must exist when they are used.
///
/// Foreign keys check references to one entity, to any record, and to concepts. The rest is checked here: that a reference to
/// several entities meets one of those, and the references of plugins' fields.
extension StoreTransaction {
  /// Checks the references of a record for which there is no foreign key.
  /// - Returns: references to records that do not exist yet.
  /// - Throws: `StoreError.wrongReference` for a record of another entity.
  func checkWideReferences(
    of record: Record, _ table: TableLayout, _ fields: [FieldDescription], connection: Connection
  ) throws -> [PendingReference] {
    var unresolved: [PendingReference] = []
    for field in fields where field.type.conceptScheme != nil { try checkConcepts(of: record, field, table, connection: connection) }
    for field in fields {
      guard let allowed = try allowed(field) else { continue }
      for element in record[field.id].listValue ?? [record[field.id]] {
        guard let text = element.textValue else { continue }
        let target = TableLayout.linkTarget(field, text)
        let reference = PendingReference(
          entity: table.entity.id, id: record.id, field: field.id, target: target, allowed: allowed)
        if try !isResolved(reference, connection) { unresolved.append(reference) }
      }
    }
    return unresolved
  }

  /// Throws for a code that its vocabulary lacks, at once: vocabularies are written before the records that use them, and a
  /// misspelt code is best reported where it was written.
  private func checkConcepts(
    of record: Record, _ field: FieldDescription, _ table: TableLayout, connection: Connection
  ) throws {
    for element in record[field.id].listValue ?? [record[field.id]] {
      guard let code = element.textValue else { continue }
      let target = TableLayout.linkTarget(field, code)
      guard try knownEntity(of: target, connection) != "concept" else { continue }
      throw try missing(
        PendingReference(
          entity: table.entity.id, id: record.id, field: field.id, target: target, allowed: ["concept"]), connection)
    }
  }

  /// Upper bound of the cache of entities by id.
  private static let knownMax = 10_000

  /// Returns the entity of the record of that id, from the cache if it is there.
  func knownEntity(of id: String, _ connection: Connection) throws -> String? {
    if let entity = entityByID[id] { return entity }
    let entity = try seenEntity(of: id, connection)
    if entityByID.count >= StoreTransaction.knownMax { entityByID.removeAll() }
    entityByID[id] = entity
    return entity
  }

  /// Returns the entities a field may refer to, when it has no foreign key, or when records exist that its audience may not see.
  private func allowed(_ field: FieldDescription) throws -> [String]? {
    if let entities = field.type.referencedEntities {
      return try entities.count > 1 || field.plugin != nil || isRestricted() ? entities : nil
    }
    return nil
  }

  private func isResolved(_ reference: PendingReference, _ connection: Connection) throws -> Bool {
    guard let entity = try knownEntity(of: reference.target, connection) else { return false }
    if reference.allowed.contains(entity) { return true }
    throw StoreError(
      .wrongReference, entity: reference.entity, id: reference.id, field: reference.field, found: reference.target,
      wanted: reference.allowed.joined(separator: ", "))
  }

  /// Throws while a reference has no target.
  func checkReferences(_ connection: Connection) throws {
    try explaining {
      for reference in pending where try !isResolved(reference, connection) {
        if try referenceStillExists(reference, connection) { throw try missing(reference, connection) }
      }
      guard connection.hasOpenReferences else { return }
      for table in layout.all {
        for field in table.entity.ownFields {
          if let open = try openReference(field, of: table, connection) { throw try missing(open, connection) }
        }
      }
    }
  }

  /// Whether the record still has the reference.
  private func referenceStillExists(_ reference: PendingReference, _ connection: Connection) throws -> Bool {
    let table = try layout.table(reference.entity)
    guard let field = table.entity.field(reference.field),
      let record = try read(table, reference.id, reader: RecordReader(table, fields: [field]), connection: connection)
    else { return false }
    let values = record[field.id].listValue ?? [record[field.id]]
    return values.contains { TableLayout.linkTarget(field, $0.textValue ?? "") == reference.target }
  }

  /// Finds the first record whose field refers to a missing one.
  private func openReference(
    _ field: FieldDescription, of table: TableLayout, _ connection: Connection
  ) throws -> PendingReference? {
    guard let (targets, parent) = StoreTransaction.target(field) else { return nil }
    let (source, column) =
      field.type.isList
      ? (TableLayout.linkTable(table.entity.id, field.id), "target")
      : (table.table, SQLText.name(field.type.conceptScheme == nil ? field.id : TableLayout.conceptColumn(field.id)))
    let sql = """
      SELECT t.id, t.\(column) FROM \(source) t LEFT JOIN \(SQLText.name(parent)) p ON p.id = t.\(column)
      WHERE t.\(column) IS NOT NULL AND p.id IS NULL ORDER BY t.rowid LIMIT 1
      """
    return try connection.first(field.type.isList ? sql.replacing("ORDER BY t.rowid ", with: "") : sql) {
      PendingReference(
        entity: table.entity.id, id: $0.text(0), field: field.id, target: $0.text(1), allowed: targets)
    }
  }

  /// Returns the entities a field refers to, and the table that holds them.
  static func target(_ field: FieldDescription) -> (entities: [String], parent: String)? {
    if field.type.conceptScheme != nil { return (["concept"], "concept") }
    guard let entities = field.type.referencedEntities else { return nil }
    return (entities, entities.count == 1 ? entities[0] : "record")
  }

  /// Returns the error of a broken reference; nil when its target exists.
  func missing(_ reference: PendingReference, unless connection: Connection, _ suggests: Bool) throws -> StoreError? {
    do {
      return try isResolved(reference, connection) ? nil : try missing(reference, connection, suggests: suggests)
    } catch let error as StoreError where error.kind == .wrongReference {
      return error
    }
  }

  private func missing(
    _ reference: PendingReference, _ connection: Connection, suggests: Bool = true
  ) throws -> StoreError {
    if try deleted.entity(of: reference.target, in: self) != nil {
      return StoreError(
        .stillReferenced, entity: reference.entity, id: reference.id, field: reference.field, found: reference.target,
        wanted: "\(reference.entity) \(reference.id)")
    }
    return StoreError(
      .missingReference, entity: reference.entity, id: reference.id, field: reference.field, found: reference.target,
      wanted: reference.allowed.joined(separator: ", "),
      suggestion: suggests ? try NearestRecord.suggest(reference.target, among: reference.allowed.map(scoped), connection) : nil)
  }
}
