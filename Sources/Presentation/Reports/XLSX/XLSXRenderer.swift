import TextLayout

/// Renders a document as a workbook: a first sheet with the texts, notes, sources and key figures in reading order, and
/// a sheet for each table and for the figures of each chart, the chart beside them, to which the first one leads.
struct XLSXRenderer {
  let options: RenderOptions
  let wording: Wording
  let cells: SheetCells
  let book: Workbook
  private var names = SheetNames()

  /// Writes the whole workbook and hands its bytes on.
  static func render(_ document: Document, options: RenderOptions, to sink: ByteSink) throws {
    let file = try TemporaryFile(in: options.temporaryFolder)
    try write(document, options, to: file.path)
    var offset = 0
    while true {
      let bytes = try file.read(65_536, at: offset)
      guard !bytes.isEmpty else { return }
      offset += bytes.count
      try sink.write(bytes)
    }
  }

  private static func write(_ document: Document, _ options: RenderOptions, to path: String) throws {
    let book = try Workbook(
      path: path, temporaryFolder: options.temporaryFolder, title: SafeText.line(document.title.drawn),
      isReproducible: options.isReproducible)
    var renderer = XLSXRenderer(book, options)
    try renderer.render(document)
    try book.close()
  }

  private init(_ book: Workbook, _ options: RenderOptions) {
    self.book = book
    self.options = options
    wording = Wording(options.language)
    cells = SheetCells(options)
  }

  private mutating func render(_ document: Document) throws {
    let overview = names.name(wording.report, fallback: wording.report)
    let parts = document.blocksUnderHeadings.map { block, heading in
      tables(of: block).map { SheetPart($0, of: block, name: name(of: $0, under: heading)) }
    }
    try OverviewSheet(try book.addSheet(overview), cells, wording: wording).write(document, parts)
    for part in parts.joined() { try write(part) }
  }

  /// The tables that a block gives to the workbook.
  private func tables(of block: Block) -> [Table] {
    if case .table(let table) = block { [table] } else { block.tables(language: wording) }
  }

  private mutating func name(of table: Table, under heading: String?) -> String {
    names.name(table.captioned(by: heading).title ?? wording.table, fallback: wording.table)
  }

  // MARK: Tables

  private mutating func write(_ part: SheetPart) throws {
    var reader = try TableReader(part.table, language: options.language)
    var ahead: [TableEvent] = []
    while ahead.count < RowSource.readAheadMax, let event = try reader.next() { ahead.append(event) }
    let page = try book.addSheet(part.name)
    var sheet = try TableSheet(
      page, cells, columns: reader.sheetColumns, measuredBy: ahead, isFilterable: !part.table.hasSubtotals)
    for event in ahead { try add(event, to: &sheet, part) }
    while let event = try reader.next() { try add(event, to: &sheet, part) }
    try sheet.finish()
    if let chart = part.chart { try SheetChart(chart, wording, formats: NumberFormats(language: options.language)).draw(on: page) }
  }

  /// Continues on another sheet when one is full.
  private mutating func add(_ event: TableEvent, to sheet: inout TableSheet, _ part: SheetPart) throws {
    if sheet.isFull {
      try sheet.finish()
      sheet = try sheet.continued(on: try book.addSheet(names.name(part.name, fallback: part.name)))
    }
    try sheet.write(event)
  }
}

/// A table and the name of its sheet.
struct SheetPart {
  let table: Table
  /// The chart whose figures the table holds; `nil` for a table of its own, and for a chart of more labels than a sheet has rows.
  let chart: Chart?
  let name: String

  init(_ table: Table, of block: Block, name: String) {
    self.table = table
    self.name = name
    chart = if case .chart(let chart) = block, chart.labels.count < Worksheet.rowsMax { chart } else { nil }
  }
}

extension TableReader {
  /// The columns of a sheet: that of the groups first, if there is one, since a sheet has it beside every row.
  fileprivate var sheetColumns: TableSheet.Columns { TableSheet.Columns(group: groupHeading, others: columns) }
}
