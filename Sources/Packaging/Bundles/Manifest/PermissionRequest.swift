import Ecosystem

/// A plugin's request for access in one permission group.
public struct PermissionRequest: Sendable, Hashable {
  /// The level of access.
  public typealias Access = AccessLevel

  /// The names of the groups.
  public static let groups = PermissionGroup.names

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
    try table.allowOnly(groups + [PermissionGroup.formerPersons])
    var requests: [String: PermissionRequest] = [:]
    for group in table.keys {
      guard let known = PermissionGroup(manifestName: group) else { continue }
      let entry = try table.table(group, example: "")
      try entry.allowOnly(known.isTerritorial ? ["access", "territories", "reason"] : ["access", "reason"])
      requests[group] = PermissionRequest(
        access: try access(entry, known), territories: try territories(entry), reason: try entry.localized("reason"))
    }
    return requests
  }

  private static func access(_ entry: ManifestTable, _ group: PermissionGroup) throws(BundleError) -> Access {
    let text = try entry.text("access", example: #"access = "read""#)
    guard let access = group.levels.first(where: { $0.rawValue == text }) else {
      let names = group.levels.map(\.rawValue)
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
