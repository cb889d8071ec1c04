import Ecosystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A part of the earth between two parallels and two meridians, in degrees.
struct PlaceBox {
  let south: Double
  let north: Double
  let west: Double
  let east: Double

  /// The boxes that hold a circle: one, or two where it lies across the 180th meridian; all meridians where it holds a pole.
  static func around(_ point: NearPoint) -> [PlaceBox] {
    let degrees = point.kilometres / NearPoint.earthRadiusKilometres * 180 / Double.pi
    // A hair more than the circle, against rounding.
    let lat = degrees * 1.000_001 + 1e-9
    return meridians(point, lat).map { west, east in
      PlaceBox(south: point.lat - lat, north: point.lat + lat, west: west, east: east)
    }
  }

  private static func meridians(_ point: NearPoint, _ lat: Double) -> [(Double, Double)] {
    let radians = Double.pi / 180
    guard abs(point.lat) + lat < 90 else { return [(-180, 180)] }
    let lon = asin(min(1, sin(lat * radians) / cos(point.lat * radians))) / radians + 1e-9
    let (west, east) = (point.lon - lon, point.lon + lon)
    if west < -180 { return [(west + 360, 180), (-180, east)] }
    if east > 180 { return [(west, 180), (-180, east - 360)] }
    return [(west, east)]
  }
}
