import Ecosystem
import Localization
import Reports

/// The regions of a GeoJSON text (RFC 7946): a collection of features whose geometries are polygons.
struct GeoJSONOutlines {
  private(set) var regions: [MapFigure.Region] = []

  var codes: [String] { regions.map(\.code) }

  /// - Parameters:
  ///   - code: the property of a feature that holds the region's code.
  ///   - what: the thing the text describes, for messages.
  init(_ text: String, code: String, _ what: String) throws(APIUsageError) {
    guard let value = try? FieldValue(json: text), case .map(let root) = value,
      root["type"] == .text("FeatureCollection"),
      case .list(let features)? = root["features"]
    else {
      throw APIUsageError(
        "hostapi.geo-json-outlines.geojson-not-text-geojson", ["what": what.noun])
    }
    for (index, feature) in features.enumerated() {
      regions.append(try Self.region(feature, code, in: "feature \(index + 1) in the geojson of \(what)"))
    }
  }

  private static func region(_ feature: FieldValue, _ code: String, in what: String) throws(APIUsageError) -> MapFigure.Region {
    guard case .map(let feature) = feature, case .map(let geometry)? = feature["geometry"] else {
      throw APIUsageError(
        "hostapi.geo-json-outlines.has-no-geometry", ["what": what.noun])
    }
    let properties: ExactDictionary<FieldValue> = if case .map(let found)? = feature["properties"] { found } else { [:] }
    guard case .text(let id)? = properties[code] else {
      throw APIUsageError(unknown: "property of \(what)", code, known: Array(properties.keys))
    }
    return MapFigure.Region(code: id, name: id, outlines: try outlines(geometry, what))
  }

  private static func outlines(
    _ geometry: ExactDictionary<FieldValue>, _ what: String
  ) throws(APIUsageError) -> [[MapFigure.Position]] {
    let coordinates = geometry["coordinates"] ?? .null
    switch geometry["type"] {
    case .text("Polygon"): return try rings(coordinates, what)
    case .text("MultiPolygon"):
      var all: [[MapFigure.Position]] = []
      for polygon in try list(coordinates, what) { all += try rings(polygon, what) }
      return all
    default:
      throw APIUsageError(
        "hostapi.geo-json-outlines.must-polygon-multipolygon", ["what": what.noun])
    }
  }

  private static func rings(_ value: FieldValue, _ what: String) throws(APIUsageError) -> [[MapFigure.Position]] {
    var rings: [[MapFigure.Position]] = []
    for ring in try list(value, what) {
      var positions: [MapFigure.Position] = []
      for position in try list(ring, what) { positions.append(try self.position(position, what)) }
      guard positions.count >= 3 else {
        throw APIUsageError(
          "hostapi.geo-json-outlines.has-outline-positions", ["count": positions.count, "what": what.noun])
      }
      rings.append(positions)
    }
    return rings
  }

  private static func position(_ value: FieldValue, _ what: String) throws(APIUsageError) -> MapFigure.Position {
    let numbers = try list(value, what).compactMap { number in
      switch number {
      case .integer(let integer): Double(integer)
      case .number(let number): number
      default: nil
      }
    }
    guard numbers.count >= 2, abs(numbers[0]) <= 180, abs(numbers[1]) <= 90 else {
      throw APIUsageError(
        "hostapi.geo-json-outlines.has-position-not-longitude", ["what": what.noun])
    }
    return MapFigure.Position(latitude: numbers[1], longitude: numbers[0])
  }

  private static func list(_ value: FieldValue, _ what: String) throws(APIUsageError) -> [FieldValue] {
    guard case .list(let list) = value else {
      throw APIUsageError(
        "hostapi.geo-json-outlines.has-coordinates-no-list", ["what": what.noun])
    }
    return list
  }
}
