import Ecosystem
import TextLayout

extension SVGChart {
  /// A line for each series, with a dot on each value; lines stop at missing values.
  func lines() throws -> (height: Double, content: [String]) {
    let values = chart.finiteValues
    let scale = AxisScale(from: values.min() ?? 0, to: values.max() ?? 1, steps: 4)
    let frame = ChartFrame(self, scale)
    let step = (frame.right - frame.left - 24) / Double(max(1, chart.labels.count - 1))
    let place = { (index: Int) in frame.left + 12 + Double(index) * step }
    let drawn = try chart.series.indices.flatMap { row in try series(row, frame, place: place) }
    return (frame.height, frame.content + drawn + frame.labels(chart.labels, at: place))
  }

  private func series(_ row: Int, _ frame: ChartFrame, place: (Int) -> Double) throws -> [String] {
    try RenderBudget.checkpoint()
    var runs: [[(Double, Double)]] = [[]]
    for label in chart.labels.indices {
      if let value = chart.value(row, label) {
        runs[runs.count - 1].append((place(label), frame.place(value)))
      } else {
        runs.append([])
      }
    }
    let lines = runs.filter { $0.count > 1 }.map { run in
      let points = run.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
      return "<polyline points=\"\(points)\" class=\"line \(stroke(row))\"\(dashes(row))/>"
    }
    return lines
      + runs.joined().map { "<circle cx=\"\(number($0.0))\" cy=\"\(number($0.1))\" r=\"3.5\" class=\"\(fill(row))\"/>" }
  }

  /// A grid of shaded cells with their values.
  func matrix() throws -> (height: Double, content: [String]) {
    let values = chart.finiteValues
    let (low, high) = (min(0, values.min() ?? 0), max(0, values.max() ?? 0))
    let names = chart.series.indices.map { DisplayWidth.wrap(name($0), to: 28) }
    let left = names.joined().reduce(0) { max($0, wide($1)) } + 12
    let step = (width - left) / Double(max(1, chart.labels.count))
    let heads = chart.labels.map { DisplayWidth.wrap(SafeText.line($0), to: max(4, Int(saturating: step / columnWidth) - 1)) }
    let top = Double(heads.reduce(1) { max($0, $1.count) }) * 16 + 8
    var content = heads.indices.flatMap { index in
      lines(heads[index], left + (Double(index) + 0.5) * step, middle: top / 2 - 2, anchor: "middle")
    }
    for row in chart.series.indices {
      try RenderBudget.checkpoint()
      let y = top + Double(row) * 36
      content += lines(names[row], left - 8, middle: y + 17, anchor: "end")
      for label in chart.labels.indices {
        content += cell(chart.value(row, label), x: left + Double(label) * step, y: y, step: step, low: low, high: high)
      }
    }
    return (top + Double(chart.series.count) * 36, content)
  }

  /// The shade stays light enough for the value on it to be read, in both colour schemes.
  private func cell(_ value: Double?, x: Double, y: Double, step: Double, low: Double, high: Double)
    -> [String]
  {
    let shown = text(value.map(text) ?? "–", x: x + step / 2, y: y + 21.5, anchor: "middle")
    guard let value else { return [shown] }
    let part = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0
    let opacity = " fill-opacity=\"\(JSONWriter.text((part * 45).rounded() / 100))\""
    return [rect(x: x + 1, y: y + 1, width: step - 2, height: 34, name: "f0", more: opacity), shown]
  }
}

/// The frame of a chart with an upright axis: ticks, grid lines, labels under it.
struct ChartFrame {
  let left: Double
  let right: Double
  let top = 20.0
  let bottom = 250.0
  let height = 276.0
  /// Grid lines and tick texts.
  let content: [String]
  private let scale: AxisScale
  private let svg: SVGChart

  init(_ svg: SVGChart, _ scale: AxisScale) {
    let column = ResolvedColumn(svg.chart.column(named: ""), cells: scale.ticks.lazy.map { svg.chart.cell($0) })
    let texts = scale.ticks.map { svg.cellText.text(svg.chart.cell($0), in: column) }
    let left = texts.reduce(0) { max($0, svg.wide($1)) } + 10
    let (right, top, bottom) = (svg.width, 20.0, 250.0)
    self.left = left
    self.right = right
    self.scale = scale
    self.svg = svg
    self.content = zip(scale.ticks, texts).flatMap { tick, label in
      let y = bottom - scale.position(tick) * (bottom - top)
      return [
        svg.line(x1: left, y1: y, x2: right, y2: y, name: tick == scale.ticks.first ? "axis" : "grid"),
        svg.text(label, x: left - 8, y: y + 4, anchor: "end", name: "tick"),
      ]
    }
  }

  /// Returns the height of a value in the drawing.
  func place(_ value: Double) -> Double { bottom - scale.position(value) * (bottom - top) }

  /// The labels under the axis; when they would touch, only some of them, the first and the last among them.
  func labels(_ labels: [String], at place: (Int) -> Double) -> [String] {
    guard !labels.isEmpty else { return [] }
    let widest = labels.reduce(0) { max($0, svg.wide(SafeText.line($1))) } + 10
    let step = labels.count > 1 ? place(1) - place(0) : right - left
    let every = max(1, Int(saturating: (widest / max(step, 0.1)).rounded(.up)))
    let last = labels.count - 1
    return labels.indices.filter { $0 == last || $0 % every == 0 && (last - $0 >= every) }.map { index in
      let label = SafeText.line(labels[index])
      let half = svg.wide(label) / 2
      let x = min(max(place(index), half), svg.width - half)
      return svg.text(label, x: x, y: bottom + 20, anchor: "middle", name: "tick")
    }
  }
}
