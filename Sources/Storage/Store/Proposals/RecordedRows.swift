import Calendar
import Ecosystem

/// The records that a transaction has written so far: whether each existed before, and the columns that differ from then.
struct RecordedRows {
  fileprivate struct Row {
    let shape: RowShape
    let key: [SQLValue]
    let existed: Bool
    /// The columns before the first change of each.
    var before: [String: SQLValue] = [:]
  }

  private var rows: [Row] = []
  private var positions: ExactDictionary<Int> = [:]

  var count: Int { rows.count }

  /// Adds an operation, in the order in which they were made.
  mutating func note(_ change: RowChange) {
    let name = "\(change.shape.table)\n\(change.keyText)"
    let position = positions[name] ?? rows.count
    if position == rows.count {
      positions[name] = position
      let existed = if case .insert = change.what { false } else { true }
      rows.append(Row(shape: change.shape, key: change.key, existed: existed))
    }
    guard rows[position].existed else { return }
    switch change.what {
    case .insert: break
    case .update(let columns):
      for column in columns { rows[position].note(change.shape.columns[column.column], column.before) }
    case .delete(_, let values):
      for (index, value) in values.enumerated() { rows[position].note(change.shape.columns[index], value) }
    }
  }

  /// Returns the net changes, in the order of the first operation on each record.
  func changes(_ layout: StoreLayout, _ connection: Connection) throws -> [ProposedChange] {
    try rows.compactMap { try change(of: $0, try layout.table($0.shape.table), connection) }
  }

  private func change(of row: Row, _ table: TableLayout, _ connection: Connection) throws -> ProposedChange? {
    guard case .text(let id)? = row.key.first else { return nil }
    let present = try row.shape.row(row.key, connection).map { RowImage(row.shape.columns, $0) }
    func fields(_ before: RowImage?, _ after: RowImage?) throws -> [FieldChange] {
      try RowImage.differences(before, after, table).filter { $0.field != "id" && table.entity.field($0.field)?.isWritable != false }
    }
    switch (row.existed, present) {
    case (false, nil): return nil
    case (false, let present?):
      var change = ProposedChange(.add, table.entity.id, record: id, fields: Self.values(try fields(nil, present), \.after))
      change.hasGeneratedID = Self.isGenerated(id, present)
      return change
    case (true, nil):
      return ProposedChange(.remove, table.entity.id, record: id, base: Self.values(try fields(RowImage(row.before), nil), \.before))
    case (true, let present?):
      let before = RowImage(present.columns.merging(row.before) { _, former in former })
      let differing = try fields(before, present)
      if differing.isEmpty { return nil }
      return ProposedChange(
        .change, table.entity.id, record: id, fields: Self.values(differing, \.after), base: Self.values(differing, \.before))
    }
  }

  private static func values(_ changes: [FieldChange], _ part: (FieldChange) -> FieldValue) -> ExactDictionary<FieldValue> {
    ExactDictionary(uniqueKeysWithValues: changes.map { ($0.field, part($0)) })
  }

  /// Whether the id is a ULID of the instant at which the record was added.
  private static func isGenerated(_ id: String, _ row: RowImage) -> Bool {
    guard case .text(let text)? = row.columns["created_at"], let instant = Instant(text), id.utf8.count == 26 else { return false }
    return id.hasPrefix(ULIDSource.first(milliseconds: instant.milliseconds).prefix(10))
  }
}

extension RecordedRows.Row {
  fileprivate mutating func note(_ column: String, _ value: SQLValue) {
    if before[column] == nil { before[column] = value }
  }
}
