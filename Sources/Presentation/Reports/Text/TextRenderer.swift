/// Renders a document for a terminal: wrapped text, aligned tables, charts of block characters.
struct TextRenderer {
  let options: RenderOptions
  let sink: ByteSink
  let wording: Wording
  let cellText: CellText

  init(options: RenderOptions, sink: ByteSink) {
    self.options = options
    self.sink = sink
    self.wording = Wording(options.language)
    self.cellText = CellText(options.language)
  }

  /// The width of a line; `nil` when there is no limit.
  var width: Int? { options.width.map { max(20, $0) } }

  /// Writes the whole document.
  func render(_ document: Document) throws {
    try write(title(document))
    for block in document.blocks {
      try sink.writeLine()
      try render(block)
    }
    if document.blocks.isEmpty { try write(["", wording.emptyDocument]) }
  }

  private func render(_ block: Block) throws {
    try RenderBudget.checkpoint()
    switch block {
    case .heading(let text, let level): try write(heading(text, level: level))
    case .text(let text): try write(wrapped(text))
    case .list(let items): try write(items.flatMap { hanging("• ", $0) })
    case .note(let text): try write(hanging(wording.note, text).map { styled($0, .dim) })
    case .source(let text): try write(hanging(wording.source, text).map { styled($0, .dim) })
    case .figures(let figures): try write(self.figures(figures))
    case .table(let table): try write(table)
    case .chart(let chart): try write(TextChart(chart, options: options).lines())
    case .network(let network): try write(network)
    case .map(let map): try write(map)
    case .pageBreak: try write([styled(String(repeating: "─", count: width ?? 80), .dim)])
    }
  }

  private func title(_ document: Document) -> [String] {
    let lines = wrapped(document.title)
    let underline = String(repeating: "═", count: longest(lines))
    let subtitle = document.subtitle.map { wrapped($0) } ?? []
    return lines.map { styled($0, .color(.cyan, isBold: true)) } + [styled(underline, .color(.cyan))]
      + subtitle.map { styled($0, .dim) }
  }

  private func heading(_ text: String, level: Int) -> [String] {
    let lines = wrapped(text)
    let rules = ["─", "┄"]
    let head = lines.map { styled($0, level <= 1 ? .color(.cyan, isBold: true) : .bold) }
    guard level <= rules.count else { return head }
    return head + [styled(String(repeating: rules[max(1, level) - 1], count: longest(lines)), .dim)]
  }

  private func figures(_ figures: [KeyFigure]) -> [String] {
    var table = TextTable(columns: [.init("", .right, overflow: .keep), .init("")], hasHeader: false)
    for figure in figures {
      let unit = figure.unit.map { "\u{A0}" + $0 } ?? ""
      let note = figure.note.map { " (\($0))" } ?? ""
      table.add([.init(cellText.text(figure.value) + unit, .bold), .init(figure.label + note)])
    }
    return table.lines(width: width, isColored: options.isColored)
  }

  // MARK: Lines

  func write(_ lines: [String]) throws {
    for line in lines { try sink.writeLine(line) }
  }

  func styled(_ text: String, _ style: TerminalStyle) -> String { style.styled(text, isColored: options.isColored) }

  func wrapped(_ text: String) -> [String] {
    let safe = SafeText.lines(text)
    return DisplayWidth.wrap(safe, to: width ?? Int.max).map(TextTableLayout.trimmed)
  }

  private func hanging(_ lead: String, _ text: String) -> [String] {
    let indent = DisplayWidth.of(lead)
    let safe = SafeText.lines(text)
    let lines = DisplayWidth.wrap(safe, to: width.map { max(2, $0 - indent) } ?? Int.max)
    return lines.enumerated().map { TextTableLayout.trimmed(($0 == 0 ? lead : DisplayWidth.spaces(indent)) + $1) }
  }

  private func longest(_ lines: [String]) -> Int { lines.reduce(0) { max($0, DisplayWidth.of($1)) } }
}
