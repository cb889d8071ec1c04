import TextLayout

extension HTMLRenderer {
  /// Writes a table inside a region that scrolls when it is wider than the page.
  func write(_ table: Table, number: Int) throws {
    try write(table, named: "\(wording.table) \(number)")
  }

  /// Writes a table row by row under a name that is unique on the page.
  func write(_ table: Table, named name: String) throws {
    var reader = try TableReader(table, language: cellText.format.language)
    let label = name + (table.title.map { wording.colon + SafeText.line($0.drawn) } ?? "")
    guard var event = try reader.next() else { return try writeEmpty(table) }
    try sink.writeLine(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(HTMLText.escaped(label))\">\n<table>")
    if let caption = table.title { try write(caption, in: "<caption>", "</caption>\n") }
    try writeHeader(reader.columns)
    var section = HTMLTableSection()
    while true {
      try write(event, reader.columns, section: &section)
      guard let next = try reader.next() else { break }
      event = next
    }
    try sink.writeLine(section.close() + "</table>\n</div>")
  }

  private func writeEmpty(_ table: Table) throws {
    try sink.write("<p class=\"empty\">")
    if let caption = table.title { try write(caption, in: "<strong>", "</strong><br>") }
    try writeLinked(table.emptyText ?? wording.emptyTable)
    try sink.writeLine("</p>")
  }

  private func writeHeader(_ columns: [ResolvedColumn]) throws {
    try sink.write("<thead><tr>")
    for column in columns {
      // A heading without text would be read out as nothing.
      let tag = column.title.isEmpty ? "td" : "th scope=\"col\""
      try write(column.title, in: "<\(tag)\(Self.style(column))>", "</\(tag.prefix(2))>")
    }
    try sink.writeLine("</tr></thead>")
  }

  private func write(_ event: TableEvent, _ columns: [ResolvedColumn], section: inout HTMLTableSection) throws {
    switch event {
    case .group(let cell):
      let heading = "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"\(columns.count)\">"
      try write(cellText.text(cell), in: section.close() + section.open("tbody") + heading, "</th></tr>\n")
    case .row(let row): try write(row, columns, in: section.open("tbody") + "<tr>")
    case .subtotal(let row): try write(row, columns, in: section.open("tbody") + "<tr class=\"subtotal\">")
    case .total(let row): try write(row, columns, in: section.close() + section.open("tfoot") + "<tr>")
    }
  }

  private func write(_ row: [Cell], _ columns: [ResolvedColumn], in opening: String) throws {
    try sink.write(opening)
    for (index, cell) in row.enumerated() {
      let isHeader = index == 0 && !columns[0].isQuantity && !isBlank(cell, columns[0])
      try sink.write("<\(isHeader ? "th scope=\"row\"" : "td")\(Self.style(columns[index]))>")
      try write(cell, columns[index])
      try sink.write(isHeader ? "</th>" : "</td>")
    }
    try sink.writeLine("</tr>")
  }

  private func write(_ cell: Cell, _ column: ResolvedColumn) throws {
    switch cell {
    case .link(let text, let target): try writeLink(text, to: target)
    case .text(let text): try writeLinked(text)
    default: try writeEscaped(cellText.text(cell, in: column))
    }
  }

  /// Whether nothing of a cell is written.
  private func isBlank(_ cell: Cell, _ column: ResolvedColumn) -> Bool {
    if case .link(_, let target) = cell, options.address(of: target) != nil { return false }
    return cellText.text(cell, in: column).isEmpty
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
