import Ecosystem

/// The views and columns that a query in SQL from outside may read.
struct SQLGrant: Sendable {
  /// The views.
  let views: Set<String>
  /// The columns those views show, by table.
  private let columns: [String: Set<String>]

  /// The names of the query's table expressions that are names of no table, in lower case.
  private let expressions: Set<ExactString>

  /// The grant for the views of some collections, in a query with table expressions of these names.
  init(_ tables: [TableLayout], expressions: Set<ExactString> = []) {
    self.expressions = expressions
    views = Set(tables.map(\.entity.collection))
    var columns: [String: Set<String>] = [:]
    for table in tables {
      let shown = SQLView(table.entity).columns.filter { $0.field.plugin == nil }.map(\.name)
      columns[table.entity.id] = Set(shown + [TableLayout.pluginColumn])
    }
    self.columns = columns
  }

  /// Whether a column of a table or view may be read. When only rows are counted, SQLite names neither a column nor a view; it
  /// then also names a table expression of WITH, as if it were a table.
  func allows(_ table: String, _ column: String, through view: String?) -> Bool {
    if views.contains(table) || table == "json_each" || table == "json_tree" { return true }
    guard let columns = columns[table] else {
      return column.isEmpty && expressions.contains(ExactString(table.asciiLowercased))
    }
    return column.isEmpty || view.map { views.contains($0.asciiLowercased) } == true && columns.contains(column)
  }
}
