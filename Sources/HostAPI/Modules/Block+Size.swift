import Reports

extension Block {
  /// Roughly what the block holds in memory, in bytes: what a task is charged for it as output.
  var bytesHeld: Int {
    switch self {
    case .heading(let text, _), .text(let text), .note(let text), .source(let text): text.utf8.count
    case .list(let items): items.reduce(0) { $0 + $1.utf8.count }
    case .figures(let figures): figures.reduce(0) { $0 + $1.label.utf8.count + $1.value.bytesHeld }
    case .table(let table): table.bytesHeld
    case .chart(let chart):
      chart.labels.reduce(0) { $0 + $1.utf8.count } + chart.series.reduce(0) { $0 + $1.values.count * 8 }
    case .network(let network):
      network.nodes.reduce(0) { $0 + $1.label.utf8.count + 32 }
        + network.edges.reduce(0) { $0 + ($1.label?.utf8.count ?? 0) + 32 }
    case .map(let map):
      map.regions.reduce(0) { $0 + $1.name.utf8.count + $1.outlines.reduce(0) { $0 + $1.count * 16 } }
        + map.points.reduce(0) { $0 + $1.label.utf8.count + 24 }
    case .pageBreak: 1
    }
  }
}

extension Table {
  fileprivate var bytesHeld: Int {
    guard case .all(let rows) = rows else { return 0 }
    return rows.reduce(0) { $0 + $1.reduce(0) { $0 + $1.bytesHeld } }
  }
}

extension Cell {
  fileprivate var bytesHeld: Int {
    switch self {
    case .text(let text), .date(let text): text.utf8.count
    case .link(let text, let url): text.utf8.count + url.utf8.count
    default: 8
    }
  }
}
