/// The rows of one sheet under its header, one at a time.
public struct SheetTable {
  /// One row that is not blank: its number in the sheet, and for each column its value; nil for an empty cell.
  public struct Row: Sendable {
    public var number: Int
    public var values: [SheetValue?]
  }

  /// The sheet.
  public let sheet: Spreadsheet.Sheet
  /// The names of the columns.
  public let columns: [String]
  /// The first row of the header.
  public let headerRow: Int
  private let columnsInSheet: [Int]
  private let rows: SheetRows
  private let lastHeaderRow: Int

  init(_ file: Spreadsheet, _ sheet: Spreadsheet.Sheet) throws(SheetError) {
    let header = try file.header(of: sheet)
    self.sheet = sheet
    (columns, columnsInSheet) = (header.names, header.columns)
    (headerRow, lastHeaderRow) = (header.rows.lowerBound, header.rows.upperBound)
    rows = try file.rows(of: sheet)
  }

  /// Returns the next row; nil at the end.
  ///
  /// - Throws: `SheetError` when the sheet cannot be read further.
  public mutating func next() throws(SheetError) -> Row? {
    while let row = try rows.next() {
      if row.number <= lastHeaderRow || row.cells.allSatisfy(\.value.isBlank) { continue }
      return Row(number: row.number, values: values(row.cells))
    }
    return nil
  }

  private func values(_ cells: [SheetRow.Cell]) -> [SheetValue?] {
    var values = [SheetValue?](repeating: nil, count: columns.count)
    var position = 0
    for cell in cells {
      while position < columnsInSheet.count, columnsInSheet[position] < cell.column { position += 1 }
      if position < columnsInSheet.count, columnsInSheet[position] == cell.column { values[position] = cell.value }
    }
    return values
  }

  /// The place in the file up to which it was read, in bytes.
  public var bytesRead: Int { rows.bytesRead }

  /// Returns the name of a cell, such as `C12`.
  ///
  /// - Parameters:
  ///   - column: the position of a column in `columns`.
  ///   - row: the number of the row.
  public func cellName(column: Int, row: Int) -> String { CellName(column: columnsInSheet[column], row: row).name }
}
