import CXlsxWriter
import Ecosystem
import TextLayout

/// A sheet, written from its first row to its last. Texts are always written as texts, whatever they begin with.
final class Worksheet {
  /// The most rows that spreadsheet programs take on a sheet.
  static let rowsMax = 1_048_576
  /// The most UTF-16 units of a text in a cell.
  private static let textMax = 32_767
  private static let linksMax = 65_530
  private static let addressMax = 2_079
  /// Whole numbers over fifteen digits lose their last ones in spreadsheet programs.
  private static let digitsMax: Int64 = 999_999_999_999_999

  let sheet: UnsafeMutablePointer<lxw_worksheet>
  let book: Workbook
  let name: String
  private var links = 0

  init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, name: String, in book: Workbook) {
    self.sheet = sheet
    self.name = name
    self.book = book
  }

  /// Writes a text, cut where it is longer than a cell may hold.
  func write(_ text: String, at row: Int, column: Int, style: CellStyle) throws {
    let safe = Self.cut(SafeText.lines(Self.beginning(of: text)))
    guard !safe.isEmpty else { return }
    try check(worksheet_write_string(sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column), safe, book.format(style)))
  }

  /// Writes a number that is finite.
  func write(_ number: Double, at row: Int, column: Int, style: CellStyle) throws {
    try check(worksheet_write_number(sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column), number, book.format(style)))
  }

  /// Writes a truth value.
  func write(_ value: Bool, at row: Int, column: Int, style: CellStyle) throws {
    try check(worksheet_write_boolean(sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column), value ? 1 : 0, book.format(style)))
  }

  /// Writes a day of the years 1900…9999.
  func write(year: Int, month: Int, day: Int, at row: Int, _ column: Int, _ style: CellStyle) throws {
    var date = lxw_datetime(
      year: Int32(year), month: Int32(month), day: Int32(day), hour: 0, min: 0, sec: 0)
    try check(worksheet_write_datetime(sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column), &date, book.format(style)))
  }

  /// Writes a text that leads to a safe address; the text alone where there is none, the address is too long, or beyond the number of
  /// links of a sheet.
  func write(_ text: String, leadingTo address: String?, at row: Int, column: Int, style: CellStyle) throws {
    guard let address, address.utf16.count <= Self.addressMax, links < Self.linksMax else {
      return try write(text, at: row, column: column, style: style)
    }
    try link(text, "\(address)", at: row, column: column, style: style)
  }

  /// Writes a text that leads to another sheet.
  func write(_ text: String, leadingToSheet name: String, at row: Int, _ column: Int) throws {
    let target = "internal:'\(name.replacingExactly("'", with: "''"))'!A1"
    try link(text, target, at: row, column: column, style: CellStyle())
  }

  /// The number a whole number is written as; `nil` when it has too many digits.
  static func exact(_ value: Int64) -> Double? { value.magnitude <= digitsMax.magnitude ? Double(value) : nil }

  private func link(_ text: String, _ target: String, at row: Int, column: Int, style: CellStyle) throws {
    links += 1
    var style = style
    style.role = .link
    let safe = Self.cut(SafeText.line(Self.beginning(of: text)))
    try check(
      worksheet_write_url_opt(
        sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column), target, book.format(style), safe.isEmpty ? " " : safe, nil))
  }

  /// Returns a beginning longer than a cell holds, without a long copy: making controls visible turns two scalars at most into
  /// one.
  static func beginning(of text: String) -> String {
    text.utf8.count <= textMax ? text : String(text.unicodeScalars.prefix(2 * textMax + 2))
  }

  private static func cut(_ text: String) -> String {
    guard text.utf16.count > textMax else { return text }
    var (result, units) = ("", 1)
    for character in text {
      units += String(character).utf16.count
      guard units <= textMax else { break }
      result.append(character)
    }
    return result + "…"
  }

  /// Turns the library's result of a call into an error.
  func check(_ result: lxw_error) throws {
    guard result == LXW_NO_ERROR else { throw WorkbookError(sheet: name, result) }
  }
}

// MARK: Layout

extension Worksheet {
  /// Sets the width of a column, in characters.
  func setWidth(_ width: Int, ofColumn column: Int) throws {
    try check(worksheet_set_column(sheet, lxw_col_t(clamping: column), lxw_col_t(clamping: column), Double(width), nil))
  }

  /// Lets a row be folded under the subtotal below it.
  func setOutline(ofRow row: Int) throws {
    var options = lxw_row_col_options(hidden: 0, level: 1, collapsed: 0)
    try check(worksheet_set_row_opt(sheet, lxw_row_t(clamping: row), LXW_DEF_ROW_HEIGHT, nil, &options))
  }

  /// Keeps the first row visible, on the screen and on every printed page.
  func freezeHeader() throws {
    worksheet_freeze_panes(sheet, 1, 0)
    try check(worksheet_repeat_rows(sheet, 0, 0))
  }

  /// Offers filters on the titles of a table whose last row is known.
  func addFilter(columns: Int, lastRow: Int) throws {
    guard columns > 0, lastRow > 0 else { return }
    try check(worksheet_autofilter(sheet, 0, 0, lxw_row_t(clamping: lastRow), lxw_col_t(clamping: columns - 1)))
  }

  /// Prints on A4, as wide as the page, with page numbers; on its side when the sheet is wide.
  func setPage(isWide: Bool) throws {
    worksheet_set_paper(sheet, 9)
    if isWide { worksheet_set_landscape(sheet) }
    worksheet_fit_to_pages(sheet, 1, 0)
    try check(worksheet_set_footer(sheet, "&C&P / &N"))
  }

  /// Begins a new page before each of these rows.
  func setPageBreaks(_ rows: [Int]) throws {
    guard !rows.isEmpty else { return }
    // The library takes 1023 at most, and a zero ends the list.
    var list = rows.prefix(1_023).map { lxw_row_t(clamping: $0) } + [0]
    try check(worksheet_set_h_pagebreaks(sheet, &list))
  }
}
