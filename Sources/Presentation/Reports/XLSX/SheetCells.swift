import Calendar
import Ecosystem
import Localization

/// Writes cells of a document as cells of a sheet: numbers as numbers, dates as dates, texts as texts.
struct SheetCells {
  private let cellText: CellText
  private let formats: NumberFormats
  private let options: RenderOptions

  init(_ options: RenderOptions) {
    self.options = options
    let language = options.language
    cellText = CellText(language)
    formats = NumberFormats(language: language)
  }

  /// Returns the text of a cell, to measure its column.
  func text(_ cell: Cell, in column: ResolvedColumn) -> String { cellText.text(cell, in: column) }

  /// Writes a cell of a column; an empty one leaves nothing.
  func write(
    _ cell: Cell, in column: ResolvedColumn, _ role: CellStyle.Role, to sheet: Worksheet, row: Int, place: Int
  ) throws {
    var style = CellStyle(role: role, alignment: column.alignment, wraps: column.kind == .text)
    switch cell {
    case .empty: break
    case .text(let text): try sheet.write(text, at: row, column: place, style: style)
    case .link(let text, let target):
      try sheet.write(text, leadingTo: options.address(of: target), at: row, column: place, style: style)
    case .boolean(let value): try sheet.write(value, at: row, column: place, style: style)
    default:
      guard let (format, value) = quantity(cell, in: column) else {
        return try sheet.write(cellText.text(cell, in: column), at: row, column: place, style: style)
      }
      style.numberFormat = format
      switch value {
      case .number(let number): try sheet.write(number, at: row, column: place, style: style)
      case .day(let date):
        try sheet.write(
          year: date.year, month: date.month ?? 1, day: date.day ?? 1, at: row, place, style)
      }
    }
  }

  private enum Quantity {
    case number(Double)
    case day(CalendarDate)
  }

  /// The number format and the value of a quantity; `nil` where spreadsheet programs could not hold the value.
  private func quantity(_ cell: Cell, in column: ResolvedColumn) -> (String, Quantity)? {
    switch cell {
    case .integer(let value): Worksheet.exact(value).map { (integerFormat(column), .number($0)) }
    case .number(let value): value.isFinite ? (numberFormat(value, column), .number(value)) : nil
    case .money(let cents, let currency):
      formats.money(currency, hasCents: column.hasCents).flatMap { format in
        Worksheet.exact(cents).map { (format, .number($0 / 100)) }
      }
    case .date(let text): CalendarDate(day: text).flatMap(date)
    default: nil
    }
  }

  private func integerFormat(_ column: ResolvedColumn) -> String {
    switch column.kind {
    case .date, .text: NumberFormats.plain
    case .percent: formats.percent(decimals: column.decimals)
    case .number: NumberFormats.number(decimals: column.decimals)
    default: NumberFormats.integer
    }
  }

  private func numberFormat(_ value: Double, _ column: ResolvedColumn) -> String {
    if column.kind == .percent { return formats.percent(decimals: column.decimals) }
    if ValueFormat.isTiny(value) || value.magnitude >= 1e15 { return "0.00E+00" }
    return NumberFormats.number(decimals: column.kind == .number ? column.decimals : ValueFormat.decimalsNeeded(value))
  }

  /// A year alone is a number. The calendar of spreadsheet programs begins in 1900.
  private func date(_ date: CalendarDate) -> (String, Quantity)? {
    guard date.month != nil else { return (NumberFormats.plain, .number(Double(date.year))) }
    return date.year < 1900 ? nil : (formats.date(hasDay: date.day != nil), .day(date))
  }
}
