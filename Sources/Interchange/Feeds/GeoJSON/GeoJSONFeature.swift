import Ecosystem

/// A feature of GeoJSON that others wrote, as fields of a record (RFC 7946, section 3.2).
public struct GeoJSONFeature {
  /// The members of `properties`, with `id`, `lat` and `lon`.
  public let fields: ExactDictionary<FieldValue>

  /// Reads a feature.
  ///
  /// A geometry other than a point gives no position. A position outside the ranges of longitude and latitude is refused.
  ///
  /// - Parameter json: the feature as one JSON value.
  /// - Throws: `FeedProblem.Reason.invalid`, without a line.
  public init(_ json: FieldValue) throws(FeedProblem) {
    guard let members = json.mapValue, members["type"] == .text("Feature") else {
      throw FeedProblem(line: 0, .invalid("type", json.mapValue?["type"]?.json ?? json.json))
    }
    var fields = members["properties"]?.mapValue ?? [:]
    if let id = members["id"]?.textValue ?? members["id"]?.integerValue.map(String.init), fields["id"] == nil { fields["id"] = .text(id) }
    if let geometry = members["geometry"]?.mapValue, geometry["type"] == .text("Point") {
      let position = geometry["coordinates"] ?? .null
      guard let numbers = position.listValue, numbers.count >= 2, let longitude = numbers[0].numberValue,
        let latitude = numbers[1].numberValue, (-180...180).contains(longitude), (-90...90).contains(latitude)
      else { throw FeedProblem(line: 0, .invalid("coordinates", position.json)) }
      (fields["lat"], fields["lon"]) = (.number(latitude), .number(longitude))
    }
    self.fields = fields
  }
}
