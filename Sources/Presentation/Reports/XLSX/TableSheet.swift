import TextLayout

/// A sheet that holds one table: titles that stay visible, rows, and sums in bold.
struct TableSheet {
  /// The columns of a sheet.
  struct Columns {
    /// The column of the groups, which stands first; `nil` when there are none.
    let group: ResolvedColumn?
    let others: [ResolvedColumn]

    var all: [ResolvedColumn] { (group.map { [$0] } ?? []) + others }
    /// Index of the first column beside that of the groups.
    var offset: Int { group == nil ? 0 : 1 }
  }

  private static let widthMax = 60
  private let sheet: Worksheet
  private let cells: SheetCells
  private let columns: Columns
  private let widths: [Int]
  private let hasFilter: Bool
  private var group = Cell.empty
  private var row = 1
  /// Whether filters are still to be offered; not with subtotals, which they would hide.
  private var isFilterable: Bool

  /// Begins a sheet; the widths of the columns are found from the first events.
  init(_ sheet: Worksheet, _ cells: SheetCells, columns: Columns, measuredBy ahead: [TableEvent], isFilterable: Bool)
    throws
  {
    try self.init(sheet, cells, columns: columns, widths: Self.widths(columns, ahead, cells: cells), isFilterable: isFilterable)
  }

  private init(_ sheet: Worksheet, _ cells: SheetCells, columns: Columns, widths: [Int], isFilterable: Bool) throws {
    self.sheet = sheet
    self.cells = cells
    self.columns = columns
    self.widths = widths
    hasFilter = isFilterable
    self.isFilterable = isFilterable
    try writeHeader()
  }

  /// Whether no further row fits.
  var isFull: Bool { row >= Worksheet.rowsMax }

  /// The same table on a further sheet.
  func continued(on sheet: Worksheet) throws -> TableSheet {
    var next = try TableSheet(sheet, cells, columns: columns, widths: widths, isFilterable: hasFilter)
    next.group = group
    return next
  }

  /// Writes the next event.
  mutating func write(_ event: TableEvent) throws {
    switch event {
    case .group(let cell): group = cell
    case .row(let row):
      if columns.group != nil { try sheet.setOutline(ofRow: self.row) }
      try write(row, .body, group: group)
    case .subtotal(let row): try write(row, .total, group: group)
    case .total(let row):
      // A filter leaves the total out, and names its rows before the next one is begun.
      try addFilter()
      try write(row, .total, group: .empty)
    }
  }

  /// Ends the sheet.
  mutating func finish() throws {
    try addFilter()
    try sheet.setPage(isWide: widths.reduce(0, +) > 90)
  }

  private mutating func addFilter() throws {
    guard isFilterable else { return }
    isFilterable = false
    try sheet.addFilter(columns: columns.all.count, lastRow: row - 1)
  }

  private func writeHeader() throws {
    for (index, column) in columns.all.enumerated() {
      try sheet.setWidth(widths[index], ofColumn: index)
      let style = CellStyle(role: .header, alignment: column.alignment, wraps: true)
      try sheet.write(column.title, at: 0, column: index, style: style)
    }
    try sheet.freezeHeader()
  }

  private mutating func write(_ cells: [Cell], _ role: CellStyle.Role, group: Cell) throws {
    if let column = columns.group { try self.cells.write(group, in: column, role, to: sheet, row: row, place: 0) }
    for (index, cell) in cells.enumerated() {
      try self.cells.write(cell, in: columns.others[index], role, to: sheet, row: row, place: index + columns.offset)
    }
    row += 1
  }

  /// Returns widths for the widest cell among the first, within bounds; a filter's mark is drawn beside each title.
  private static func widths(_ columns: Columns, _ ahead: [TableEvent], cells: SheetCells) -> [Int] {
    var widths = columns.all.map { min(max(DisplayWidth.of($0.title) + 4, 8), 24) }
    func measure(_ cell: Cell, _ column: ResolvedColumn, index: Int) {
      let longest = Worksheet.beginning(of: cells.text(cell, in: column)).split(separator: "\n").reduce(0) { max($0, DisplayWidth.of($1)) }
      widths[index] = min(max(widths[index], longest + 2), widthMax)
    }
    for event in ahead {
      switch event {
      case .group(let cell): if let column = columns.group { measure(cell, column, index: 0) }
      case .row(let row), .subtotal(let row), .total(let row):
        for (index, cell) in row.enumerated() { measure(cell, columns.others[index], index: index + columns.offset) }
      }
    }
    return widths
  }
}
