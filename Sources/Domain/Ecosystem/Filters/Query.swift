import Localization

/// A query for records: condition, order, limit, offset and fields.
public struct Query: Sendable, Hashable {
  /// One field by which records are ordered. Records without a value come last; equals keep the order of insertion.
  public struct Order: Sendable, Hashable {
    /// The field; text is ordered as a dictionary does (`Collation`).
    public var field: FieldDescription
    /// Whether the largest comes first.
    public var isDescending: Bool
    /// The language in which texts by language are compared; a record without it counts with its text in another language.
    public var language: Language

    /// Orders by a field.
    public init(_ field: FieldDescription, isDescending: Bool = false, language: Language = .en) {
      self.field = field
      self.isDescending = isDescending
      self.language = language
    }
  }

  /// The condition.
  public var filter: Filter
  /// The order; without one, the order of insertion.
  public var order: [Order]
  /// Maximum number of records returned, from 0; nil for all.
  public var limit: Int?
  /// The records skipped first, from 0.
  public var offset: Int
  /// The fields given, in the order of columns, always with `id`; nil for all.
  public var fields: [FieldDescription]?
  /// The fields of referenced records given in addition, each under the name of its path: `territory.name`.
  public var paths: [FieldPath]

  /// A query; by default every record with all its fields in the order of insertion.
  public init(
    filter: Filter = .everything, order: [Order] = [], limit: Int? = nil, offset: Int = 0,
    fields: [FieldDescription]? = nil, paths: [FieldPath] = []
  ) {
    self.filter = filter
    self.order = order
    self.limit = limit
    self.offset = offset
    self.fields = fields
    self.paths = paths
  }

  /// Returns the query for those of its records whose persons have consented to a purpose.
  public func consented(to purpose: ConsentPurpose) -> Query {
    var query = self
    query.filter = .all([filter, .consented(purpose)])
    return query
  }

  /// The names of the options.
  public static let optionNames = ["order", "limit", "offset", "fields", "purpose"]
  /// Maximum number of fields a query is ordered by.
  public static let orderFieldsMax = 8
  /// Maximum number of fields of referenced records that a query gives.
  public static let pathsMax = 16
}
