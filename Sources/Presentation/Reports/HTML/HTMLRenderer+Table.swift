extension HTMLRenderer {
  /// Writes a table inside a region that scrolls when it is wider than the page.
  func write(_ table: Table, number: Int) throws {
    try write(table, named: "\(wording.table) \(number)")
  }

  /// Writes a table row by row under a name that is unique on the page.
  func write(_ table: Table, named name: String) throws {
    var reader = try TableReader(table, language: cellText.format.language)
    let label = name + (table.title.map { wording.colon + SafeText.line($0) } ?? "")
    guard var event = try reader.next() else { return try writeEmpty(table) }
    try sink.writeLine(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(HTMLText.escaped(label))\">\n<table>")
    if let caption = table.title { try sink.writeLine("<caption>\(HTMLText.escaped(caption))</caption>") }
    try writeHeader(reader.columns)
    var section = HTMLTableSection()
    while true {
      try write(event, reader.columns, &section)
      guard let next = try reader.next() else { break }
      event = next
    }
    try sink.writeLine(section.close() + "</table>\n</div>")
  }

  private func writeEmpty(_ table: Table) throws {
    let caption = table.title.map { "<strong>\(HTMLText.escaped($0))</strong><br>" } ?? ""
    try sink.writeLine("<p class=\"empty\">\(caption)\(HTMLText.linked(table.emptyText ?? wording.emptyTable))</p>")
  }

  private func writeHeader(_ columns: [ResolvedColumn]) throws {
    let titles = columns.map { column in
      // A heading without text would be read out as nothing.
      let tag = column.title.isEmpty ? "td" : "th scope=\"col\""
      return "<\(tag)\(Self.style(column))>\(HTMLText.escaped(column.title))</\(tag.prefix(2))>"
    }
    try sink.writeLine("<thead><tr>\(titles.joined())</tr></thead>")
  }

  private func write(_ event: TableEvent, _ columns: [ResolvedColumn], _ section: inout HTMLTableSection) throws {
    switch event {
    case .group(let cell):
      let heading = "<th scope=\"rowgroup\" colspan=\"\(columns.count)\">\(HTMLText.escaped(cellText.text(cell)))</th>"
      try sink.writeLine(section.close() + section.open("tbody") + "<tr class=\"group\">\(heading)</tr>")
    case .row(let row): try sink.writeLine(section.open("tbody") + "<tr>\(cells(row, columns))</tr>")
    case .subtotal(let row):
      try sink.writeLine(section.open("tbody") + "<tr class=\"subtotal\">\(cells(row, columns))</tr>")
    case .total(let row):
      try sink.writeLine(section.close() + section.open("tfoot") + "<tr>\(cells(row, columns))</tr>")
    }
  }

  private func cells(_ row: [Cell], _ columns: [ResolvedColumn]) -> String {
    var text = ""
    for (index, cell) in row.enumerated() {
      let content = content(cell, columns[index])
      let isHeader = index == 0 && !columns[0].isQuantity && !content.isEmpty
      text +=
        "<\(isHeader ? "th scope=\"row\"" : "td")\(Self.style(columns[index]))>\(content)</\(isHeader ? "th" : "td")>"
    }
    return text
  }

  private func content(_ cell: Cell, _ column: ResolvedColumn) -> String {
    switch cell {
    case .link(let text, let url): HTMLText.link(text, to: url)
    case .text(let text): HTMLText.linked(text)
    default: HTMLText.escaped(cellText.text(cell, in: column))
    }
  }

  private static func style(_ column: ResolvedColumn) -> String {
    switch column.alignment {
    case .left: ""
    case .right: " class=\"n\""
    case .center: " class=\"c\""
    }
  }
}

/// The section of a table that is open: body or foot.
struct HTMLTableSection {
  private var tag: String?

  /// The tag that opens a section, unless it is open.
  mutating func open(_ tag: String) -> String {
    guard self.tag != tag else { return "" }
    self.tag = tag
    return "<\(tag)>\n"
  }

  /// The tag that closes the open section.
  mutating func close() -> String {
    defer { tag = nil }
    return tag.map { "</\($0)>\n" } ?? ""
  }
}
