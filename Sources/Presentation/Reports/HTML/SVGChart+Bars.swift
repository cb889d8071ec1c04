import TextLayout

extension SVGChart {
  /// Horizontal bars, so that long labels stay readable.
  func bars() throws -> (height: Double, content: [String]) {
    let values = chart.finiteValues
    let labels = labelColumn
    let texts = values.map(text)
    let valueWidth = texts.reduce(0) { max($0, wide($1)) } + 8
    let axis = LinearAxis(
      low: min(0, values.min() ?? 0), high: max(0, values.max() ?? 0), from: labels.width + 10, to: width - valueWidth)
    var (y, content) = (4.0, [String]())
    for label in chart.labels.indices {
      try RenderBudget.checkpoint()
      let height = max(Double(chart.series.count) * 20, Double(labels.lines[label].count) * 16)
      content += lines(labels.lines[label], labels.width, middle: y + height / 2, anchor: "end")
      let top = y + (height - Double(chart.series.count) * 20) / 2
      for row in chart.series.indices { content += bar(row, label, y: top + Double(row) * 20, axis: axis) }
      y += height + 8
    }
    content.append(line(x1: axis.place(0), y1: 0, x2: axis.place(0), y2: y, name: "axis"))
    return (y, content)
  }

  /// Bars cut into the series, with the sum behind.
  func stackedBars() throws -> (height: Double, content: [String]) {
    let sums = chart.labels.indices.map { label in parts(label).reduce(0, +) }
    let labels = labelColumn
    let valueWidth = sums.map(text).reduce(0) { max($0, wide($1)) } + 8
    let axis = LinearAxis(low: 0, high: sums.max() ?? 0, from: labels.width + 10, to: width - valueWidth)
    var (y, content) = (4.0, [String]())
    for label in chart.labels.indices {
      try RenderBudget.checkpoint()
      let height = max(22, Double(labels.lines[label].count) * 16)
      content += lines(labels.lines[label], labels.width, middle: y + height / 2, anchor: "end")
      content += stack(parts(label), axis, y: y + (height - 20) / 2, height: 20)
      content.append(text(text(sums[label]), x: axis.place(sums[label]) + 6, y: y + height / 2 + 4.5))
      y += height + 8
    }
    content.append(line(x1: axis.place(0), y1: 0, x2: axis.place(0), y2: y, name: "axis"))
    return (y, content)
  }

  /// One bar for the whole; names and shares are in the legend.
  var shareBar: (height: Double, content: [String]) {
    let axis = LinearAxis(low: 0, high: 1, from: 0, to: width)
    return (46, stack(chart.shares, axis, y: 4, height: 38))
  }

  /// Upright bars side by side, their bounds under them.
  func histogram() throws -> (height: Double, content: [String]) {
    let values = chart.labels.indices.map { max(0, chart.value(0, $0) ?? 0) }
    let scale = AxisScale(from: 0, to: values.max() ?? 1, steps: 4)
    let frame = ChartFrame(self, scale)
    let step = (frame.right - frame.left) / Double(max(1, values.count))
    var content = frame.content
    for (index, value) in values.enumerated() {
      try RenderBudget.checkpoint()
      let x = frame.left + Double(index) * step
      content.append(rect(x: x + 1, y: frame.place(value), width: step - 2, height: frame.bottom - frame.place(value), name: "f0"))
      content.append(text(text(value), x: x + step / 2, y: frame.place(value) - 5, anchor: "middle"))
    }
    content += frame.labels(chart.labels) { frame.left + (Double($0) + 0.5) * step }
    return (frame.height, content)
  }

  /// The labels wrapped into a column of at most 34 characters, and its width.
  var labelColumn: (width: Double, lines: [[String]]) {
    let lines = chart.labels.map { DisplayWidth.wrap(SafeText.line($0), to: 34) }
    return (lines.joined().reduce(0) { max($0, wide($1)) } + 4, lines)
  }

  private func bar(_ row: Int, _ label: Int, y: Double, axis: LinearAxis) -> [String] {
    guard let value = chart.value(row, label) else { return [text("–", x: axis.place(0) + 6, y: y + 13.5)] }
    let (from, to) = (axis.place(min(0, value)), axis.place(max(0, value)))
    return [rect(x: from, y: y, width: to - from, height: 18, name: fill(row)), text(text(value), x: to + 6, y: y + 13.5)]
  }

  private func parts(_ label: Int) -> [Double] { chart.series.indices.map { max(0, chart.value($0, label) ?? 0) } }

  private func stack(_ parts: [Double], _ axis: LinearAxis, y: Double, height: Double) -> [String] {
    var sum = 0.0
    return parts.enumerated().compactMap { index, part in
      let from = axis.place(sum)
      sum += part
      // A hair of the ground's colour parts the neighbours.
      return part > 0 ? rect(x: from, y: y, width: max(1, axis.place(sum) - from - 1.5), height: height, name: fill(index)) : nil
    }
  }
}

/// Places values between two points of a drawing.
struct LinearAxis {
  let low: Double
  let high: Double
  let from: Double
  let to: Double

  func place(_ value: Double) -> Double {
    guard high > low else { return from }
    let part = (value / 2 - low / 2) / (high / 2 - low / 2)
    return from + min(1, max(0, part)) * (to - from)
  }
}
