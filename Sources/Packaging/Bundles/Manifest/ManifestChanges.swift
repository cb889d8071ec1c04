/// The differences an upgrade makes in a plugin's requests and settings; on a first install, all of its requests.
///
/// ```swift
/// let changes = ManifestChanges(from: installed.manifest, to: bundle.manifest)
/// if changes.needsApproval { … }      // show changes.permissions where isWider, each with its reason
/// ```
public struct ManifestChanges: Sendable, Hashable {
  /// A value before and after; nil where there is none.
  public struct Change<Value: Sendable & Hashable>: Sendable, Hashable {
    /// The name of a permission group, a limit, a dependency, an exported module or a setting.
    public let name: String
    /// The value in the installed version.
    public let before: Value?
    /// The value in the new version.
    public let after: Value?
  }

  /// The permissions that differ in access or territories, by group. A changed reason alone is no change.
  public let permissions: [Change<PermissionRequest>]
  /// The limits that differ, by key.
  public let limits: [Change<LimitRequest>]
  /// The dependencies that differ, by name.
  public let dependencies: [Change<VersionRange>]
  /// The modules exported by one version only, by name.
  public let exports: [Change<ModuleName>]
  /// The settings that differ, by name.
  public let settings: [Change<SettingDescription>]
  /// The numbers of the migrations that run, in order; empty when the data stays unchanged.
  public let migrations: [Int]

  /// Compares two versions of a plugin.
  ///
  /// - Parameters:
  ///   - installed: the manifest of the installed version, nil on a first install.
  ///   - offered: the manifest of the version to install.
  ///   - dataVersion: the data version the workspace has for this plugin, when it differs from that of `installed`: data kept
  ///     from an earlier install. Migrations up to it do not run again.
  public init(from installed: Manifest?, to offered: Manifest, dataVersion: Int? = nil) {
    permissions = Self.compare(installed?.permissions ?? [:], offered.permissions).filter(\.isOfSubstance)
    limits = Self.compare(installed?.limits ?? [:], offered.limits)
    dependencies = Self.compare(installed?.dependencies ?? [:], offered.dependencies)
    exports = Self.compare(Self.byName(installed?.exports ?? []), Self.byName(offered.exports))
    settings = Self.compare(installed?.settings ?? [:], offered.settings)
    let done = dataVersion ?? installed?.dataSchema ?? 0
    migrations = done < offered.dataSchema ? Array(done + 1...offered.dataSchema) : []
  }

  /// Whether an admin must approve: a permission is wider than before, or a limit higher.
  public var needsApproval: Bool { permissions.contains(where: \.isWider) || limits.contains(where: \.isHigher) }

  private static func byName(_ modules: [ModuleName]) -> [String: ModuleName] {
    Dictionary(uniqueKeysWithValues: modules.map { ($0.text, $0) })
  }

  private static func compare<Value>(_ before: [String: Value], _ after: [String: Value]) -> [Change<Value>] {
    Set(before.keys).union(after.keys).sorted().compactMap { name in
      before[name] == after[name] ? nil : Change(name: name, before: before[name], after: after[name])
    }
  }
}

extension ManifestChanges.Change where Value == PermissionRequest {
  /// Whether the permission is wider than before: more access, or access in more territories.
  public var isWider: Bool {
    guard let after, after.access > .none else { return false }
    guard let before, before.access >= after.access else { return true }
    if before.territories.isEmpty { return false }
    return after.territories.isEmpty || !Set(after.territories).isSubset(of: before.territories)
  }

  /// Whether more than the reason differs. No request and `access = "none"` are equal.
  fileprivate var isOfSubstance: Bool {
    let (old, new) = (before?.access ?? .none, after?.access ?? .none)
    if old == .none, new == .none { return false }
    return old != new || Set(before?.territories ?? []) != Set(after?.territories ?? [])
  }
}

extension ManifestChanges.Change where Value == LimitRequest {
  /// Whether the limit is higher than before; a default counts as lower.
  public var isHigher: Bool {
    guard let after else { return false }
    return before.map { after.amount > $0.amount } ?? true
  }
}
