import Ecosystem

/// The views and columns that a query in SQL from outside may read.
struct SQLGrant: Sendable {
  /// The views.
  let views: Set<String>
  /// The columns those views show, by table.
  private let columns: [String: Set<String>]

  /// Whether the views show only some of the records, so that the rows of a table may not be counted.
  private let isRestricted: Bool

  /// The names of the query's table expressions that are names of no table, in lower case.
  private let expressions: Set<ExactString>

  /// The grant for the views of some collections, in a query with table expressions of these names.
  /// - Parameter all: the tables of all entities; where the scope is restricted, the views read whether their records are seen.
  init(_ tables: [ScopedTable], among all: [ScopedTable], expressions: Set<ExactString> = []) {
    self.expressions = expressions
    isRestricted = all.contains { $0.rows != nil }
    views = Set(tables.map(\.entity.collection))
    var columns = Dictionary(uniqueKeysWithValues: all.map { ($0.entity.id, $0.conditions.columnsRead(of: $0.layout.entity)) })
      .filter { !$0.value.isEmpty }
    for table in tables {
      let shown = SQLView(table.entity).columns.filter { $0.field.plugin == nil }.map(\.name)
      columns[table.entity.id, default: []].formUnion(shown + [TableLayout.pluginColumn])
    }
    self.columns = columns
  }

  /// Whether a name that SQLite passes as that of a view is the one of a granted view.
  func isView(_ name: String?) -> Bool { name.map { views.contains($0.asciiLowercased) } == true }

  /// Whether a column of a table or view may be read. When only rows are counted, SQLite names neither a column nor a view; it
  /// then also names a table expression of WITH, as if it were a table.
  func allows(_ table: String, _ column: String, through view: String?) -> Bool {
    if views.contains(table) || table == "json_each" || table == "json_tree" { return true }
    guard let columns = columns[table] else {
      return column.isEmpty && expressions.contains(ExactString(table.asciiLowercased))
    }
    return column.isEmpty && !isRestricted || isView(view) && columns.contains(column)
  }
}
