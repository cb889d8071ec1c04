import TextLayout

/// The first sheet of a workbook: the report's content beside its tables, in reading order.
struct OverviewSheet {
  private static let textWidth = 70
  private let sheet: Worksheet
  private let cells: SheetCells
  private let wording: Wording
  private var row = 0
  private var pageBreaks: [Int] = []

  init(_ sheet: Worksheet, _ cells: SheetCells, wording: Wording) {
    self.sheet = sheet
    self.cells = cells
    self.wording = wording
  }

  /// Writes the whole sheet.
  ///
  /// - Parameter parts: for each block the sheets it has besides.
  func write(_ document: Document, _ parts: [[SheetPart]]) throws {
    var copy = self
    try copy.writeAll(document, parts)
  }

  private mutating func writeAll(_ document: Document, _ parts: [[SheetPart]]) throws {
    for (index, width) in [Self.textWidth, 20, 12, 50].enumerated() { try sheet.setWidth(width, ofColumn: index) }
    try write(document.title.allSatisfy(\.isWhitespace) ? wording.untitled : document.title, .title)
    if let subtitle = document.subtitle { try write(subtitle, .soft) }
    for (block, parts) in zip(document.blocks, parts) {
      row += 1
      try write(block)
      for part in parts { try writeLink(to: part, of: block) }
    }
    if document.blocks.isEmpty { try write(wording.emptyDocument, .soft) }
    try sheet.setPageBreaks(pageBreaks)
    try sheet.setPage(isWide: true)
  }

  private mutating func write(_ block: Block) throws {
    try RenderBudget.checkpoint()
    switch block {
    case .heading(let text, _): try write(text, .heading)
    case .text(let text): try write(text, .body)
    case .list(let items): for item in items { try write("• " + item, .body) }
    case .note(let text): try write(wording.note + text, .soft)
    case .source(let text): try write(wording.source + text, .soft)
    case .figures(let figures): for figure in figures { try write(figure) }
    case .table(let table):
      if case .all(let rows) = table.rows, rows.isEmpty { try write(table.emptyText ?? wording.emptyTable, .soft) }
    case .chart(let chart): if chart.isEmpty { try write(wording.emptyChart, .soft) }
    case .network(let network): if network.nodes.isEmpty { try write(wording.emptyNetwork, .soft) }
    case .map(let map): if map.isEmpty { try write(wording.emptyMap, .soft) }
    case .links(let links): for link in links { try write(link) }
    case .cards(let cards): for card in cards { try write(card) }
    case .form(let form): try write(form)
    case .pageBreak: pageBreaks.append(row)
    }
  }

  private mutating func write(_ link: Link) throws {
    try cells.write(.link(link.text, to: link.target), in: Self.textColumn, .body, to: sheet, row: row, place: 0)
    try sheet.write(link.note ?? "", at: row, column: 3, style: CellStyle(role: .soft, wraps: true))
    row += 1
  }

  private static let textColumn = ResolvedColumn(Column("", kind: .text), cells: [])

  private mutating func write(_ card: Card) throws {
    if let target = card.target { try write(Link(card.title, to: target)) } else { try write(card.title, .heading) }
    if let text = card.text { try write(text, .body) }
    for figure in card.figures { try write(figure) }
    if let note = card.note { try write(note, .soft) }
  }

  /// Writes what a form asks for, which is filled in on the portal.
  private mutating func write(_ form: FormPlacement) throws {
    try write(form.title, .heading)
    if let text = form.text { try write(text, .body) }
    for field in form.fields { try write(wording.described(field), .body) }
    try write(wording.formElsewhere, .soft)
  }

  private mutating func write(_ text: String, _ role: CellStyle.Role) throws {
    try sheet.write(text, at: row, column: 0, style: CellStyle(role: role, wraps: role == .body || role == .soft))
    row += 1
  }

  private mutating func write(_ figure: KeyFigure) throws {
    let column = ResolvedColumn(Column("", align: .right), cells: [figure.value])
    try sheet.write(figure.label, at: row, column: 0, style: CellStyle(wraps: true))
    try cells.write(figure.value, in: column, .body, to: sheet, row: row, place: 1)
    try sheet.write(figure.unit ?? "", at: row, column: 2, style: CellStyle())
    try sheet.write(figure.note ?? "", at: row, column: 3, style: CellStyle(role: .soft, wraps: true))
    row += 1
  }

  private mutating func writeLink(to part: SheetPart, of block: Block) throws {
    let kind =
      switch block {
      case .table: wording.table
      case .network: wording.network
      case .map: wording.map
      default: wording.chart
      }
    let text = "→ " + kind + (part.table.title.map { wording.colon + SafeText.line($0) } ?? "")
    try sheet.write(text, leadingToSheet: part.name, at: row, 0)
    row += 1
  }
}
