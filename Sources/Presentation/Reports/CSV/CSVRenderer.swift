/// Renders the tables of a document as comma-separated values.
///
/// A document with one table gives a plain file: a record of titles, then the rows, with neither subtotals nor totals,
/// which are not data. With several, each table is preceded by a record that holds its caption alone and followed by
/// an empty line. Networks and maps are the tables behind them. When there are no tables the figures behind the charts are written, without
/// charts the key figures, and without these the links, those of cards too. A column of money takes two fields, the amount (in units, two decimals) and its currency.
struct CSVRenderer {
  private let options: RenderOptions
  private let sink: ByteSink
  private let wording: Wording

  init(options: RenderOptions, sink: ByteSink) {
    self.options = options
    self.sink = sink
    self.wording = Wording(options.language)
  }

  /// Writes all tables of a document.
  func render(_ document: Document) throws {
    let tables = Self.tables(of: document, wording)
    let writer = CellCSVWriter(sink, options.csv)
    try sink.write(options.csv.beginning)
    for (index, table) in tables.enumerated() {
      if index > 0 { try sink.write("\r\n") }
      if tables.count > 1 { try writer.write([table.title ?? "\(wording.table) \(index + 1)"]) }
      try write(table)
    }
  }

  /// Writes one table with its titles as a file.
  func writeFile(_ table: Table) throws {
    try sink.write(options.csv.beginning)
    try write(table)
  }

  private func write(_ table: Table) throws {
    var reader = try TableReader(table, language: options.language, isFlat: true)
    let writer = CellCSVWriter(sink, options.csv)
    let money = Set(reader.columns.indices.filter { reader.columns[$0].kind == .money })
    try writer.write(reader.columns.flatMap(titles))
    if case .spool(let spool) = table.rows {
      var rows = CodedRowWriter(sink, options.csv, moneyColumns: reader.columns.map { $0.kind == .money })
      return try spool.eachRow { try rows.write($0) }
    }
    while let event = try reader.next() {
      if case .row(let row) = event { try writer.write(row, moneyColumns: money) }
    }
  }

  /// The tables to write; one without caption is named by the heading above it.
  static func tables(of document: Document, _ wording: Wording) -> [Table] {
    let tables = document.blocksUnderHeadings.flatMap { block, heading -> [Table] in
      switch block {
      case .table(let table): [table.captioned(by: heading)]
      case .network, .map: block.tables(language: wording).map { $0.captioned(by: heading) }
      default: []
      }
    }
    guard tables.isEmpty else { return tables }
    let charts = document.blocks.compactMap { if case .chart(let chart) = $0 { chart } else { nil } }
    guard charts.isEmpty else { return charts.map { $0.table(language: wording) } }
    let figures = document.blocks.flatMap { block -> [KeyFigure] in
      if case .figures(let figures) = block { figures } else { [] }
    }
    guard figures.isEmpty else { return [table(of: figures, wording)] }
    let links = document.blocks.flatMap(\.links)
    return links.isEmpty ? [] : [table(of: links, wording)]
  }

  private static func table(of links: [Link], _ wording: Wording) -> Table {
    Table(
      columns: [Column(wording.label, kind: .text), Column(wording.address, kind: .text)],
      rows: links.map { [.text($0.text), .text($0.target.shown)] })
  }

  private static func table(of figures: [KeyFigure], _ wording: Wording) -> Table {
    Table(
      columns: [
        Column(wording.label, kind: .text), Column(wording.value, kind: .text), Column(wording.unit, kind: .text),
      ],
      rows: figures.map { [.text($0.label), $0.value, $0.unit.map(Cell.text) ?? .empty] })
  }

  private func titles(_ column: ResolvedColumn) -> [String] {
    column.kind == .money ? [column.title, "\(column.title) (\(wording.currency))"] : [column.title]
  }
}
