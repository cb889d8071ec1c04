import Ecosystem

/// The roots of the tables of a damaged file, from the remains of `sqlite_schema`: by its root, or, if that is lost, from every
/// page whose rows look like its own.
struct SalvagedSchema {
  /// The tables of records, in the order of the model.
  let tables: [SalvagedTable]
  /// Their roots, by their index in `tables`; none for a table whose root is lost.
  private(set) var roots: [Int: Int] = [:]
  /// The roots of all other tables and of the indexes.
  private(set) var otherRoots: [Int] = []

  /// One row of `sqlite_schema`.
  private struct Entry: Hashable {
    var isTable: Bool
    var name: String
    var root: Int
    var sql: String
  }

  private static let types: Set = ["table", "index", "view", "trigger"]
  /// Upper bound of the rows of the schema that are read.
  private static let entriesMax = 20_000

  init(_ source: PageSource, _ schema: Schema) {
    var entries = Self.entries(source, Self.schemaPages(source))
    let known = Set(entries.filter(\.isTable).map(\.name))
    let later = source.version.map(FileFormat.entities(addedAfter:)) ?? []
    let layouts = StoreLayout(schema).all.filter { known.contains($0.entity.id) || !later.contains($0.entity.id) }
    if !layouts.allSatisfy({ known.contains($0.entity.id) }) { entries += Self.entries(source, source.pageNumbers) }
    var first: [String: Entry] = [:]
    for entry in entries where first[entry.name] == nil { first[entry.name] = entry }
    tables = layouts.map { SalvagedTable($0, columns: first[$0.entity.id].flatMap(Self.columns)) }
    for (index, layout) in layouts.enumerated() {
      if let entry = first[layout.entity.id], entry.isTable { roots[index] = entry.root }
    }
    let names = Set(layouts.map(\.entity.id))
    otherRoots = entries.filter { !names.contains($0.name) }.map(\.root)
  }

  private static func schemaPages(_ source: PageSource) -> [Int] {
    var (pages, waiting, seen) = ([Int](), [1], PageSet(count: source.pageCount))
    while let number = waiting.popLast() {
      guard number >= 1, number <= source.pageCount, seen.insert(number),
        let page = source.page(number).flatMap({ BTreePage($0, number: number, usableSize: source.usableSize) })
      else { continue }
      pages.append(number)
      waiting += page.kind == .tableInterior ? page.children.reversed() : []
    }
    return pages
  }

  private static func entries(_ source: PageSource, _ pages: some Sequence<Int>) -> [Entry] {
    var (reader, entries) = (PayloadReader(source), [Entry]())
    for number in pages {
      guard entries.count < entriesMax, let bytes = source.page(number),
        let page = BTreePage(bytes, number: number, usableSize: source.usableSize), page.kind == .tableLeaf
      else { continue }
      for cell in page.cells {
        guard let row = reader.row(page, cell: cell) else { continue }
        guard let entry = entry(row) else { break }
        // A view or trigger has no pages.
        if entry.root >= 2, entry.root <= source.pageCount { entries.append(entry) }
      }
    }
    return entries
  }

  /// Parses a row of `sqlite_schema`; nil for the row of another table.
  private static func entry(_ row: [SQLValue]) -> Entry? {
    guard row.count == 5, case .text(let type) = row[0], types.contains(type), case .text(let name) = row[1],
      case .text = row[2], case .integer(let root) = row[3], root >= 0, root <= Int64(PageSource.pagesMax)
    else { return nil }
    if case .text(let sql) = row[4] { return Entry(isTable: type == "table", name: name, root: Int(root), sql: sql) }
    return Entry(isTable: false, name: name, root: Int(root), sql: "")
  }

  /// Returns the stored columns of a table, as SQLite creates it from its statement in an empty database in memory; nil when the
  /// statement creates no table.
  private static func columns(_ entry: Entry) -> [String]? {
    guard entry.isTable, entry.sql.utf8.count < 100_000, entry.sql.uppercased().hasPrefix("CREATE TABLE "),
      let memory = try? Connection(path: ":memory:"), (try? memory.run(entry.sql)) != nil
    else { return nil }
    var names: [String] = []
    // 2 is a virtual generated column, which is not stored.
    let sql = "SELECT name FROM pragma_table_xinfo(\(SQLText.literal(entry.name))) WHERE hidden <> 2 ORDER BY cid"
    try? memory.run(sql) { names.append($0.text(0)) }
    return names.isEmpty ? nil : names
  }
}
