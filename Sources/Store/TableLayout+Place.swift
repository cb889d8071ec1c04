import Ecosystem

/// The index of where records lie: an R*Tree (https://www.sqlite.org/rtree.html) of their points, by the number of the record.
/// It holds coordinates to 32 bits, rounded outwards, so that a box finds at least what lies in it.
extension TableLayout {
  /// Whether the records have a latitude and a longitude.
  var hasPlace: Bool { entity.field("lat") != nil && entity.field("lon") != nil }

  /// The R*Tree, quoted.
  var placeTable: String { SQLText.name("\(entity.id)_place") }

  var placeDDL: [String] {
    hasPlace ? ["CREATE VIRTUAL TABLE \(placeTable) USING rtree (number, south, north, west, east)"] : []
  }

  var placeTriggers: [String] {
    hasPlace ? [trigger("place_changed", "AFTER UPDATE OF lat, lon", [placeDelete, placeInsert(TableLayout.number(of: "new"))])] : []
  }

  func placeInsert(_ number: String) -> String {
    "INSERT INTO \(placeTable) SELECT \(number), new.lat, new.lat, new.lon, new.lon WHERE new.lat IS NOT NULL;"
  }

  var placeDelete: String {
    "DELETE FROM \(placeTable) WHERE number = \(TableLayout.number(of: "old"));"
  }
}
