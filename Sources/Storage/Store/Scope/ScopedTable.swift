import Ecosystem

/// A table as the reads of a scope see it.
final class ScopedTable: Sendable {
  /// The layout of the whole table.
  let layout: TableLayout
  /// The entity with the fields that the audience sees.
  let entity: EntityDescription
  let conditions: ScopeConditions
  /// The condition that the row `t` is seen; nil when every row is.
  let rows: String?
  /// The condition that the row `c` of the table of territories is seen; nil when every one is.
  let territoryIsSeen: String?
  /// Reads the fields that the audience sees.
  let reader: RecordReader

  init(_ layout: TableLayout, seen entity: EntityDescription, _ conditions: ScopeConditions, reader: RecordReader? = nil) {
    self.layout = layout
    self.entity = entity
    self.conditions = conditions
    rows = conditions.seen(layout.entity)
    territoryIsSeen = conditions.seen(.territory, as: "c")
    self.reader = reader ?? RecordReader(layout, fields: entity.fields, conditions)
  }

  /// Whether the audience sees every row and field.
  var isWhole: Bool { !isRestricted }

  /// Returns the reader of some of the fields seen; nil for all of them.
  func reader(_ fields: [FieldDescription]?) -> RecordReader {
    fields.map { RecordReader(layout, fields: $0, conditions) } ?? reader
  }

  /// Adds the condition on rows to another condition on `t`.
  func restricting(_ condition: SQLFragment) -> SQLFragment {
    guard let rows else { return condition }
    return SQLFragment("(\(condition.sql)) AND \(rows)", condition.arguments, depth: condition.depth + 1)
  }

  /// Whether the audience sees some of the records only. An audience that sees all records sees all fields.
  var isRestricted: Bool { rows != nil }

  /// Returns the fields of a record that the audience sees.
  func seen(_ record: Record) -> Record {
    if isWhole { return record }
    var seen = Record()
    for field in entity.fields { seen.fields[field.id] = record.fields[field.id] }
    return seen
  }

  /// Returns the query for columns of the record of an id, if it is seen.
  func selectByID(_ columns: String) -> String {
    "SELECT \(columns) FROM \(layout.table) t WHERE t.id = ?" + (rows.map { " AND \($0)" } ?? "")
  }
}
