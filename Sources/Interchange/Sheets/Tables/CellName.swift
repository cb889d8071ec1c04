/// The place of a cell, and its name in spreadsheets: column 2 of row 12 is `C12`.
public struct CellName: Sendable, Hashable {
  /// The column, from 0.
  public var column: Int
  /// The row, from 1.
  public var row: Int

  public init(column: Int, row: Int) { (self.column, self.row) = (column, row) }

  /// Reads a name such as `C12` or `$C$12`; nil for anything else and outside of the grid.
  init?(_ name: some Sequence<UInt8>) {
    var (column, row) = (0, 0)
    for byte in name where byte != UInt8(ascii: "$") {
      switch byte {
      case 0x41...0x5A where row == 0: column = column * 26 + Int(byte - 0x40)
      case 0x61...0x7A where row == 0: column = column * 26 + Int(byte - 0x60)
      case 0x30...0x39: row = row * 10 + Int(byte - 0x30)
      default: return nil
      }
      guard column <= SheetLimits.columnsMax, row <= SheetLimits.rowsMax else { return nil }
    }
    guard column > 0, row > 0 else { return nil }
    self.init(column: column - 1, row: row)
  }

  /// The name.
  public var name: String { Self.letters(of: column) + "\(row)" }

  /// Returns the letters of a column: `A` for 0, `AA` for 26.
  public static func letters(of column: Int) -> String {
    var (letters, rest) = ("", column + 1)
    while rest > 0 {
      letters = String(Unicode.Scalar(UInt8(0x41 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }
}

/// Merged cells.
struct MergedCells: Hashable, Sendable {
  var first: CellName
  var last: CellName
}
