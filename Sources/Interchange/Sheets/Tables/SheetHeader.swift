/// The header of a sheet: the rows that it takes, and the name of each column.
///
/// Titles above the table are passed over: the header is the first row that fills more than half as many cells as the fullest of the first
/// rows. Cells merged over several rows stretch it; a column is named by its lowest cell, and by the merged cell above where two would have
/// one name. A column that holds data without a name is called by its letter.
struct SheetHeader: Sendable {
  /// The names, in the order of the columns.
  private(set) var names: [String] = []
  /// The columns of the sheet, from 0.
  private(set) var columns: [Int] = []
  /// The first and last row of the header.
  let rows: ClosedRange<Int>

  private let texts: [CellName: String]
  private let merges: [MergedCells]

  /// - Throws: `.empty` for a sheet without data, `.repeatedColumn`.
  init(_ survey: SheetSurvey, sheet: String) throws(SheetError) {
    let fullest = survey.firstRows.map { $0.filledColumns.count }.max() ?? 0
    let first = survey.firstRows.first { $0.filledColumns.count > fullest / 2 }
    guard let first else { throw SheetError(.empty, sheet: sheet) }
    let last = survey.merges.filter { $0.first.row == first.number }.map(\.last.row).max() ?? first.number
    rows = first.number...min(last, max(first.number, survey.firstRows.last?.number ?? 0))
    merges = survey.merges.filter { $0.first.row >= first.number && $0.first.row <= last }
    texts = Self.texts(survey.firstRows, rows)
    let below = survey.firstRows.filter { $0.number > rows.upperBound }.flatMap(\.filledColumns)
    let used = survey.laterColumns.union(below).union(texts.keys.map(\.column))
    try name(used.sorted(), below: survey.laterColumns.union(below), sheet: sheet)
  }

  private static func texts(_ firstRows: [SheetRow], _ rows: ClosedRange<Int>) -> [CellName: String] {
    var texts: [CellName: String] = [:]
    for row in firstRows where rows.contains(row.number) {
      for cell in row.cells where !cell.value.isBlank {
        texts[CellName(column: cell.column, row: row.number)] = cell.value.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
    }
    return texts
  }

  private mutating func name(_ used: [Int], below: Set<Int>, sheet: String) throws(SheetError) {
    var seen: [String: CellName] = [:]
    for column in used {
      let lowest = rows.reversed().map { CellName(column: column, row: $0) }.first { texts[$0] != nil }
      // The title of merged columns names none of them, unless one holds data.
      if let lowest, isGroup(lowest), !below.contains(column) { continue }
      var name = lowest.flatMap { texts[$0] } ?? CellName.letters(of: column)
      let cell = lowest ?? CellName(column: column, row: rows.upperBound)
      if seen[name] != nil, let group = group(of: cell) { name = "\(group) \(name)" }
      if let first = seen[name] { throw SheetError(.repeatedColumn(name, first: first.name), sheet: sheet, cell: cell.name) }
      seen[name] = cell
      names.append(name)
      columns.append(column)
    }
  }

  /// Whether a cell is merged over further columns that have names of their own below.
  private func isGroup(_ cell: CellName) -> Bool {
    cell.row < rows.upperBound && merges.contains { $0.first == cell && $0.last.column > cell.column }
  }

  /// Returns the text of the merged cell above a cell.
  private func group(of cell: CellName) -> String? {
    merges.first {
      $0.first.row < cell.row && $0.last.row < cell.row && $0.first.column...$0.last.column ~= cell.column
    }.flatMap { texts[$0.first] }
  }
}
