import Ecosystem

/// Turns SQLite's message of a violated constraint into an error a person can act on.
struct ConstraintExplanation {
  let table: TableLayout
  let record: Record
  let connection: Connection

  /// Returns the error to report in place of `error`.
  func explain(_ error: StoreError) throws -> StoreError {
    let message = error.found ?? ""
    if message.contains("record.id") || message.contains("\(table.entity.id).id") { return try idTaken() }
    for (index, fields) in table.entity.uniqueKeys.enumerated() {
      let columns = fields.map { "\(table.entity.id).\($0)" }.joined(separator: ", ")
      if message.hasSuffix(": \(columns)") || message.contains(table.uniqueIndex(index)) {
        return try notUnique(fields)
      }
    }
    return StoreError(.constraint, entity: table.entity.id, id: record.id, field: field(in: message), found: message)
  }

  private func idTaken() throws -> StoreError {
    let entity = try StoreTransaction.entity(of: record.id, connection)
    return StoreError(
      .idTaken, entity: table.entity.id, id: record.id, field: "id", found: record.id, wanted: entity ?? "")
  }

  private func notUnique(_ fields: [String]) throws -> StoreError {
    let condition = fields.map { "\(table.uniqueTerm($0)) = ?" }.joined(separator: " AND ")
    let values = fields.map { record[$0].isNull ? SQLValue.text("") : SQLValue(record[$0]) }
    let sql = "SELECT id FROM \(table.table) WHERE \(condition)"
    let other = try connection.first(sql, values) { $0.text(0) }
    let found = fields.filter { !record[$0].isNull }.map { "\($0) = \(shown($0))" }.joined(separator: ", ")
    return StoreError(
      .notUnique, entity: table.entity.id, id: record.id, field: fields.joined(separator: ", "), found: found,
      wanted: other)
  }

  /// Returns the value of a field for a message; personal data is withheld.
  private func shown(_ field: String) -> String {
    table.entity.field(field)?.isPersonal == true ? Problem.withheld : record[field].json
  }

  /// Parses the field from `CHECK constraint failed: actor.kind` or `NOT NULL constraint failed: actor.kind`.
  private func field(in message: String) -> String? {
    let prefix = ": \(table.entity.id)."
    guard let start = message.firstRange(of: prefix) else { return nil }
    return String(message[start.upperBound...])
  }
}

/// Finds the existing id nearest to a mistyped one.
enum NearestRecord {
  /// Upper bound of the ids compared; with more there is no suggestion.
  static let idsMax = 100_000

  /// Finds the nearest id among the records of the given tables that are seen; of a term, by its labels too.
  static func suggest(_ id: String, among tables: [ScopedTable], _ connection: Connection) throws -> String? {
    if tables.count == 1, tables[0].entity.id == "concept", let term = try suggestTerm(id, tables[0], connection) { return term }
    var ids: [String] = []
    for table in tables where ids.count < idsMax {
      let sql = "SELECT t.id FROM \(table.layout.table) t WHERE \(table.rows ?? "1") LIMIT \(idsMax - ids.count)"
      try connection.run(sql) { ids.append($0.text(0)) }
    }
    return NearestName.suggest(id, among: ids)
  }

  /// Finds the term of the same vocabulary whose code or label is nearest to the code in `id`.
  private static func suggestTerm(_ id: String, _ table: ScopedTable, _ connection: Connection) throws -> String? {
    guard let colon = id.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let (scheme, word) = (String(id[..<colon]), String(id[id.utf8.index(after: colon)...]))
    return try value(nearestTo: word, among: [terms(of: scheme, in: table)], connection).map { "\(scheme):\($0)" }
  }

  /// Returns the query for the codes of a vocabulary with their labels.
  /// - Parameter table: the table of concepts in the scope.
  static func terms(of scheme: String, in table: ScopedTable) -> SQLFragment {
    let condition = "t.scheme = ? AND \(table.rows ?? "1") LIMIT \(NearestName.candidatesMax)"
    return SQLFragment("SELECT t.code, t.label FROM concept t WHERE \(condition)", [.text(scheme)])
  }

  /// Finds the value nearest to a word, compared with its names as well; nil when none is near.
  ///
  /// - Parameter sources: queries for values, each with its name or names by language.
  static func value(nearestTo word: String, among sources: [SQLFragment], _ connection: Connection) throws -> String? {
    var values: ExactDictionary<String> = [:]
    for source in sources where values.count < NearestName.candidatesMax {
      try connection.run(source.sql, source.arguments) { row in
        let (value, names) = (row.text(0), row.isNull(1) ? nil : row.text(1))
        values[value] = value
        let texts = names.map { (try? FieldValue(json: $0))?.mapValue?.values.compactMap(\.textValue) ?? [$0] } ?? []
        for text in texts where values[text] == nil { values[text] = value }
      }
    }
    return NearestName.suggest(word, among: values.keys.sorted()).flatMap { values[$0] }
  }
}
