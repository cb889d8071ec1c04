import Ecosystem
import Feeds

/// A part of the map with a scale of its own: the outlines of a country, and all that lies in the box around them.
///
/// Regions far from each other would be specks on one drawing.
struct MapPanel {
  /// A territory with its outline.
  struct Region {
    let id: String
    let name: String
    let count: Int
    let polygons: TerritoryOutlines.Polygons
  }

  /// The name of the country; nil for the places that no outline stands around.
  let title: String?
  let count: Int
  let regions: [Region]
  /// The outlines of neighbours in the box, drawn without a number.
  let neighbours: [TerritoryOutlines.Polygons]
  let box: MapBox

  /// Returns the panels of the countries that have records, the one with most first; without outlines one around all places.
  /// - Throws: the errors of the store.
  static func panels(
    of outlines: TerritoryOutlines, _ counts: TerritoryCounts, _ points: MapPoints, in context: PageContext
  ) throws -> [MapPanel] {
    var counts = counts
    var groups: [String: [String]] = [:]
    // A territory that the viewer does not see is not drawn.
    for entry in outlines.polygons.sortedByKey where try context.values.title(of: entry.key, in: "territory") != nil {
      let country = try counts.country(of: entry.key)
      groups[country, default: []].append(entry.key)
    }
    // All outlines of a country that has records are drawn, those without a record as well.
    let counted = groups.filter { $0.value.contains { counts.counts[$0] != nil } }
    if counted.isEmpty { return MapBox(around: points.points.map(\.place)).map { [MapPanel(around: $0)] } ?? [] }
    let panels = try counted.map { country, ids in (country, try panel(country, ids, counts: counts, outlines, in: context)) }
    return panels.sorted { ($1.1.count, $0.0) < ($0.1.count, $1.0) }.map(\.1)
  }

  private init(around box: MapBox) { (title, count, regions, neighbours, self.box) = (nil, 0, [], [], box) }

  private init(title: String?, count: Int, regions: [Region], neighbours: [TerritoryOutlines.Polygons], box: MapBox) {
    (self.title, self.count, self.regions, self.neighbours, self.box) = (title, count, regions, neighbours, box)
  }

  private static func panel(
    _ country: String, _ ids: [String], counts: TerritoryCounts, _ outlines: TerritoryOutlines, in context: PageContext
  ) throws -> MapPanel {
    func name(_ id: String) throws -> String { try context.values.title(of: id, in: "territory") ?? id }
    let regions = try ids.map { id in
      Region(id: id, name: try name(id), count: counts.counts[id] ?? 0, polygons: outlines.polygons[id] ?? [])
    }
    let box = MapBox(around: regions.flatMap { points(of: $0.polygons) }) ?? MapBox.nowhere
    let neighbours = outlines.polygons.sortedByKey.filter { entry in
      !ids.contains(entry.key) && MapBox(around: points(of: entry.value))?.meets(box) == true
    }
    return MapPanel(
      title: try context.values.title(of: country, in: "territory"), count: counts.counts[country] ?? 0, regions: regions,
      neighbours: neighbours.map(\.value), box: box)
  }

  private static func points(of polygons: TerritoryOutlines.Polygons) -> [CalendarEvent.Point] { polygons.flatMap { $0.flatMap { $0 } } }
}

/// A box in degrees.
struct MapBox {
  var west: Double, south: Double, east: Double, north: Double

  static let nowhere = MapBox(west: 0, south: 0, east: 1, north: 1)

  init(west: Double, south: Double, east: Double, north: Double) {
    (self.west, self.south, self.east, self.north) = (west, south, east, north)
  }

  /// The box around points; nil around none.
  init?(around points: [CalendarEvent.Point]) {
    guard let first = points.first else { return nil }
    self.init(west: first.longitude, south: first.latitude, east: first.longitude, north: first.latitude)
    for point in points {
      (west, east) = (min(west, point.longitude), max(east, point.longitude))
      (south, north) = (min(south, point.latitude), max(north, point.latitude))
    }
  }

  func meets(_ other: MapBox) -> Bool { west < other.east && other.west < east && south < other.north && other.south < north }
}
