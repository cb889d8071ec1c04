import Ecosystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An area between two parallels and two meridians, in degrees.
struct PlaceBox {
  let south: Double
  let north: Double
  let west: Double
  let east: Double

  /// Returns the boxes around a circle: one, or two across the 180th meridian; all meridians when it contains a pole.
  static func around(_ point: NearPoint) -> [PlaceBox] {
    let degrees = point.kilometres / NearPoint.earthRadiusKilometres * 180 / Double.pi
    // Slightly more than the circle, against rounding.
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
