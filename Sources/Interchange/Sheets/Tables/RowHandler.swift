/// Receives the XML of a sheet and collects its rows.
class RowHandler: XMLHandler {
  /// A row that was found and not taken yet.
  struct FoundRow {
    var number: Int
    /// Number of times that it stands in the sheet.
    var count: Int
    var cells: [(column: Int, value: FoundValue)]
  }

  /// The value of a cell; a shared text is looked up when its row is taken, since one text may stand in many cells.
  enum FoundValue {
    case own(SheetValue)
    case shared(Int)
  }

  private var rows: [FoundRow] = []
  /// The merged cells that begin in the first rows.
  private(set) var merges: [MergedCells] = []
  private var cells: [(column: Int, value: FoundValue)] = []
  private var rowBytes = 0
  private var sheetBytes = 0

  /// Adds a cell to the current row.
  ///
  /// - Parameter size: the bytes of its text.
  final func add(_ value: FoundValue, column: Int, bytes size: Int) {
    rowBytes += size
    sheetBytes += size
    if sheetBytes > SheetLimits.sheetTextBytesMax { return problem = .tooLarge(part: "sheetData") }
    if size > SheetLimits.cellBytesMax || rowBytes > SheetLimits.rowBytesMax { return problem = .cellTooLong }
    cells.append((column, value))
  }

  /// Returns a text that cells share.
  func sharedText(_ index: Int) -> String { "" }

  /// Ends the current row; it stands `count` times from row `number` on.
  final func endRow(number: Int, count: Int = 1) {
    if !cells.isEmpty { rows.append(FoundRow(number: number, count: count, cells: cells)) }
    cells = []
    rowBytes = 0
  }

  final func merge(_ first: CellName, _ last: CellName) {
    guard first.row <= SheetLimits.mergeRowsMax, merges.count < SheetLimits.mergesMax, first != last else { return }
    merges.append(MergedCells(first: first, last: last))
  }

  /// Removes and returns the rows found so far.
  final func takeRows() -> [FoundRow] {
    defer { rows = [] }
    return rows
  }

  /// Returns a row with its shared texts.
  final func row(_ found: FoundRow) -> SheetRow {
    SheetRow(
      number: found.number,
      cells: found.cells.map { column, value in
        switch value {
        case .own(let value): SheetRow.Cell(column: column, value: value)
        case .shared(let index): SheetRow.Cell(column: column, value: .text(sharedText(index)))
        }
      })
  }
}
