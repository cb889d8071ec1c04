import Ecosystem

/// The records that are published as open data, and the files of each entity.
public enum OpenData {
  /// The entities that are published. Others hold what concerns persons, or the work of the cluster with its members.
  static let entities = [
    "actor", "award", "call", "concept", "disbursement", "event", "expenditure", "figure", "identifier", "indicator", "label",
    "label_award", "observation", "outcome", "programme", "project", "relation", "session", "territory", "training",
  ]

  /// Returns the purpose to which persons must have consented for records of an entity; nil for one that concerns no persons.
  public static func purpose(of entity: EntityDescription) -> ConsentPurpose? { entity.concernsPersons ? .directory : nil }

  /// Returns the filter of the records of an entity that may be listed: those whose persons have consented to the directory.
  public static func listed(_ entity: EntityDescription) -> Filter { purpose(of: entity).map(Filter.consented) ?? .everything }

  /// The number of changes that a feed of changes holds, the last ones.
  static let entriesMax = 1_000

  /// One file of an entity.
  enum Form: Sendable, Hashable {
    case table(RecordExport.Format)
    case feed(FeedFormat)

    /// The extension of its name.
    var ending: String {
      switch self {
      case .table(let format): format.rawValue
      case .feed(let format): format.ending
      }
    }

    var mediaType: String {
      switch self {
      case .table(.csv): "text/csv"
      case .table(.json): "application/json"
      case .table(.jsonl): "application/jsonl"
      case .feed(let format): format.mediaType
      }
    }
  }

  /// The forms in which records of an entity are published.
  static func forms(of entity: EntityDescription) -> [Form] {
    RecordExport.Format.allCases.map(Form.table) + FeedFormat.allCases.filter { $0.fits(entity) }.map(Form.feed)
  }
}
