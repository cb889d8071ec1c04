import Ecosystem
import Localization

/// A workbook that could not be written.
public struct WorkbookError: Explainable, Hashable {
  /// The sheet, where one is concerned.
  public var sheet: String?
  /// Message of libxlsxwriter.
  public var reason: String

  public var code: String { "report.workbook" }

  public func message(in language: Language) -> String {
    guard let sheet else { return Message("reports.workbook-error", ["reason": reason]).text(in: language) }
    return Message("reports.workbook-error.sheet", ["sheet": sheet, "reason": reason]).text(in: language)
  }
}
