/// Renders a document as Markdown: CommonMark with the tables of GitHub Flavored Markdown.
struct MarkdownRenderer {
  private let options: RenderOptions
  private let sink: ByteSink
  private let wording: Wording
  private let cellText: CellText
  /// A column of a table is filled with spaces up to this width at most, so that the source reads well.
  private static let paddingMax = 40

  init(options: RenderOptions, sink: ByteSink) {
    self.options = options
    self.sink = sink
    self.wording = Wording(options.language)
    self.cellText = CellText(options.language)
  }

  /// Writes the whole document.
  func render(_ document: Document) throws {
    try sink.writeLine("# " + MarkdownText.line(document.title))
    if let subtitle = document.subtitle { try sink.writeLine("\n*" + MarkdownText.line(subtitle) + "*") }
    for block in document.blocks {
      try sink.writeLine()
      try render(block)
    }
    if document.blocks.isEmpty { try sink.writeLine("\n" + wording.emptyDocument) }
  }

  private func render(_ block: Block) throws {
    try RenderBudget.checkpoint()
    switch block {
    case .heading(let text, let level):
      try sink.writeLine(String(repeating: "#", count: min(max(level, 1), 4) + 1) + " " + MarkdownText.line(text))
    case .text(let text): try sink.writeLine(MarkdownText.paragraphs(text))
    case .list(let items):
      for item in items { try sink.writeLine("- " + MarkdownText.blockStart(MarkdownText.line(item))) }
    case .note(let text): try sink.writeLine("> **\(trimmed(wording.note))** " + MarkdownText.line(text))
    case .source(let text): try sink.writeLine("*\(trimmed(wording.source))* " + MarkdownText.line(text))
    case .figures(let figures): for figure in figures { try write(figure) }
    case .table(let table): try write(table)
    case .chart(let chart): try write(chart)
    case .network, .map: try write(figuresOf: block)
    case .pageBreak: try sink.writeLine("---")
    }
  }

  private func trimmed(_ lead: String) -> String { TextTableLayout.trimmed(lead) }

  private func write(_ figure: KeyFigure) throws {
    let unit = figure.unit.map { "\u{A0}" + $0 } ?? ""
    let note = figure.note.map { " (" + MarkdownText.line($0) + ")" } ?? ""
    let value = MarkdownText.line(cellText.text(figure.value) + unit)
    try sink.writeLine("- " + MarkdownText.line(figure.label) + wording.colon + "**\(value)**" + note)
  }

  // MARK: Tables

  private func write(_ table: Table) throws {
    var reader = try TableReader(table, language: options.language)
    if let caption = table.title { try sink.writeLine("**" + MarkdownText.line(caption) + "**\n") }
    var ahead: [[String]] = []
    while ahead.count < RowSource.readAheadMax, let event = try reader.next() {
      ahead.append(cells(event, reader.columns))
    }
    guard !ahead.isEmpty else { return try sink.writeLine(MarkdownText.line(table.emptyText ?? wording.emptyTable)) }
    let titles = reader.columns.map { MarkdownText.cell($0.title) }
    let widths = titles.indices.map { index in
      min(Self.paddingMax, ([titles] + ahead).reduce(3) { max($0, DisplayWidth.of($1[index])) })
    }
    try write(titles, reader.columns, widths)
    try write(rule: reader.columns, widths)
    for row in ahead { try write(row, reader.columns, widths) }
    while let event = try reader.next() { try write(cells(event, reader.columns), reader.columns, widths) }
  }

  private func cells(_ event: TableEvent, _ columns: [ResolvedColumn]) -> [String] {
    switch event {
    case .group(let cell):
      return columns.indices.map { $0 == 0 ? bold(MarkdownText.cell(cellText.text(cell))) : "" }
    case .row(let row): return zip(row, columns).map { text($0, $1) }
    case .subtotal(let row), .total(let row): return zip(row, columns).map { bold(text($0, $1)) }
    }
  }

  private func text(_ cell: Cell, _ column: ResolvedColumn) -> String {
    let text = MarkdownText.cell(cellText.text(cell, in: column))
    guard case .link(_, let url) = cell, let address = WebAddress.safe(url) else { return text }
    return "[\(text)](<\(address)>)"
  }

  private func bold(_ text: String) -> String { text.isEmpty ? "" : "**\(text)**" }

  private func write(_ row: [String], _ columns: [ResolvedColumn], _ widths: [Int]) throws {
    let cells = row.indices.map { DisplayWidth.pad(row[$0], to: widths[$0], columns[$0].alignment) }
    try sink.writeLine("| " + cells.joined(separator: " | ") + " |")
  }

  private func write(rule columns: [ResolvedColumn], _ widths: [Int]) throws {
    let marks = columns.indices.map { index in
      let dashes = String(repeating: "-", count: widths[index] - 1)
      switch columns[index].alignment {
      case .left: return dashes + "-"
      case .right: return dashes + ":"
      case .center: return ":" + dashes.dropLast() + ":"
      }
    }
    try sink.writeLine("| " + marks.joined(separator: " | ") + " |")
  }

  // MARK: Charts

  /// A network or a map as the tables behind it.
  private func write(figuresOf block: Block) throws {
    for (index, table) in block.tables(language: wording).enumerated() {
      if index > 0 { try sink.writeLine() }
      try write(table)
    }
  }

  /// A chart as the table of its figures; with one series, bars stand beside them.
  private func write(_ chart: Chart) throws {
    var table = chart.table(language: wording)
    guard !chart.isEmpty else {
      table.emptyText = wording.emptyChart
      table.rows = .all([])
      return try write(table)
    }
    let hasBars = chart.series.count == 1 && chart.kind != .line && chart.finiteValues.allSatisfy { $0 >= 0 }
    if hasBars, case .all(let rows) = table.rows {
      let axis = BarAxis(low: 0, high: chart.finiteValues.max() ?? 0, width: 20)
      table.columns.append(Column("", kind: .text))
      table.rows = .all(rows.enumerated().map { $1 + [.text(TextChart.filled(axis.eighths(chart.value(0, $0) ?? 0)))] })
    }
    try write(table)
  }
}
