import Ecosystem

/// Writes records as a feature collection of GeoJSON (RFC 7946), feature by feature. Positions are longitude, then latitude.
///
/// A record without a point or an outline is a feature without a geometry (section 3.2).
public struct GeoJSONWriter {
  /// The foreign members of a collection (section 6.1).
  public struct Heading: Sendable {
    public var name: String
    public var licence: String?
    public var source: String?
    /// The moment of the collection, as RFC 3339 writes it.
    public var date: String

    public init(name: String, date: String) {
      (self.name, self.date) = (name, date)
    }
  }

  private let heading: Heading
  private var box: (west: Double, south: Double, east: Double, north: Double)?
  private var isFirst = true

  public init(_ heading: Heading) { self.heading = heading }

  /// The text before the features.
  public var beginning: String {
    var members: [(String, FieldValue)] = [("name", .text(heading.name)), ("date", .text(heading.date))]
    if let licence = heading.licence { members.append(("license", .text(licence))) }
    if let source = heading.source { members.append(("source", .text(source))) }
    let foreign = members.map { "\(FieldValue.text($0.0).json):\($0.1.json)" }.joined(separator: ",")
    return "{\"type\":\"FeatureCollection\",\(foreign),\"features\":["
  }

  /// Returns a record as a feature, with the comma before it.
  ///
  /// - Parameters:
  ///   - record: its fields become the properties, all but the point.
  ///   - outlines: the outlines of territories, for records that are such.
  public mutating func feature(_ record: Record, outlines: TerritoryOutlines = TerritoryOutlines()) -> String {
    let properties = FieldValue.map(record.fields.filter { !["id", "lat", "lon"].contains($0.key) }).json
    var geometry = "null"
    if let point = record.point {
      geometry =
        "{\"type\":\"Point\",\"coordinates\":[\(FieldValue.number(point.longitude).json),\(FieldValue.number(point.latitude).json)]}"
      include(point)
    } else if let outline = outlines.geometry(of: record.id) {
      geometry = outline
      for point in (outlines.polygons[record.id] ?? []).joined().joined() { include(point) }
    }
    defer { isFirst = false }
    return (isFirst ? "\n" : ",\n")
      + "{\"type\":\"Feature\",\"id\":\(FieldValue.text(record.id).json),\"geometry\":\(geometry),\"properties\":\(properties)}"
  }

  /// The text after the features: the box around all points and outlines (section 5).
  public var ending: String {
    guard let box else { return "\n]}\n" }
    let edges = [box.west, box.south, box.east, box.north].map { FieldValue.number($0).json }.joined(separator: ",")
    return "\n],\"bbox\":[\(edges)]}\n"
  }

  private mutating func include(_ point: CalendarEvent.Point) {
    guard let known = box else {
      box = (point.longitude, point.latitude, point.longitude, point.latitude)
      return
    }
    box = (
      min(known.west, point.longitude), min(known.south, point.latitude), max(known.east, point.longitude),
      max(known.north, point.latitude)
    )
  }
}
