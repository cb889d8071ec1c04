import Ecosystem
import Feeds
import Testing

/// Outlines of territories as bundles bring them.
@Suite struct TerritoryOutlinesTests {
  private static func collection(_ features: String) -> [UInt8] {
    Array("{\"type\":\"FeatureCollection\",\"source\":\"Atlas\",\"features\":[\(features)]}".utf8)
  }

  private static func feature(_ territory: String, _ geometry: String) -> String {
    "{\"type\":\"Feature\",\"properties\":{\"territory\":\"\(territory)\"},\"geometry\":\(geometry)}"
  }

  private static let square = "{\"type\":\"Polygon\",\"coordinates\":[[[6,49],[7,49],[7,50],[6,49]]]}"

  @Test("a polygon, several polygons, and several features of one territory are its outline; the first file of a territory counts")
  func outlines() throws {
    var outlines = TerritoryOutlines()
    let several = "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[1,2],[3,2],[3,4],[1,2]]],[[[5,5],[6,5],[6,6],[5,5]]]]}"
    try outlines.add(
      parsing: Self.collection(
        [Self.feature("A", Self.square), Self.feature("B", several), Self.feature("A", several)].joined(separator: ",")))
    #expect(outlines.polygons["A"]?.count == 3 && outlines.polygons["B"]?.count == 2 && outlines.sources == ["Atlas"])
    #expect(outlines.geometry(of: "B")?.hasPrefix("{\"type\":\"MultiPolygon\",\"coordinates\":[[[[1.0,2.0],[3.0,2.0]") == true)
    try outlines.add(parsing: Self.collection(Self.feature("A", Self.square)))
    #expect(outlines.polygons["A"]?.count == 3)
    #expect(outlines.polygons["A"]?.first?.first?.first?.longitude == 6 && outlines.geometry(of: "C") == nil)
  }

  /// Geometries that are none of a territory.
  private static let geometries = [
    "null", "{\"type\":\"Point\",\"coordinates\":[1,2]}", "{\"type\":\"Polygon\",\"coordinates\":[]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4],[1,2]]]}", "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4],[5,95],[1,2]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4],[5,6],[7,8]]]}", "{\"type\":\"Polygon\",\"coordinates\":[[1,2],[3,4]]}",
  ]
  private static let others = [
    "", "[]", "{\"type\":\"Feature\"}", "{\"type\":\"FeatureCollection\"}",
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}]}",
  ]

  @Test(
    "what is no collection of polygons with a territory is refused, and adds nothing",
    arguments: others + geometries.map { String(decoding: collection(feature("A", $0)), as: UTF8.self) })
  func refused(text: String) {
    var outlines = TerritoryOutlines()
    #expect(throws: (any Error).self) { try outlines.add(parsing: Array(text.utf8)) }
    #expect(outlines.polygons.isEmpty)
  }

  @Test("more than 200,000 positions are refused")
  func bounded() {
    let ring = Array(repeating: "[1,2]", count: 100_001).joined(separator: ",")
    let geometry = "{\"type\":\"Polygon\",\"coordinates\":[[\(ring)]]}"
    var outlines = TerritoryOutlines()
    #expect(throws: FeedProblem(line: 0, .beyond(.elements, 200_000))) {
      try outlines.add(parsing: Self.collection(Self.feature("A", geometry) + "," + Self.feature("B", geometry)))
    }
  }

  @Test("a territory is a feature with its outline, which the box of the collection holds; other records keep their points")
  func written() throws {
    var outlines = TerritoryOutlines()
    try outlines.add(parsing: Self.collection(Self.feature("LU", Self.square)))
    var writer = GeoJSONWriter(GeoJSONWriter.Heading(name: "Territories", date: "2026-01-01T00:00:00Z"))
    let feature = writer.feature(["id": "LU", "code": "LU"], outlines: outlines)
    #expect(feature.contains("\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[6.0,49.0],[7.0,49.0],[7.0,50.0],[6.0,49.0]]]}"))
    #expect(writer.feature(["id": "BE", "code": "BE"], outlines: outlines).contains("\"geometry\":null"))
    #expect(writer.feature(["id": "x", "lat": 50.5, "lon": 4]).contains("{\"type\":\"Point\",\"coordinates\":[4.0,50.5]}"))
    #expect(writer.ending.contains("\"bbox\":[4.0,49.0,7.0,50.5]"))
  }
}
