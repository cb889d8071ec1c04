import Ecosystem

// Queries that compare derived data of an entity with its records; each returns the ids that differ.
extension TableLayout {
  /// Compares the elements of a list in its table with those in the records.
  func listDifference(_ field: FieldDescription) -> String {
    let wanted =
      "SELECT DISTINCT t.id, \(linkExpression(field)) AS target FROM \(table) t, json_each(t.\(SQLText.name(field.id)))"
    let present = "SELECT id, target FROM \(TableLayout.linkTable(entity.id, field.id))"
    return """
      SELECT DISTINCT id FROM (SELECT * FROM (\(wanted) EXCEPT \(present)) UNION ALL SELECT * FROM (\(present) EXCEPT \(wanted)))
      ORDER BY id
      """
  }
}
