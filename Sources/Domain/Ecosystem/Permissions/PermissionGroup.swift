/// A group of data or functions to which a plugin asks for access, and an admin grants it.
public enum PermissionGroup: String, Sendable, Hashable, CaseIterable {
  case vocabulary, actors, relations, events, funding, indicators, skills, contacts, storage, sql, jobs

  /// The names of all groups, as manifests write them.
  public static let names = allCases.map(\.rawValue)

  /// Whether its rows belong to territories, so that a grant can be limited to some of them.
  public var isTerritorial: Bool {
    switch self {
    case .vocabulary, .actors, .relations, .events, .funding, .indicators, .skills, .contacts: true
    case .storage, .sql, .jobs: false
    }
  }

  /// The levels of access that can be granted. SQL runs over read-only views.
  public var levels: [AccessLevel] { self == .sql ? [.none, .read] : AccessLevel.allCases }
}
