import Ecosystem
import TextLayout

extension TextChart {
  /// Five shades, from nothing to full.
  private static let shades = [" ", "░", "▒", "▓", "█"]

  /// A table of the values, each with a shade before it.
  func matrix() throws -> [String] {
    let values = chart.finiteValues
    let (low, high) = (min(0, values.min() ?? 0), max(0, values.max() ?? 0))
    var table = TextTable(columns: [.init("")] + chart.labels.map { .init($0, .right, overflow: .keep) })
    for row in chart.series.indices {
      try RenderBudget.checkpoint()
      table.add([.init(name(row))] + chart.labels.indices.map { cell(chart.value(row, $0), low: low, high: high) })
    }
    return table.lines(width: width, isColored: options.isColored)
  }

  private func cell(_ value: Double?, low: Double, high: Double) -> TextTable.Cell {
    guard let value else { return .init("–") }
    let part = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0
    let shade = Self.shades[min(4, max(0, Int(saturating: (part * 4).rounded(.up))))]
    return .init(shade + "\u{A0}" + text(value), part > 0.75 ? .bold : .plain)
  }
}
