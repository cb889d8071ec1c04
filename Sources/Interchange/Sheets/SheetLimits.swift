/// The bounds of what is read from a spreadsheet. The grid is Excel's and LibreOffice's; the others bound memory and time.
enum SheetLimits {
  /// Rows and columns of a sheet.
  static let (rowsMax, columnsMax) = (1_048_576, 16_384)
  /// Sheets of a file.
  static let sheetsMax = 1_024
  /// Parts of a ZIP file.
  static let partsMax = 20_000
  /// Bytes of one cell's text, and of all texts of one row.
  static let (cellBytesMax, rowBytesMax) = (1 << 20, 8 << 20)
  /// Bytes of all texts of a sheet, each counted as often as it stands in a cell.
  static let sheetTextBytesMax = 4 << 30
  /// Nested elements of an XML part.
  static let depthMax = 64
  /// Uncompressed bytes of a part that is held in memory, except the shared texts.
  static let smallPartBytesMax = 16 << 20
  /// The shared texts of an XLSX file: their number, and their bytes.
  static let (sharedTextsMax, sharedBytesMax) = (16 << 20, 384 << 20)
  /// Number formats and styles of an XLSX file.
  static let stylesMax = 65_536
  /// Merged ranges that begin in the first rows, and the number of these rows; only a header needs them.
  static let (mergesMax, mergeRowsMax) = (4_096, 1_000)
  /// Cells that repetitions of OpenDocument may stand for, in one sheet.
  static let repeatedCellsMax = 16 << 20

  /// Uncompressed bytes of a part of a file of `size` bytes. Sheets compress to a tenth or a thirtieth of their size; a part beyond
  /// 300 times the file is made to fill memory or time.
  static func partBytesMax(fileBytes size: Int) -> Int { min(8 << 30, max(256 << 20, size * 300)) }
}
