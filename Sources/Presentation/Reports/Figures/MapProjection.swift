import Glibc

/// Puts positions of a map on a plane, true to scale on the middle parallel: the equirectangular projection
/// (J. P. Snyder, *Map Projections – A Working Manual*, USGS Professional Paper 1395, 1987, p. 90). Over a region of a few
/// degrees it departs from the true shape by less than a line is wide.
struct MapProjection {
  /// The width over the height of the drawn area.
  let aspect: Double
  private let west: Double, north: Double, scale: Double, squeeze: Double
  private let offset: (x: Double, y: Double)

  /// Fits all positions of a map into a rectangle, with a margin on each side.
  ///
  /// - Parameter height: chosen from the shape of the map, at most `heightMax`.
  init(_ map: MapFigure, width: Double, heightMax: Double, margin: Double) {
    let positions = map.regions.flatMap { $0.outlines.joined() } + map.points.map(\.position)
    let (south, north) = Self.range(positions.map(\.latitude))
    let (west, east) = Self.range(positions.map(\.longitude))
    squeeze = cos((south + north) / 2 * .pi / 180)
    let (spanX, spanY) = (max((east - west) * squeeze, 0.02), max(north - south, 0.02))
    let inner = (width: width - 2 * margin, height: heightMax - 2 * margin)
    scale = min(inner.width / spanX, inner.height / spanY)
    self.west = west
    self.north = north
    aspect = spanX / spanY
    height = spanY * scale + 2 * margin
    offset = (x: margin + (inner.width - (east - west) * squeeze * scale) / 2, y: margin)
  }

  /// The height of the drawing.
  let height: Double

  /// Returns the place of a position in the drawing.
  func place(_ position: MapFigure.Position) -> (x: Double, y: Double) {
    (
      offset.x + (position.longitude - west) * squeeze * scale,
      offset.y + (north - position.latitude) * scale
    )
  }

  private static func range(_ values: [Double]) -> (Double, Double) { (values.min() ?? 0, values.max() ?? 0) }
}
