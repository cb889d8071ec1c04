import Ecosystem
import Localization
import TextLayout

/// A chart as inline SVG.
struct SVGChart: SVGDrawing {
  let chart: Chart
  let id: String
  let wording: Wording
  let cellText: CellText
  /// Format of the values, computed once because it reads all of them.
  private let valueColumn: ResolvedColumn

  init(_ chart: Chart, language: Language, id: String) {
    self.chart = chart.drawn
    self.id = id
    self.wording = Wording(language)
    self.cellText = CellText(language)
    self.valueColumn = chart.valueColumn
  }

  /// The lines of the drawing with its title and its description.
  func svg() throws -> [String] {
    let (height, content) = try drawing()
    // A bar without text on it may take any width; the other drawings keep their proportions.
    let (name, more) = chart.kind == .share ? ("chart fluid", " preserveAspectRatio=\"none\"") : ("chart", "")
    return svg(content, height: height, title: chart.title, description: description, id: id, name: name, more: more)
  }

  /// The names of the series (or, for shares, of the labels) with their colours; nothing for a single series.
  var legend: String {
    let names = chart.kind == .share ? shareNames : chart.series.indices.map { name($0) }
    guard names.count > 1, chart.kind != .matrix else { return "" }
    let items = names.enumerated().map { index, name in "<li>\(swatch(index))\(HTMLText.escaped(name))</li>" }
    return "<ul class=\"legend\">" + items.joined() + "</ul>\n"
  }

  private func drawing() throws -> (height: Double, content: [String]) {
    switch chart.kind {
    case .bar: try bars()
    case .stacked: try stackedBars()
    case .share: shareBar
    case .histogram: try histogram()
    case .line: try lines()
    case .matrix: try matrix()
    }
  }

  private var description: String {
    var highest: (row: Int, label: Int, value: Double)?
    var lowest: (row: Int, label: Int, value: Double)?
    for row in chart.series.indices {
      for label in chart.labels.indices {
        guard let value = chart.value(row, label) else { continue }
        if value > highest?.value ?? -.infinity { highest = (row, label, value) }
        if value < lowest?.value ?? .infinity { lowest = (row, label, value) }
      }
    }
    guard let highest, let lowest else { return wording.emptyChart }
    return wording.describe(chart.kind, labels: chart.labels.count, series: chart.series.count)
      + wording.extremes(
        lowest: (label(lowest.row, lowest.label), text(lowest.value)),
        highest: (label(highest.row, highest.label), text(highest.value)))
  }

  /// The label of a value, with the name of its series where there are several.
  private func label(_ row: Int, _ index: Int) -> String {
    SafeText.line(chart.series.count > 1 ? chart.labels[index] + ", " + name(row) : chart.labels[index])
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

  /// A series' name, or its number.
  func name(_ series: Int) -> String {
    let name = SafeText.line(chart.series[series].name)
    return name.isEmpty ? "\(series + 1)" : name
  }

  /// Returns the dashes of a line: lines differ in them too, for readers who do not tell the colours apart and for black print.
  func dashes(_ index: Int) -> String {
    let patterns = ["", "7 4", "2 4", "10 4 2 4"]
    let pattern = patterns[index % patterns.count]
    return pattern.isEmpty ? "" : " stroke-dasharray=\"\(pattern)\""
  }
}
