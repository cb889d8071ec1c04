import TextLayout

/// Renders a document as Markdown: CommonMark with the tables of GitHub Flavored Markdown.
struct MarkdownRenderer {
  let options: RenderOptions
  let sink: ByteSink
  let wording: Wording
  private let cellText: CellText
  /// A column of a table is filled with spaces up to this width at most, so that the source reads well.
  private static let paddingMax = 40
  /// The rows from which the widths are found take this many bytes at most, and one row.
  private static let readAheadBytesMax = 1 << 20

  init(options: RenderOptions, sink: ByteSink) {
    self.options = options
    self.sink = sink
    self.wording = Wording(options.language)
    self.cellText = CellText(options.language)
  }

  /// Writes the whole document.
  func render(_ document: Document) throws {
    try writeLine("# ", document.title)
    if let subtitle = document.subtitle { try writeLine("\n*", subtitle, closing: "*") }
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
      try writeLine(String(repeating: "#", count: min(max(level, 1), 4) + 1) + " ", text)
    case .text(let text):
      try write(paragraphs: text)
      try sink.writeLine()
    case .list(let items): for item in items { try write(listed: item) }
    case .note(let text): try writeLine("> **\(trimmed(wording.note))** ", text)
    case .source(let text): try writeLine("*\(trimmed(wording.source))* ", text)
    case .figures(let figures): for figure in figures { try write(figure) }
    case .table(let table): try write(table)
    case .chart(let chart): try write(chart)
    case .network, .map: try write(figuresOf: block)
    case .links(let links): for link in links { try write(link) }
    case .cards(let cards): for card in cards { try write(card) }
    case .form(let form): try write(form)
    case .pageBreak: try sink.writeLine("---")
    }
  }

  private func trimmed(_ lead: String) -> String { TextTableLayout.trimmed(lead) }

  func writeLine(_ opening: String, _ text: String, closing: String = "") throws {
    try sink.write(opening)
    try write(line: text)
    try sink.writeLine(closing)
  }

  private func write(listed item: String) throws {
    try sink.write("- ")
    try write(item: item)
    try sink.writeLine()
  }

  func write(_ figure: KeyFigure) throws {
    try sink.write("- ")
    try write(line: figure.label)
    try sink.write(wording.colon + "**")
    try write(line: cellText.text(figure.value) + (figure.unit.map { "\u{A0}" + $0 } ?? ""))
    guard let note = figure.note else { return try sink.writeLine("**") }
    try writeLine("** (", note, closing: ")")
  }

  // MARK: Tables

  private func write(_ table: Table) throws {
    var reader = try TableReader(table, language: options.language)
    if let caption = table.title { try writeLine("**", caption, closing: "**\n") }
    var (ahead, bytes): ([[MarkdownCell]], Int) = ([], 0)
    while ahead.count < RowSource.readAheadMax, bytes < Self.readAheadBytesMax, let event = try reader.next() {
      ahead.append(cells(event, reader.columns))
      bytes += ahead[ahead.count - 1].reduce(0) { $0 + $1.bytes }
    }
    guard !ahead.isEmpty else { return try writeLine("", table.emptyText ?? wording.emptyTable) }
    let titles = reader.columns.map { MarkdownCell($0.title) }
    let widths = titles.indices.map { index in
      ([titles] + ahead).reduce(3) { max($0, $1[index].width(atMost: Self.paddingMax)) }
    }
    try write(titles, reader.columns, widths: widths)
    try write(rule: reader.columns, widths)
    for row in ahead { try write(row, reader.columns, widths: widths) }
    while let event = try reader.next() { try write(cells(event, reader.columns), reader.columns, widths: widths) }
  }

  private func cells(_ event: TableEvent, _ columns: [ResolvedColumn]) -> [MarkdownCell] {
    switch event {
    case .group(let cell):
      return columns.indices.map { MarkdownCell($0 == 0 ? cellText.text(cell) : "", isBold: true) }
    case .row(let row): return zip(row, columns).map { self.cell($0, $1) }
    case .subtotal(let row), .total(let row): return zip(row, columns).map { self.cell($0, $1, isBold: true) }
    }
  }

  private func cell(_ cell: Cell, _ column: ResolvedColumn, isBold: Bool = false) -> MarkdownCell {
    let address: String? = if case .link(_, let target) = cell { options.address(of: target) } else { nil }
    return MarkdownCell(cellText.text(cell, in: column), address: address, isBold: isBold)
  }

  private func write(_ row: [MarkdownCell], _ columns: [ResolvedColumn], widths: [Int]) throws {
    for index in row.indices {
      try sink.write(index == 0 ? "| " : " | ")
      try row[index].write(to: self, width: widths[index], columns[index].alignment)
    }
    try sink.writeLine(" |")
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
