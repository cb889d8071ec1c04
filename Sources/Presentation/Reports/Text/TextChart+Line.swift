import Ecosystem
import TextLayout

extension TextChart {
  /// A plot for each series, all on one scale, with the axis at the left and first and last label under it.
  func plots() throws -> [String] {
    let values = chart.finiteValues
    let scale = AxisScale(from: values.min() ?? 0, to: values.max() ?? 1, steps: 4)
    let axis = axisTexts(scale)
    let axisWidth = axis.reduce(0) { max($0, DisplayWidth.of($1)) }
    guard width - axisWidth - 2 >= Self.roomMin else { return try figures() }
    let room = max(2, min(width - axisWidth - 2, chart.labels.count * 8))
    return try chart.series.indices.flatMap { row -> [String] in
      try RenderBudget.checkpoint()
      let head = chart.series.count > 1 ? [styled(DisplayWidth.cut(name(row), to: width), color(row))] : []
      return head + plot(row, scale, axis: axis, axisWidth: axisWidth, room: room)
    } + [labelLine(indent: axisWidth + 2, room: room)]
  }

  private func axisTexts(_ scale: AxisScale) -> [String] {
    let column = ResolvedColumn(chart.column(named: ""), cells: scale.ticks.lazy.map { chart.cell($0) })
    return scale.ticks.map { cellText.text(chart.cell($0), in: column) }
  }

  private func plot(_ row: Int, _ scale: AxisScale, axis: [String], axisWidth: Int, room: Int) -> [String] {
    let steps = (scale.ticks.count - 1) * 2
    let levels = points(row, room).map { $0.map { Int(saturating: (scale.position($0) * Double(steps)).rounded()) } }
    let grid = LineGrid(levels: levels, height: steps + 1)
    return (0...steps).reversed().map { level in
      let tick = level % 2 == 0 ? axis[level / 2] : ""
      let drawn = TextTableLayout.trimmed(grid.line(level))
      return TextTableLayout.trimmed(
        DisplayWidth.pad(tick, to: axisWidth, .right) + (level % 2 == 0 ? " ┤" : " │") + styled(drawn, color(row)))
    }
  }

  /// The value over each column of the plot, straight between two labels; nothing beside a missing value.
  private func points(_ row: Int, _ room: Int) -> [Double?] {
    let last = chart.labels.count - 1
    guard last > 0 else { return [chart.value(row, 0)] }
    return (0..<room).map { column in
      let place = Double(column) * Double(last) / Double(room - 1)
      let left = Int(saturating: place).clamped(to: 0...last)
      let part = place - Double(left)
      if part < 1e-9 { return chart.value(row, left) }
      guard let from = chart.value(row, left), let to = chart.value(row, left + 1) else {
        return part < 0.5 / Double(room) ? chart.value(row, left) : nil
      }
      return from * (1 - part) + to * part
    }
  }

  private func labelLine(indent: Int, room: Int) -> String {
    let first = SafeText.line(chart.labels.first ?? "")
    let last = chart.labels.count > 1 ? SafeText.line(chart.labels.last ?? "") : ""
    let space = width - indent
    let start = DisplayWidth.cut(first, to: max(1, (space - 1) / 2))
    let end = DisplayWidth.cut(last, to: max(1, space - 1 - DisplayWidth.of(start)))
    let gap = max(1, room - DisplayWidth.of(start) - DisplayWidth.of(end))
    return TextTableLayout.trimmed(DisplayWidth.spaces(indent) + start + DisplayWidth.spaces(gap) + end)
  }
}

/// A line drawn with box characters over a grid of levels.
struct LineGrid {
  /// The level of each column, 0 at the bottom; `nil` where there is no line.
  let levels: [Int?]
  let height: Int

  /// The characters of one level.
  func line(_ level: Int) -> String { levels.indices.map { character($0, level) }.joined() }

  private func character(_ column: Int, _ level: Int) -> String {
    guard let here = levels[column] else { return " " }
    let before = column > 0 ? levels[column - 1] : nil
    guard let before, before != here else {
      if here != level { return " " }
      let isAlone = before == nil && (column + 1 == levels.count || levels[column + 1] == nil)
      return isAlone ? "●" : "─"
    }
    if level == here { return here > before ? "╭" : "╰" }
    if level == before { return here > before ? "╯" : "╮" }
    return (min(here, before)...max(here, before)).contains(level) ? "│" : " "
  }
}
