extension MapFigure {
  /// Whether there is nothing to draw.
  var isEmpty: Bool { regions.allSatisfy(\.outlines.isEmpty) && points.isEmpty }

  /// The regions that have a value, the highest first, as a chart.
  var ranking: Chart? {
    let valued = regions.filter { $0.value?.isFinite == true }.enumerated()
      .sorted { ($1.element.value ?? 0, $0.offset) < ($0.element.value ?? 0, $1.offset) }.map(\.element)
    guard !valued.isEmpty else { return nil }
    return Chart(
      kind: .bar, title: valueTitle ?? title, labels: valued.map(\.name), values: valued.map(\.value), unit: unit,
      valueKind: valueKind, decimals: decimals)
  }

  /// The figures behind the map: a table of the regions that have a value and one of the points, if there are any.
  func tables(language wording: Wording) -> [Table] {
    [regionTable(wording), pointTable(wording)].compactMap(\.self)
  }

  private func regionTable(_ wording: Wording) -> Table? {
    guard let ranking, let series = ranking.series.first else { return nil }
    let codes = Dictionary(regions.map { ($0.name, $0.code) }) { first, _ in first }
    let rows = ranking.labels.indices.map { index in
      [Cell.text(ranking.labels[index]), .text(codes[ranking.labels[index]] ?? ""), ranking.cell(series.values[index])]
    }
    return Table(
      columns: [
        Column(wording.territory), Column(wording.code), ranking.column(named: valueTitle ?? wording.value),
      ], rows: rows, caption: points.isEmpty ? title : "\(title) – \(wording.territories)")
  }

  private func pointTable(_ wording: Wording) -> Table? {
    guard !points.isEmpty else { return nil }
    let rows = points.map { point -> [Cell] in
      [.text(point.label)] + (groups.isEmpty ? [] : [point.group.map { .text(groups[$0]) } ?? .empty])
        + [.number(point.position.latitude), .number(point.position.longitude)]
    }
    return Table(
      columns: [Column(wording.name)] + (groups.isEmpty ? [] : [Column(wording.group)])
        + [wording.latitude, wording.longitude].map { Column($0, kind: .number, decimals: 4, isSummed: false) },
      rows: rows, caption: ranking == nil ? title : "\(title) – \(wording.points)")
  }
}
