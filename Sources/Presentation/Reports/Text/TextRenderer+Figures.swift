extension TextRenderer {
  /// Writes a network as the list of the best connected with those they are tied to.
  func write(_ network: NetworkFigure) throws {
    let summary = network.summary(language: wording)
    try write(summary)
    guard case .all(let rows) = summary.rows else { return }
    let isolated = network.neighbours.count { $0.isEmpty }
    let others = network.nodes.count - isolated - rows.count
    if let remark = wording.notShown(isolated: isolated, others: others) {
      try write(wrapped(remark).map { styled($0, .dim) })
    }
  }

  /// Writes a map in dots, then the values of its regions as bars.
  func write(_ map: MapFigure) throws {
    try write(wrapped(map.title).map { styled($0, .bold) })
    guard !map.isEmpty else { return try write(wrapped(wording.emptyMap)) }
    if map.regions.contains(where: { !$0.outlines.isEmpty }) || map.points.count > 1 {
      try write(TextMap(map, width: options.width ?? 80).lines())
    }
    if !map.points.isEmpty { try write(wrapped(wording.mapMarks).map { styled($0, .dim) }) }
    if let ranking = map.ranking { try write([""] + TextChart(ranking, options: options).lines()) }
  }
}
