import Ecosystem
import Feeds
import Glibc

/// A panel of the map as SVG: outlines shaded by their number of records, each a link to its list, and marks whose area follows the number
/// of places under them.
///
/// The projection is equirectangular, true to scale on the middle parallel (J. P. Snyder, *Map Projections – A Working Manual*, USGS
/// Professional Paper 1395, 1987, p. 90). The attributes of the drawing say it to the script.
struct MapDrawing {
  private let context: PageContext
  private let panel: MapPanel
  private let places: [(x: Double, y: Double, name: String)]
  private let scale: Double
  private let squeeze: Double
  private let height: Double

  private static let width = 720.0
  private static let heightMax = 480.0
  private static let margin = 20.0
  /// The width of the cells whose places are one mark.
  private static let cell = 26.0
  /// The names that a mark shows.
  private static let namesMax = 6

  init(_ context: PageContext, _ panel: MapPanel, points: MapPoints) {
    (self.context, self.panel) = (context, panel)
    let box = panel.box
    let squeeze = cos((box.south + box.north) / 2 * .pi / 180)
    let (spanX, spanY) = (max((box.east - box.west) * squeeze, 0.05), max(box.north - box.south, 0.05))
    let scale = min((Self.width - 2 * Self.margin) / spanX, (Self.heightMax - 2 * Self.margin) / spanY)
    let height = (spanY * scale + 2 * Self.margin).rounded()
    (self.scale, self.squeeze, self.height) = (scale, squeeze, height)
    let (west, north) = (box.west - (Self.width / scale - spanX) / 2 / squeeze, box.north + Self.margin / scale)
    (left, top) = (west, north)
    places = points.points.compactMap { point -> (x: Double, y: Double, name: String)? in
      let (x, y) = ((point.place.longitude - west) * squeeze * scale, (north - point.place.latitude) * scale)
      return (0...Self.width).contains(x) && (0...height).contains(y) ? (x, y, point.name) : nil
    }
  }

  /// The longitude of the left edge and the latitude of the upper one.
  private let left: Double, top: Double

  /// The figure.
  var html: HTML {
    get throws {
      let title =
        panel.title.map { context.text("portal.map.panel", ["name": $0, "count": panel.count]) } ?? context.text("portal.map.places")
      let projection = [("left", left), ("top", top), ("scale", scale), ("squeeze", squeeze)].map { name, value -> HTML in
        " data-\(HTML(trusted: name))=\"\(Self.text(value, digits: 6))\""
      }
      return """
        <figure class="map"\(projection)>
        <figcaption>\(title)</figcaption>
        <svg class="map" viewBox="0 0 \(Int(Self.width)) \(Int(height))">
        \(neighbours)\(regions)<g class="marks" aria-hidden="true">
        \(marks)</g>
        \(names)</svg>
        </figure>

        """
    }
  }

  // MARK: Outlines

  private var neighbours: HTML {
    panel.neighbours.map { polygons -> HTML in "<path class=\"region blank\" d=\"\(path(polygons))\"/>\n" }.joined(by: .empty)
  }

  private var regions: HTML {
    let most = panel.regions.map(\.count).max() ?? 0
    return panel.regions.map { region -> HTML in
      let label = context.text("portal.map.region", ["name": region.name, "count": region.count])
      let shape = path(region.polygons)
      if region.count == 0 { return "<path class=\"region blank\" d=\"\(shape)\"><title>\(label)</title></path>\n" }
      let shade = 0.06 + 0.34 * (Double(region.count) / Double(most)).squareRoot()
      let drawn: HTML =
        "<path class=\"region f0\" fill-opacity=\"\(Self.text(shade, digits: 2))\" d=\"\(shape)\"><title>\(label)</title></path>"
      // A folder of files has one view for each filter.
      guard let address = address(of: region) else { return "\(drawn)\n" }
      return "<a href=\"\(address)\" aria-label=\"\(label)\">\(drawn)</a>\n"
    }.joined(by: .empty)
  }

  private func address(of region: MapPanel.Region) -> String? {
    let others = context.filterFields.filter { $0.name != "territory" }
    return context.isFile && !others.isEmpty ? nil : context.here(["territory": region.id], on: ["actors"])
  }

  private func path(_ polygons: TerritoryOutlines.Polygons) -> String {
    polygons.joined().map { ring in
      "M" + ring.map { point in "\(x(point)) \(y(point))" }.joined(separator: "L") + "Z"
    }.joined()
  }

  private func x(_ point: CalendarEvent.Point) -> String { Self.text((point.longitude - left) * squeeze * scale, digits: 1) }
  private func y(_ point: CalendarEvent.Point) -> String { Self.text((top - point.latitude) * scale, digits: 1) }

  /// The names of the territories that have records, in the middle of their largest outline.
  private var names: HTML {
    panel.regions.filter { $0.count > 0 }.compactMap { region -> HTML? in
      guard let ring = region.polygons.compactMap(\.first).max(by: { Self.area($0) < Self.area($1) }) else { return nil }
      let middle = Self.middle(of: ring)
      let place: HTML = "x=\"\(x(middle))\" y=\"\(y(middle))\""
      return "<text class=\"region-name\" \(place) text-anchor=\"middle\" aria-hidden=\"true\">\(region.name) \(region.count)</text>\n"
    }.joined(by: .empty)
  }

  // MARK: Marks

  private var marks: HTML {
    let cells = Dictionary(grouping: places) { Int($0.y / Self.cell) * 1_000 + Int($0.x / Self.cell) }
    return cells.sorted { $0.key < $1.key }.map { _, places -> HTML in
      let count = Double(places.count)
      let (x, y) = (places.reduce(0) { $0 + $1.x } / count, places.reduce(0) { $0 + $1.y } / count)
      let more = places.count > Self.namesMax ? " +\(places.count - Self.namesMax)" : ""
      let names = places.prefix(Self.namesMax).map(\.name).joined(separator: " · ") + more
      let radius = places.count == 1 ? 4.5 : min(8 + 1.6 * count.squareRoot(), 20)
      let (left, middle, base) = (Self.text(x, digits: 1), Self.text(y, digits: 1), Self.text(y + 4, digits: 1))
      let number: HTML? = places.count > 1 ? "<text x=\"\(left)\" y=\"\(base)\">\(places.count)</text>" : nil
      let circle: HTML = "<circle cx=\"\(left)\" cy=\"\(middle)\" r=\"\(Self.text(radius, digits: 1))\"/>"
      return "<g class=\"mark\">\(circle)\(number)<title>\(names)</title></g>\n"
    }.joined(by: .empty)
  }

  // MARK: Numbers

  /// Returns a number with a fixed number of decimals, without zeros at its end.
  static func text(_ value: Double, digits: Int) -> String {
    let factor = pow(10, Double(digits))
    let text = FieldValue.number((value * factor).rounded() / factor).json
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Twice the area of a ring in square degrees (shoelace formula).
  private static func area(_ ring: [CalendarEvent.Point]) -> Double {
    abs(zip(ring, ring.dropFirst()).reduce(0) { $0 + $1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude })
  }

  /// The centroid of a ring.
  private static func middle(of ring: [CalendarEvent.Point]) -> CalendarEvent.Point {
    var (whole, longitude, latitude) = (0.0, 0.0, 0.0)
    for (here, next) in zip(ring, ring.dropFirst()) {
      let cross = here.longitude * next.latitude - next.longitude * here.latitude
      whole += cross
      longitude += (here.longitude + next.longitude) * cross
      latitude += (here.latitude + next.latitude) * cross
    }
    guard abs(whole) > 1e-9 else { return ring[0] }
    return CalendarEvent.Point(latitude: latitude / (3 * whole), longitude: longitude / (3 * whole))
  }
}
