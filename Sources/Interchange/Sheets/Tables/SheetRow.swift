/// One row of a sheet: its cells that hold something, by column.
public struct SheetRow: Sendable {
  /// A cell that holds something.
  public struct Cell: Sendable {
    /// The column, from 0.
    public var column: Int
    public var value: SheetValue
  }

  /// The number of the row, from 1.
  public var number: Int
  public var cells: [Cell]

  /// The columns whose cells are not blank.
  var filledColumns: [Int] { cells.filter { !$0.value.isBlank }.map(\.column) }
}

extension SheetValue {
  /// Whether the value is a text, the only one of any length.
  var isText: Bool {
    if case .text = self { return true }
    return false
  }

  /// Whether the cell shows nothing but white space.
  var isBlank: Bool {
    switch self {
    case .text(let text): text.allSatisfy(\.isWhitespace)
    default: false
    }
  }
}
