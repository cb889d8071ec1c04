import TextLayout

/// A chart in block characters.
struct TextChart {
  /// The chart with long texts cut.
  let chart: Chart
  /// The whole title, printed above the drawing.
  let title: String
  let options: RenderOptions
  let wording: Wording
  let cellText: CellText
  /// The width of the drawing: that of the terminal, at most 100 columns so that bars stay near their labels.
  let width: Int
  /// Format of the values, computed once because it reads all of them.
  let valueColumn: ResolvedColumn

  init(_ chart: Chart, options: RenderOptions) {
    let unit = chart.valueKind == .money ? nil : chart.unit
    title = chart.title + (unit.map { " (\($0))" } ?? "")
    let chart = chart.drawn
    self.chart = chart
    self.options = options
    self.wording = Wording(options.language)
    self.cellText = CellText(options.language)
    self.width = min(max(options.width ?? 80, 20), 100)
    self.valueColumn = chart.valueColumn
  }

  /// The drawing without its title; a sentence when there are no values.
  func lines() throws -> [String] {
    chart.isEmpty ? DisplayWidth.wrap(wording.emptyChart, to: width) : try drawing()
  }

  private func drawing() throws -> [String] {
    switch chart.kind {
    case .bar, .histogram: try bars()
    case .stacked: try stackedBars()
    case .share: try shareBars()
    case .line: try plots()
    case .matrix: try matrix()
    }
  }

  /// A value as the chart writes it, with the decimals all its values share.
  func text(_ value: Double) -> String { cellText.text(chart.cell(value), in: valueColumn) }

  func styled(_ text: String, _ style: TerminalStyle) -> String { style.styled(text, isColored: options.isColored) }

  /// Minimum number of columns of a drawing; below it the figures say more.
  static let roomMin = 6

  /// Returns the figures as a table, for a line too narrow for a drawing.
  func figures() throws -> [String] {
    let names = chart.series.count == 1 ? [""] : chart.series.indices.map(name)
    var table = TextTable(columns: [.init("")] + names.map { .init($0, .right, overflow: .keep) })
    for label in chart.labels.indices {
      try RenderBudget.checkpoint()
      let values = chart.series.indices.map { chart.value($0, label).map(text) ?? "–" }
      table.add([.init(chart.labels[label])] + values.map { .init($0) })
    }
    return table.lines(width: width, isColored: options.isColored)
  }

  /// The colour of a series, in turn.
  func color(_ series: Int) -> TerminalStyle {
    let colors: [TerminalStyle.Color] = [.cyan, .yellow, .magenta, .green, .blue, .red]
    return .color(colors[series % colors.count])
  }

  /// The labels, safe and wrapped into a column of at most two fifths of the width.
  func labelColumn(_ labels: [String]) -> (width: Int, lines: [[String]]) {
    let safe = labels.map(SafeText.line)
    let widest = safe.reduce(0) { max($0, DisplayWidth.of($1)) }
    let width = min(widest, width * 2 / 5)
    return (width, safe.map { DisplayWidth.wrap($0, to: width) })
  }

  /// A series' name, or its number.
  func name(_ series: Int) -> String {
    let name = SafeText.line(chart.series[series].name)
    return name.isEmpty ? "\(series + 1)" : name
  }

  /// Joins pieces («█ Belgique») into lines of at most the width.
  func legend(_ entries: [(mark: String, style: TerminalStyle, name: String)]) -> [String] {
    var lines: [[String]] = [[]]
    var taken = 0
    for entry in entries {
      let name = DisplayWidth.cut(entry.name, to: width - DisplayWidth.of(entry.mark) - 1)
      let size = DisplayWidth.of(entry.mark) + 1 + DisplayWidth.of(name)
      if taken > 0, taken + 3 + size > width {
        lines.append([])
        taken = 0
      }
      lines[lines.count - 1].append(styled(entry.mark, entry.style) + " " + name)
      taken += (taken > 0 ? 3 : 0) + size
    }
    return lines.map { $0.joined(separator: "   ") }
  }
}
