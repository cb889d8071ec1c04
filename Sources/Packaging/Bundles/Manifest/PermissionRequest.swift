/// A plugin's request for access in one permission group.
public struct PermissionRequest: Sendable, Hashable {
  /// The level of access, in increasing order: `none < read < write`.
  public enum Access: String, Sendable, Hashable, CaseIterable, Comparable {
    case none, read, write

    /// Whether the left level is lower.
    public static func < (left: Access, right: Access) -> Bool { left.reach < right.reach }

    private var reach: Int {
      switch self {
      case .none: 0
      case .read: 1
      case .write: 2
      }
    }
  }

  /// The names of the groups.
  public static let groups = [
    "vocabulary", "actors", "relations", "events", "funding", "indicators", "skills", "contacts", "storage", "sql",
    "jobs",
  ]
  /// The groups whose rows belong to territories.
  private static let territorialGroups = [
    "vocabulary", "actors", "relations", "events", "funding", "indicators", "skills", "contacts",
  ]

  /// The level of access.
  public let access: Access
  /// The codes of the territories it is limited to, such as `BE-WAL`; empty for no limit.
  public let territories: [String]
  /// The reason for the request, by language code; may be empty.
  public let reason: [String: String]

  /// Makes a request.
  public init(access: Access, territories: [String] = [], reason: [String: String] = [:]) {
    self.access = access
    self.territories = territories
    self.reason = reason
  }

  /// Parses `[permissions]`.
  static func reading(_ root: ManifestTable) throws(BundleError) -> [String: PermissionRequest] {
    guard let table = try root.table("permissions") else { return [:] }
    try table.allowOnly(groups)
    var requests: [String: PermissionRequest] = [:]
    for group in table.keys {
      let entry = try table.table(group, example: "")
      try entry.allowOnly(
        territorialGroups.contains(group) ? ["access", "territories", "reason"] : ["access", "reason"])
      requests[group] = PermissionRequest(
        access: try access(entry, group), territories: try territories(entry), reason: try entry.localized("reason"))
    }
    return requests
  }

  private static func access(_ entry: ManifestTable, _ group: String) throws(BundleError) -> Access {
    let text = try entry.text("access", example: #"access = "read""#)
    // SQL runs over read-only views, so write access cannot be granted.
    let possible = Access.allCases.filter { group != "sql" || $0 < .write }
    guard let access = possible.first(where: { $0.rawValue == text }) else {
      let names = possible.map(\.rawValue)
      throw entry.refuse("access", text, wanted: names, nearest: NearestKey.suggest(text, among: names))
    }
    return access
  }

  private static func territories(_ entry: ManifestTable) throws(BundleError) -> [String] {
    guard let codes = try entry.texts("territories") else { return [] }
    guard !codes.isEmpty else { throw entry.refuse("territories", "[]", wanted: [#"["BE-WAL"]"#]) }
    for (index, code) in codes.enumerated() {
      guard isTerritory(code), !codes[..<index].contains(code) else {
        throw entry.refuse("territories", code, wanted: [#"["BE-WAL", "LU"]"#])
      }
    }
    return codes
  }

  private static func isTerritory(_ code: String) -> Bool {
    (1...64).contains(code.utf8.count)
      && code.utf8.allSatisfy { byte in
        (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte) || "-_.:".utf8.contains(byte)
      }
  }
}
