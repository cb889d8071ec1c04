import Ecosystem
import Localization

/// The reason why a spreadsheet cannot be read, with its place.
public struct SheetError: Explainable, Hashable {
  /// The kinds of errors.
  public enum Problem: Error, Sendable, Hashable {
    /// The file is neither XLSX nor OpenDocument.
    case notASpreadsheet
    /// The file is of a format that a spreadsheet program can save as XLSX.
    case otherFormat(OtherFormat)
    /// The file is protected by a password.
    case encrypted
    /// A part of the file is missing, cut off or not well-formed.
    case damaged(part: String)
    /// A part declares a document type, which no spreadsheet program writes.
    case documentType(part: String)
    /// A part expands beyond all proportion, or holds more than is read.
    case tooLarge(part: String)
    /// A cell lies outside of the grid of a sheet.
    case outsideGrid(String)
    /// The text of a cell, or the texts of its row, are too long.
    case cellTooLong
    /// No sheet holds anything.
    case empty
    /// There is no such sheet.
    case sheetUnknown(String, known: [String])
    /// Two cells of the header have the same text.
    case repeatedColumn(String, first: String)
    /// Reading the file failed, with the system's message.
    case unreadable(String)
  }

  /// A format of spreadsheets that is not read.
  public enum OtherFormat: String, Sendable, Hashable {
    /// Excel until 2003.
    case xls
    /// Excel's binary workbook.
    case xlsb
    /// Apple Numbers.
    case numbers
  }

  public var problem: Problem
  /// The name of the sheet.
  public var sheet: String?
  /// The cell, such as `C12`.
  public var cell: String?

  public init(_ problem: Problem, sheet: String? = nil, cell: String? = nil) {
    self.problem = problem
    self.sheet = sheet
    self.cell = cell
  }

  public var code: String { "sheet.unreadable" }

  /// Returns place and problem.
  public func message(in language: Language) -> String {
    place(in: language).map { "\($0)\(Typography(language).colon)" + reason(in: language) } ?? reason(in: language)
  }

  private func place(in language: Language) -> String? {
    guard let sheet else { return nil }
    guard let cell else { return Message("sheets.place.sheet", ["sheet": sheet]).text(in: language) }
    return Message("sheets.place.cell", ["sheet": sheet, "cell": cell]).text(in: language)
  }

  /// Returns the problem as one sentence, without the place.
  public func reason(in language: Language) -> String {
    let message =
      switch problem {
      case .notASpreadsheet: Message("sheets.error.not-a-spreadsheet")
      case .otherFormat(let format): Message("sheets.error.other-format-\(format.rawValue)")
      case .encrypted: Message("sheets.error.encrypted")
      case .damaged(let part): Message("sheets.error.damaged", ["part": part])
      case .documentType(let part): Message("sheets.error.document-type", ["part": part])
      case .tooLarge(let part): Message("sheets.error.too-large", ["part": part])
      case .outsideGrid(let cell): Message("sheets.error.outside-grid", ["cell": cell])
      case .cellTooLong: Message("sheets.error.cell-too-long")
      case .empty: Message("sheets.error.empty")
      case .sheetUnknown(let name, let known):
        Message("sheets.error.sheet-unknown", ["name": name, "known": Typography(language).list(known)])
      case .repeatedColumn(let name, let first): Message("sheets.error.repeated-column", ["name": name, "first": first])
      case .unreadable(let reason): Message("sheets.error.unreadable", ["reason": reason])
      }
    return message.text(in: language)
  }
}
