import Ecosystem
import TextLayout

extension TextChart {
  /// The blocks that fill one to eight eighths of a column, from the left.
  private static let eighths = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// A bar for each label and series, with its value behind it.
  func bars() throws -> [String] {
    let labels = labelColumn(chart.labels)
    let values = chart.finiteValues
    let texts = chart.series.indices.map { row in chart.labels.indices.map { chart.value(row, $0).map(text) ?? "–" } }
    let valueWidth = texts.joined().reduce(0) { max($0, DisplayWidth.of($1)) }
    let names = barNames(room: width - labels.width - valueWidth - 2)
    let nameWidth = names.reduce(0) { max($0, DisplayWidth.of($1)) }
    let room = width - labels.width - valueWidth - nameWidth - 2
    guard room >= Self.roomMin else { return try figures() }
    let axis = BarAxis(low: min(0, values.min() ?? 0), high: max(0, values.max() ?? 0), width: room)
    return try chart.labels.indices.flatMap { label in
      try RenderBudget.checkpoint()
      let lines = chart.series.indices.map { row in
        bar(chart.value(row, label), axis, style: color(row)) + texts[row][label] + names[row]
      }
      return beside(labels.lines[label], labels.width, lines: lines)
    }
  }

  /// Returns the names of several series, for printing behind their bars; nothing for one.
  private func barNames(room: Int) -> [String] {
    guard chart.series.count > 1 else { return chart.series.map { _ in "" } }
    return chart.series.indices.map { "  " + DisplayWidth.cut(name($0), to: max(1, room / 2 - 2)) }
  }

  /// The parts of a whole: share and value of each label behind its bar.
  func shareBars() throws -> [String] {
    let labels = labelColumn(chart.labels)
    let shares = chart.shares
    let format = cellText.format
    let percents = shares.map { format.percent(($0 * 1000).rounded() / 1000, decimals: 1) }
    let percentWidth = percents.reduce(0) { max($0, DisplayWidth.of($1)) }
    let texts = chart.labels.indices.map { index in
      DisplayWidth.pad(percents[index], to: percentWidth, .right)
        + (chart.value(0, index).map { "  " + text($0) } ?? "")
    }
    let textWidth = texts.reduce(0) { max($0, DisplayWidth.of($1)) }
    let axis = BarAxis(low: 0, high: 1, width: width - labels.width - textWidth - 2)
    guard axis.width >= Self.roomMin else { return try figures() }
    return try chart.labels.indices.flatMap { index in
      try RenderBudget.checkpoint()
      let drawn = Self.filled(axis.eighths(shares[index]))
      let line = styled(drawn, color(0)) + DisplayWidth.spaces(axis.width - DisplayWidth.of(drawn))
      return beside(labels.lines[index], labels.width, lines: [line + " " + texts[index]])
    }
  }

  /// A block bar over a number of eighths of a column.
  static func filled(_ count: Int) -> String {
    String(repeating: "█", count: count / 8) + (count % 8 > 0 ? eighths[count % 8 - 1] : "")
  }

  /// Sets the lines of a label beside the lines of its bars.
  func beside(_ label: [String], _ labelWidth: Int, lines: [String]) -> [String] {
    (0..<max(label.count, lines.count)).map { index in
      let left = DisplayWidth.pad(index < label.count ? label[index] : "", to: labelWidth)
      return TextTableLayout.trimmed(left + " " + (index < lines.count ? lines[index] : ""))
    }
  }

  private func bar(_ value: Double?, _ axis: BarAxis, style: TerminalStyle) -> String {
    guard let value else { return DisplayWidth.spaces(axis.zero) }
    guard value < 0 else {
      let drawn = Self.filled(min(axis.eighths(value), (axis.width - axis.zero) * 8))
      return DisplayWidth.spaces(axis.zero) + styled(drawn, style) + (drawn.isEmpty ? "" : " ")
    }
    // No block characters grow from the right, so bars under zero are whole columns.
    let columns = min(axis.zero, max(1, (axis.eighths(-value) + 4) / 8))
    return DisplayWidth.spaces(axis.zero - columns) + styled(String(repeating: "█", count: columns), style) + " "
  }
}

/// The scale of horizontal bars: the position of zero, and the length of a value.
struct BarAxis {
  /// The columns of the whole axis.
  let width: Int
  /// The columns left of zero.
  let zero: Int
  private let perUnit: Double

  /// Makes an axis from a bound at or under zero to one at or over it.
  init(low: Double, high: Double, width: Int) {
    let span = high / 2 - low / 2
    self.width = width
    let share = span > 0 ? Int(saturating: Double(width) * (-low / 2 / span) + 0.5) : 0
    // Each side that has values keeps a column at least.
    self.zero = low < 0 ? min(high > 0 ? width - 1 : width, max(1, share)) : 0
    self.perUnit = span > 0 ? Double(width * 8) / 2 / span : 0
  }

  /// The length of a value in eighths of a column; a value over zero is never drawn as nothing.
  func eighths(_ value: Double) -> Int {
    guard value > 0 else { return 0 }
    let length = value * perUnit
    return length.isFinite ? min(width * 8, max(1, Int(saturating: length.rounded()))) : width * 8
  }
}
