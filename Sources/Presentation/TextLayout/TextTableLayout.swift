/// The layout of a ``TextTable``: widths found once, then lines entry by entry, so that a long table can stream.
package struct TextTableLayout {
  /// Number of spaces between two columns.
  package static let gap = 2
  private let columns: [TextTable.Column]
  /// The widths of the columns; `nil` when rows are laid out as blocks.
  private let widths: [Int]?
  /// The bound of a line in terminal columns; nil for none.
  package let lineWidth: Int?
  private let isColored: Bool
  private let hasHeader: Bool

  /// Measures the columns and the entries of a table; entries beyond them may follow later and wrap at these widths.
  package init(_ table: TextTable, width: Int?, isColored: Bool) {
    let limit = width.map { max(20, $0) }
    let columns = table.columns.map {
      TextTable.Column(SafeText.line($0.title), $0.alignment, overflow: $0.overflow)
    }
    let measures = Self.measure(columns, table.entries, isWrapping: limit != nil, hasHeader: table.hasHeader)
    self.columns = columns
    self.widths = ColumnWidths.fit(measures, available: limit.map { $0 - Self.gap * max(0, columns.count - 1) })
    self.lineWidth = limit
    self.isColored = isColored
    self.hasHeader = table.hasHeader && columns.contains { !$0.title.isEmpty }
  }

  /// The width of the table when it has columns side by side.
  package var tableWidth: Int { widths.map { $0.reduce(0, +) + Self.gap * max(0, $0.count - 1) } ?? lineWidth ?? 0 }

  /// The titles and the rule under them; nothing when rows are blocks, where each value has its title.
  package var header: [String] {
    guard hasHeader, widths != nil else { return [] }
    var lines: [String] = []
    cells(columns.map { .init($0.title, .bold) }, isHeader: true) { lines.append($0) }
    return lines + rule
  }

  /// The lines of one entry.
  package func lines(_ entry: TextTable.Entry) -> [String] {
    var lines: [String] = []
    eachLine(of: entry) { lines.append($0) }
    return lines
  }

  /// Hands out the lines of one entry, one by one.
  package func eachLine(of entry: TextTable.Entry, _ body: (String) throws -> Void) rethrows {
    switch entry {
    case .row(let row): if widths == nil { try block(row, body) } else { try cells(row, isHeader: false, body) }
    case .heading(let text): try heading(text, body)
    case .rule: for line in rule { try body(line) }
    }
  }

  private var rule: [String] {
    guard let widths else { return [String(repeating: "─", count: min(lineWidth ?? 40, 40))] }
    let line = widths.map { String(repeating: "─", count: $0) }.joined(separator: DisplayWidth.spaces(Self.gap))
    return [TerminalStyle.dim.styled(line, isColored: isColored)]
  }

  private func heading(_ text: String, _ body: (String) throws -> Void) rethrows {
    let lines = lineWidth.map { WrappedLines(text, width: $0) } ?? WrappedLines(lines: [SafeText.line(text)])
    for line in lines { try body(TerminalStyle.bold.styled(Self.trimmed(line), isColored: isColored)) }
  }

  private func cells(_ row: [TextTable.Cell], isHeader: Bool, _ body: (String) throws -> Void) rethrows {
    guard let widths else { return }
    var parts = columns.indices.map { index in
      index < row.count
        ? pieces(row[index].text, columns[index], width: widths[index], isHeader: isHeader) : WrappedLines(lines: [""])
    }
    var next = parts.indices.map { parts[$0].next() }
    repeat {
      let texts = columns.indices.map { index in
        styledCell(next[index] ?? "", index, style: index < row.count ? row[index].style : .plain)
      }
      try body(Self.trimmed(texts.joined(separator: DisplayWidth.spaces(Self.gap))))
      next = parts.indices.map { parts[$0].next() }
    } while next.contains { $0 != nil }
  }

  private func styledCell(_ content: String, _ index: Int, style: TerminalStyle) -> String {
    let text = Self.trimmed(content)
    let width = widths?[index] ?? 0
    let missing = max(0, width - DisplayWidth.of(text))
    let lead = columns[index].alignment == .right ? missing : columns[index].alignment == .center ? missing / 2 : 0
    let styled = style.styled(text, isColored: isColored)
    return DisplayWidth.spaces(lead) + styled + DisplayWidth.spaces(missing - lead)
  }

  private func pieces(_ text: String, _ column: TextTable.Column, width: Int, isHeader: Bool) -> WrappedLines {
    guard lineWidth != nil else { return WrappedLines(lines: [SafeText.line(text)]) }
    if column.overflow == .cut, !isHeader {
      return WrappedLines(lines: [DisplayWidth.cut(SafeText.line(text), to: width)])
    }
    return WrappedLines(text, width: width)
  }

  private static func measure(
    _ columns: [TextTable.Column], _ entries: [TextTable.Entry], isWrapping: Bool, hasHeader: Bool
  ) -> [ColumnWidths.Measure] {
    columns.indices.map { index in
      var measure = ColumnWidths.Measure()
      if hasHeader {
        measure.natural = DisplayWidth.of(columns[index].title)
        measure.titleWord = DisplayWidth.longestWord(columns[index].title)
      }
      for case .row(let row) in entries where index < row.count {
        measure.take(row[index].text, columns[index].overflow, isWrapping: isWrapping)
      }
      return measure
    }
  }

  /// Removes the spaces at the end of a line.
  package static func trimmed(_ line: String) -> String {
    let space = UInt8(ascii: " ")
    guard line.utf8.last == space else { return line }
    guard let last = line.utf8.lastIndex(where: { $0 != space }) else { return "" }
    return String(line[..<line.utf8.index(after: last)])
  }
}

extension TextTableLayout {
  /// A row as a block of «title: value» lines, for tables with too many columns for the line.
  private func block(_ row: [TextTable.Cell], _ body: (String) throws -> Void) rethrows {
    let line = lineWidth ?? 80
    let titleWidth = min(columns.reduce(0) { max($0, DisplayWidth.of($1.title)) }, line * 2 / 5)
    let valueWidth = line - titleWidth - Self.gap
    for (column, cell) in zip(columns, row) where !cell.text.isEmpty {
      var (titles, values) = (WrappedLines(column.title, width: titleWidth), WrappedLines(cell.text, width: valueWidth))
      var (title, value) = (titles.next(), values.next())
      while title != nil || value != nil {
        let shown = Self.trimmed(title ?? "")
        let fill = DisplayWidth.spaces(titleWidth - DisplayWidth.of(shown) + Self.gap)
        let styled = value.map { cell.style.styled(Self.trimmed($0), isColored: isColored) } ?? ""
        try body(Self.trimmed(TerminalStyle.dim.styled(shown, isColored: isColored) + fill + styled))
        (title, value) = (titles.next(), values.next())
      }
    }
    try body("")
  }
}

extension ColumnWidths.Measure {
  /// Takes one more text of the column into account.
  mutating func take(_ text: String, _ overflow: TextTable.Overflow, isWrapping: Bool) {
    for piece in TextPieces(text) { take(piece: piece.text, overflow, isWrapping: isWrapping) }
  }

  private mutating func take(piece text: String, _ overflow: TextTable.Overflow, isWrapping: Bool) {
    let safe = isWrapping && overflow != .cut ? SafeText.lines(text) : SafeText.line(text)
    let width = safe.split(separator: "\n").reduce(0) { max($0, DisplayWidth.of($1)) }
    natural = max(natural, width)
    switch overflow {
    case .wrap: word = max(word, DisplayWidth.longestWord(safe))
    case .cut: word = max(word, min(width, 8))
    case .keep: rigid = max(rigid, DisplayWidth.longestWord(safe))
    }
  }
}
