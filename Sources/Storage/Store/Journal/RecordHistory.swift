import Ecosystem

/// One field of a record, before and after a change.
public struct FieldChange: Sendable, Hashable {
  /// The field: `city`, `wallonia.label`; a column name when the model no longer has the field.
  public var field: String
  /// The value before; null for no value.
  public var before: FieldValue
  /// The value after; null for no value.
  public var after: FieldValue
  /// Whether only the staff may read it: a contact.
  public var isForStaff: Bool
}

/// The change one invocation made to one record.
public struct RecordChange: Sendable, Hashable {
  /// The kinds of change.
  public enum What: String, Sendable {
    case added, changed, deleted
  }

  /// The entity; or `storage`, `setting`, `plugin_field`, `plugin_data` for plugin data; `record_alias` for
  /// the id of a merged record.
  public var entity: String
  /// The id; the parts of a longer key are separated by commas.
  public var id: String
  public var what: What
  /// The fields that differ, in the order of the model, without `updated_at`. Of an added record they are filled in a history
  /// only.
  public var fields: [FieldChange]
}

/// One step of the history of a record.
public struct HistoryStep: Sendable, Hashable {
  /// The invocation that made the change.
  public var invocation: InvocationRecord
  /// The invocation that undid it; nil while it is in force.
  public var undoneBy: String?
  /// The invocations it undid itself.
  public var undoes: [String]
  /// The change of the record.
  public var change: RecordChange
}

extension StoreJournal {
  /// Reads the changes of a record, the newest first, also of a deleted one. An audience below the staff reads those of records
  /// that it sees, back to the time from which it may see them, without their authors.
  /// - Throws: `StoreError.notFound` with the nearest id, when neither the tables nor the journal have it; `EcosystemError` for
  ///   an unknown entity.
  public func history(_ entity: String, _ id: String) throws -> [HistoryStep] {
    let connection = try open()
    let table = try layout.table(entity)
    return try explaining {
      let key = [SQLValue.text(id)]
      let shape = RowShape(table)
      let present = try shape.row(key, connection).map { RowImage(shape.columns, $0) }
      var reader = HistoryReader(table, present)
      for (change, row) in try operations(on: shape.table, key, connection) { try reader.read(row, change) }
      guard let scope = try HistoryScope(transaction, entity: table.entity, id: id, connection) else {
        throw try transaction.notFound(table.entity.id, id, connection: connection)
      }
      let found = try reader.steps
      let steps = try scope.seen(found).map { try scope.seen(step($0.change, $0.row, connection)) }
      if found.isEmpty, present == nil { throw try transaction.notFound(table.entity.id, id, connection: connection) }
      return steps
    }
  }

  private func step(_ number: Int64, _ row: RecordChange, _ connection: Connection) throws -> HistoryStep {
    guard let change = try change("c.number = ?", .integer(number), connection),
      let invocation = try transaction.invocations.entry(change.invocation)
    else { throw StoreError(.corrupt, entity: "journal_change", found: "\(number)") }
    return HistoryStep(invocation: invocation, undoneBy: change.undoneBy, undoes: change.undoes, change: row)
  }

  /// Reads the operations on one row with the numbers of their changes, the newest first.
  private func operations(
    on table: String, _ key: [SQLValue], _ connection: Connection
  ) throws -> [(change: Int64, row: RowChange)] {
    let sql = """
      SELECT p.number, p.change FROM journal_key k JOIN journal_chunk p ON p.number = k.chunk
      WHERE k.fingerprint = ? ORDER BY p.number DESC
      """
    var chunks: [(number: Int64, change: Int64)] = []
    let fingerprint = Int64(bitPattern: RowChange.fingerprint(table, key))
    try connection.run(sql, [.integer(fingerprint)]) { chunks.append(($0.integer(0), $0.integer(1))) }
    return try chunks.flatMap { chunk in
      try rowChanges(in: chunk.number, connection).reversed()
        .filter { $0.shape.table == table && $0.key == key }.map { (chunk.change, $0) }
    }
  }

  /// The maximum number of operations that ``rowCounts(of:)`` reads.
  static let operationsTalliedMax = 200_000

  /// Counts the rows that an invocation added, changed and deleted, each row once. Of a change of more than 200,000 operations the
  /// operations are counted. Zero for an audience below the staff.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func rowCounts(of invocation: String) throws -> ChangeSummary {
    let connection = try open()
    return try explaining {
      guard transaction.scope.audience >= .staff, let change = try change("c.invocation = ?", .text(invocation), connection) else {
        return ChangeSummary()
      }
      guard change.summary.rows <= Self.operationsTalliedMax else { return change.summary }
      var tally = RowTally()
      try eachChange(of: change.number, connection) { tally.add($0) }
      return tally.summary
    }
  }

  /// Reads the row changes of an invocation, in their order; at most `limit` operations. Of an added row only the id is given. Empty
  /// for an audience below the staff.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func rowChanges(of invocation: String, limit: Int) throws -> [RecordChange] {
    let connection = try open()
    return try explaining {
      guard transaction.scope.audience >= .staff, let change = try change("c.invocation = ?", .text(invocation), connection) else {
        return []
      }
      var changes: [RecordChange] = []
      var chunks: [Int64] = []
      try connection.run("SELECT number FROM journal_chunk WHERE change = ? ORDER BY number", [.integer(change.number)]) {
        chunks.append($0.integer(0))
      }
      for chunk in chunks where changes.count < limit {
        for row in try rowChanges(in: chunk, connection) where row.shape.table != RowShape.register.table {
          if changes.count < limit { changes.append(try described(row)) }
        }
      }
      return changes
    }
  }

  private func described(_ row: RowChange) throws -> RecordChange {
    let table = layout.all.first { $0.entity.id == row.shape.table }
    let columns = row.shape.columns
    func change(_ what: RecordChange.What, _ before: RowImage?, _ after: RowImage?) throws -> RecordChange {
      RecordChange(
        entity: row.shape.table, id: row.keyText, what: what, fields: try RowImage.differences(before, after, table))
    }
    switch row.what {
    case .insert: return try change(.added, nil, nil)
    case .delete(_, let values): return try change(.deleted, RowImage(columns, values), nil)
    case .update(let changes):
      let before = RowImage(Dictionary(uniqueKeysWithValues: changes.map { (columns[$0.column], $0.before) }))
      let after = RowImage(Dictionary(uniqueKeysWithValues: changes.map { (columns[$0.column], $0.after) }))
      return try change(.changed, before, after)
    }
  }
}

/// Reconstructs the earlier states of one row, going back from its current one.
private struct HistoryReader {
  private let table: TableLayout
  /// The row before the last operation read; nil when it did not exist.
  private var image: RowImage?
  /// The row after the change being read.
  private var after: RowImage?
  private var change: Int64?
  private var found: [(change: Int64, row: RecordChange)] = []
  private var id = ""

  init(_ table: TableLayout, _ present: RowImage?) {
    self.table = table
    image = present
  }

  /// Reads the next older operation.
  mutating func read(_ row: RowChange, _ number: Int64) throws {
    if number != change {
      try finish()
      (change, after, id) = (number, image, row.keyText)
    }
    switch row.what {
    case .insert: image = nil
    case .delete(_, let values): image = RowImage(row.shape.columns, values)
    case .update(let columns):
      var former = image ?? RowImage([:])
      // The row differs from the journal's last state because another program wrote it; use the journal's values.
      if after == nil {
        after = RowImage(Dictionary(uniqueKeysWithValues: columns.map { (row.shape.columns[$0.column], $0.after) }))
      }
      for column in columns { former.columns[row.shape.columns[column.column]] = column.before }
      image = former
    }
  }

  /// The steps, the newest first.
  var steps: [(change: Int64, row: RecordChange)] {
    mutating get throws {
      try finish()
      return found
    }
  }

  private mutating func finish() throws {
    guard let number = change else { return }
    change = nil
    let what: RecordChange.What
    switch (image, after) {
    case (nil, nil): return
    case (nil, _): what = .added
    case (_, nil): what = .deleted
    default: what = .changed
    }
    let fields = try RowImage.differences(image, after, table)
    if what == .changed, fields.isEmpty { return }
    found.append((number, RecordChange(entity: table.entity.id, id: id, what: what, fields: fields)))
  }
}

/// The columns of a row, or some of them.
struct RowImage: Equatable {
  var columns: [String: SQLValue]

  init(_ columns: [String: SQLValue]) { self.columns = columns }

  init(_ names: [String], _ values: [SQLValue]) {
    columns = Dictionary(zip(names, values)) { first, _ in first }
  }

  /// Returns the fields that differ, in the order of the model; a column that is not a field comes last, under its own name.
  static func differences(_ before: RowImage?, _ after: RowImage?, _ table: TableLayout?) throws -> [FieldChange] {
    let (old, new) = (try before?.fields(table) ?? [:], try after?.fields(table) ?? [:])
    let entity = table?.entity
    let order = Dictionary(uniqueKeysWithValues: (entity?.fields ?? []).enumerated().map { (ExactString($1.id), $0) })
    let names = old.keys(with: new).filter { $0 != "updated_at" }
    return names.sorted { (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1) }.map(\.string).compactMap { name in
      let (one, other) = (old[name] ?? .null, new[name] ?? .null)
      if one == other { return nil }
      // The visibility of fields of removed plugins is unknown.
      let isForStaff = entity?.field(name).map { $0.visibility == .staff } ?? name.contains(".")
      return FieldChange(field: name, before: one, after: other, isForStaff: isForStaff)
    }
  }

  /// Converts columns to fields of the model where all columns of the field are present; keeps the other columns as they are.
  private func fields(_ table: TableLayout?) throws -> ExactDictionary<FieldValue> {
    var rest = columns
    var fields: ExactDictionary<FieldValue> = [:]
    for field in table?.fields ?? [] {
      let names = TableLayout.columns(of: field)
      let values = names.compactMap { rest[$0] }
      guard values.count == names.count else { continue }
      for name in names { rest[name] = nil }
      fields[field.id] = try value(values, field, table)
    }
    let members = rest.removeValue(forKey: TableLayout.pluginColumn) ?? .null
    for (name, value) in try RowRestoration.members(members, in: table?.entity.id ?? "", row: id) {
      fields[name] = value
    }
    for (name, value) in rest { fields[name] = FieldValue(value) }
    return fields
  }

  /// The id of the row, where its column is present.
  private var id: String? {
    guard case .text(let id) = columns["id"] else { return nil }
    return id
  }

  private func value(_ values: [SQLValue], _ field: FieldDescription, _ table: TableLayout?) throws -> FieldValue {
    if values[0] == .null { return .null }
    switch (field.type, values[0]) {
    case (.boolean, .integer(let integer)): return .boolean(integer != 0)
    case (.money, _): return ["amount": FieldValue(values[0]), "currency": FieldValue(values[1])]
    case (.localizedText, .text(let json)), (.json, .text(let json)), (.list, .text(let json)):
      return try FieldValue(stored: json, in: table?.entity.id ?? "", row: id, column: field.id)
    default: return FieldValue(values[0])
    }
  }
}

extension RowChange {
  /// The key as shown to people.
  var keyText: String {
    key.map { value in
      switch value {
      case .text(let text): text
      case .integer(let integer): "\(integer)"
      case .real(let real): "\(real)"
      case .null: ""
      }
    }.joined(separator: ", ")
  }
}
