/// A column whose kind, alignment, decimals and sums are resolved from the rows.
struct ResolvedColumn: Sendable {
  let title: String
  let plainTitle: String
  let unit: String?
  let kind: Column.Kind
  let alignment: Column.Alignment
  let decimals: Int
  /// Whether the report set the number of decimals.
  let hasFixedDecimals: Bool
  let hasCents: Bool
  let isSummed: Bool

  /// Whether the cells are quantities: written without a break, right-aligned unless the report sets an alignment.
  var isQuantity: Bool { kind != .text && kind != .date }

  /// Resolves one column from the cells read of it.
  init(_ column: Column, cells: some Sequence<Cell>) {
    var traits = CellTraits()
    for cell in cells { traits.add(cell, inPercent: column.kind == .percent) }
    let kind = column.kind == .automatic ? traits.sharedKind : column.kind
    let isQuantity = kind != .text && kind != .date
    self.plainTitle = column.title
    self.unit = column.unit
    self.title = column.unit.map { "\(column.title) (\($0))" } ?? column.title
    self.kind = kind
    self.alignment = column.align ?? (isQuantity ? .right : .left)
    self.decimals = min(max(column.decimals ?? traits.decimals, 0), 9)
    self.hasFixedDecimals = column.decimals != nil
    self.hasCents = column.decimals.map { $0 > 0 } ?? traits.hasCents
    self.isSummed = column.isSummed ?? (kind == .integer || kind == .number || kind == .money)
  }

  /// Resolves all columns of a table; rows longer than the columns get untitled ones.
  static func resolve(_ columns: [Column], rows: [[Cell]]) -> [ResolvedColumn] {
    let width = rows.reduce(columns.count) { max($0, $1.count) }
    return (0..<width).map { index in
      let column = index < columns.count ? columns[index] : Column("")
      return ResolvedColumn(column, cells: rows.lazy.compactMap { index < $0.count ? $0[index] : nil })
    }
  }
}

/// The common traits of the cells of a column.
private struct CellTraits {
  private var kinds: Set<Column.Kind> = []
  var decimals = 0
  var hasCents = false

  /// The kind all cells share; whole and other numbers together are numbers.
  var sharedKind: Column.Kind {
    if kinds == [.integer, .number] { return .number }
    return kinds.count == 1 ? kinds.first ?? .text : .text
  }

  mutating func add(_ cell: Cell, inPercent: Bool) {
    switch cell {
    case .empty: break
    case .text, .link, .boolean: kinds.insert(.text)
    case .integer: kinds.insert(.integer)
    case .number(let value):
      kinds.insert(.number)
      let needed = inPercent ? ValueFormat.percentDecimalsNeeded(value) : ValueFormat.decimalsNeeded(value)
      decimals = max(decimals, needed)
    case .money(let cents, _):
      kinds.insert(.money)
      if cents % 100 != 0 { hasCents = true }
    case .date: kinds.insert(.date)
    }
  }
}
