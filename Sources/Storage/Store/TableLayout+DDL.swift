import Ecosystem

/// The tables, indexes and triggers of an entity.
extension TableLayout {
  /// All statements for an entity, in the order of creation.
  var ddl: [String] {
    [tableDDL] + indexDDL + placeDDL + linkDDL + searchTableDDL + triggerDDL
  }

  /// The statement that creates the table.
  var tableDDL: String {
    let columns =
      fields.flatMap(columnDDL) + ["\"plugin_fields\" TEXT CHECK (plugin_fields IS NULL OR json_valid(plugin_fields))"]
      + conceptDDL
    let rules = entity.rules.compactMap(ruleDDL)
    return "CREATE TABLE \(table) (\n  \((columns + rules).joined(separator: ",\n  "))\n) STRICT"
  }

  private func columnDDL(_ field: FieldDescription) -> [String] {
    if field.type == .money { return moneyDDL(field) }
    let name = SQLText.name(field.id)
    var parts = [name, TableLayout.storage(field.type)]
    if field.id == "id" { parts.append("PRIMARY KEY") }
    if field.isRequired { parts.append("NOT NULL") }
    if let condition = TableLayout.condition(field.type, name) {
      parts.append("CONSTRAINT \(SQLText.name("\(entity.id).\(field.id)")) CHECK (\(condition))")
    }
    if case .reference = field.type { parts.append(TableLayout.foreignKey(field)) }
    return [parts.joined(separator: " ")]
  }

  private func moneyDDL(_ field: FieldDescription) -> [String] {
    let (amount, currency) = (SQLText.name("\(field.id)_amount"), SQLText.name("\(field.id)_currency"))
    let constraint = "CONSTRAINT \(SQLText.name("\(entity.id).\(field.id)")) CHECK"
    let required = field.isRequired ? " NOT NULL" : ""
    return [
      "\(amount) INTEGER\(required)",
      "\(currency) TEXT\(required) \(constraint) ((\(amount) IS NULL) = (\(currency) IS NULL) AND \(currency) GLOB '[A-Z][A-Z][A-Z]')",
    ]
  }

  /// Returns the type of a column in a STRICT table.
  private static func storage(_ type: FieldType) -> String {
    switch type {
    case .integer, .boolean: "INTEGER"
    case .number: "REAL"
    default: "TEXT"
    }
  }

  /// Returns the CHECK condition of a value, as far as SQLite can test it.
  private static func condition(_ type: FieldType, _ name: String) -> String? {
    switch type {
    case .boolean: "\(name) IN (0, 1)"
    case .integer(let range) where type != .anyInteger: "\(name) BETWEEN \(range.lowerBound) AND \(range.upperBound)"
    case .number(let range) where type != .anyNumber: "\(name) BETWEEN \(range.lowerBound) AND \(range.upperBound)"
    case .date: dateCondition(name)
    case .instant: "\(name) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*Z'"
    case .url: "\(name) GLOB 'http://?*' OR \(name) GLOB 'https://?*'"
    // Not IN: each writing statement would first build a table of the words.
    case .choice(let words): words.map { "\(name) = \(SQLText.literal($0))" }.joined(separator: " OR ")
    case .localizedText: jsonCondition(name, " AND json_type(\(name)) = 'object' AND \(name) <> '{}'")
    case .list: jsonCondition(name, " AND json_type(\(name)) = 'array' AND \(name) <> '[]'")
    case .json: jsonCondition(name, "")
    case .text, .longText, .concept, .reference: "length(\(name)) > 0"
    default: nil
    }
  }

  /// Adds a NULL test, since `json_valid` returns false for NULL, unlike other conditions.
  private static func jsonCondition(_ name: String, _ more: String) -> String {
    "\(name) IS NULL OR (json_valid(\(name))\(more))"
  }

  private static func dateCondition(_ name: String) -> String {
    let year = "[0-9][0-9][0-9][0-9]"
    return ["\(year)", "\(year)-[0-1][0-9]", "\(year)-[0-1][0-9]-[0-3][0-9]"].map { "\(name) GLOB '\($0)'" }
      .joined(separator: " OR ")
  }

  /// Returns the foreign key. References are checked at the end of the transaction, so that rows may come in any order.
  static func foreignKey(_ field: FieldDescription) -> String {
    let entities = field.type.referencedEntities ?? []
    let target = entities.count == 1 ? entities[0] : "record"
    return "REFERENCES \(SQLText.name(target)) (id) DEFERRABLE INITIALLY DEFERRED"
  }

  private var conceptDDL: [String] {
    fields.compactMap { field in
      guard case .concept(let scheme) = field.type else { return nil }
      let column = SQLText.name(TableLayout.conceptColumn(field.id))
      let value = "\(SQLText.literal(scheme + ":")) || \(SQLText.name(field.id))"
      return
        "\(column) TEXT GENERATED ALWAYS AS (\(value)) VIRTUAL REFERENCES concept (id) DEFERRABLE INITIALLY DEFERRED"
    }
  }

  private func ruleDDL(_ rule: EntityRule) -> String? {
    switch rule {
    case .ordered(let first, let last):
      "CONSTRAINT \(SQLText.name("\(entity.id).\(last)")) CHECK (\(order(first, last)))"
    case .distinct(let one, let other):
      "CONSTRAINT \(SQLText.name("\(entity.id).\(other)")) CHECK (\(SQLText.name(one)) <> \(SQLText.name(other)))"
    case .together(let one, let other):
      "CONSTRAINT \(SQLText.name("\(entity.id).\(other)")) CHECK ((\(SQLText.name(one)) IS NULL) = (\(SQLText.name(other)) IS NULL))"
    case .needs(let field, let other):
      "CONSTRAINT \(SQLText.name("\(entity.id).\(other)")) CHECK (\(SQLText.name(field)) IS NULL OR \(SQLText.name(other)) IS NOT NULL)"
    case .identifier, .disjoint, .acyclic, .sealed, .agrees: nil
    }
  }

  private func order(_ first: String, _ last: String) -> String {
    let (low, high) = (SQLText.name(first), SQLText.name(last))
    switch entity.field(first)?.type {
    case .date:
      let length = "min(length(\(low)), length(\(high)))"
      return "substr(\(low), 1, \(length)) <= substr(\(high), 1, \(length))"
    case .money:
      let (lowName, highName) = ("\"\(first)_amount\"", "\"\(last)_amount\"")
      return "\"\(first)_currency\" <> \"\(last)_currency\" OR \(lowName) <= \(highName)"
    // Compares seconds only: fractions are compared when the record is checked.
    case .instant: return "substr(\(low), 1, 19) <= substr(\(high), 1, 19)"
    default: return "\(low) <= \(high)"
    }
  }

  // MARK: Indexes

  private var indexDDL: [String] {
    let plain = fields.compactMap { field in
      indexedColumn(field).map { column in
        let collation = field.textRule?.folds == true ? " COLLATE NOCASE" : ""
        return "CREATE INDEX \(SQLText.name("\(entity.id)_by_\(column)")) ON \(table) (\(SQLText.name(column))\(collation))"
      }
    }
    return plain + uniqueDDL
  }

  private func indexedColumn(_ field: FieldDescription) -> String? {
    switch field.type {
    case .concept: TableLayout.conceptColumn(field.id)
    case .reference: field.id
    case .list, .json, .money: nil
    default: field.isIndexed ? field.id : nil
    }
  }

  /// Fields without value count as equal, unlike in plain unique constraints.
  private var uniqueDDL: [String] {
    entity.uniqueKeys.enumerated().map { index, names in
      let terms = names.map(uniqueTerm).joined(separator: ", ")
      return "CREATE UNIQUE INDEX \(SQLText.name(uniqueIndex(index))) ON \(table) (\(terms))"
    }
  }

  /// Returns the name of the index of a unique key.
  func uniqueIndex(_ index: Int) -> String { "\(entity.id)_unique_\(index + 1)" }

  /// Returns the term of a field in a unique index.
  func uniqueTerm(_ name: String) -> String {
    entity.field(name)?.isRequired == true ? SQLText.name(name) : "coalesce(\(SQLText.name(name)), '')"
  }

  // MARK: Lists

  private var linkDDL: [String] {
    listFields.map { field in
      let target = hasTarget(field) ? " \(linkForeignKey(field))" : ""
      return """
        CREATE TABLE \(TableLayout.linkTable(entity.id, field.id)) (
          target TEXT NOT NULL\(target),
          id TEXT NOT NULL,
          PRIMARY KEY (target, id)
        ) STRICT, WITHOUT ROWID
        """
    }
  }

  /// The fields of the model that hold lists.
  var listFields: [FieldDescription] { fields.filter(\.type.isList) }

  private func hasTarget(_ field: FieldDescription) -> Bool {
    field.type.conceptScheme != nil || field.type.referencedEntities != nil
  }

  private func linkForeignKey(_ field: FieldDescription) -> String {
    field.type.conceptScheme == nil
      ? TableLayout.foreignKey(field) : "REFERENCES concept (id) DEFERRABLE INITIALLY DEFERRED"
  }

  /// Returns the value a link table holds for an element: the id of the concept or record, or the text itself.
  static func linkTarget(_ field: FieldDescription, _ element: String) -> String {
    field.type.conceptScheme.map { "\($0):\(element)" } ?? element
  }

  func linkExpression(_ field: FieldDescription) -> String {
    field.type.conceptScheme.map { "\(SQLText.literal($0 + ":")) || value" } ?? "value"
  }

  private func linkInsert(_ field: FieldDescription) -> String {
    """
    INSERT INTO \(TableLayout.linkTable(entity.id, field.id)) (target, id)
        SELECT DISTINCT \(linkExpression(field)), new.id FROM json_each(new.\(SQLText.name(field.id)));
    """
  }

  private func linkDelete(_ field: FieldDescription) -> String {
    """
    DELETE FROM \(TableLayout.linkTable(entity.id, field.id)) WHERE id = old.id
        AND target IN (SELECT \(linkExpression(field)) FROM json_each(old.\(SQLText.name(field.id))));
    """
  }

  // MARK: Full text

  /// The memory for index entries of one statement, in bytes, at which FTS5 writes a segment, which it merges with the others
  /// later: an option of FTS5 that its documentation does not name, 1 MiB by default.
  private static let searchHashBytes = 16 << 20

  /// The full-text index; none for an entity without searched fields.
  var searchTableDDL: [String] {
    guard !entity.searchFields.isEmpty else { return [] }
    let columns = entity.searchFields.map(SQLText.name).joined(separator: ", ")
    // The last word of a search is a prefix; short ones match thousands of words, unless they are indexed.
    return [
      "CREATE VIRTUAL TABLE \(searchTable) USING fts5 (\(columns), content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')",
      "INSERT INTO \(searchTable) (\(searchTable), rank) VALUES ('hashsize', \(TableLayout.searchHashBytes))",
    ]
  }

  func searchText(_ name: String, _ row: String) -> String {
    let column = "\(row).\(SQLText.name(name))"
    switch entity.field(name)?.type {
    case .localizedText, .list: return "(SELECT group_concat(value, ' ') FROM json_each(\(column)))"
    default: return column
    }
  }

  /// Indexes the words of the pending records with numbers above the first parameter, up to the second.
  var searchFlush: String {
    let columns = entity.searchFields.map(SQLText.name).joined(separator: ", ")
    let values = entity.searchFields.map { searchText($0, "t") }.joined(separator: ", ")
    return """
      INSERT INTO \(searchTable) (rowid, \(columns))
      SELECT p.number, \(values) FROM search_pending p JOIN record r ON r.number = p.number JOIN \(table) t ON t.id = r.id
      WHERE p.entity = \(SQLText.literal(entity.id)) AND p.number > ?1 AND p.number <= ?2 ORDER BY p.number
      """
  }

  private func searchAwait(_ number: String) -> String {
    "INSERT OR IGNORE INTO search_pending (number, entity) VALUES (\(number), \(SQLText.literal(entity.id)));"
  }

  /// A contentless index needs the old words to delete them; a pending record is not in it.
  private var searchDelete: String {
    let columns = entity.searchFields.map(SQLText.name).joined(separator: ", ")
    let values = entity.searchFields.map { searchText($0, "old") }.joined(separator: ", ")
    return """
      INSERT INTO \(searchTable) (\(searchTable), rowid, \(columns))
          SELECT 'delete', r.number, \(values) FROM record r WHERE r.id = old.id
          AND NOT EXISTS (SELECT 1 FROM search_pending p WHERE p.number = r.number);
      """
  }

  private var searchForget: String {
    "DELETE FROM search_pending WHERE number = \(TableLayout.number(of: "old"));"
  }

  // MARK: Triggers

  private var triggerDDL: [String] {
    [insertTrigger, deleteTrigger] + listFields.flatMap(linkTriggers) + (entity.searchFields.isEmpty ? [] : [searchTrigger])
  }

  private var insertTrigger: String {
    // NULL, for the next number, except for a deleted record that an undo restores.
    let number = "(SELECT number FROM record_number WHERE id = new.id)"
    let register =
      "INSERT INTO record (number, id, entity) VALUES (\(number), new.id, \(SQLText.literal(entity.id)));"
    // One trigger: SQLite does not define the order of several, and the search needs the number first, as `last_insert_rowid()`.
    let search = entity.searchFields.isEmpty ? [] : [searchAwait("last_insert_rowid()")]
    return trigger("inserted", "AFTER INSERT", steps: [register] + search)
  }

  private var deleteTrigger: String {
    let search = entity.searchFields.isEmpty ? [] : [searchDelete, searchForget]
    return trigger("deleted", "AFTER DELETE", steps: search + ["DELETE FROM record WHERE id = old.id;"])
  }

  /// Returns the triggers of a list's table, which do nothing for an empty list.
  private func linkTriggers(_ field: FieldDescription) -> [String] {
    let column = SQLText.name(field.id)
    return [
      trigger("\(field.id)_inserted", "AFTER INSERT", when: "new.\(column) IS NOT NULL", steps: [linkInsert(field)]),
      trigger("\(field.id)_deleted", "AFTER DELETE", when: "old.\(column) IS NOT NULL", steps: [linkDelete(field)]),
      trigger("\(field.id)_changed", "AFTER UPDATE OF \(column)", steps: [linkDelete(field), linkInsert(field)]),
    ]
  }

  private var searchTrigger: String {
    let columns = entity.searchFields.map(SQLText.name).joined(separator: ", ")
    return trigger("search_changed", "AFTER UPDATE OF \(columns)", steps: [searchDelete, searchAwait(TableLayout.number(of: "new"))])
  }

  /// Selects the number of the record of a row.
  static func number(of row: String) -> String { "(SELECT number FROM record WHERE id = \(row).id)" }

  func trigger(_ name: String, _ event: String, when condition: String? = nil, steps: [String]) -> String {
    """
    CREATE TRIGGER \(SQLText.name("\(entity.id)_\(name)")) \(event) ON \(table)\(condition.map { " WHEN \($0)" } ?? "") BEGIN
      \(steps.joined(separator: "\n  "))
    END
    """
  }
}
