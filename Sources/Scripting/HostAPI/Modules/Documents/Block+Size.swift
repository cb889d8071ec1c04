import Reports

/// The size of blocks of a document.
struct BlockSize {
  /// The bytes of their texts.
  private var textBytes = 0
  /// Number of their parts: texts, cells, values, positions.
  private var partCount = 0

  /// Bytes charged to the task as output: the texts, and each part that shows on a page.
  var outputBytes: Int { textBytes + 8 * partCount }

  /// Bytes they hold in memory: an upper estimate.
  var memoryBytes: Int { textBytes + Self.partBytes * partCount }

  /// Bytes of a part beside its text: its place in a list that grows by doubling, and the buffer of its text.
  private static let partBytes = 96

  static func + (left: BlockSize, right: BlockSize) -> BlockSize {
    var sum = left
    sum.textBytes += right.textBytes
    sum.partCount += right.partCount
    return sum
  }

  /// Counts texts; an absent one counts nothing.
  mutating func add(_ texts: String?...) {
    for text in texts { if let text { add(text) } }
  }

  /// Counts a text.
  mutating func add(_ text: String) {
    textBytes += text.utf8.count
    partCount += 1
  }

  /// Counts parts without a text.
  mutating func add(parts count: Int) { partCount += count }

  /// Counts numbers or positions, which take less than other parts.
  mutating func add(numbers count: Int) { partCount += (count + 3) / 4 }

  /// Counts the destination of a link.
  mutating func add(_ target: LinkTarget) {
    switch target {
    case .web(let address): add(address)
    case .record(let kind, let id), .report(let kind, let id): add(kind, id)
    case .page(let plugin, let path, let query):
      add(plugin, path)
      for item in query { add(item.name, item.value) }
    }
  }

  /// Counts a cell.
  mutating func add(_ cell: Cell) {
    switch cell {
    case .text(let text), .date(let text): add(text)
    case .link(let text, let target):
      add(text)
      add(target)
    case .money(_, let currency): add(currency)
    case .empty, .integer, .number, .boolean: add(parts: 1)
    }
  }
}

extension Block {
  /// The size of the block, all its texts included. A block counts for two parts itself.
  var size: BlockSize {
    var size = BlockSize()
    size.add(parts: 2)
    switch self {
    case .heading(let text, _), .text(let text), .note(let text), .source(let text): size.add(text)
    case .list(let items): for item in items { size.add(item) }
    case .figures(let figures): for figure in figures { figure.count(into: &size) }
    case .table(let table): table.count(into: &size)
    case .chart(let chart): chart.count(into: &size)
    case .network(let network): network.count(into: &size)
    case .map(let map): map.count(into: &size)
    case .links(let links): for link in links { link.count(into: &size) }
    case .cards(let cards): for card in cards { card.count(into: &size) }
    case .form(let form): form.count(into: &size)
    case .pageBreak: break
    }
    return size
  }
}

extension KeyFigure {
  fileprivate func count(into size: inout BlockSize) {
    size.add(label, unit, note)
    size.add(value)
  }
}

extension Link {
  fileprivate func count(into size: inout BlockSize) {
    size.add(text, note)
    size.add(target)
  }
}

extension Card {
  fileprivate func count(into size: inout BlockSize) {
    size.add(title, text, note)
    if let target { size.add(target) }
    for figure in figures { figure.count(into: &size) }
  }
}

extension FormPlacement {
  fileprivate func count(into size: inout BlockSize) {
    size.add(title, text, submitLabel)
    for field in fields {
      size.add(field.name, field.label, field.hint)
      for value in field.values { size.add(value) }
      for option in field.control.options { size.add(option.value, option.label) }
    }
  }
}

extension Table {
  fileprivate func count(into size: inout BlockSize) {
    size.add(caption, emptyText)
    for column in columns { size.add(column.title, column.unit) }
    if case .row(let cells)? = totals { for cell in cells { size.add(cell) } }
    guard case .all(let rows) = rows else { return }
    for row in rows {
      size.add(parts: 1)
      for cell in row { size.add(cell) }
    }
  }
}

extension Chart {
  fileprivate func count(into size: inout BlockSize) {
    size.add(title, unit)
    for label in labels { size.add(label) }
    for series in series {
      size.add(series.name)
      size.add(numbers: series.values.count)
    }
  }
}

extension NetworkFigure {
  /// Counts its texts and the data that rendering makes of them: a row of a table for each node and each tie, the list of each
  /// node's neighbours, the place of each group by its name.
  fileprivate func count(into size: inout BlockSize) {
    size.add(title)
    for group in groups { size.add(group) }
    size.add(parts: groups.count + 4 * nodes.count + 2 * edges.count)
    for node in nodes { size.add(node.id, node.label) }
    for edge in edges {
      size.add(parts: 1)
      size.add(edge.label)
    }
  }
}

extension MapFigure {
  fileprivate func count(into size: inout BlockSize) {
    size.add(title, valueTitle, unit)
    for group in groups { size.add(group) }
    for point in points { size.add(point.label) }
    for region in regions {
      size.add(region.code, region.name)
      for outline in region.outlines {
        size.add(parts: 1)
        size.add(numbers: outline.count)
      }
    }
  }
}
