import Encodings
import SheetTestSupport
import Zip

@testable import Sheets

extension XLSXFile {
  /// Opens the file.
  func opened() throws -> Spreadsheet { try Spreadsheet(FileBytes(bytes)) }
}

extension ODSFile {
  /// Opens the file.
  func opened() throws -> Spreadsheet { try Spreadsheet(FileBytes(bytes)) }
}

extension Spreadsheet {
  /// Returns the header and the rows of a sheet.
  func read(_ name: String? = nil) throws -> (columns: [String], rows: [SheetTable.Row]) {
    var table = try table(try sheet(named: name))
    var rows: [SheetTable.Row] = []
    while let row = try table.next() { rows.append(row) }
    return (table.columns, rows)
  }

  /// Returns the rows of a sheet as texts; an empty cell is an empty text.
  func texts(_ name: String? = nil) throws -> [[String]] { try read(name).rows.map { $0.values.map { $0?.text ?? "" } } }
}

extension SheetError {
  /// Returns the error of an action; nil when it ends without one.
  static func of<Result>(_ action: () throws -> Result) -> SheetError? {
    do {
      _ = try action()
      return nil
    } catch { return error as? SheetError }
  }
}
