import Calendar
import Ecosystem

/// The outlines of territories that a bundle brings: a feature collection of GeoJSON (RFC 7946) whose features are polygons, each with
/// the id of its territory in the property `territory`. Several features of one territory are its parts.
///
///     {"type":"FeatureCollection","source":"Natural Earth","features":[
///     {"type":"Feature","properties":{"territory":"LU"},"geometry":{"type":"Polygon","coordinates":[[[6.02,50.18],…]]}}]}
public struct TerritoryOutlines: Sendable {
  /// The polygons of a territory, each with its outer ring first; a ring is closed.
  public typealias Polygons = [[[CalendarEvent.Point]]]

  /// The polygons by territory.
  public private(set) var polygons: ExactDictionary<Polygons> = [:]
  /// The sources that the collections name, in their order.
  public private(set) var sources: [String] = []

  /// Upper bound of the positions of all outlines together.
  static let positionsMax = 200_000
  private var positionCount = 0

  /// No outlines.
  public init() {}

  /// Adds the outlines of a file. Those of a territory that is known already are left out: the first bundle's count.
  /// - Throws: `FeedProblem` for a text that is no such collection, and beyond 200,000 positions.
  public mutating func add(parsing text: [UInt8]) throws {
    let root = try FieldValue(json: String(decoding: text, as: UTF8.self)).mapValue ?? [:]
    guard root["type"] == "FeatureCollection", let features = root["features"]?.listValue else {
      throw FeedProblem(line: 0, .otherFormat("GeoJSON"))
    }
    var added: ExactDictionary<Polygons> = [:]
    for feature in features {
      guard let id = feature.mapValue?["properties"]?.mapValue?["territory"]?.textValue else {
        throw FeedProblem(line: 0, .missing("territory"))
      }
      if polygons[id] == nil { added[id, default: []] += try read(feature.mapValue?["geometry"]?.mapValue ?? [:]) }
    }
    polygons.merge(added) { $1 }
    if let source = root["source"]?.textValue, !sources.contains(source) { sources.append(source) }
  }

  /// Returns the geometry of a territory as a member of a feature; nil without an outline.
  public func geometry(of territory: String) -> String? {
    polygons[territory].map { polygons in
      let coordinates = polygons.map(Self.text)
      return polygons.count == 1
        ? "{\"type\":\"Polygon\",\"coordinates\":\(coordinates[0])}"
        : "{\"type\":\"MultiPolygon\",\"coordinates\":[\(coordinates.joined(separator: ","))]}"
    }
  }

  private static func text(_ polygon: [[CalendarEvent.Point]]) -> String {
    let rings = polygon.map { ring in
      "[" + ring.map { "[\(FieldValue.number($0.longitude).json),\(FieldValue.number($0.latitude).json)]" }.joined(separator: ",") + "]"
    }
    return "[" + rings.joined(separator: ",") + "]"
  }

  // MARK: Reading

  private mutating func read(_ geometry: ExactDictionary<FieldValue>) throws(FeedProblem) -> Polygons {
    let coordinates = geometry["coordinates"] ?? .null
    switch geometry["type"]?.textValue {
    case "Polygon": return [try polygon(coordinates)]
    case "MultiPolygon":
      var all: Polygons = []
      for part in try Self.list(coordinates) { all.append(try polygon(part)) }
      return all
    default: throw FeedProblem(line: 0, .invalid("geometry", geometry["type"]?.json ?? "null"))
    }
  }

  private mutating func polygon(_ value: FieldValue) throws(FeedProblem) -> [[CalendarEvent.Point]] {
    var rings: [[CalendarEvent.Point]] = []
    for ring in try Self.list(value) {
      var points: [CalendarEvent.Point] = []
      for position in try Self.list(ring) { points.append(try Self.point(position)) }
      // A linear ring has four positions at least, the last like the first (section 3.1.6).
      guard points.count >= 4, points.first == points.last else { throw FeedProblem(line: 0, .invalid("coordinates", ring.json)) }
      positionCount += points.count
      guard positionCount <= Self.positionsMax else { throw FeedProblem(line: 0, .beyond(.elements, Self.positionsMax)) }
      rings.append(points)
    }
    guard !rings.isEmpty else { throw FeedProblem(line: 0, .invalid("coordinates", value.json)) }
    return rings
  }

  private static func point(_ value: FieldValue) throws(FeedProblem) -> CalendarEvent.Point {
    let numbers = try list(value).compactMap(\.numberValue)
    guard numbers.count >= 2, (-180...180).contains(numbers[0]), (-90...90).contains(numbers[1]) else {
      throw FeedProblem(line: 0, .invalid("coordinates", value.json))
    }
    return CalendarEvent.Point(latitude: numbers[1], longitude: numbers[0])
  }

  private static func list(_ value: FieldValue) throws(FeedProblem) -> [FieldValue] {
    guard let list = value.listValue else { throw FeedProblem(line: 0, .invalid("coordinates", value.json)) }
    return list
  }
}
