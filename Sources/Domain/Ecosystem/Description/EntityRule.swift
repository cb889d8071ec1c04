/// A condition over several fields of one record, checked before writing and by a constraint of the table as well, or between
/// records, checked by the store as it writes (`isBetweenRecords`).
public enum EntityRule: Sendable, Hashable {
  /// `first` may not come after `last`. Dates known to different precision are compared to the coarser one.
  case ordered(first: String, last: String)
  /// The two fields may not hold the same value.
  case distinct(String, String)
  /// The two fields are given together or not at all.
  case together(String, String)
  /// The value must be a well-formed identifier of the scheme the other field names.
  case identifier(scheme: String, value: String)
  /// The first field is given only where the second is.
  case needs(String, String)
  /// No two records with the same values in `fields` may hold at the same time, from `start` to `end`. Dates known to
  /// different precision are compared to the coarser one, at which one may end where the next begins. With `only`, this applies
  /// among the records that have that value in that field.
  case disjoint(fields: [String], start: String, end: String, only: Match? = nil)
  /// The links from record to record, from `from` to `to`, form no cycle. With `only`, this applies to the records that have that
  /// value in that field, as far as their periods, from `start` to `end`, overlap.
  case acyclic(from: String, to: String, only: Only?)
  /// A record in which the field is true is added and deleted by the code that computes it, never changed.
  case sealed(by: String)

  /// The record that `reference` names has the same value in the field `on` as this one.
  case agrees(reference: String, on: String)

  /// A value of a field, by which a rule selects records.
  public struct Match: Sendable, Hashable {
    /// The field.
    public var field: String
    /// Its value.
    public var value: FieldValue
  }

  /// The records among which a rule holds.
  public struct Only: Sendable, Hashable {
    /// The field.
    public var field: String
    /// Its value.
    public var value: String
    /// Fields with the start and the end of the record's validity.
    public var start: String, end: String
  }
}

extension EntityRule {
  /// Whether other records must be read to check it.
  public var isBetweenRecords: Bool {
    switch self {
    case .disjoint, .acyclic, .sealed, .agrees: true
    case .ordered, .distinct, .together, .identifier, .needs: false
    }
  }

  /// The fields it is about.
  public var fields: [String] {
    switch self {
    case .ordered(let one, let other), .distinct(let one, let other), .together(let one, let other),
      .identifier(let one, let other), .needs(let one, let other):
      [one, other]
    case .disjoint(let fields, let start, let end, let only): fields + [start, end] + (only.map { [$0.field] } ?? [])
    case .acyclic(let from, let to, let only): [from, to] + (only.map { [$0.field, $0.start, $0.end] } ?? [])
    case .sealed(let field): [field]
    case .agrees(let reference, let field): [reference, field]
    }
  }
}
