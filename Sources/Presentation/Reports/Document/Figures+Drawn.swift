// Figures as drawings show them: the same values with long texts cut. A label of thousands of letters is unreadable, and the
// tables behind the drawing hold all of it.

extension Chart {
  /// The chart with long texts cut.
  var drawn: Chart {
    var chart = self
    (chart.title, chart.unit) = (title.drawn, unit?.drawn)
    for index in labels.indices where labels[index].isCutInDrawings { chart.labels[index] = labels[index].drawn }
    for index in series.indices where series[index].name.isCutInDrawings { chart.series[index].name = series[index].name.drawn }
    return chart
  }
}

extension NetworkFigure {
  /// The network with long texts cut.
  var drawn: NetworkFigure {
    var network = self
    network.title = title.drawn
    for index in nodes.indices where nodes[index].label.isCutInDrawings { network.nodes[index].label = nodes[index].label.drawn }
    for index in groups.indices where groups[index].isCutInDrawings { network.groups[index] = groups[index].drawn }
    return network
  }
}

extension MapFigure {
  /// The map with long texts cut.
  var drawn: MapFigure {
    var map = self
    (map.title, map.unit, map.valueTitle) = (title.drawn, unit?.drawn, valueTitle?.drawn)
    for index in regions.indices where regions[index].name.isCutInDrawings { map.regions[index].name = regions[index].name.drawn }
    for index in points.indices where points[index].label.isCutInDrawings { map.points[index].label = points[index].label.drawn }
    for index in groups.indices where groups[index].isCutInDrawings { map.groups[index] = groups[index].drawn }
    return map
  }
}

extension String {
  /// The text as a drawing shows it.
  var drawn: String { isCutInDrawings ? String(unicodeScalars.prefix(300)) + "…" : self }

  fileprivate var isCutInDrawings: Bool { utf8.count > 1_200 }
}
