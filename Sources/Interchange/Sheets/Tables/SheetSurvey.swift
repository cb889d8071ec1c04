/// The first rows of a sheet, its merged cells and the columns that hold anything: what a header is found by. The sheet is read through
/// for it, since merged cells stand behind the rows, and a column may begin to be used in the last one.
struct SheetSurvey {
  /// The first rows that are not blank, at most `rowsKept`.
  private(set) var firstRows: [SheetRow] = []
  private(set) var merges: [MergedCells] = []
  /// The columns that hold something in later rows.
  private(set) var laterColumns: Set<Int> = []

  /// The number of rows among which the header is searched.
  static let rowsKept = 24

  init(_ rows: SheetRows) throws(SheetError) {
    while let row = try rows.next() {
      let filled = row.filledColumns
      if filled.isEmpty { continue }
      if firstRows.count < Self.rowsKept { firstRows.append(row) } else { laterColumns.formUnion(filled) }
    }
    merges = rows.merges
  }
}
