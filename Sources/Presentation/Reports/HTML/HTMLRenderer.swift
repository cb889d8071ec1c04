import TextLayout

/// Renders a document as one HTML file that needs nothing else: styles inline, charts as SVG, no scripts.
///
/// It is made for people with any device or sense (WCAG 2.2 AA): real tables with captions and scopes, charts with text
/// alternatives and their figures in a table, contrast in light and dark, wide content that scrolls by keyboard.
struct HTMLRenderer {
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

  var language: String { options.language.rawValue }

  /// Writes the whole file.
  func render(_ document: Document) throws {
    try writeHead(document)
    try renderBlocks(of: document)
    try sink.writeLine("</main>\n</body>\n</html>")
  }

  /// Writes what stands under the title and the subtitle, for a page that has a head of its own and links ``HTMLStyle/sheet``.
  func renderBlocks(of document: Document) throws {
    var counters = HTMLCounters()
    let headings = document.blocks.compactMap(Self.mainHeading)
    if headings.count >= 4 { try writeContents(headings) }
    for block in document.blocks { try render(block, &counters) }
    if document.blocks.isEmpty { try sink.writeLine("<p class=\"empty\">\(wording.emptyDocument)</p>") }
  }

  private func writeHead(_ document: Document) throws {
    let title = document.title.allSatisfy(\.isWhitespace) ? wording.untitled : document.title
    try sink.write(
      """
      <!DOCTYPE html>
      <html lang="\(language)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(HTMLText.escaped(SafeText.line(title.drawn)))</title>
      <style>
      \(HTMLStyle.sheet)
      </style>
      </head>
      <body>
      <main>
      \(logo)<h1>
      """)
    try writeLine(escaped: title)
    try sink.writeLine("</h1>")
    guard let subtitle = document.subtitle else { return }
    try sink.write("<p class=\"subtitle\">")
    try writeLinked(subtitle)
    try sink.writeLine("</p>")
  }

  /// The logo on a line of its own; empty without one.
  private var logo: String {
    options.logo.map { "<p><img src=\"\(HTMLText.escaped($0))\" alt=\"\" height=\"64\"></p>\n" } ?? ""
  }

  private func writeContents(_ headings: [String]) throws {
    try sink.writeLine("<nav aria-label=\"\(wording.contents)\">\n<ol>")
    for (index, heading) in headings.enumerated() {
      try sink.write("<li><a href=\"#s\(index + 1)\">")
      try writeLine(escaped: heading)
      try sink.writeLine("</a></li>")
    }
    try sink.writeLine("</ol>\n</nav>")
  }

  private func render(_ block: Block, _ counters: inout HTMLCounters) throws {
    try RenderBudget.checkpoint()
    switch block {
    case .heading(let text, let level): try write(heading: text, level: level, &counters)
    case .text(let text): try writeParagraphs(text)
    case .list(let items): try write(list: items)
    case .note(let text): try write(remark: text, lead: wording.note, name: "note")
    case .source(let text): try write(remark: text, lead: wording.source, name: "source")
    case .figures(let figures): try write(figures)
    case .table(let table): try write(table, number: counters.nextTable())
    case .chart(let chart): try write(chart, number: counters.nextChart())
    case .network(let network): try write(network, number: counters.nextChart())
    case .map(let map): try write(map, number: counters.nextChart())
    case .links(let links): try write(links)
    case .cards(let cards): try write(cards, &counters)
    case .form(let form): try write(form, &counters)
    case .pageBreak: try sink.writeLine("<hr class=\"page-break\">")
    }
  }

  /// Levels follow one another without a gap, whatever the report asked for, so that headings can be navigated.
  private func write(heading text: String, level: Int, _ counters: inout HTMLCounters) throws {
    let level = min(max(level, 1), min(4, counters.level + 1))
    counters.level = level
    let id = level == 1 ? " id=\"s\(counters.nextSection())\"" : ""
    try sink.write("<h\(level + 1)\(id)>")
    try writeLine(escaped: text)
    try sink.writeLine("</h\(level + 1)>")
  }

  private func write(list items: [String]) throws {
    guard !items.isEmpty else { return }
    try sink.writeLine("<ul>")
    for item in items {
      try sink.write("<li>")
      try writeLinked(item)
      try sink.writeLine("</li>")
    }
    try sink.writeLine("</ul>")
  }

  private func write(remark text: String, lead: String, name: String) throws {
    let lead = TextTableLayout.trimmed(lead)
    try sink.write("<p class=\"\(name)\"><strong>\(lead)</strong> ")
    try writeLinked(text)
    try sink.writeLine("</p>")
  }

  func write(_ figures: [KeyFigure]) throws {
    guard !figures.isEmpty else { return }
    try sink.writeLine("<dl class=\"figures\">")
    for figure in figures { try write(figure) }
    try sink.writeLine("</dl>")
  }

  private func write(_ figure: KeyFigure) throws {
    try sink.write("<div><dt>")
    try writeEscaped(figure.label)
    try sink.write("</dt><dd>")
    try writeEscaped(cellText.text(figure.value))
    if let unit = figure.unit { try write(unit, in: " <span class=\"unit\">", "</span>") }
    try sink.write("</dd>")
    if let note = figure.note {
      try sink.write("<dd class=\"remark\">")
      try writeLinked(note)
      try sink.write("</dd>")
    }
    try sink.writeLine("</div>")
  }

  /// Writes a text escaped between two tags.
  func write(_ text: String, in opening: String, _ closing: String) throws {
    try sink.write(opening)
    try writeEscaped(text)
    try sink.write(closing)
  }

  private static func mainHeading(_ block: Block) -> String? {
    if case .heading(let text, let level) = block, level <= 1 { text } else { nil }
  }
}

/// The numbers given to the parts of one file, for names and anchors.
struct HTMLCounters {
  private var sections = 0
  private var tables = 0
  private var charts = 0
  private var forms = 0
  /// The level of the last heading; 0 is the title.
  var level = 0

  mutating func nextSection() -> Int {
    sections += 1
    return sections
  }
  mutating func nextTable() -> Int {
    tables += 1
    return tables
  }
  mutating func nextForm() -> Int {
    forms += 1
    return forms
  }
  mutating func nextChart() -> Int {
    charts += 1
    return charts
  }
}
