import Ecosystem
import Localization

@testable import HostAPI

extension Fuzzer {
  /// The outlines of a map, as GeoJSON.
  static let geojson = Fuzzer(name: "geojson", bytesMax: 4_096) { input in
    guard let text = String(validating: input, as: UTF8.self) else { return }
    let outlines: GeoJSONOutlines
    do throws(APIUsageError) { outlines = try GeoJSONOutlines(text, code: "code", "map 1") } catch {
      return try RefusalText.check(texts: [error.message(in: .en), error.message(in: .fr), error.message(in: .de)], of: input)
    }
    for outline in outlines.regions.flatMap(\.outlines) {
      try Finding.unless(outline.count >= 3, "an outline of fewer than three positions")
      try Finding.unless(
        outline.allSatisfy { abs($0.latitude) <= 90 && abs($0.longitude) <= 180 }, "a position that is not on the Earth")
    }
  }
}
