import Ecosystem

/// Translates queries on one entity into SQL statements.
struct QuerySQL {
  private let table: ScopedTable
  /// The spellings of the names that the filter compares, as far as they were read.
  private let spellings: NameSpellings
  private var layout: TableLayout { table.layout }

  init(_ table: ScopedTable, spellings: NameSpellings = .none) { (self.table, self.spellings) = (table, spellings) }

  /// Returns the statement of a query, with the columns that `reader` reads.
  func select(_ query: Query, _ reader: RecordReader) -> SQLFragment {
    let condition = condition(query.filter)
    let head = SQLFragment("SELECT \(reader.columnList) FROM \(layout.table) t") + reader.joins + SQLFragment(" WHERE ") + condition
    return head + SQLFragment(" ORDER BY \(order(query.order))") + window(query)
  }

  /// Returns the statement of the records with the ids of a list, in its order.
  func select(ids: [String], _ reader: RecordReader) -> SQLFragment {
    let condition = table.restricting(FilterSQL(table).condition(.everything))
    let list = FieldValue.list(ids.map(FieldValue.text)).json
    return SQLFragment(
      "SELECT \(reader.columnList) FROM json_each(?) wanted CROSS JOIN \(layout.table) t ON t.id = wanted.value", [.text(list)])
      + reader.joins + SQLFragment(" WHERE ") + condition + SQLFragment(" ORDER BY wanted.key")
  }

  /// Returns the records of an entity that a query may read, as a table expression.
  static func source(_ table: ScopedTable) -> String {
    table.rows.map { "(SELECT t.* FROM \(table.layout.table) t WHERE \($0))" } ?? table.layout.table
  }

  /// Returns the statement that counts the records of a filter.
  func count(_ filter: Filter) -> SQLFragment {
    let condition = condition(filter)
    return SQLFragment("SELECT count(*) FROM \(layout.table) t WHERE \(condition.sql)", condition.arguments)
  }

  /// Returns the full-text search statement; the best matches come first unless the query asks for an order.
  func search(_ words: SearchWords, _ query: Query, reader: RecordReader) -> SQLFragment {
    if query.order.isEmpty {
      let found = found(match(words), query.filter)
      let weighed = SQLFragment("SELECT s.rowid AS number, \(rank) AS weight FROM \(found.sql)", found.arguments)
      return best(of: weighed, by: ["weight", "number"], query, reader)
    }
    let head = SQLFragment("SELECT \(reader.columnList) FROM ") + foundRecords(match(words), query.filter, reader.joins)
    return head + SQLFragment(" ORDER BY \(order(query.order))") + window(query)
  }

  /// Upper bound of the records that are ranked. Ranking reads data of each match; with more matches the order comes from the
  /// data at hand.
  static let weighedMax = 1_000

  /// Returns the statement that tests whether more than `weighedMax` records match.
  func exceedsWeighing(_ words: SearchWords, _ query: Query) -> SQLFragment {
    let found = found(match(words), query.filter)
    return SQLFragment(
      "SELECT count(*) > \(QuerySQL.weighedMax) FROM (SELECT 1 FROM \(found.sql) LIMIT \(QuerySQL.weighedMax + 1))",
      found.arguments)
  }

  /// Returns the statement for words with very many matches: of `weighedMax` records that match in the name and as many others,
  /// those with the fewest words in the name, the former first. The full-text index keeps a record's number of words by field,
  /// that of the first field in the first byte, or, from 128 on, in more (https://www.sqlite.org/fts5.html#fts5_data_structures).
  ///
  /// In a restricted scope every search is ordered so, over all matches: the weights of BM25 count words in all records, and so would
  /// reveal those that the audience may not see.
  func coarseSearch(_ words: SearchWords, _ query: Query, reader: RecordReader) -> SQLFragment {
    let window = table.rows == nil ? " LIMIT \(QuerySQL.weighedMax)" : ""
    let parts = [(words.inside([table.entity.searchFields[0]]), 0), (match(words), 1)].map { match, tier in
      let found = found(match, query.filter)
      return SQLFragment(
        "SELECT * FROM (SELECT s.rowid AS number, \(tier) AS tier FROM \(found.sql)\(window))",
        found.arguments)
    }
    let candidates = "SELECT number, min(tier) AS tier FROM (\(parts[0].sql) UNION ALL \(parts[1].sql)) GROUP BY number"
    let isSized = table.entity.searchFields[0] == layout.entity.searchFields[0]
    let measured = SQLFragment(
      """
      SELECT f.number AS number, f.tier AS tier, \(isSized ? "substr(d.sz, 1, 1)" : "0") AS size \
      FROM (\(candidates)) f CROSS JOIN \(layout.searchSizeTable) d ON d.id = f.number
      """,
      parts[0].arguments + parts[1].arguments)
    return best(of: measured, by: ["tier", "size", "number"], query, reader)
  }

  /// Returns the statement that reads the best records of a subquery, which gives numbers and sort terms. It selects the records
  /// to return before it reads their other columns.
  private func best(of found: SQLFragment, by terms: [String], _ query: Query, _ reader: RecordReader) -> SQLFragment {
    let wanted = found + SQLFragment(" ORDER BY \(terms.joined(separator: ", "))") + window(query)
    let order = terms.map { "w.\($0)" }.joined(separator: ", ")
    let head = SQLFragment("SELECT \(reader.columnList) FROM (") + wanted + SQLFragment(") w \(records(numbered: "w.number"))")
    return head + reader.joins + SQLFragment(" ORDER BY \(order)")
  }

  /// Whether the best matches are those of `coarseSearch`, whatever their number.
  var isCoarse: Bool { table.rows != nil }

  /// Returns the query of the full-text index for the fields that the audience sees.
  private func match(_ words: SearchWords) -> String {
    table.entity.searchFields.count == layout.entity.searchFields.count ? words.all : words.inside(table.entity.searchFields)
  }

  /// Returns the records that match the words and the filter, as tables and condition; `s.rowid` is their number.
  private func found(_ match: String, _ filter: Filter) -> SQLFragment {
    if filter != .everything || table.rows != nil { return foundRecords(match, filter) }
    return SQLFragment("\(layout.searchTable) s WHERE s.\(layout.searchTable) MATCH ?", [.text(match)])
  }

  /// Returns the same, with the records themselves as `t`.
  private func foundRecords(_ match: String, _ filter: Filter, _ joins: SQLFragment = SQLFragment("")) -> SQLFragment {
    let condition = condition(filter)
    return SQLFragment("\(layout.searchTable) s \(records(numbered: "s.rowid"))") + joins
      + SQLFragment(" WHERE s.\(layout.searchTable) MATCH ? AND (", [.text(match)]) + condition + SQLFragment(")")
  }

  /// Joins the records of those numbers as `t`, looked up in that order.
  private func records(numbered number: String) -> String {
    "CROSS JOIN record r ON r.number = \(number) CROSS JOIN \(layout.table) t ON t.id = r.id"
  }

  /// BM25 with the first field, the name, weighted ten times the others.
  private var rank: String {
    let weights = ["10.0"] + layout.entity.searchFields.dropFirst().map { _ in "1.0" }
    return "bm25(\(layout.searchTable), \(weights.joined(separator: ", ")))"
  }

  private func order(_ order: [Query.Order]) -> String {
    // Ids are unique and never NULL: their index gives the order, and further terms decide nothing.
    if let first = order.first, first.field.id == "id" { return "t.id \(first.isDescending ? "DESC" : "ASC")" }
    let terms = order.map {
      "\(FieldSQL($0.field, table.conditions).order(in: $0.language)) \($0.isDescending ? "DESC" : "ASC") NULLS LAST"
    }
    return (terms + ["t.rowid"]).joined(separator: ", ")
  }

  private func condition(_ filter: Filter) -> SQLFragment {
    table.restricting(FilterSQL(table, spellings: spellings).condition(filter))
  }

  private func window(_ query: Query) -> SQLFragment { QuerySQL.window(limit: query.limit, offset: query.offset) }

  /// Returns the LIMIT clause; empty without a limit and an offset.
  static func window(limit: Int?, offset: Int) -> SQLFragment {
    guard limit != nil || offset > 0 else { return SQLFragment("") }
    return SQLFragment(" LIMIT ? OFFSET ?", [.integer(Int64(limit ?? -1)), .integer(Int64(offset))])
  }
}
