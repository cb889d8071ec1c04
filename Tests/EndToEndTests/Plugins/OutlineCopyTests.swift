import Foundation
import Testing

/// Bundles are self-contained, so that those of regions bring the outlines of their own reports: the same that `europe` brings for the map.
@Suite struct OutlineCopyTests {
  private typealias Ring = Set<[Double]>

  /// The points of the rings of each region, by its code. GeoJSON wants rings to turn one way (RFC 7946, 3.1.6); a report does not care.
  private static func rings(_ file: String, code: String) throws -> [String: Set<Ring>] {
    let data = try Data(contentsOf: GrappeBinary.root.appending(path: "plugins/\(file)"))
    let features = try #require((try JSONSerialization.jsonObject(with: data) as? [String: Any])?["features"] as? [[String: Any]])
    var regions: [String: Set<Ring>] = [:]
    for feature in features {
      let name = try #require((feature["properties"] as? [String: Any])?[code] as? String)
      let geometry = try #require(feature["geometry"] as? [String: Any])
      let several = geometry["coordinates"] as? [[[[Double]]]]
      let polygons = if let several { several } else { [try #require(geometry["coordinates"] as? [[[Double]]])] }
      regions[name] = Set(polygons.joined().map { Set($0) })
    }
    return regions
  }

  @Test("the outlines of wallonia and paca are those of europe", arguments: ["wallonia", "paca"])
  func same(plugin: String) throws {
    let common = try Self.rings("europe/data/outlines.geojson", code: "territory")
    let own = try Self.rings("\(plugin)/data/regions.geojson", code: "ISO")
    #expect(own.count >= 5)
    for (code, rings) in own { #expect(rings == common[code], "\(code)") }
  }
}
