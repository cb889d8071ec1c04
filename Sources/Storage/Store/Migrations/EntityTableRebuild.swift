import Ecosystem

/// Brings the tables of entities, with their indexes, triggers, lists and views, to the present description of the model: creates
/// the missing ones, and creates changed ones anew and copies the rows of the columns that remain. A step of a migration that
/// follows the description, so that several such steps end in the same structure; a structure that is up to date is left alone.
///
/// The full-text indexes keep their content: the numbers of the records do not change. A step that changes the search fields of
/// an entity must fill its index again.
struct EntityTableRebuild {
  private let connection: Connection
  private let layout: StoreLayout
  /// The statements that created the tables of the file, by table.
  private let present: [String: String]

  /// Compares the file with the model and the fields that plugins have declared.
  init(_ connection: Connection, _ schema: Schema) throws {
    self.connection = connection
    layout = StoreLayout(try PluginFields.read(connection, into: schema))
    var present: [String: String] = [:]
    try connection.run("SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE type = 'table'") { present[$0.text(0)] = $0.text(1) }
    self.present = present
  }

  /// Runs the step within the open transaction, in which foreign keys must not be enforced.
  func run() throws {
    for table in layout.all { try bringForward(table) }
    for table in layout.all {
      for statement in table.viewDDL { try connection.run(statement) }
    }
  }

  private func bringForward(_ table: TableLayout) throws {
    guard let found = present[table.entity.id] else {
      return try table.ddl.forEach { try connection.run($0) }
    }
    if found == table.tableDDL { return }
    try copyRows(to: table)
    for statement in table.ddl where !keeps(statement, of: table) { try connection.run(statement) }
    for field in table.entity.pluginFields where field.isIndexed {
      try connection.run(TableLayout.pluginIndexDDL(field, on: table.entity.id))
    }
  }

  /// Creates the table under a name of its own, copies the rows with their rowids, and gives it the name of the former one, whose
  /// indexes and triggers go with it. References to the table refer to the name, and so to the new one.
  private func copyRows(to table: TableLayout) throws {
    let coming = SQLText.name("coming_\(table.entity.id)")
    try connection.run(table.tableDDL.replacing("CREATE TABLE \(table.table) ", with: "CREATE TABLE \(coming) ", maxReplacements: 1))
    let former = try columns(of: table.entity.id)
    let names = table.columns.filter(former.contains).map(SQLText.name).joined(separator: ", ")
    try connection.run("INSERT INTO \(coming) (rowid, \(names)) SELECT rowid, \(names) FROM \(table.table) ORDER BY rowid")
    try connection.run("DROP TABLE \(table.table)")
    try connection.run("ALTER TABLE \(coming) RENAME TO \(table.table)")
  }

  /// Whether a statement of the table's creates something that the rebuild has kept: the table, lists, the full-text index.
  private func keeps(_ statement: String, of table: TableLayout) -> Bool {
    if statement == table.tableDDL { return true }
    if statement.hasPrefix("INSERT INTO \(table.searchTable)") { return present["\(table.entity.id)_search"] != nil }
    return present.values.contains(statement)
  }

  private func columns(of table: String) throws -> Set<String> {
    var names: Set<String> = []
    try connection.run("SELECT name FROM pragma_table_info(\(SQLText.literal(table)))") { names.insert($0.text(0)) }
    return names
  }
}
