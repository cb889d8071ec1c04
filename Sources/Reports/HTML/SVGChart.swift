import Ecosystem

/// A chart as inline SVG.
struct SVGChart: SVGDrawing {
  let chart: Chart
  let id: String
  let wording: Wording
  let cellText: CellText

  init(_ chart: Chart, language: Language, id: String) {
    self.chart = chart
    self.id = id
    self.wording = Wording(language)
    self.cellText = CellText(language)
  }

  /// The drawing with its title and its description.
  var svg: String {
    let (height, content) = drawing
    // A bar without text on it may take any width; the other drawings keep their proportions.
    let (name, more) = chart.kind == .share ? ("chart fluid", " preserveAspectRatio=\"none\"") : ("chart", "")
    return """
      <svg class="\(name)" viewBox="0 0 \(number(width)) \(number(height))"\(more) role="img" aria-labelledby="\(id)-title \(id)-desc">
      <title id="\(id)-title">\(HTMLText.escaped(SafeText.line(chart.title)))</title>
      <desc id="\(id)-desc">\(HTMLText.escaped(description))</desc>
      \(content.joined(separator: "\n"))
      </svg>
      """
  }

  /// The names of the series (or, for shares, of the labels) with their colours; nothing for a single series.
  var legend: String {
    let names = chart.kind == .share ? shareNames : chart.series.indices.map { name($0) }
    guard names.count > 1, chart.kind != .matrix else { return "" }
    let items = names.enumerated().map { index, name in "<li>\(swatch(index))\(HTMLText.escaped(name))</li>" }
    return "<ul class=\"legend\">" + items.joined() + "</ul>\n"
  }

  private var drawing: (height: Double, content: [String]) {
    switch chart.kind {
    case .bar: bars
    case .stacked: stackedBars
    case .share: shareBar
    case .histogram: histogram
    case .line: lines
    case .matrix: matrix
    }
  }

  private var description: String {
    var highest: (label: String, value: Double)?
    var lowest: (label: String, value: Double)?
    for row in chart.series.indices {
      for (index, label) in chart.labels.enumerated() {
        guard let value = chart.value(row, index) else { continue }
        let name = SafeText.line(chart.series.count > 1 ? label + ", " + self.name(row) : label)
        if value > highest?.value ?? -.infinity { highest = (name, value) }
        if value < lowest?.value ?? .infinity { lowest = (name, value) }
      }
    }
    guard let highest, let lowest else { return wording.emptyChart }
    return wording.describe(chart.kind, labels: chart.labels.count, series: chart.series.count)
      + wording.extremes(lowest: (lowest.label, text(lowest.value)), highest: (highest.label, text(highest.value)))
  }

  private var shareNames: [String] {
    let shares = chart.shares
    return chart.labels.indices.map { index in
      let share = cellText.format.percent((shares[index] * 1000).rounded() / 1000, decimals: 1)
      let value = chart.value(0, index).map { " (\(text($0)))" } ?? ""
      return SafeText.line(chart.labels[index]) + wording.colon + share + value
    }
  }

  private func swatch(_ index: Int) -> String {
    guard chart.kind == .line else {
      return
        "<svg width=\"12\" height=\"12\" aria-hidden=\"true\"><rect width=\"12\" height=\"12\" rx=\"2\" class=\"\(fill(index))\"/></svg>"
    }
    return "<svg width=\"28\" height=\"12\" aria-hidden=\"true\">"
      + "<line x1=\"1\" y1=\"6\" x2=\"27\" y2=\"6\" class=\"line \(stroke(index))\"\(dashes(index))/></svg>"
  }
}

// MARK: Parts the kinds share

extension SVGChart {
  /// A value as the chart writes it, with the decimals all its values share.
  func text(_ value: Double) -> String { cellText.text(chart.cell(value), in: valueColumn) }

  private var valueColumn: ResolvedColumn {
    ResolvedColumn(chart.column(named: ""), cells: chart.finiteValues.lazy.map { chart.cell($0) })
  }

  /// A series' name, or its number.
  func name(_ series: Int) -> String {
    let name = SafeText.line(chart.series[series].name)
    return name.isEmpty ? "\(series + 1)" : name
  }

  /// Lines differ in their dashes too, for those who do not tell the colours apart and for black print.
  func dashes(_ index: Int) -> String {
    let patterns = ["", "7 4", "2 4", "10 4 2 4"]
    let pattern = patterns[index % patterns.count]
    return pattern.isEmpty ? "" : " stroke-dasharray=\"\(pattern)\""
  }
}
