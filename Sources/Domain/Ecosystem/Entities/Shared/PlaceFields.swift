import Localization

/// The address of a record and its coordinates on the earth; searches near a point read the coordinates.
enum PlaceFields {
  /// Street and number, as a letter has them.
  static let street = FieldDescription(
    "street", .text,
    label: LocalizedText("ecosystem.place-fields.street"),
    doc: LocalizedText(
      "ecosystem.place-fields.street-number")
  ).headed(FieldHeadings.street)
  /// The postcode, a text: leading zeros are kept.
  static let postcode = FieldDescription(
    "postcode", .text, isIndexed: true,
    label: LocalizedText("ecosystem.place-fields.postcode"),
    doc: LocalizedText(
      "ecosystem.place-fields.postcode-text")
  ).headed(FieldHeadings.postcode)
  /// The country, by its ISO 3166-1 code.
  static let country = FieldDescription(
    "country", .text, format: .country,
    label: LocalizedText("ecosystem.place-fields.country"),
    doc: LocalizedText(
      "ecosystem.place-fields.country-code")
  ).headed(FieldHeadings.country)
  /// The latitude of a place, in degrees.
  static let lat = FieldDescription(
    "lat", .number(-90...90), unit: "degrees",
    label: LocalizedText("ecosystem.place-fields.latitude"),
    doc: LocalizedText(
      "ecosystem.place-fields.latitude-decimal-degrees-wgs")
  ).headed(FieldHeadings.latitude)
  /// The longitude of a place, in degrees.
  static let lon = FieldDescription(
    "lon", .number(-180...180), unit: "degrees",
    label: LocalizedText("ecosystem.place-fields.longitude"),
    doc: LocalizedText(
      "ecosystem.place-fields.longitude-decimal-degrees-wgs")
  ).headed(FieldHeadings.longitude)
}
