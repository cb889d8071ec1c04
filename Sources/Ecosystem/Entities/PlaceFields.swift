/// Where a record lies on the earth; searches near a point read these fields.
enum PlaceFields {
  /// The latitude of a place, in degrees.
  static let lat = FieldDescription(
    "lat", .number(-90...90), unit: "degrees",
    label: LocalizedText(fr: "Latitude", en: "Latitude"),
    doc: LocalizedText(
      fr: "La latitude en degrés décimaux (WGS 84).",
      en: "The latitude in decimal degrees (WGS 84)."))
  /// The longitude of a place, in degrees.
  static let lon = FieldDescription(
    "lon", .number(-180...180), unit: "degrees",
    label: LocalizedText(fr: "Longitude", en: "Longitude"),
    doc: LocalizedText(
      fr: "La longitude en degrés décimaux (WGS 84).",
      en: "The longitude in decimal degrees (WGS 84)."))
}
