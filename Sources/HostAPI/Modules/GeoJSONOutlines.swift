import Ecosystem
import Reports

/// The regions of a GeoJSON text (RFC 7946): a collection of features whose geometries are polygons.
struct GeoJSONOutlines {
  private(set) var regions: [MapFigure.Region] = []

  var codes: [String] { regions.map(\.code) }

  /// - Parameters:
  ///   - code: the property of a feature that holds the region's code.
  ///   - what: what the text describes, for messages.
  init(_ text: String, code: String, _ what: String) throws(Misuse) {
    guard let value = try? FieldValue(json: text), case .map(let root) = value,
      root["type"] == .text("FeatureCollection"),
      case .list(let features)? = root["features"]
    else {
      throw Misuse(
        fr: "\(what.inFrench) : geojson n'est pas le texte d'une FeatureCollection GeoJSON (RFC 7946)",
        en: "\(what): geojson is not the text of a GeoJSON FeatureCollection (RFC 7946)")
    }
    for (index, feature) in features.enumerated() {
      regions.append(try Self.region(feature, code, "feature \(index + 1) in the geojson of \(what)"))
    }
  }

  private static func region(_ feature: FieldValue, _ code: String, _ what: String) throws(Misuse) -> MapFigure.Region {
    guard case .map(let feature) = feature, case .map(let geometry)? = feature["geometry"] else {
      throw Misuse(
        fr: "\(what.inFrench) n'a pas de géométrie",
        en: "\(what) has no geometry")
    }
    let properties: ExactDictionary<FieldValue> = if case .map(let found)? = feature["properties"] { found } else { [:] }
    guard case .text(let id)? = properties[code] else {
      throw Misuse(unknown: "property of \(what)", code, known: Array(properties.keys))
    }
    return MapFigure.Region(code: id, name: id, outlines: try outlines(geometry, what))
  }

  private static func outlines(
    _ geometry: ExactDictionary<FieldValue>, _ what: String
  ) throws(Misuse) -> [[MapFigure.Position]] {
    let coordinates = geometry["coordinates"] ?? .null
    switch geometry["type"] {
    case .text("Polygon"): return try rings(coordinates, what)
    case .text("MultiPolygon"):
      var all: [[MapFigure.Position]] = []
      for polygon in try list(coordinates, what) { all += try rings(polygon, what) }
      return all
    default:
      throw Misuse(
        fr: "\(what.inFrench) doit être un Polygon ou un MultiPolygon",
        en: "\(what) must be a Polygon or a MultiPolygon")
    }
  }

  private static func rings(_ value: FieldValue, _ what: String) throws(Misuse) -> [[MapFigure.Position]] {
    var rings: [[MapFigure.Position]] = []
    for ring in try list(value, what) {
      var positions: [MapFigure.Position] = []
      for position in try list(ring, what) { positions.append(try self.position(position, what)) }
      guard positions.count >= 3 else {
        throw Misuse(
          fr: "\(what.inFrench) a un contour de \(positions.count) positions",
          en: "\(what) has an outline of \(positions.count) positions")
      }
      rings.append(positions)
    }
    return rings
  }

  private static func position(_ value: FieldValue, _ what: String) throws(Misuse) -> MapFigure.Position {
    let numbers = try list(value, what).compactMap { number in
      switch number {
      case .integer(let integer): Double(integer)
      case .number(let number): number
      default: nil
      }
    }
    guard numbers.count >= 2, abs(numbers[0]) <= 180, abs(numbers[1]) <= 90 else {
      throw Misuse(
        fr: "\(what.inFrench) a une position qui n'est pas [longitude, latitude] en degrés",
        en: "\(what) has a position that is not [longitude, latitude] in degrees")
    }
    return MapFigure.Position(latitude: numbers[1], longitude: numbers[0])
  }

  private static func list(_ value: FieldValue, _ what: String) throws(Misuse) -> [FieldValue] {
    guard case .list(let list) = value else {
      throw Misuse(
        fr: "\(what.inFrench) a des coordonnées qui ne sont pas une liste",
        en: "\(what) has coordinates that are no list")
    }
    return list
  }
}
