import Ecosystem
import Localization
import TextLayout

/// A map as inline SVG: regions shaded by their value in classes, points as marks whose area follows their number.
struct SVGMap: SVGDrawing {
  private static let heightMax = 560.0
  private static let nameWidth = 26
  /// The shades of the classes stay light enough for names on them to be read, in both colour schemes.
  private static let shades = [0.07, 0.17, 0.27, 0.37, 0.47]

  private let map: MapFigure
  private let projection: MapProjection
  private let clusters: [PointClusters.Cluster]
  private let scale: AxisScale
  private let wording: Wording
  private let cellText: CellText
  /// The regions with values from the highest to the lowest, and how their values are written; both found once.
  private let ranking: (chart: Chart, column: ResolvedColumn)?
  private let id: String

  init(_ map: MapFigure, language: Language, id: String) {
    self.map = map.drawn
    self.id = id
    wording = Wording(language)
    cellText = CellText(language)
    ranking = self.map.ranking.map { ($0, $0.valueColumn) }
    let projection = MapProjection(map, width: 720, heightMax: Self.heightMax, margin: 24)
    self.projection = projection
    clusters = PointClusters(map.points.map { projection.place($0.position) }, within: 12).clusters
    let values = map.regions.compactMap { $0.value.flatMap { $0.isFinite ? $0 : nil } }
    scale = AxisScale(from: min(0, values.min() ?? 0), to: values.max() ?? 1, steps: Self.shades.count - 1)
  }

  /// The lines of the drawing with its title and description.
  func svg() throws -> [String] {
    svg(try regions() + points + (try names()), height: projection.height, title: map.title, description: description, id: id)
  }

  /// The classes of values, then the groups of points.
  var legend: String {
    let groups = map.groups.enumerated().map { (mark($0, x: 7, y: 7, radius: 5), $1) }
    return legend(classes + groups)
  }

  private var description: String {
    let chart = ranking?.chart
    let highest = chart.flatMap { chart in chart.value(0, 0).map { (chart.labels[0], text($0)) } }
    return wording.describe(regions: chart?.labels.count ?? 0, points: map.points.count, highest: highest)
  }

  private var classes: [(mark: String, name: String)] {
    guard ranking != nil else { return [] }
    let title = map.valueTitle.map { $0 + wording.colon } ?? ""
    return (0..<scale.ticks.count - 1).map { index in
      let range = text(scale.ticks[index]) + "–" + text(scale.ticks[index + 1])
      let swatch = "<rect width=\"14\" height=\"14\" class=\"region f0\" fill-opacity=\"\(shade(ofClass: index))\"/>"
      return (swatch, index == 0 ? title + range : range)
    }
  }

  private func regions() throws -> [String] {
    try map.regions.filter { !$0.outlines.isEmpty }.map { region in
      try RenderBudget.checkpoint()
      let path = region.outlines.map(path).joined()
      let value = region.value.flatMap { $0.isFinite ? $0 : nil }
      let name = value.map { "f0\" fill-opacity=\"\(shade(ofClass: classIndex($0)))" } ?? "blank"
      let title = SafeText.line(region.name) + (value.map { wording.colon + text($0) } ?? "")
      return
        "<path d=\"\(path)\" class=\"region \(name)\" fill-rule=\"evenodd\"><title>\(HTMLText.escaped(title))</title></path>"
    }
  }

  private func path(_ outline: [MapFigure.Position]) -> String {
    let corners = outline.map { position in
      let place = projection.place(position)
      return "\(number(place.x)) \(number(place.y))"
    }
    return corners.isEmpty ? "" : "M" + corners.joined(separator: "L") + "Z"
  }

  private var points: [String] {
    clusters.map { cluster in
      let names = cluster.members.prefix(12).map { SafeText.line(map.points[$0].label) }.joined(separator: " · ")
      let more = cluster.members.count > 12 ? " · +\(cluster.members.count - 12)" : ""
      return mark(group(of: cluster), x: cluster.x, y: cluster.y, radius: radius(cluster), title: names + more)
    }
  }

  /// The group that most points of a cluster are of; the first of equals.
  private func group(of cluster: PointClusters.Cluster) -> Int {
    let groups = cluster.members.compactMap { map.points[$0].group }
    let counts = Dictionary(groups.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? (map.groups.isEmpty ? 4 : 7)
  }

  private func radius(_ cluster: PointClusters.Cluster) -> Double {
    min(4 + 1.9 * Double(cluster.members.count - 1).squareRoot(), 18)
  }

  /// Names of the regions with their values, then those of the largest clusters, where there is free space.
  private func names() throws -> [String] {
    let marks = clusters.map { cluster -> LabelPlacement.Box in
      let radius = radius(cluster)
      return .init(x: cluster.x - radius, y: cluster.y - radius, width: 2 * radius, height: 2 * radius)
    }
    var placement = LabelPlacement(
      within: .init(x: 0, y: 0, width: width, height: projection.height), keepingOff: marks)
    return try regionNames(&placement) + clusterNames(&placement)
  }

  private func regionNames(_ placement: inout LabelPlacement) throws -> [String] {
    try map.regions.compactMap { region in
      try RenderBudget.checkpoint()
      guard let largest = region.outlines.max(by: { Self.area($0) < Self.area($1) }), largest.count > 2 else {
        return nil
      }
      let middle = projection.place(Self.middle(of: largest))
      let value = region.value.flatMap { $0.isFinite ? "\u{A0}" + text($0) : nil } ?? ""
      let name = DisplayWidth.cut(SafeText.line(region.name), to: Self.nameWidth) + value
      // When points cover the middle, the name is placed a little over or under it.
      var box: LabelPlacement.Box?
      for shift in [0.0, -18, 18, -36, 36, -54, 54] where box == nil {
        box = placement.place(width: wide(name) * 0.92, height: 15, onX: middle.x, y: middle.y + shift)
      }
      return box.map { text(name, x: $0.x + $0.width / 2, y: $0.y + 11.5, anchor: "middle", name: "name region-name") }
    }
  }

  private func clusterNames(_ placement: inout LabelPlacement) -> [String] {
    clusters.prefix(30).compactMap { cluster in
      let count = cluster.members.count
      let label = DisplayWidth.cut(SafeText.line(map.points[cluster.members[0]].label), to: Self.nameWidth)
      // One name out of many would be an arbitrary choice; their number is shown instead.
      let name = count > 3 ? "\(count)" : label + (count > 1 ? " +\(count - 1)" : "")
      let box = placement.place(
        width: wide(name) * 0.92, height: 15, besideX: cluster.x, y: cluster.y, radius: radius(cluster))
      return box.map { text(name, x: $0.x, y: $0.y + 11.5, name: "name") }
    }
  }

  // MARK: Values

  private func text(_ value: Double) -> String {
    guard let ranking else { return cellText.format.number(value) }
    return cellText.text(ranking.chart.cell(value), in: ranking.column)
  }

  /// The class that holds a value; a bound belongs to the class it begins, the last to the one it ends.
  private func classIndex(_ value: Double) -> Int {
    min(max(0, Int(saturating: (value - scale.low) / scale.step)), scale.ticks.count - 2)
  }

  /// The lightest shade for the first class, the strongest for the last.
  private func shade(ofClass index: Int) -> String {
    let last = max(1, scale.ticks.count - 2)
    let place = Double(index) / Double(last) * Double(Self.shades.count - 1)
    return JSONWriter.text(Self.shades[Int(saturating: place.rounded()).clamped(to: 0...(Self.shades.count - 1))])
  }

  // MARK: Shapes

  /// Twice the area of an outline in square degrees (shoelace formula).
  private static func area(_ outline: [MapFigure.Position]) -> Double {
    abs(crosses(outline).reduce(0) { $0 + $1.cross })
  }

  /// The centroid of an outline.
  private static func middle(of outline: [MapFigure.Position]) -> MapFigure.Position {
    let crosses = crosses(outline)
    let whole = crosses.reduce(0) { $0 + $1.cross }
    guard abs(whole) > 1e-9 else { return outline[0] }
    return .init(
      latitude: crosses.reduce(0) { $0 + $1.latitudes * $1.cross } / (3 * whole),
      longitude: crosses.reduce(0) { $0 + $1.longitudes * $1.cross } / (3 * whole))
  }

  private static func crosses(_ outline: [MapFigure.Position]) -> [(
    cross: Double, latitudes: Double, longitudes: Double
  )] {
    outline.indices.map { index in
      let (here, next) = (outline[index], outline[(index + 1) % outline.count])
      return (
        here.longitude * next.latitude - next.longitude * here.latitude, here.latitude + next.latitude,
        here.longitude + next.longitude
      )
    }
  }
}
