import CXlsxWriter
import Glibc

/// A workbook that is written to a file row by row (libxlsxwriter in its constant-memory mode): a finished row is on the disk
/// already, so sheets of any length take little memory.
final class Workbook {
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let temporaryFolder: UnsafeMutablePointer<CChar>?
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
  private var isClosed = false

  /// Begins a workbook (`workbook_new_opt`).
  ///
  /// - Parameters:
  ///   - path: the file; it is written by ``close()``.
  ///   - temporaryFolder: where rows wait until then.
  ///   - isReproducible: whether the same content gives the same bytes.
  init(path: String, temporaryFolder: String, title: String, isReproducible: Bool) throws {
    let folder = strdup(temporaryFolder)
    var options = lxw_workbook_options(constant_memory: 1, tmpdir: folder, use_zip64: 1)
    guard let book = workbook_new_opt(path, &options) else {
      free(folder)
      throw WorkbookError(sheet: nil, reason: "workbook_new_opt")
    }
    self.book = book
    self.temporaryFolder = folder
    setProperties(title, created: isReproducible ? Self.firstDay : 0)
  }

  deinit {
    if !isClosed { lxw_workbook_free(book) }
    free(temporaryFolder)
  }

  /// Adds a sheet after the others, under a name that ``SheetNames`` gave.
  func addSheet(_ name: String) throws -> Worksheet {
    guard let sheet = workbook_add_worksheet(book, name) else {
      throw WorkbookError(sheet: name, reason: "workbook_add_worksheet")
    }
    return Worksheet(sheet, name: name, in: self)
  }

  /// A chart for a sheet (`workbook_add_chart`).
  func makeChart(_ type: lxw_chart_type, for sheet: String) throws -> UnsafeMutablePointer<lxw_chart> {
    guard let chart = workbook_add_chart(book, UInt8(type.rawValue)) else {
      throw WorkbookError(sheet: sheet, reason: "workbook_add_chart")
    }
    return chart
  }

  /// Writes the file (`workbook_close`); nothing may be added afterwards.
  func close() throws {
    isClosed = true
    let result = workbook_close(book)
    guard result == LXW_NO_ERROR else { throw WorkbookError(sheet: nil, result) }
  }

  /// The format of a style, made once.
  func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let format = formats[style] { return format }
    guard let format = workbook_add_format(book) else { return nil }
    style.apply(to: format)
    formats[style] = format
    return format
  }

  /// 1980-01-01 in UTC, in seconds since 1970.
  private static let firstDay: time_t = 315_532_800

  /// The longest title that the properties of a file hold is 255 characters.
  /// - Parameter created: the time in seconds since 1970; 0 for the present.
  private func setProperties(_ title: String, created: time_t) {
    var properties = lxw_doc_properties()
    properties.created = created
    title.prefix(200).withCString { text in
      properties.title = UnsafeMutablePointer(mutating: text)
      workbook_set_properties(book, &properties)
    }
  }
}

extension WorkbookError {
  /// Makes the error from the library's message, without the full stop at its end.
  init(sheet: String?, _ result: lxw_error) {
    self.init(sheet: sheet, reason: String(cString: lxw_strerror(result)))
    while reason.last == "." { reason.removeLast() }
  }
}

extension String.SubSequence {
  fileprivate func withCString(_ body: (UnsafePointer<CChar>) -> Void) { String(self).withCString(body) }
}

extension CellStyle {
  fileprivate func apply(to format: UnsafeMutablePointer<lxw_format>) {
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    if let numberFormat { format_set_num_format(format, numberFormat) }
    if wraps { format_set_text_wrap(format) }
    switch alignment {
    case nil: break
    case .left: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .right: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case .center: format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    }
    applyRole(to: format)
  }

  private func applyRole(to format: UnsafeMutablePointer<lxw_format>) {
    switch role {
    case .body: break
    case .header:
      format_set_bold(format)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
    case .total:
      format_set_bold(format)
      format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 16)
    case .heading:
      format_set_bold(format)
      format_set_font_size(format, 13)
    case .soft: format_set_font_color(format, 0x565D68)
    case .link:
      format_set_font_color(format, 0x0B5CAD)
      format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
    }
  }
}
