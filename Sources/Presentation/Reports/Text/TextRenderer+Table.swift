import TextLayout

extension TextRenderer {
  /// Writes a table; the widths of a long stream are found from the rows read ahead, later rows wrap at them.
  func write(_ table: Table) throws {
    var reader = try TableReader(table, language: options.language)
    var ahead: [TextTable.Entry] = []
    var rows = 0
    let limit = table.rows.isStream ? RowSource.readAheadMax : Int.max
    while rows < limit, let event = try reader.next() {
      if case .row = event { rows += 1 }
      ahead += entries(event, reader.columns)
    }
    if let caption = table.title { try write(wrapped: caption, style: .bold) }
    guard rows > 0 else {
      try write(wrapped: table.emptyText ?? wording.emptyTable)
      return
    }
    let text = TextTable(columns: reader.columns.map(textColumn), entries: ahead)
    let layout = TextTableLayout(text, width: width, isColored: options.isColored)
    try write(layout.header)
    for entry in ahead {
      try RenderBudget.checkpoint()
      try layout.write(entry, to: sink)
    }
    while let event = try reader.next() {
      for entry in entries(event, reader.columns) { try layout.write(entry, to: sink) }
    }
  }

  private func textColumn(_ column: ResolvedColumn) -> TextTable.Column {
    TextTable.Column(
      column.title, column.alignment, overflow: column.isQuantity || column.kind == .date ? .keep : .wrap)
  }

  private func entries(_ event: TableEvent, _ columns: [ResolvedColumn]) -> [TextTable.Entry] {
    switch event {
    case .group(let cell): [.heading("▸ " + cellText.text(cell))]
    case .row(let row): [.row(texts(row, columns, style: .plain))]
    case .subtotal(let row): [.row(texts(row, columns, style: .bold))]
    case .total(let row): [.rule, .row(texts(row, columns, style: .bold))]
    }
  }

  private func texts(_ row: [Cell], _ columns: [ResolvedColumn], style: TerminalStyle) -> [TextTable.Cell] {
    zip(row, columns).map { TextTable.Cell(cellText.text($0, in: $1), style) }
  }
}

extension RowSource {
  /// Whether rows are pulled one by one.
  var isStream: Bool {
    if case .all = self { false } else { true }
  }
}
