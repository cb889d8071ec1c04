/// A condition over several fields of one record. It is checked before writing and held by the table as well.
public enum EntityRule: Sendable, Hashable {
  /// `first` may not come after `last`. Dates known to different precision are compared to the coarser one.
  case ordered(first: String, last: String)
  /// The two fields may not hold the same value.
  case distinct(String, String)
  /// The two fields are given together or not at all.
  case together(String, String)
  /// The value must be a well-formed identifier of the scheme the other field names.
  case identifier(scheme: String, value: String)
}

extension EntityRule {
  /// The fields it is about.
  public var fields: [String] {
    switch self {
    case .ordered(let one, let other), .distinct(let one, let other), .together(let one, let other),
      .identifier(let one, let other):
      [one, other]
    }
  }
}
