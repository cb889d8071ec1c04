import Localization

/// A query that groups the records of a filter and computes figures of each group.
///
///     GroupQuery(["standing": "existing"], options: ["by": ["kind", "territory:province"], "count": true], for: .actor, in: schema)
///
/// A record without a value for a key is in the group whose key is null. In a list each element counts: a record is in the group
/// of each of its elements, and at most once in a group. Without keys there is one group, which may be empty.
public struct GroupQuery: Sendable, Hashable {
  /// A value by which records are grouped.
  public struct Key: Sendable, Hashable {
    /// Its name in the groups: as the key is written, or as the caller names it.
    public let name: String
    /// The field, of the record or of one it refers to.
    public let path: FieldPath
    /// The part of the value that counts; nil for the whole value.
    public let part: Part?
  }

  /// The part of a value by which records are grouped.
  public enum Part: Sendable, Hashable {
    /// Of a territory: the one of that level around it.
    case level(TerritoryLevel)
    /// Of a date or an instant in UTC: the year, `2024`, the month, `2024-05`, or the day; null where it is less precise.
    case year, month, day
    /// Of money: the currency.
    case currency

    /// Its name after the colon.
    public var name: String {
      switch self {
      case .level(let level): level.rawValue
      case .year: "year"
      case .month: "month"
      case .day: "day"
      case .currency: "currency"
      }
    }
  }

  /// A figure of a group, of the records that have a value.
  public struct Aggregate: Sendable, Hashable {
    /// The kinds of figures, named as the options.
    public enum Kind: String, Sendable, CaseIterable {
      /// Sum, mean, least and greatest value; null when no record has a value. The mean of money is rounded to whole cents.
      case sum, avg, min, max
      /// Number of different values.
      case distinct
    }

    public let kind: Kind
    public let path: FieldPath
  }

  /// A term by which groups are ordered.
  public struct Order: Sendable, Hashable {
    /// The compared term: the key or figure at an index, or the number of records.
    public enum Term: Sendable, Hashable {
      case key(Int), count, aggregate(Int)
    }

    public let term: Term
    public let isDescending: Bool
  }

  /// The records.
  public var filter: Filter
  /// The keys; without one all records are one group.
  public var keys: [Key] = []
  /// Whether the records of each group are counted.
  public var isCounted = true
  /// The figures.
  public var aggregates: [Aggregate] = []
  /// The order; equal groups, and all without an order, are ordered by their keys. Groups without a value come last.
  public var order: [Order] = []
  /// Maximum number of groups, from 0; nil for all.
  public var limit: Int?
  /// The groups skipped first, from 0.
  public var offset = 0
  /// The language of texts by language; a record without it counts with its text in another language.
  public var language = Language.en

  /// Upper bound of the keys.
  public static let keysMax = 8
  /// Upper bound of the figures.
  public static let aggregatesMax = 16
  /// The names of the options.
  public static let optionNames = ["by", "count"] + Aggregate.Kind.allCases.map(\.rawValue) + ["order", "limit", "offset"]

  /// The paths it reads in addition to the filter.
  public var paths: [FieldPath] { keys.map(\.path) + aggregates.map(\.path) }

  init(filter: Filter) { self.filter = filter }
}
