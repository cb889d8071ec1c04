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

  /// The statements to run before `searchDifference`: they build an index of the expected words, and list the words of both
  /// indexes with their positions (https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module).
  var searchComparison: [String] {
    let columns = entity.searchFields.map(SQLText.name).joined(separator: ", ")
    let values = entity.searchFields.map { searchText($0, "t") }.joined(separator: ", ")
    return [
      "CREATE VIRTUAL TABLE temp.doctor_words USING fts5 (\(columns), content='', tokenize='unicode61 remove_diacritics 2')",
      """
      INSERT INTO temp.doctor_words (rowid, \(columns)) SELECT r.number, \(values) FROM record r JOIN \(table) t ON t.id = r.id
      WHERE r.entity = \(SQLText.literal(entity.id)) AND r.number NOT IN (SELECT number FROM search_pending) ORDER BY r.number
      """,
      "CREATE VIRTUAL TABLE temp.doctor_present USING fts5vocab(main, \(searchTable), instance)",
      "CREATE VIRTUAL TABLE temp.doctor_wanted USING fts5vocab(temp, doctor_words, instance)",
    ]
  }

  /// The query for the records whose words differ from the index, and the numbers in the index without a record.
  static let searchDifference: String = {
    let words = ["doctor_wanted", "doctor_present"].map { "SELECT doc, term, col, \"offset\" FROM temp.\($0)" }
    return """
      SELECT DISTINCT coalesce(r.id, '#' || doc) AS id FROM (
        SELECT doc FROM (\(words[0]) EXCEPT \(words[1])) UNION SELECT doc FROM (\(words[1]) EXCEPT \(words[0])))
      LEFT JOIN record r ON r.number = doc ORDER BY id
      """
  }()
}
