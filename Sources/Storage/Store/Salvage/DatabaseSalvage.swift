import Ecosystem

/// Recovers records from a file that SQLite cannot read, page by page. The file is only read; each row is checked for being a
/// valid record before it is delivered. Memory: a page, the longest row, two bits and two bytes a page, and eight bytes a record.
///
///     let salvage = try DatabaseSalvage(path: "grappe.sqlite", log: "grappe.sqlite-wal")
///     let summary = try salvage.run { row in … }
public final class DatabaseSalvage {
  /// A row that was recovered.
  public enum Row {
    /// A record of an entity.
    case record(entity: String, Record)
    /// Values that cannot be a record of their table, or whose table is unknown; the number of the page.
    case lost(table: String?, page: Int, values: [FieldValue])
  }

  /// Upper bound of the plugins in the summary.
  private static let pluginsMax = 100

  private let source: PageSource
  private let schema: SalvagedSchema
  private var reader: PayloadReader
  private var owners: PageOwners
  /// The delivered records, by hashes of entity and id.
  private var seen: Set<Int> = []
  private var summary: SalvageSummary

  /// Opens a file.
  /// - Parameters:
  ///   - path: the database.
  ///   - log: its write-ahead log (`…-wal`); nil to leave it out.
  /// - Throws: `StoreError.noFile` when it cannot be opened or is no regular file.
  public init(path: String, log: String?, schema model: Schema = .grappe) throws {
    source = try PageSource(path: path, log: log)
    schema = SalvagedSchema(source, model)
    reader = PayloadReader(source)
    owners = PageOwners(source)
    summary = SalvageSummary(source)
  }

  /// Reads the whole file and calls `deliver` with each row: first the tables with a known root, then unreferenced pages.
  /// - Parameter isStopping: called at each page; true ends the salvage.
  /// - Throws: the errors of `deliver`; `CancellationError`.
  /// - Returns: the numbers of records, and the damaged pages.
  public func run(isStopping: () -> Bool = { false }, _ deliver: (Row) throws -> Void) throws -> SalvageSummary {
    summary.tables = schema.tables.map { SalvageSummary.Table(entity: $0.entity.id) }
    for (table, root) in schema.roots.sorted(by: { $0.key < $1.key }) { owners.walk(from: root, as: .table(table)) }
    for root in [1] + schema.otherRoots { owners.walk(from: root, as: .other) }
    owners.markFreePages()
    for (table, pages) in owners.damaged { summary.tables[table].damagedPages = PageRanges(pages) }
    for index in summary.tables.indices { summary.tables[index].isRootLost = schema.roots[index] == nil }
    for isOrphanPass in [false, true] {
      for number in source.pageNumbers {
        if isStopping() { throw CancellationError() }
        try read(number, isOrphanPass, deliver: deliver)
      }
    }
    return summary
  }

  private func read(_ number: Int, _ isOrphanPass: Bool, deliver: (Row) throws -> Void) throws {
    let owner = owners.owner(of: number)
    guard owner != .other, (owner == .nobody) == isOrphanPass else { return }
    guard let bytes = source.page(number) else { return summary.unreadablePages.add(number) }
    guard let page = BTreePage(bytes, number: number, usableSize: source.usableSize), page.kind == .tableLeaf else { return }
    var rows: [[SQLValue]] = []
    var lost = page.cellsLost
    for cell in page.cells {
      if let row = reader.row(page, cell: cell) { rows.append(row) } else { lost += 1 }
    }
    if case .table(let table) = owner { return try give(rows, of: table, lost: lost, page: number, deliver) }
    try giveOrphans(rows, lost: lost, page: number, deliver)
  }

  private func give(
    _ rows: [[SQLValue]], of table: Int, lost: Int, page: Int, _ deliver: (Row) throws -> Void
  ) throws {
    let salvaged = schema.tables[table]
    summary.tables[table].rowsLost += lost
    if lost > 0 { summary.tables[table].damagedPages.add(page) }
    for row in rows {
      guard let record = salvaged.record(row) else {
        summary.tables[table].rowsLost += 1
        try deliver(.lost(table: salvaged.entity.id, page: page, values: row.map(\.fieldValue)))
        continue
      }
      try give(record, of: table, deliver)
    }
  }

  private func give(_ record: Record, of table: Int, _ deliver: (Row) throws -> Void) throws {
    let entity = schema.tables[table].entity.id
    var hasher = Hasher()
    hasher.combine(table)
    // Hashed as bytes: two ids that are canonically equivalent are different.
    for byte in record.id.utf8 { hasher.combine(byte) }
    guard seen.insert(hasher.finalize()).inserted else {
      summary.tables[table].duplicates += 1
      return
    }
    summary.tables[table].rows += 1
    for name in record.fields.keys where name.utf8.contains(UInt8(ascii: ".")) {
      if summary.plugins.count < Self.pluginsMax { summary.plugins.insert(String(name.prefix { $0 != "." })) }
    }
    try deliver(.record(entity: entity, record))
  }

  /// Assigns the rows of an unreferenced page to the one table whose records they can be.
  private func giveOrphans(_ rows: [[SQLValue]], lost: Int, page: Int, _ deliver: (Row) throws -> Void) throws {
    guard !rows.isEmpty else { return }
    let fitting = schema.tables.indices.filter { table in
      let salvaged = schema.tables[table]
      return rows.allSatisfy { $0.count == salvaged.columns.count && salvaged.record($0) != nil }
    }
    if fitting.count == 1, let table = fitting.first {
      summary.tables[table].orphanedPages.add(page)
      return try give(rows, of: table, lost: lost, page: page, deliver)
    }
    guard schema.roots.count < schema.tables.count || owners.damaged.count > 0, fitting.count > 1 else { return }
    summary.undecidedPages.add(page)
    for row in rows { try deliver(.lost(table: nil, page: page, values: row.map(\.fieldValue))) }
  }
}

extension SQLValue {
  /// The value as in JSON.
  fileprivate var fieldValue: FieldValue {
    switch self {
    case .null: .null
    case .integer(let integer): .integer(integer)
    case .real(let number): number.isFinite ? .number(number) : .null
    case .text(let text): .text(text)
    }
  }
}
