extension NetworkFigure {
  /// For each node the indices of its neighbours, each once, in the order of the nodes; never itself.
  var neighbours: [[Int]] {
    var sets = [Set<Int>](repeating: [], count: nodes.count)
    for edge in edges where edge.from != edge.to {
      sets[edge.from].insert(edge.to)
      sets[edge.to].insert(edge.from)
    }
    return sets.map { $0.sorted() }
  }

  /// Returns the indices of the nodes, the best connected first; equals in the order they were given.
  static func ranked(_ neighbours: [[Int]]) -> [Int] {
    neighbours.indices.sorted { (neighbours[$1].count, $0) < (neighbours[$0].count, $1) }
  }

  /// The figures behind the drawing: a table of the nodes and one of the ties.
  func tables(language wording: Wording) -> [Table] { [nodeTable(wording), edgeTable(wording)] }

  /// Returns the best connected nodes with their neighbours: the figure where nothing can be drawn.
  ///
  /// - Parameter rowsMax: the maximum number of nodes shown.
  func summary(language wording: Wording, rowsMax: Int = 12, namesMax: Int = 6) -> Table {
    let neighbours = neighbours
    let ranked = Self.ranked(neighbours).filter { !neighbours[$0].isEmpty }
    let rows = ranked.prefix(rowsMax).map { index -> [Cell] in
      // Of the neighbours, the best connected are the most informative.
      let others = neighbours[index].sorted { (neighbours[$1].count, $0) < (neighbours[$0].count, $1) }
      let names = others.prefix(namesMax).map { nodes[$0].label }.joined(separator: " · ")
      let more = others.count > namesMax ? " · +\(others.count - namesMax)" : ""
      return [.text(nodes[index].label)] + group(index) + [.integer(Int64(others.count)), .text(names + more)]
    }
    return Table(
      columns: [Column(wording.name)] + groupColumn(wording) + [Column(wording.ties), Column(wording.tiedTo)],
      rows: rows, caption: title, emptyText: wording.emptyNetwork)
  }

  private func nodeTable(_ wording: Wording) -> Table {
    let neighbours = neighbours
    let hasSizes = nodes.contains { $0.size != nil }
    let rows = Self.ranked(neighbours).map { index -> [Cell] in
      let size: [Cell] = hasSizes ? [nodes[index].size.map(Cell.number) ?? .empty] : []
      return [.text(nodes[index].label)] + group(index) + [.integer(Int64(neighbours[index].count))] + size
    }
    return Table(
      columns: [Column(wording.name)] + groupColumn(wording) + [Column(wording.ties, isSummed: false)]
        + (hasSizes ? [Column(wording.size, kind: .number)] : []),
      rows: rows, caption: "\(title) – \(wording.nodes)")
  }

  private func edgeTable(_ wording: Wording) -> Table {
    let hasLabels = edges.contains { $0.label != nil }
    let hasWeights = edges.contains { $0.weight != 1 }
    let rows = edges.map { edge -> [Cell] in
      [.text(nodes[edge.from].label), .text(nodes[edge.to].label)]
        + (hasLabels ? [edge.label.map(Cell.text) ?? .empty] : []) + (hasWeights ? [.number(edge.weight)] : [])
    }
    return Table(
      columns: [Column(wording.from), Column(wording.to)] + (hasLabels ? [Column(wording.tie)] : [])
        + (hasWeights ? [Column(wording.weight, kind: .number)] : []),
      rows: rows, caption: "\(title) – \(wording.edges)")
  }

  private func groupColumn(_ wording: Wording) -> [Column] { groups.isEmpty ? [] : [Column(wording.group)] }

  private func group(_ node: Int) -> [Cell] {
    groups.isEmpty ? [] : [nodes[node].group.map { .text(groups[$0]) } ?? .empty]
  }
}
