import Localization

/// Coordinates of a record on the earth; searches near a point read these fields.
enum PlaceFields {
  /// The latitude of a place, in degrees.
  static let lat = FieldDescription(
    "lat", .number(-90...90), unit: "degrees",
    label: LocalizedText("ecosystem.place-fields.latitude"),
    doc: LocalizedText(
      "ecosystem.place-fields.latitude-decimal-degrees-wgs"))
  /// The longitude of a place, in degrees.
  static let lon = FieldDescription(
    "lon", .number(-180...180), unit: "degrees",
    label: LocalizedText("ecosystem.place-fields.longitude"),
    doc: LocalizedText(
      "ecosystem.place-fields.longitude-decimal-degrees-wgs"))
}
