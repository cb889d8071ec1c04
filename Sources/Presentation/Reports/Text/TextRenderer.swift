import TextLayout

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
    try writeTitle(document)
    for block in document.blocks {
      try sink.writeLine()
      try render(block)
    }
    if document.blocks.isEmpty { try write(["", wording.emptyDocument]) }
  }

  private func render(_ block: Block) throws {
    try RenderBudget.checkpoint()
    switch block {
    case .heading(let text, let level): try write(heading: text, level: level)
    case .text(let text): try write(wrapped: text)
    case .list(let items): for item in items { try write(wrapped: item, lead: "• ") }
    case .note(let text): try write(wrapped: text, lead: wording.note, style: .dim)
    case .source(let text): try write(wrapped: text, lead: wording.source, style: .dim)
    case .figures(let figures): try write(figures)
    case .table(let table): try write(table)
    case .chart(let chart): try write(chart)
    case .network(let network): try write(network)
    case .map(let map): try write(map)
    case .links(let links): for link in links { try write(link) }
    case .cards(let cards): try write(cards)
    case .form(let form): try write(form)
    case .pageBreak: try write([styled(String(repeating: "─", count: width ?? 80), .dim)])
    }
  }

  private func writeTitle(_ document: Document) throws {
    let longest = try write(wrapped: document.title, style: .color(.cyan, isBold: true))
    try write([styled(String(repeating: "═", count: longest), .color(.cyan))])
    if let subtitle = document.subtitle { try write(wrapped: subtitle, style: .dim) }
  }

  private func write(heading text: String, level: Int) throws {
    let rules = ["─", "┄"]
    let longest = try write(wrapped: text, style: level <= 1 ? .color(.cyan, isBold: true) : .bold)
    guard level <= rules.count else { return }
    try write([styled(String(repeating: rules[max(1, level) - 1], count: longest), .dim)])
  }

  func write(_ figures: [KeyFigure]) throws {
    var table = TextTable(columns: [.init("", .right, overflow: .keep), .init("")], hasHeader: false)
    for figure in figures {
      let unit = figure.unit.map { "\u{A0}" + $0 } ?? ""
      let note = figure.note.map { " (\($0))" } ?? ""
      table.add([.init(cellText.text(figure.value) + unit, .bold), .init(figure.label + note)])
    }
    let layout = TextTableLayout(table, width: width, isColored: options.isColored)
    for entry in table.entries { try layout.write(entry, to: sink) }
  }

  // MARK: Lines

  func write(_ lines: [String]) throws {
    for line in lines { try sink.writeLine(line) }
  }

  func styled(_ text: String, _ style: TerminalStyle) -> String { style.styled(text, isColored: options.isColored) }

  /// Writes a text line by line.
  ///
  /// - Parameters:
  ///   - lead: text before the first line; the others are indented as far.
  ///   - width: maximum number of columns of a line; nil for the width of the page.
  /// - Returns: the width of the widest line, at most 1,000 columns: the length of a rule under it.
  @discardableResult
  func write(
    wrapped text: String, lead: String = "", width: Int? = nil, style: TerminalStyle = .plain
  ) throws -> Int {
    guard let width = width ?? self.width else { return try write(unwrapped: text, lead: lead, style: style) }
    let indent = DisplayWidth.of(lead)
    var (before, longest) = (lead, 0)
    for line in WrappedLines(text, width: max(2, width - indent)) {
      try RenderBudget.checkpoint()
      let shown = TextTableLayout.trimmed(before + line)
      longest = max(longest, DisplayWidth.of(shown))
      try sink.writeLine(styled(shown, style))
      before = DisplayWidth.spaces(indent)
    }
    return min(longest, 1_000)
  }

  /// Writes a text whose lines are as long as they come.
  private func write(unwrapped text: String, lead: String, style: TerminalStyle) throws -> Int {
    var (before, longest, isAtStart) = (lead, 0, true)
    for piece in TextPieces(text) {
      try RenderBudget.checkpoint()
      let lines = SafeText.lines(piece.text).split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        if index > 0 { try sink.writeLine() }
        isAtStart = isAtStart || index > 0
        let shown = (isAtStart ? before : "") + line
        (isAtStart, before) = (false, DisplayWidth.spaces(DisplayWidth.of(lead)))
        longest = max(longest, DisplayWidth.of(shown))
        try sink.write(styled(index < lines.count - 1 ? TextTableLayout.trimmed(shown) : shown, style))
      }
    }
    try sink.writeLine()
    return min(longest, 1_000)
  }
}
