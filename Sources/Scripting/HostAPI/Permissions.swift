import Ecosystem

/// The read and write permissions of the calls of one invocation.
///
/// A plugin has the permissions that its manifest asked for and the admin approved; an admin at the shell or in a script has all
/// permissions and no territory limits.
public struct Permissions: Sendable, Hashable {
  /// The access that a grant gives; `write` includes `read`.
  public typealias Access = AccessLevel

  /// The grant for one group of collections.
  public struct Grant: Sendable, Hashable {
    public var access: Access
    /// Codes of the territories whose rows may be written, descendants included; nil means every territory.
    public var territories: [String]?

    public init(access: Access, territories: [String]? = nil) {
      self.access = access
      self.territories = territories
    }
  }

  /// Grants by the name of the `PermissionGroup`.
  public var grants: [String: Grant]
  /// Whether rows and fields of any owner may be written.
  public var ownsEverything: Bool

  /// The grants of a plugin; a group that is absent is not granted.
  public init(grants: [String: Grant]) {
    self.grants = grants
    ownsEverything = false
  }

  private init(everything access: Access) {
    grants = Dictionary(uniqueKeysWithValues: Self.groups.map { ($0, Grant(access: access)) })
    ownsEverything = true
  }

  /// All groups.
  public static let groups = PermissionGroup.names

  /// An admin who reads only.
  public static let adminReading = Permissions(everything: .read)
  /// An admin who may write.
  public static let adminWriting = Permissions(everything: .write)

  /// Upper bounds: the permissions of the calling plugins, the nearest last.
  private var ceilings: [[String: Grant]] = []

  /// Whether any data may be written; `jobs` is the permission to run, not to write.
  public var canWrite: Bool { grants.contains { $0.key != "jobs" && $0.value.access == .write } }

  /// Returns these permissions while another plugin calls: on shared data never more than the caller has. Private storage is the
  /// called plugin's own.
  public func called(by caller: Permissions) -> Permissions {
    var both = self
    both.ceilings = caller.ceilings + [caller.grants]
    return both
  }

  /// Returns these permissions without those to write, for code that only reads.
  public var reading: Permissions {
    var reading = self
    reading.grants = grants.mapValues { Grant(access: min($0.access, .read), territories: $0.territories) }
    return reading
  }

  func grant(_ group: String) -> Grant {
    var grant = grants[group] ?? Grant(access: .none)
    guard group != "storage" else { return grant }
    for ceiling in ceilings { grant.access = min(grant.access, ceiling[group]?.access ?? .none) }
    return grant
  }

  /// The lists of territories in each of which a row of `group` must lie to be written; empty means everywhere.
  func territories(_ group: String) -> [[String]] { ([grants] + ceilings).compactMap { $0[group]?.territories } }

  /// Whether contact data may be read, the fields for the staff on records that may be read: with `persons`, or `contacts`, as
  /// manifests wrote before there were persons.
  var seesContacts: Bool {
    ([grants] + ceilings).allSatisfy { layer in
      [PermissionGroup.persons.rawValue, PermissionGroup.formerPersons].contains { (layer[$0]?.access ?? .none) >= .read }
    }
  }

  /// Throws unless `group` is granted at least `access`.
  func require(_ access: Access, _ group: String) throws(PermissionDeniedError) {
    let granted = grant(group)
    guard granted.access >= access else {
      throw PermissionDeniedError(
        group: group, needed: .access(access), granted: .access(granted.access), isAdmin: ownsEverything)
    }
  }
}
