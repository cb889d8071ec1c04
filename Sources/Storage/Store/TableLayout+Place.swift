import Ecosystem

/// The index of where records lie: the earth is divided into cells of a twentieth of a degree (5.6 km from south to north, at
/// most as many from west to east), numbered from west to east and then from south to north, with an index of the points by cell.
/// The points in a box are then one range of the index for each row of cells.
extension TableLayout {
  /// Whether the records have a latitude and a longitude.
  private var hasPlace: Bool { entity.field("lat") != nil && entity.field("lon") != nil }

  private static let cellsPerDegree = 20.0
  /// The difference of number from a cell to the one north of it. A row has 7,201 cells: the 180th meridian has one of its own.
  private static let rowStep = 10_000

  /// Returns the number of a row of cells, counted from the south pole, or of a cell in its row, counted from the 180th meridian.
  /// It is monotonic, so that a box of cells contains every point of the box it was made of; SQLite computes the same.
  private static func step(_ degrees: Double, from least: Double) -> Int { Int((degrees - least) * cellsPerDegree) }

  /// Returns the number of the cell of a point.
  private static func cell(_ lat: String, _ lon: String) -> String {
    let (row, column) = (stepSQL(lat, from: -90), stepSQL(lon, from: -180))
    return "\(row) * \(rowStep) + \(column)"
  }

  private static func stepSQL(_ column: String, from least: Double) -> String {
    "CAST((\(column) - (\(least))) * \(cellsPerDegree) AS INTEGER)"
  }

  var placeDDL: [String] {
    guard hasPlace else { return [] }
    let name = SQLText.name("\(entity.id)_by_place")
    return ["CREATE INDEX \(name) ON \(table) (\(Self.cell("lat", "lon")), lat, lon) WHERE lat IS NOT NULL"]
  }

  /// Selects the rowids of the records in a circle, from its box: reads the index alone.
  func rows(in box: PlaceBox, around point: NearPoint) -> SQLFragment {
    let (west, east) = (Self.step(box.west, from: -180), Self.step(box.east, from: -180))
    let rows = Self.step(max(-90, box.south), from: -90)...Self.step(min(90, box.north), from: -90)
    let cell = Self.cell("p.lat", "p.lon")
    let starts = FieldValue.list(rows.map { .integer(Int64($0 * Self.rowStep + west)) })
    return SQLFragment(
      """
      SELECT p.rowid FROM json_each(?) c CROSS JOIN \(table) p \
      WHERE \(cell) >= c.value AND \(cell) <= c.value + ? \
      AND p.lat >= ? AND p.lat <= ? AND p.lon >= ? AND p.lon <= ? AND grappe_km(p.lat, p.lon, ?, ?) <= ?
      """,
      [
        .text(starts.json), .integer(Int64(east - west)), .real(box.south), .real(box.north), .real(box.west), .real(box.east),
        .real(point.lat), .real(point.lon), .real(point.kilometres),
      ])
  }
}
