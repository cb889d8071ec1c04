import Ecosystem
import Localization
import Lua
import Reports

// Maps as Lua tables describe them.

extension DocumentParts {
  /// `{ title = …, regions = { geojson = TEXT, code = "ISO", values = { CODE = 12 } }, points = { { label, lat, lon } } }`.
  static func map(_ table: LuaTable) throws(APIUsageError) -> MapFigure {
    try table.requireOnly(
      ["title", "regions", "points", "groups", "value_title", "unit", "value_kind", "decimals"], in: "a map")
    guard table.fields["regions"] != nil || table.fields["points"] != nil else {
      throw APIUsageError(
        "hostapi.document-parts-map.map-lacks-both-regions")
    }
    var groups = try FigureGroups(table, "a map")
    let points = try points(table, &groups)
    return MapFigure(
      title: try table.text("title", in: "a map"), regions: try regions(table), points: points, groups: groups.names,
      valueTitle: try optionalText(table, "value_title", in: "a map"), unit: try optionalText(table, "unit", in: "a map"),
      valueKind: try choice(table, "value_kind", in: "a map") ?? .automatic, decimals: try decimals(table, "a map"))
  }

  private static func points(_ table: LuaTable, _ groups: inout FigureGroups) throws(APIUsageError) -> [MapFigure.Point] {
    guard table.fields["points"] != nil else { return [] }
    var points: [MapFigure.Point] = []
    for (index, value) in try list(table, "points").enumerated() {
      let what = "point \(index + 1) of a map"
      guard case .table(let point) = value else {
        throw APIUsageError(
          "hostapi.document-parts-map.table", ["what": what.noun, "value": value.described.noun])
      }
      try point.requireOnly(["label", "lat", "lon", "group"], in: what)
      let position = MapFigure.Position(
        latitude: try degrees(point, "lat", most: 90, in: what), longitude: try degrees(point, "lon", most: 180, in: what))
      points.append(
        MapFigure.Point(
          label: try point.text("label", in: what), position: position, group: try groups.place(point, what)))
    }
    return points
  }

  private static func degrees(_ table: LuaTable, _ name: String, most: Double, in what: String) throws(APIUsageError)
    -> Double
  {
    let value = table.fields[name] ?? .nil
    guard let number = number(value), abs(number) <= most else {
      throw APIUsageError(
        "hostapi.document-parts-map.degrees-from", ["name": name, "int": Int(most), "what": what.noun, "value": value.described.noun])
    }
    return number
  }

  private static func regions(_ table: LuaTable) throws(APIUsageError) -> [MapFigure.Region] {
    guard let value = table.fields["regions"] else { return [] }
    guard case .table(let regions) = value else {
      throw APIUsageError(
        "hostapi.document-parts-map.regions-map-table", ["value": value.described.noun])
    }
    let what = "the regions of a map"
    try regions.requireOnly(["geojson", "code", "names", "values"], in: what)
    let outlines = try GeoJSONOutlines(
      try regions.text("geojson", in: what), code: try regions.text("code", in: what), what)
    let codes = Set(outlines.codes.map { ExactString($0) })
    let values = try entries(regions, "values", codes: codes, in: what) { number($0) }
    let names = try entries(regions, "names", codes: codes, in: what) { value in
      if case .string(let name) = value { name } else { nil }
    }
    return outlines.regions.map { region in
      var region = region
      region.value = values[region.code]
      region.name = names[region.code] ?? region.name
      return region
    }
  }

  /// The entries of a table by code; a code that no region has is refused.
  private static func entries<Value>(
    _ table: LuaTable, _ name: String, codes: Set<ExactString>, in what: String, read: (LuaValue) -> Value?
  ) throws(APIUsageError) -> ExactDictionary<Value> {
    guard let value = table.fields[name] else { return [:] }
    guard case .table(let entries) = value, entries.array.isEmpty else {
      throw APIUsageError(
        "hostapi.document-parts-map.table-code", ["name": name, "what": what.noun, "value": value.described.noun])
    }
    var result: ExactDictionary<Value> = [:]
    for (code, value) in entries.fields.sortedByKey {
      guard codes.contains(ExactString(code)) else {
        throw APIUsageError(unknown: "code in \(name) of \(what)", code, known: codes.map(\.string))
      }
      guard let entry = read(value) else {
        throw APIUsageError(
          "hostapi.document-parts-map.does-not-fit", ["name": name, "code": code, "what": what.noun, "value": value.described.noun])
      }
      result[code] = entry
    }
    return result
  }
}
