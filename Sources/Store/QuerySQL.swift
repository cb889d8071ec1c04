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
  func search(_ words: String, _ query: Query, _ reader: RecordReader) -> SQLFragment {
    let condition = FilterSQL(layout: layout).condition(query.filter)
    let head = SQLFragment(
      """
      SELECT \(reader.columnList) FROM \(layout.searchTable) s JOIN record r ON r.number = s.rowid \
      JOIN \(layout.table) t ON t.id = r.id WHERE s.\(layout.searchTable) MATCH ? AND (\(condition.sql))
      """, [.text(words)] + condition.arguments)
    let order = query.order.isEmpty ? "\(rank), t.rowid" : order(query.order)
    return head + SQLFragment(" ORDER BY \(order)") + window(query)
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

/// The words somebody searches for, as FTS5 wants them.
enum SearchWords {
  /// All the words, the last as a beginning; nil when there is none. What is no letter or digit separates words, so that no
  /// operator of FTS5 comes through.
  static func match(_ text: String) -> String? {
    let words = text.split { !($0.isLetter || $0.isNumber || $0.unicodeScalars.contains { $0.properties.isDiacritic }) }
    guard let last = words.last, words.count <= 32 else { return nil }
    return (words.dropLast().map { "\"\($0)\"" } + ["\"\(last)\" *"]).joined(separator: " ")
  }
}
