/// A map: regions shaded by a value, and points.
public struct MapFigure: Sendable, Hashable {
  /// A place on the earth in degrees (WGS 84).
  public struct Position: Sendable, Hashable {
    /// From −90 to 90.
    public var latitude: Double
    /// From −180 to 180.
    public var longitude: Double

    /// Makes a position.
    public init(latitude: Double, longitude: Double) {
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  /// A region with its outline.
  public struct Region: Sendable, Hashable {
    /// Code of the region, for programs.
    public var code: String
    /// Its name, one line of plain text.
    public var name: String
    /// Closed lines around its parts and holes, three positions at least.
    public var outlines: [[Position]]
    /// Value that its shade follows; `nil` leaves it blank.
    public var value: Double?

    /// Makes a region.
    public init(code: String, name: String, outlines: [[Position]], value: Double? = nil) {
      self.code = code
      self.name = name
      self.outlines = outlines
      self.value = value
    }
  }

  /// A named point at a position.
  public struct Point: Sendable, Hashable {
    /// Its name, one line of plain text.
    public var label: String
    /// Position of the point.
    public var position: Position
    /// Index of its group in ``MapFigure/groups``; `nil` for none.
    public var group: Int?

    /// Makes a point.
    public init(label: String, position: Position, group: Int? = nil) {
      self.label = label
      self.position = position
      self.group = group
    }
  }

  /// The title, one line of plain text.
  public var title: String
  /// The regions, drawn first.
  public var regions: [Region]
  /// The points, drawn over them.
  public var points: [Point]
  /// The names of the groups of points, in the order of the legend.
  public var groups: [String]
  /// Title of the regions' values, for the legend and the table: «Acteurs».
  public var valueTitle: String?
  /// The unit of the values; for money, the ISO 4217 code.
  public var unit: String?
  /// How values are written: `percent` (fractions), `money` (in whole units of the currency) or a number.
  public var valueKind: Column.Kind
  /// Digits after the decimal mark; `nil` means as many as needed, at most two.
  public var decimals: Int?

  /// Makes a map; the group of every point must exist.
  public init(
    title: String, regions: [Region] = [], points: [Point] = [], groups: [String] = [], valueTitle: String? = nil,
    unit: String? = nil, valueKind: Column.Kind = .automatic, decimals: Int? = nil
  ) {
    precondition(points.allSatisfy { $0.group.map(groups.indices.contains) ?? true }, "a point is of an unknown group")
    self.title = title
    self.regions = regions
    self.points = points
    self.groups = groups
    self.valueTitle = valueTitle
    self.unit = unit
    self.valueKind = valueKind
    self.decimals = decimals
  }
}
