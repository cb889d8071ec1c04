import Ecosystem
import Localization

/// Writes cells as people read them.
struct CellText: Sendable {
  let format: ValueFormat

  init(_ language: Language) { self.format = ValueFormat(language) }

  /// The text of a cell in a column; empty cells give an empty text.
  func text(_ cell: Cell, in column: ResolvedColumn) -> String {
    switch cell {
    case .empty: ""
    case .text(let text), .link(let text, _): text
    case .boolean(let value): format.boolean(value)
    case .date(let date): format.date(date)
    case .money(let cents, let currency): format.money(cents: cents, currency: currency, hasCents: column.hasCents)
    case .integer(let value): integer(value, in: column)
    case .number(let value): number(value, in: column)
    }
  }

  /// The text of a cell that stands alone.
  func text(_ cell: Cell) -> String {
    if case .date(let date) = cell { return format.date(date, length: .long) }
    return text(cell, in: ResolvedColumn(Column(""), cells: [cell]))
  }

  private func integer(_ value: Int64, in column: ResolvedColumn) -> String {
    switch column.kind {
    // A year, or a number among texts, is not a quantity.
    case .date, .text: String(value)
    case .percent: format.percent(Double(value), decimals: column.decimals)
    case .number where column.decimals > 0: format.number(Double(value), decimals: column.decimals)
    default: format.integer(value)
    }
  }

  private func number(_ value: Double, in column: ResolvedColumn) -> String {
    switch column.kind {
    case .percent: format.percent(value, decimals: column.decimals)
    case .number: format.number(value, decimals: isUnderDecimals(value, column) ? nil : column.decimals)
    default: format.number(value)
    }
  }

  /// A tiny value is written with its power of ten rather than as zero, unless the report chose the decimals.
  private func isUnderDecimals(_ value: Double, _ column: ResolvedColumn) -> Bool {
    ValueFormat.isTiny(value) && !column.hasFixedDecimals
  }
}
