import Ecosystem

/// The table by which names are found without regard to letter case, accents and ligatures: the spellings that occur, by their
/// folded form (`Folding`). The index of a name compares ASCII letters without case (`NOCASE`), so that only spellings with other
/// characters are in the table; of elements of lists, which have no such index, all that differ from their folded form.
///
/// A spelling stays in the table when the last record with it is gone.
enum NameSearch {
  /// The name of the table.
  static let table = "name_search"
  static let ddl = """
    CREATE TABLE \(table) (
      folded TEXT NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (folded, name)
    ) STRICT, WITHOUT ROWID
    """

  private static let insert = "INSERT OR IGNORE INTO \(table) (folded, name) VALUES (?, ?)"

  /// Adds the names of a record.
  /// - Parameter fields: the fields that were written.
  static func note(_ record: Record, of fields: [FieldDescription], _ connection: Connection) throws {
    for field in fields {
      switch record.fields[field.id] {
      case .text(let name): if !name.isASCII { try add(name, connection) }
      case .list(let elements): for name in elements.compactMap(\.textValue) { try add(name, connection) }
      default: break
      }
    }
  }

  private static func add(_ name: String, _ connection: Connection) throws {
    let folded = Folding.fold(name)
    if !folded.isExactly(name) { try connection.run(insert, [.text(folded), .text(name)]) }
  }

  /// Returns the condition that a name is one of several, with their spellings read beside the records.
  /// - Parameter column: the column as the index compares it, or the elements of a list.
  static func condition(_ column: String, among folded: [String]) -> SQLFragment {
    if folded.count == 1 {
      return SQLFragment(
        "\(column) IN (SELECT ? UNION ALL SELECT name FROM \(table) WHERE folded = ?)", [.text(folded[0]), .text(folded[0])])
    }
    let list = SQLValue.text(FieldValue.list(folded.map(FieldValue.text)).json)
    return SQLFragment(
      """
      \(column) IN (SELECT value FROM json_each(?) UNION ALL \
      SELECT f.name FROM json_each(?) v CROSS JOIN \(table) f ON f.folded = v.value)
      """, [list, list])
  }
}

extension TableLayout {
  /// The fields with names that are found in `NameSearch`: those with an index, and lists.
  static func foldedFields(of fields: [FieldDescription]) -> [FieldDescription] {
    fields.filter { $0.plugin == nil && $0.textRule?.folds == true && ($0.isIndexed && $0.type == .text || $0.type.isList) }
  }

  /// The statements that add all names to the table.
  var foldedFill: [String] {
    foldedFields.map { field in
      let (source, name) = foldedSource(field)
      return "INSERT OR IGNORE INTO \(NameSearch.table) (folded, name) SELECT DISTINCT grappe_fold(\(name)), \(name) FROM \(source)"
    }
  }

  /// Selects the ids of the records with a name that is not in the table.
  func foldedDifference(_ field: FieldDescription) -> String {
    let (source, name) = foldedSource(field)
    return """
      SELECT DISTINCT t.id FROM \(source) AND NOT EXISTS \
      (SELECT 1 FROM \(NameSearch.table) f WHERE f.folded = grappe_fold(\(name)) AND f.name = \(name)) ORDER BY t.id
      """
  }

  /// Returns the table and condition of the names that belong into the table, and the expression of a name.
  private func foldedSource(_ field: FieldDescription) -> (source: String, name: String) {
    if field.type.isList {
      return ("\(table) t, json_each(t.\(SQLText.name(field.id))) e WHERE grappe_fold(e.value) <> e.value", "e.value")
    }
    let name = "t.\(SQLText.name(field.id))"
    return ("\(table) t WHERE length(CAST(\(name) AS BLOB)) <> length(\(name))", name)
  }
}
