import Ecosystem
import Localization

/// A refused row of an imported file, with the reason.
public struct RefusedRow: Error, Sendable, Hashable {
  /// The line of the file, counted from 1.
  public var line: Int
  /// The header of the column concerned.
  public var column: String?
  public var reason: String
  /// The name of the file in an archive.
  public var file: String?
  /// The name of the sheet, of a spreadsheet.
  public var sheet: String?
  /// The name of the cell concerned, such as `C12`, of a spreadsheet.
  public var cell: String?

  public init(line: Int, column: String? = nil, reason: String) {
    self.line = line
    self.column = column
    self.reason = reason
  }

  /// Returns column and reason as text.
  public func text(in language: Language) -> String {
    guard let column else { return reason }
    return Message("importing.refused-row.column", ["column": column, "reason": reason]).text(in: language)
  }

  /// Returns line, column and reason as text.
  public func listed(in language: Language) -> String {
    let line = place(in: language)
    if column != nil { return "\(line), \(text(in: language))" }
    return Message("importing.refused-row.text", ["line": line, "reason": reason]).text(in: language)
  }

  private func place(in language: Language) -> String {
    if let file { return Message("importing.refused-row.file-line", ["file": file, "line": line]).text(in: language) }
    guard let sheet else { return Message("importing.refused-row.line", ["line": line]).text(in: language) }
    guard let cell else { return Message("sheets.place.row", ["sheet": sheet, "row": line]).text(in: language) }
    return Message("sheets.place.cell", ["sheet": sheet, "cell": cell]).text(in: language)
  }
}
