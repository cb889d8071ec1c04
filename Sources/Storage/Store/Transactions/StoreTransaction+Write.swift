import Calendar
import Ecosystem

extension StoreTransaction {
  /// Inserts a record.
  /// - Parameters:
  ///   - entity: its entity, `actor`.
  ///   - record: its fields, without those the store sets; without `id` it gets a new one.
  ///   - owner: the plugin that adds it, or `admin`.
  ///   - now: the timestamp, RFC 3339 in UTC.
  /// - Returns: the record as stored.
  /// - Throws: `EcosystemError` when it violates its description; `StoreError.idTaken`, `.notUnique`, `.wrongReference`, the
  ///   errors of `checkRules`, or `.full` when it conflicts with other records. Nothing is written then, the transaction stays
  ///   open.
  @discardableResult
  public func insert(_ entity: String, _ record: Record, owner: String, now: String) throws -> Record {
    let connection = try writable()
    let table = try layout.table(entity)
    try refuseUnseenFields(record, as: table)
    let record = Record(try keptReferences(record.fields, table, connection))
    let completed = try explaining { try complete(record, of: entity, now: now, connection) }
    let checked = try check(completed, as: table, owner: owner, now: now)
    try concealing(connection) {
      try checkRules(of: checked, replacing: nil, table, connection)
      try checkPlaces(of: checked, replacing: nil, table, connection)
      let unresolved = try checkWideReferences(of: checked, table, table.entity.fields, connection: connection)
      try write(table.insertSQL, table.row(checked), record: checked, table: table, connection: connection)
      try NameSearch.note(checked, of: table.foldedFields, connection)
      pending += unresolved
    }
    noteWritten(checked)
    try queue.note(.created, of: entity, checked, now: now)
    return try scoped(entity).seen(checked)
  }

  /// Returns the number of records of an entity that `insert(_:together:owner:now:)` inserts at once; 1 when each must be checked
  /// against those before it.
  /// - Throws: `EcosystemError` for an unknown entity.
  public func recordsTogether(of entity: String) throws -> Int {
    try layout.table(entity).hasRulesBetweenRecords ? 1 : TableLayout.rowsTogether
  }

  /// Inserts as many records as `recordsTogether` returns with one statement, which is faster than one for each.
  /// - Throws: the errors of `insert`, without naming the record: to find it, insert them one by one. Nothing is written then,
  ///   the transaction stays open.
  @discardableResult
  public func insert(_ entity: String, together records: [Record], owner: String, now: String) throws -> [Record] {
    let connection = try writable()
    let table = try layout.table(entity)
    precondition(!table.hasRulesBetweenRecords && records.count == TableLayout.rowsTogether, "not as many as recordsTogether says")
    for record in records { try refuseUnseenFields(record, as: table) }
    let checked = try records.map { record in
      try check(Record(try keptReferences(record.fields, table, connection)), as: table, owner: owner, now: now)
    }
    try concealing(connection) {
      let unresolved = try checked.flatMap { try checkWideReferences(of: $0, table, table.entity.fields, connection: connection) }
      try connection.run(table.insertTogetherSQL, checked.flatMap(table.row))
      for record in checked { try NameSearch.note(record, of: table.foldedFields, connection) }
      pending += unresolved
    }
    for record in checked {
      noteWritten(record)
      try queue.note(.created, of: entity, record, now: now)
    }
    let seen = try scoped(entity)
    return seen.isWhole ? checked : checked.map(seen.seen)
  }

  /// Updates fields of a record; null removes a value. Fields that already have the value are not written, and a record without a
  /// change keeps its `updated_at`.
  /// - Returns: the record as stored.
  /// - Throws: `StoreError.notFound` with the nearest id, and the errors of `insert`.
  @discardableResult
  public func update(_ entity: String, _ id: String, changes: ExactDictionary<FieldValue>, now: String) throws -> Record {
    let connection = try writable()
    let table = try layout.table(entity)
    _ = try instant(now)
    let id = try explaining { try keptID(id, connection) }
    let changes = try keptReferences(changes, table, connection)
    try refuseUnseenFields(Record(changes.mapValues { $0.isNull ? .boolean(true) : $0 }), as: table)
    guard try explaining({ try isSeen(id, of: entity, connection) }) else { throw try notFound(entity, id, connection: connection) }
    return try concealing(connection) {
      let (before, after) = try change(id, changes, table: table, now: now, connection: connection)
      let isSettled = try settlePlaces(before: before, after: after, table, now: now, connection)
      let seen = try scoped(entity)
      if seen.isWhole, !isSettled { return after }
      // A record that its own change hides is given without more than its id.
      return try read(table, id, reader: seen.reader, connection: connection) ?? Record(["id": .text(id)])
    }
  }

  /// Deletes a record. Records that refer to it must be deleted or changed before `commit`.
  /// - Parameter now: the timestamp, for the registration that gets the freed place; nil uses this record's `updated_at`.
  /// - Throws: `StoreError.notFound` with the nearest id.
  public func delete(_ entity: String, _ id: String, now: String? = nil) throws {
    let connection = try writable()
    let table = try layout.table(entity)
    if entity == InvoiceNumbers.dues { try explaining { try requireLastInvoice(id, table, connection) } }
    let isRegistration = entity == RegistrationRules.registration
    guard try explaining({ try isSeen(id, of: entity, connection) }) else { throw try notFound(entity, id, connection: connection) }
    let isRead = try isRegistration || queue.hasListeners(.deleted, of: entity)
    let before = try isRead ? explaining { try read(table, id, reader: layout.reader(table), connection: connection) } : nil
    let sql = "DELETE FROM \(table.table) WHERE id = ? RETURNING id"
    guard try explaining({ try connection.first(sql, [.text(id)]) { $0.text(0) } }) != nil else {
      throw try notFound(entity, id, connection: connection)
    }
    try explaining { try forget(id, of: entity, connection) }
    changeCount += 1
    guard let before else { return }
    try queue.note(.deleted, of: entity, before, now: now)
    guard isRegistration else { return }
    let moment = now ?? before["updated_at"].textValue ?? ""
    _ = try explaining { try settlePlaces(before: before, after: nil, table, now: moment, connection) }
  }

  // MARK: Before a write

  /// Returns the record that `insert` would store, without the checks against other records. Nothing is written.
  /// - Throws: `EcosystemError` when it violates its description; `StoreError.idTaken` for an id deleted in this transaction.
  public func preview(_ entity: String, inserting record: Record, owner: String, now: String) throws -> Record {
    let table = try layout.table(entity)
    try refuseUnseenFields(record, as: table)
    let record = Record(try keptReferences(record.fields, table, try open()))
    return try check(record, as: table, owner: owner, now: now)
  }

  /// Returns a record before and after the changes that `update` would make, without the checks against other records; both are
  /// equal when nothing changes. They hold what the audience sees. Nothing is written.
  /// - Throws: `StoreError.notFound` with the nearest id; `EcosystemError` when it violates its description.
  public func preview(
    _ entity: String, _ id: String, changing changes: ExactDictionary<FieldValue>
  ) throws -> (before: Record, after: Record) {
    let connection = try open()
    let table = try layout.table(entity)
    let id = try explaining { try keptID(id, connection) }
    let changes = try keptReferences(changes, table, connection)
    try refuseUnseenFields(Record(changes.mapValues { $0.isNull ? .boolean(true) : $0 }), as: table)
    guard try explaining({ try isSeen(id, of: entity, connection) }),
      let current = try explaining({ try read(table, id, reader: layout.reader(table), connection: connection) })
    else { throw try notFound(entity, id, connection: connection) }
    let checked = try Validation.check(changes: changes, to: current, as: table.entity, schemes: schema.identifierSchemes)
    let seen = try scoped(entity)
    if seen.isWhole { return (current, checked) }
    let before = try explaining { try read(table, id, reader: seen.reader, connection: connection) } ?? Record()
    var after = before
    for field in seen.entity.fields where checked[field.id] != current[field.id] { after.fields[field.id] = checked.fields[field.id] }
    return (before, after)
  }

  // MARK: Pieces

  /// Returns a new record with the fields that follow from others: the position and status of a registration, the organisation of
  /// a person who registers, the body and number of an invoice.
  private func complete(_ record: Record, of entity: String, now: String, _ connection: Connection) throws -> Record {
    switch entity {
    case RegistrationRules.registration: try withOrganisation(try place(record, connection), now: now, connection)
    case InvoiceNumbers.dues: try numbered(record, connection)
    default: record
    }
  }

  /// Returns a new record in canonical form, with the fields the store sets.
  private func check(_ record: Record, as table: TableLayout, owner: String, now: String) throws -> Record {
    let moment = try instant(now)
    var checked = try Validation.check(record, as: table.entity, schemes: schema.identifierSchemes)
    try schema.check(checked, as: table.entity.id)
    if checked.id.isEmpty { checked["id"] = .text(ulids.next(milliseconds: moment.milliseconds)) }
    checked["owner"] = .text(owner)
    checked["created_at"] = .text(now)
    checked["updated_at"] = .text(now)
    try refuseReuse(of: checked.id, as: table.entity.id)
    try refuseAlias(checked.id, of: table.entity.id, try open())
    return checked
  }

  /// Updates fields of a record, without the consequences for other records.
  /// - Returns: the record before and after.
  func change(
    _ id: String, _ changes: ExactDictionary<FieldValue>, table: TableLayout, now: String, connection: Connection
  ) throws -> (before: Record, after: Record) {
    guard let current = try explaining({ try read(table, id, reader: layout.reader(table), connection: connection) }) else {
      throw try notFound(table.entity.id, id, connection: connection)
    }
    var checked = try Validation.check(
      changes: changes, to: current, as: table.entity, schemes: schema.identifierSchemes)
    let changed = table.entity.fields.filter { checked[$0.id] != current[$0.id] }
    if changed.isEmpty { return (current, current) }
    try schema.check(checked, as: table.entity.id)
    if table.entity.id == InvoiceNumbers.dues, checked["reference"] != current["reference"] {
      try explaining { try requireLastInvoice(id, table, connection) }
    }
    checked["updated_at"] = .text(now)
    try explaining {
      try checkRules(of: checked, replacing: current, table, connection)
      try checkPlaces(of: checked, replacing: current, table, connection)
      try writeChange(of: checked, changed, table, connection: connection)
    }
    noteWritten(checked)
    try queue.note(.updated, of: table.entity.id, checked, before: current, now: now)
    return (current, checked)
  }

  private func writeChange(
    of record: Record, _ changed: [FieldDescription], _ table: TableLayout, connection: Connection
  ) throws {
    let unresolved = try checkWideReferences(of: record, table, changed, connection: connection)
    let own = changed.filter { $0.plugin == nil } + [table.entity.field("updated_at")!]
    var columns = own.flatMap(TableLayout.columns)
    var values = own.flatMap { TableLayout.values(record[$0.id], of: $0) }
    if own.count <= changed.count {
      columns.append(TableLayout.pluginColumn)
      values.append(table.pluginValue(of: record))
    }
    let assignments = columns.map { "\(SQLText.name($0)) = ?" }.joined(separator: ", ")
    let sql = "UPDATE \(table.table) SET \(assignments) WHERE id = ?"
    try write(sql, values + [.text(record.id)], record: record, table: table, connection: connection)
    try NameSearch.note(record, of: TableLayout.foldedFields(of: changed), connection)
    pending += unresolved
  }

  /// Runs a statement that writes `record`, and explains a violated constraint.
  private func write(
    _ sql: String, _ values: [SQLValue], record: Record, table: TableLayout, connection: Connection
  ) throws {
    do {
      try connection.run(sql, values)
    } catch let error as StoreError where error.kind == .constraint {
      throw try ConstraintExplanation(table: table, record: record, connection: connection).explain(error)
    }
  }

  /// Counts a record that was written.
  private func noteWritten(_ record: Record) {
    changeCount += 1
    if record["standing"] == .text(ScopeConditions.example), knowsExamples != true { knowsExamples = true }
  }

  private func refuseReuse(of id: String, as entity: String) throws {
    guard let former = try deleted.entity(of: id, otherThan: entity, in: self) else { return }
    throw StoreError(.idTaken, entity: entity, id: id, field: "id", found: id, wanted: former)
  }

  func notFound(_ entity: String, _ id: String, connection: Connection) throws -> StoreError {
    let nearest = try NearestRecord.suggest(id, among: [try scoped(entity)], connection)
    return StoreError(.notFound, entity: entity, id: id, found: id, suggestion: nearest)
  }

  /// Remembers that a record was deleted.
  func forget(_ id: String, of entity: String, _ connection: Connection) throws {
    entityByID[id] = nil
    try deleted.add(id, of: entity, connection)
  }

  /// Parses the caller's timestamp.
  func instant(_ now: String) throws -> Instant {
    if let lastMoment, lastMoment.text == now { return lastMoment.instant }
    if let moment = Instant(now) {
      lastMoment = (now, moment)
      return moment
    }
    throw StoreError(.badArgument, field: "now", found: now, wanted: "2024-05-16T09:30:00Z")
  }
}
