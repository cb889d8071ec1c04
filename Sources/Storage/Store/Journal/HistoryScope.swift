import Ecosystem

/// The part of a record's history that an audience sees.
struct HistoryScope {
  private let transaction: StoreTransaction
  private let connection: Connection
  /// The record's table in the scope; nil when everything is seen.
  private let table: ScopedTable?

  /// The scope of the history of one record; nil when the record does not exist for the audience. A deleted record exists for the
  /// staff only: whether the records it referred to were seen is not known any more.
  init?(_ transaction: StoreTransaction, entity: EntityDescription, id: String, _ connection: Connection) throws {
    (self.transaction, self.connection) = (transaction, connection)
    guard transaction.scope.audience < .staff else {
      table = nil
      return
    }
    table = try transaction.scoped(entity.id)
    guard try transaction.read(table!.layout, id, reader: table!.reader, connection: connection) != nil else { return nil }
  }

  /// Returns the steps since the record is visible to the audience without interruption, with the values it sees.
  /// - Parameter steps: the changes of the record, the newest first.
  func seen(_ steps: [(change: Int64, row: RecordChange)]) throws -> [(change: Int64, row: RecordChange)] {
    guard let table else { return steps }
    var seen: [(change: Int64, row: RecordChange)] = []
    for step in steps {
      // A record that exists now and was added before was deleted in between, and brought back by an undo.
      if step.row.what == .deleted || wasHidden(before: step.row) { break }
      var row = step.row
      row.fields = try row.fields.compactMap { try self.seen($0, table) }
      if row.what == .added || !row.fields.isEmpty { seen.append((step.change, row)) }
    }
    return seen
  }

  /// Returns a step without who made the change: neither names nor messages of the log.
  func seen(_ step: HistoryStep) -> HistoryStep {
    if table == nil { return step }
    var seen = step
    let entry = step.invocation
    seen.invocation = InvocationRecord(
      id: entry.id, plugin: "", principal: "", kind: "", name: "", startedAt: entry.startedAt, outcome: entry.outcome)
    (seen.undoneBy, seen.undoes) = (nil, [])
    return seen
  }

  /// Whether a change made a record visible that was not.
  private func wasHidden(before change: RecordChange) -> Bool {
    guard change.what == .changed else { return false }
    return change.fields.contains { field in
      switch field.field {
      case "visibility": field.before.textValue.flatMap(Visibility.init(rawValue:)).map(transaction.scope.audience.sees) != true
      case "standing": !transaction.scope.includesExamples && field.before == .text(ScopeConditions.example)
      default: false
      }
    }
  }

  /// Returns the change of a field with the references that are seen; nil for a hidden field, and where the seen values are equal.
  private func seen(_ change: FieldChange, _ table: ScopedTable) throws -> FieldChange? {
    guard let field = table.entity.field(change.field) else { return nil }
    var seen = change
    seen.before = try self.seen(change.before, field)
    seen.after = try self.seen(change.after, field)
    return seen.before == seen.after ? nil : seen
  }

  private func seen(_ value: FieldValue, _ field: FieldDescription) throws -> FieldValue {
    guard field.type.conceptScheme != nil || field.type.referencedEntities != nil else { return value }
    let targets = try (value.listValue ?? [value]).filter { element in
      guard let text = element.textValue else { return false }
      return try transaction.seenEntity(of: TableLayout.linkTarget(field, text), connection) != nil
    }
    if field.type.isList { return targets.isEmpty ? .null : .list(targets) }
    return targets.first ?? .null
  }
}
