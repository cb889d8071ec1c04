import Ecosystem
import Localization

/// One event of reading a table from top to bottom.
enum TableEvent {
  /// A group begins.
  case group(Cell)
  case row([Cell])
  case subtotal([Cell])
  case total([Cell])
}

/// Reads a table row by row with its groups and totals, for all renderers alike.
struct TableReader {
  /// The columns of the rows that are returned.
  let columns: [ResolvedColumn]
  /// The column that makes the groups; `nil` when there are none.
  let groupHeading: ResolvedColumn?
  private let table: Table
  private let groupColumn: Int?
  private let wording: Wording
  private var ahead: ArraySlice<[Cell]>
  private let pull: (@Sendable () throws -> [Cell]?)?
  private var queue: [TableEvent] = []
  private var group: Cell?
  private var groupSums: Sums
  private var sums: Sums
  private var isOver = false

  /// Begins to read; takes up to ``RowSource/readAheadMax`` rows of a stream.
  ///
  /// - Parameter isFlat: leaves the group column among the others and returns neither groups nor subtotals.
  init(_ table: Table, language: Language, isFlat: Bool = false) throws {
    let (ahead, pull) = try Self.readAhead(table.rows)
    var resolved = ResolvedColumn.resolve(table.columns, rows: ahead)
    // A table of one column has nothing left to show under its groups.
    let canGroup = !isFlat && resolved.count > 1
    let groupColumn = table.groupColumn.flatMap { canGroup && resolved.indices.contains($0) ? $0 : nil }
    groupHeading = groupColumn.map { resolved.remove(at: $0) }
    self.table = table
    self.columns = resolved
    self.groupColumn = groupColumn
    self.wording = Wording(language)
    self.ahead = ahead[...]
    self.pull = pull
    self.groupSums = Sums(over: resolved)
    self.sums = Sums(over: resolved)
  }

  /// The next event; `nil` at the end.
  mutating func next() throws -> TableEvent? {
    try RenderBudget.checkpoint()
    while queue.isEmpty, !isOver {
      if let row = try nextRow() { take(row) } else { finish() }
    }
    return queue.isEmpty ? nil : queue.removeFirst()
  }

  private static func readAhead(_ source: RowSource) throws -> ([[Cell]], (@Sendable () throws -> [Cell]?)?) {
    switch source {
    case .all(let rows): return (rows, nil)
    case .spool(let spool): return try readAhead(.stream(spool.rows()))
    case .stream(let pull):
      var rows: [[Cell]] = []
      while rows.count < RowSource.readAheadMax {
        guard let row = try pull() else { return (rows, nil) }
        rows.append(row)
      }
      return (rows, pull)
    }
  }

  private mutating func nextRow() throws -> [Cell]? {
    if let row = ahead.popFirst() { return row }
    return try pull?()
  }

  private mutating func take(_ given: [Cell]) {
    let width = columns.count + (groupColumn == nil ? 0 : 1)
    var row = given.count == width ? given : Array(given.prefix(width))
    while row.count < width { row.append(.empty) }
    if let groupColumn { enter(row.remove(at: groupColumn)) }
    groupSums.add(row)
    sums.add(row)
    queue.append(.row(row))
  }

  private mutating func enter(_ cell: Cell) {
    guard group != cell else { return }
    leaveGroup()
    group = cell
    queue.append(.group(cell))
  }

  private mutating func leaveGroup() {
    if group != nil, table.hasSubtotals { queue.append(.subtotal(groupSums.row(labelled: wording.subtotal))) }
    groupSums = Sums(over: columns)
  }

  private mutating func finish() {
    isOver = true
    leaveGroup()
    guard let totals = table.totals, sums.rowCount > 0 else { return }
    switch totals {
    case .sums: queue.append(.total(sums.row(labelled: wording.total)))
    case .row(let given): queue.append(.total(fitted(given)))
    }
  }

  private func fitted(_ given: [Cell]) -> [Cell] {
    var row = given
    if let groupColumn, row.count > columns.count { row.remove(at: groupColumn) }
    row = Array(row.prefix(columns.count))
    while row.count < columns.count { row.append(.empty) }
    return row
  }
}
