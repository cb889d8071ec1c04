import Ecosystem

/// Turns queries on one entity into statements.
struct QuerySQL {
  let layout: TableLayout

  /// The statement of a query, giving the columns that `reader` reads.
  func select(_ query: Query, _ reader: RecordReader) -> SQLFragment {
    let condition = FilterSQL(layout: layout).condition(query.filter)
    let head = SQLFragment(
      "SELECT \(reader.columnList) FROM \(layout.table) t WHERE \(condition.sql)", condition.arguments)
    return head + SQLFragment(" ORDER BY \(order(query.order))") + window(query)
  }

  /// The statement that counts what a filter finds.
  func count(_ filter: Filter) -> SQLFragment {
    let condition = FilterSQL(layout: layout).condition(filter)
    return SQLFragment("SELECT count(*) FROM \(layout.table) t WHERE \(condition.sql)", condition.arguments)
  }

  /// The statement that finds words; the best come first unless the query asks for an order.
  func search(_ words: SearchWords, _ query: Query, _ reader: RecordReader) -> SQLFragment {
    if query.order.isEmpty {
      let found = found(words.all, query.filter)
      let weighed = SQLFragment("SELECT s.rowid AS number, \(rank) AS weight FROM \(found.sql)", found.arguments)
      return best(of: weighed, by: ["weight", "number"], query, reader)
    }
    let found = foundRecords(words.all, query.filter)
    let head = SQLFragment("SELECT \(reader.columnList) FROM \(found.sql)", found.arguments)
    return head + SQLFragment(" ORDER BY \(order(query.order))") + window(query)
  }

  /// The most records that are weighed against each other. Weighing reads something of each; beyond this the order is made from
  /// what is at hand.
  static let weighedMax = 1_000

  /// The statement that tells whether more than `weighedMax` records have the words.
  func exceedsWeighing(_ words: SearchWords, _ query: Query) -> SQLFragment {
    let found = found(words.all, query.filter)
    return SQLFragment(
      "SELECT count(*) > \(QuerySQL.weighedMax) FROM (SELECT 1 FROM \(found.sql) LIMIT \(QuerySQL.weighedMax + 1))",
      found.arguments)
  }

  /// The statement that finds words which very many records have: of `weighedMax` that have them in the name and as many others,
  /// those whose name has the fewest words, the former first. The full-text index keeps a record's number of words by field, that of the
  /// first field in the first byte, or, from 128 on, in more (https://www.sqlite.org/fts5.html#fts5_data_structures).
  func coarseSearch(_ words: SearchWords, _ query: Query, _ reader: RecordReader) -> SQLFragment {
    let name = layout.entity.searchFields[0]
    let parts = [(words.inside(name), 0), (words.all, 1)].map { match, tier in
      let found = found(match, query.filter)
      return SQLFragment(
        "SELECT * FROM (SELECT s.rowid AS number, \(tier) AS tier FROM \(found.sql) LIMIT \(QuerySQL.weighedMax))",
        found.arguments)
    }
    let candidates = "SELECT number, min(tier) AS tier FROM (\(parts[0].sql) UNION ALL \(parts[1].sql)) GROUP BY number"
    let measured = SQLFragment(
      """
      SELECT f.number AS number, f.tier AS tier, substr(d.sz, 1, 1) AS size \
      FROM (\(candidates)) f CROSS JOIN \(layout.searchSizeTable) d ON d.id = f.number
      """,
      parts[0].arguments + parts[1].arguments)
    return best(of: measured, by: ["tier", "size", "number"], query, reader)
  }

  /// Reads the records of a statement that gives numbers and what to order them by. Which are wanted is settled before anything
  /// else of them is read.
  private func best(of found: SQLFragment, by terms: [String], _ query: Query, _ reader: RecordReader) -> SQLFragment {
    let wanted = found + SQLFragment(" ORDER BY \(terms.joined(separator: ", "))") + window(query)
    let order = terms.map { "w.\($0)" }.joined(separator: ", ")
    return SQLFragment(
      "SELECT \(reader.columnList) FROM (\(wanted.sql)) w \(records(numbered: "w.number")) ORDER BY \(order)", wanted.arguments)
  }

  /// The records that have the words and pass the filter, as tables and condition; `s.rowid` is their number.
  private func found(_ match: String, _ filter: Filter) -> SQLFragment {
    if filter != .everything { return foundRecords(match, filter) }
    return SQLFragment("\(layout.searchTable) s WHERE s.\(layout.searchTable) MATCH ?", [.text(match)])
  }

  /// The same, with the records themselves as `t`.
  private func foundRecords(_ match: String, _ filter: Filter) -> SQLFragment {
    let condition = FilterSQL(layout: layout).condition(filter)
    return SQLFragment(
      """
      \(layout.searchTable) s \(records(numbered: "s.rowid")) \
      WHERE s.\(layout.searchTable) MATCH ? AND (\(condition.sql))
      """, [.text(match)] + condition.arguments)
  }

  /// The records of those numbers as `t`, looked up in that order.
  private func records(numbered number: String) -> String {
    "CROSS JOIN record r ON r.number = \(number) CROSS JOIN \(layout.table) t ON t.id = r.id"
  }

  /// BM25 with the first field, the name, weighing ten times the others.
  private var rank: String {
    let weights = ["10.0"] + layout.entity.searchFields.dropFirst().map { _ in "1.0" }
    return "bm25(\(layout.searchTable), \(weights.joined(separator: ", ")))"
  }

  private func order(_ order: [Query.Order]) -> String {
    let terms = order.map { "\(FieldSQL($0.field).order) \($0.isDescending ? "DESC" : "ASC") NULLS LAST" }
    return (terms + ["t.rowid"]).joined(separator: ", ")
  }

  private func window(_ query: Query) -> SQLFragment {
    guard query.limit != nil || query.offset > 0 else { return SQLFragment("") }
    return SQLFragment(" LIMIT ? OFFSET ?", [.integer(Int64(query.limit ?? -1)), .integer(Int64(query.offset))])
  }
}

