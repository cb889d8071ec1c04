import TextLayout

extension TextChart {
  /// Fillings that can be told apart without colour.
  private static let fills = ["█", "▓", "▒", "░", "▞", "═", "│", "·"]

  /// A bar for each label, cut into the series, with the sum behind it. Negative values count as nothing.
  func stackedBars() throws -> [String] {
    let labels = labelColumn(chart.labels)
    let totals = chart.labels.indices.map { label in parts(label).reduce(0, +) }
    let texts = totals.map(text)
    let textWidth = texts.reduce(0) { max($0, DisplayWidth.of($1)) }
    let axis = BarAxis(low: 0, high: totals.max() ?? 0, width: width - labels.width - textWidth - 2)
    guard axis.width >= Self.roomMin else { return try figures() }
    let rows = try chart.labels.indices.flatMap { label in
      try RenderBudget.checkpoint()
      return beside(labels.lines[label], labels.width, lines: [stack(parts(label), axis) + " " + texts[label]])
    }
    return rows + legend(chart.series.indices.map { (fill($0), color($0), name($0)) })
  }

  private func parts(_ label: Int) -> [Double] { chart.series.indices.map { max(0, chart.value($0, label) ?? 0) } }

  /// Bounds are rounded, not lengths, so that the stack is as long as its sum.
  private func stack(_ parts: [Double], _ axis: BarAxis) -> String {
    var sum = 0.0
    var drawn = 0
    var line = ""
    for (index, part) in parts.enumerated() {
      sum += part
      let end = (axis.eighths(sum) + 4) / 8
      line += styled(String(repeating: fill(index), count: max(0, end - drawn)), color(index))
      drawn = max(drawn, end)
    }
    return line
  }

  private func fill(_ series: Int) -> String { Self.fills[series % Self.fills.count] }
}
