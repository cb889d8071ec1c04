import CXlsxWriter
import Glibc
import TextLayout

/// Draws a chart of a document beside the table of its figures: its data are the ranges of cells of that table, so that it changes
/// with them. A matrix has no chart; its cells are shaded by their values.
struct SheetChart {
  /// The chart; on its sheet the titles are in the first row, the labels in the first column, then a column for each series.
  private let chart: Chart
  private let wording: Wording
  private let formats: NumberFormats

  /// The size of a chart by libxlsxwriter and the height of a bar, in pixels.
  private static let (height, heightMax, barHeight, margin) = (288.0, 2_000.0, 20.0, 110.0)
  /// The colours of series, those of the charts in HTML on a light ground.
  private static let colors: [lxw_color_t] = [0x0B5CAD, 0xB8500A, 0x1A7F4B, 0x8A3F9C, 0xA3172F, 0x00788A, 0x6B6B00, 0x5A5A66]

  init(_ chart: Chart, _ wording: Wording, formats: NumberFormats) {
    (self.chart, self.wording, self.formats) = (chart.drawn, wording, formats)
  }

  /// Draws it on the sheet of its figures.
  func draw(on sheet: Worksheet) throws {
    guard !chart.isEmpty else { return }
    guard chart.kind != .matrix else {
      return try sheet.shade(rows: 1...chart.labels.count, columns: 1...chart.series.count)
    }
    let drawing = try sheet.makeChart(type)
    title(drawing)
    for column in drawnColumns { series(column, drawing, name: sheet.name) }
    axes(drawing, sheet.name)
    try sheet.insert(
      drawing, atColumn: chart.series.count + 2, heightScale: heightScale, description: text(chart.title))
  }

  private var type: lxw_chart_type {
    switch chart.kind {
    case .bar: LXW_CHART_BAR
    case .stacked: LXW_CHART_BAR_STACKED
    case .line: LXW_CHART_LINE
    case .share: LXW_CHART_PIE
    case .histogram, .matrix: LXW_CHART_COLUMN
    }
  }

  private var isHorizontal: Bool { chart.kind == .bar || chart.kind == .stacked }

  /// A share shows its first series, a histogram has one.
  private var drawnColumns: ClosedRange<Int> { 1...(chart.kind == .share ? 1 : chart.series.count) }

  /// Factor on the chart's height, so that all bars fit.
  private var heightScale: Double {
    guard isHorizontal else { return 1 }
    let bars = chart.labels.count * (chart.kind == .bar ? chart.series.count : 1)
    return min(max(Self.height, Double(bars) * Self.barHeight + Self.margin), Self.heightMax) / Self.height
  }

  private func title(_ drawing: UnsafeMutablePointer<lxw_chart>) {
    let title = text(chart.title)
    if title.isEmpty { chart_title_off(drawing) } else { chart_title_set_name(drawing, title) }
  }

  private func series(_ column: Int, _ drawing: UnsafeMutablePointer<lxw_chart>, name: String) {
    let (last, place) = (lxw_row_t(clamping: chart.labels.count), lxw_col_t(clamping: column))
    guard let series = chart_add_series(drawing, nil, nil) else { return }
    chart_series_set_categories(series, name, 1, 0, last, 0)
    chart_series_set_values(series, name, 1, place, last, place)
    chart_series_set_name_range(series, name, 0, place)
    switch chart.kind {
    case .share:
      chart_series_set_labels(series)
      chart_series_set_labels_options(series, 0, 0, 0)
      chart_series_set_labels_percentage(series)
    case .line:
      var line = lxw_chart_line()
      line.color = Self.colors[(column - 1) % Self.colors.count]
      line.width = 2
      chart_series_set_line(series, &line)
    default:
      var fill = lxw_chart_fill()
      fill.color = Self.colors[(column - 1) % Self.colors.count]
      chart_series_set_fill(series, &fill)
    }
  }

  private func axes(_ drawing: UnsafeMutablePointer<lxw_chart>, _ name: String) {
    let hasLegend = chart.kind == .share || chart.series.count > 1
    chart_legend_set_position(drawing, UInt8((hasLegend ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE).rawValue))
    guard chart.kind != .share else { return }
    // In a chart of horizontal bars the library calls the axis of the values x.
    let (x, y) = (drawing.pointee.x_axis, drawing.pointee.y_axis)
    let (labels, values) = isHorizontal ? (y, x) : (x, y)
    chart_axis_set_name_range(labels, name, 0, 0)
    chart_axis_set_name(values, text(unit))
    chart_axis_set_num_format(values, valueFormat)
    // The first label stands on top, as in the table.
    if isHorizontal { chart_axis_set_reverse(labels) }
    if chart.kind == .histogram { chart_set_series_gap(drawing, 5) }
    if chart.kind == .line { chart_show_blanks_as(drawing, UInt8(LXW_CHART_BLANKS_AS_GAP.rawValue)) }
  }

  private var unit: String {
    let name = chart.series.count == 1 ? chart.series[0].name : ""
    let value = name.isEmpty ? wording.value : name
    return chart.unit.map { "\(value) (\($0))" } ?? value
  }

  private var valueFormat: String {
    chart.valueKind == .percent ? formats.percent(decimals: 0) : NumberFormats.number(decimals: chart.decimals ?? 0)
  }

  /// Returns a text of one line that the library does not read as a formula.
  private func text(_ text: String) -> String {
    let line = SafeText.line(text)
    return line.hasPrefix("=") ? "\u{200B}" + line : line
  }
}

extension Worksheet {
  /// A chart of the workbook, not yet on a sheet (`workbook_add_chart`).
  func makeChart(_ type: lxw_chart_type) throws -> UnsafeMutablePointer<lxw_chart> { try book.makeChart(type, for: name) }

  /// Puts a chart at the second row of a column (`worksheet_insert_chart_opt`).
  ///
  /// - Parameter description: the chart in words, for readers who do not see it.
  func insert(
    _ chart: UnsafeMutablePointer<lxw_chart>, atColumn column: Int, heightScale: Double, description: String
  ) throws {
    var options = lxw_chart_options()
    (options.x_scale, options.y_scale) = (1.4, heightScale)
    let text = strdup(description)
    defer { free(text) }
    options.description = text
    try check(worksheet_insert_chart_opt(sheet, 1, lxw_col_t(clamping: column), chart, &options))
  }

  /// Shades cells from the least value to the greatest (`worksheet_conditional_format_range`).
  func shade(rows: ClosedRange<Int>, columns: ClosedRange<Int>) throws {
    var format = lxw_conditional_format()
    format.type = UInt8(LXW_CONDITIONAL_2_COLOR_SCALE.rawValue)
    (format.min_color, format.max_color) = (0xF5F8FC, 0x7DB0E3)
    try check(
      worksheet_conditional_format_range(
        sheet, lxw_row_t(clamping: rows.lowerBound), lxw_col_t(clamping: columns.lowerBound), lxw_row_t(clamping: rows.upperBound),
        lxw_col_t(clamping: columns.upperBound), &format))
  }
}
