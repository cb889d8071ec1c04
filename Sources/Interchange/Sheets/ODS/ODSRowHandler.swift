/// Collects the rows of one table of an OpenDocument spreadsheet (ISO/IEC 26300-1, 9), and the names of all.
final class ODSRowHandler: RowHandler {
  /// A table of the file.
  struct Table {
    var name: String
    var isHidden: Bool
    var holdsData: Bool
  }

  /// The tables found so far.
  private(set) var tables: [Table] = []
  /// The table whose rows are collected, counted from 0; nil to list the tables only.
  private let wanted: Int?
  /// The styles of tables that are not shown.
  private var hiddenStyles: Set<String> = []
  /// The first day of dates that are numbers, which the file names before its tables.
  private var dates = DateSystem.of1900
  /// The style being read.
  private var style: String?

  /// Number of the tables around the place; a table may stand inside a cell.
  private var tableDepth = 0
  private var row = 0
  private var column = 0
  private var rowCount = 1
  private var repeatedCells = 0
  private var cell: ODSCell?

  /// - Parameter wanted: the table to collect, counted from 0; nil to list the tables.
  init(wanted: Int? = nil) { self.wanted = wanted }

  private var isWanted: Bool { tableDepth == 1 && tables.count - 1 == wanted }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if cell?.start(name, attributes) == true { return }
    switch name {
    case "table": startTable(attributes)
    case "table-row" where tableDepth == 1: startRow(attributes)
    case "null-date" where tableDepth == 0:
      if attributes.text("date-value", prefix: "table") == "1904-01-01" { dates = .of1904 }
    case "table-cell" where tableDepth == 1, "covered-table-cell" where tableDepth == 1: cell = ODSCell(attributes, dates: dates)
    case "style" where tableDepth == 0: style = attributes.text("name", prefix: "style")
    case "table-properties" where tableDepth == 0:
      let isHidden = attributes.text("display", prefix: "table") == "false"
      if isHidden, let style, hiddenStyles.count < SheetLimits.sheetsMax { hiddenStyles.insert(style) }
    default: break
    }
  }

  override func end(_ name: XMLName) {
    if cell?.end(name) == true { return }
    switch name {
    case "table-cell" where tableDepth == 1, "covered-table-cell" where tableDepth == 1: endCell()
    case "table-row" where tableDepth == 1: finishRow()
    case "table": tableDepth -= 1
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) { if cell?.take(bytes) == false { problem = .cellTooLong } }

  // MARK: Places

  private func startTable(_ attributes: XMLAttributes) {
    tableDepth += 1
    guard tableDepth == 1 else { return }
    if tables.count >= SheetLimits.sheetsMax { return problem = .tooLarge(part: "content.xml") }
    let style = attributes.text("style-name", prefix: "table")
    tables.append(
      Table(
        name: attributes.text("name", prefix: "table") ?? "\(tables.count + 1)", isHidden: style.map(hiddenStyles.contains) ?? false,
        holdsData: false))
    (row, repeatedCells) = (0, 0)
  }

  private func startRow(_ attributes: XMLAttributes) {
    rowCount = max(1, attributes.count("number-rows-repeated") ?? 1)
    column = 0
  }

  private func finishRow() {
    if row >= SheetLimits.rowsMax || rowCount > SheetLimits.rowsMax - row {
      // Empty rows are repeated to the end of the grid, or beyond that of other programs.
      endRow(number: row + 1, count: max(1, SheetLimits.rowsMax - row))
      return row = SheetLimits.rowsMax
    }
    endRow(number: row + 1, count: rowCount)
    row += rowCount
  }

  private func endCell() {
    guard let ended = cell else { return }
    cell = nil
    let first = column
    column += min(ended.count, SheetLimits.columnsMax)
    guard let value = ended.value else { return }
    if !tables.isEmpty { tables[tables.count - 1].holdsData = true }
    guard isWanted else { return }
    guard row < SheetLimits.rowsMax, column <= SheetLimits.columnsMax else {
      return problem = .outsideGrid(CellName.letters(of: first) + "\(row + 1)")
    }
    if ended.count > 1 || rowCount > 1 { repeatedCells += ended.count * min(rowCount, SheetLimits.rowsMax) }
    if repeatedCells > SheetLimits.repeatedCellsMax { return problem = .tooLarge(part: "content.xml") }
    if let spanned = ended.spanned(at: CellName(column: first, row: row + 1)) { merge(spanned.first, spanned.last) }
    let size = value.isText ? value.text.utf8.count : 0
    for column in first..<column { add(.own(value), column: column, bytes: size) }
  }
}
