/// A group of data or functions to which a plugin asks for access, and an admin grants it.
public enum PermissionGroup: String, Sendable, Hashable, CaseIterable {
  case vocabulary, actors, relations, events, funding, indicators, skills, persons, storage, sql, jobs

  /// The names of all groups, as manifests write them.
  public static let names = allCases.map(\.rawValue)

  /// The former name of `persons` in manifests and grants. A grant of it covers what it covered then, the fields for the staff on
  /// records of other groups, and no persons.
  public static let formerPersons = "contacts"

  /// The group that a manifest names, by its name or its former one.
  public init?(manifestName name: String) {
    self.init(rawValue: name == PermissionGroup.formerPersons ? PermissionGroup.persons.rawValue : name)
  }

  /// Whether a request should state its reason: the purpose for which personal data is processed (GDPR, Article 5(1)(b)).
  public var needsPurpose: Bool { self == .persons }

  /// Whether its rows belong to territories, so that a grant can be limited to some of them.
  public var isTerritorial: Bool {
    switch self {
    case .vocabulary, .actors, .relations, .events, .funding, .indicators, .skills, .persons: true
    case .storage, .sql, .jobs: false
    }
  }

  /// The levels of access that can be granted. SQL runs over read-only views.
  public var levels: [AccessLevel] { self == .sql ? [.none, .read] : AccessLevel.allCases }
}
