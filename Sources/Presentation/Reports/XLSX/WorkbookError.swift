import Ecosystem

/// A workbook that could not be written.
public struct WorkbookError: Explainable, Hashable {
  /// The sheet, where one is concerned.
  public var sheet: String?
  /// Message of libxlsxwriter.
  public var reason: String

  public var code: String { "report.workbook" }

  public func message(in language: Language) -> String {
    let place = sheet.map { language == .fr ? ", feuille « \($0) »" : ", sheet \"\($0)\"" } ?? ""
    return switch language {
    case .fr:
      "Le classeur ne peut être écrit\(place) : \(reason). "
        + "Vérifiez la place sur le disque, ou choisissez --format csv."
    default:
      "The workbook cannot be written\(place): \(reason). Look for room on the disk, or choose --format csv."
    }
  }
}
