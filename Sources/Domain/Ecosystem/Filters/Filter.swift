/// A condition on the fields of one entity that selects records, parsed and checked against its description.
///
/// A field without value equals nothing, is unequal to everything, and satisfies no other comparison; `none` negates a condition
/// in two-valued logic: it selects the records that do not satisfy it.
public indirect enum Filter: Sendable, Hashable {
  /// Every one of the conditions; without conditions, every record.
  case all([Filter])
  /// At least one of the conditions; without conditions, no record.
  case any([Filter])
  /// None of the conditions.
  case none([Filter])
  /// A comparison of one field.
  case compare(FieldDescription, Comparison)
  /// Within a distance of a point.
  case near(NearPoint)
  /// The persons concerned have consented to the purpose.
  case consented(ConsentPurpose)

  /// Every record.
  public static let everything = Filter.all([])

  /// Number of comparisons, each pattern counted; the values of a list are compared at once.
  var comparisonCount: Int {
    switch self {
    case .all(let filters), .any(let filters), .none(let filters): filters.reduce(0) { $0 + $1.comparisonCount }
    case .compare(_, .like(let patterns)): patterns.count
    case .compare, .near, .consented: 1
    }
  }
}

/// A comparison of a field with given values, which are of the field's type.
public enum Comparison: Sendable, Hashable {
  /// One of the values; of a name, without regard to letter case, accents and ligatures. On a territory: these territories or any
  /// territory inside them.
  case equal([FieldValue])
  /// None of the values, or no value at all.
  case unequal([FieldValue])
  /// Before or below. A date counts as its first day, and `2024` as a bound covers the whole year.
  case less(FieldValue)
  case lessOrEqual(FieldValue)
  case greater(FieldValue)
  case greaterOrEqual(FieldValue)
  /// Like one of the patterns, where `%` matches any text and `_` one character; letter case and accents do not count.
  case like([String])
  /// A list that contains at least one of the values; names are compared as in `equal`.
  case has([FieldValue])
  /// Whether there is a value.
  case present(Bool)
}

/// A point and a distance around it.
public struct NearPoint: Sendable, Hashable {
  /// Latitude in degrees, -90 to 90.
  public var lat: Double
  /// Longitude in degrees, -180 to 180.
  public var lon: Double
  /// Distance in kilometres, along the surface of a sphere of radius `earthRadiusKilometres`.
  public var kilometres: Double

  /// The mean radius of the Earth (IUGG), in kilometres.
  public static let earthRadiusKilometres = 6_371.0088

  /// A circle around a point.
  public init(lat: Double, lon: Double, kilometres: Double) {
    self.lat = lat
    self.lon = lon
    self.kilometres = kilometres
  }
}

/// The operators of the filter language.
public enum FilterOperator: String, Sendable, CaseIterable {
  case eq, ne, lt, le, gt, ge, like, has, present
}

extension FieldType {
  /// The operators that make sense for a field of the type.
  public var filterOperators: [FilterOperator] {
    switch self {
    case .text, .longText: [.eq, .ne, .lt, .le, .gt, .ge, .like, .present]
    case .integer, .number, .date, .instant, .money: [.eq, .ne, .lt, .le, .gt, .ge, .present]
    case .localizedText, .url, .choice, .concept, .reference: [.eq, .ne, .like, .present]
    case .boolean: [.eq, .ne, .present]
    case .list(.text): [.has, .like, .present]
    case .list: [.has, .present]
    case .json: [.present]
    }
  }
}
