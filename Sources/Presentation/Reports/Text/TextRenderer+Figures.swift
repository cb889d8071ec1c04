extension TextRenderer {
  /// Writes a network as the list of the best connected with those they are tied to.
  func write(_ network: NetworkFigure) throws {
    let summary = network.summary(language: wording)
    try write(summary)
    guard case .all(let rows) = summary.rows else { return }
    let isolated = network.neighbours.count { $0.isEmpty }
    let others = network.nodes.count - isolated - rows.count
    if let remark = wording.notShown(isolated: isolated, others: others) {
      try write(wrapped: remark, style: .dim)
    }
  }

  /// Writes a chart: its title, then the drawing or a sentence.
  func write(_ chart: Chart) throws {
    let drawing = TextChart(chart, options: options)
    try write(wrapped: drawing.title, width: drawing.width, style: .bold)
    try write(drawing.lines())
  }

  /// Writes a map in dots, then the values of its regions as bars.
  func write(_ map: MapFigure) throws {
    try write(wrapped: map.title, style: .bold)
    guard !map.isEmpty else {
      try write(wrapped: wording.emptyMap)
      return
    }
    if map.regions.contains(where: { !$0.outlines.isEmpty }) || map.points.count > 1 {
      try write(TextMap(map, width: options.width ?? 80).lines())
    }
    if !map.points.isEmpty { try write(wrapped: wording.mapMarks, style: .dim) }
    guard let ranking = map.ranking else { return }
    try sink.writeLine()
    try write(ranking)
  }
}
