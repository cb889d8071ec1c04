import Ecosystem

/// Compares the elements of a list in its table with those in the records, by the sums over both.
struct ListComparison {
  private let table: TableLayout
  private let field: FieldDescription

  init(_ table: TableLayout, _ field: FieldDescription) { (self.table, self.field) = (table, field) }

  /// Whether both have the same elements. An element that a record has twice is in the table once.
  func agrees(_ connection: Connection) throws -> Bool {
    var (wanted, present) = (EntrySum(), EntrySum())
    var record: (id: UInt64, elements: Set<UInt64>) = (0, [])
    try connection.run(
      "SELECT t.id, \(table.linkExpression(field)) FROM \(table.table) t, json_each(t.\(SQLText.name(field.id)))"
    ) { row in
      var hash = ValueHash()
      hash.add(row.storedValue(0))
      if hash.state != record.id { record = (hash.state, []) }
      hash.add(row.storedValue(1))
      if record.elements.insert(hash.state).inserted { wanted.add(hash) }
    }
    try connection.run("SELECT id, target FROM \(TableLayout.linkTable(table.entity.id, field.id))") { row in
      var hash = ValueHash()
      hash.add(row.storedValue(0))
      hash.add(row.storedValue(1))
      present.add(hash)
    }
    return wanted == present
  }
}
