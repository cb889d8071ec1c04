import Ecosystem

extension StoreTransaction {
  /// Merges a record into another one of its entity: every reference to it moves, its values fill or unite with those of the other, and it
  /// is deleted. Its id stands for the kept record from then on.
  ///
  /// Records that are then equal to another one of the kept record by a unique key or period are merged into that one, and a tie of the
  /// record to itself is removed.
  ///
  /// - Parameters:
  ///   - dropped: the id of the record that is merged.
  ///   - kept: the id of the record that is kept.
  ///   - taken: the fields whose value comes from the dropped record where it has one.
  ///   - now: the timestamp, RFC 3339 in UTC.
  /// - Throws: `StoreError.notFound`; `.badArgument` when both are one record; `EcosystemError` for an unknown field, and when the values
  ///   together violate the description; the errors of `update` when a moved reference violates a rule. The caller rolls back then.
  public func merge(_ dropped: String, into kept: String, of entity: String, taking taken: Set<String>, now: String) throws -> RecordMerge {
    let connection = try writable()
    isMerging = true
    defer { isMerging = false }
    if dropped == kept { throw StoreError(.badArgument, field: "id", found: dropped, wanted: "two records") }
    let table = try layout.table(entity)
    for name in taken.sorted() where try !table.entity.requireField(name).isWritable || name == "id" {
      throw StoreError(.badArgument, field: name, found: name, wanted: entity)
    }
    var outcome = RecordMerge()
    try merge(dropped, into: kept, table, taking: taken, now: now, connection, &outcome)
    outcome.moved = Set(outcome.moved).subtracting(outcome.united + outcome.removed).sorted()
    return outcome
  }

  private func merge(
    _ dropped: String, into kept: String, _ table: TableLayout, taking taken: Set<String>, now: String, _ connection: Connection,
    _ outcome: inout RecordMerge
  ) throws {
    let entity = table.entity
    let records = try [kept, dropped].map { id in
      guard let record = try explaining({ try read(table, id, reader: layout.reader(table), connection: connection) }) else {
        throw try notFound(entity.id, id, connection: connection)
      }
      return record
    }
    try moveReferences(from: dropped, to: kept, of: entity.id, now: now, connection, &outcome)
    try delete(entity.id, dropped, now: now)
    // The places of registrations are given by the store.
    let isFilled = entity.id != RegistrationRules.registration
    let changes = isFilled ? MergedFields(records[1], into: records[0], of: entity).changes(taking: taken) : [:]
    if !changes.isEmpty {
      outcome.fields = changes.keys.sorted()
      _ = try update(entity.id, kept, changes: changes, now: now)
    }
    try noteMerged(dropped, into: kept, of: entity.id, connection)
  }

  private func moveReferences(
    from dropped: String, to kept: String, of entity: String, now: String, _ connection: Connection, _ outcome: inout RecordMerge
  ) throws {
    for table in layout.all {
      let fields = table.entity.fields.filter { $0.type.referencedEntities?.contains(entity) == true }
      var ids: Set<String> = []
      for field in fields {
        let filter = Filter.compare(field, field.type.isList ? .has([.text(dropped)]) : .equal([.text(dropped)]))
        let sql = SQLFragment("SELECT t.id FROM \(table.table) t WHERE ") + FilterSQL(try scoped(table.entity.id)).condition(filter)
        try explaining { try connection.run(sql.sql, sql.arguments) { ids.insert($0.text(0)) } }
      }
      ids.remove(dropped)
      for id in ids.sorted() { try moveReferences(of: id, fields, from: dropped, to: kept, table, now: now, connection, &outcome) }
    }
  }

  private func moveReferences(
    of id: String, _ fields: [FieldDescription], from dropped: String, to kept: String, _ table: TableLayout, now: String,
    _ connection: Connection, _ outcome: inout RecordMerge
  ) throws {
    // The removal of another record may have removed it.
    guard let record = try explaining({ try read(table, id, reader: layout.reader(table), connection: connection) }) else { return }
    let row = RecordMerge.Row(entity: table.entity.id, id: id)
    var changes: ExactDictionary<FieldValue> = [:]
    for field in fields {
      let moved = Self.moved(record[field.id], from: dropped, to: id == kept ? nil : kept)
      if moved != record[field.id] { changes[field.id] = moved }
    }
    if changes.isEmpty { return }
    if Self.tiesToItself(record, changes, table.entity) {
      outcome.removed.append(row)
      return try delete(table.entity.id, id, now: now)
    }
    do {
      _ = try update(table.entity.id, id, changes: changes, now: now)
      outcome.moved.append(row)
    } catch let error as StoreError where [.notUnique, .overlap].contains(error.kind) && error.entity == table.entity.id {
      guard let other = error.wanted, other != id else { throw error }
      outcome.united.append(row)
      var inner = RecordMerge()
      try merge(id, into: other, table, taking: [], now: now, connection, &inner)
      outcome.moved += inner.moved
      outcome.united += inner.united
      outcome.removed += inner.removed
    }
  }

  /// Returns a value with one reference in place of another; without it when there is none.
  private static func moved(_ value: FieldValue, from dropped: String, to kept: String?) -> FieldValue {
    let (former, present) = (FieldValue.text(dropped), kept.map(FieldValue.text))
    guard let list = value.listValue else { return value == former ? present ?? .null : value }
    var moved: [FieldValue] = []
    for element in list.compactMap({ $0 == former ? present : $0 }) where !moved.contains(element) { moved.append(element) }
    return .list(moved)
  }

  private static func tiesToItself(_ record: Record, _ changes: ExactDictionary<FieldValue>, _ entity: EntityDescription) -> Bool {
    entity.rules.contains { rule in
      guard case .distinct(let first, let second) = rule else { return false }
      let value = changes[first] ?? record[first]
      return !value.isNull && value == (changes[second] ?? record[second])
    }
  }
}
