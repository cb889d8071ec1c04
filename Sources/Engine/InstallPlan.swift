import Bundles
import Ecosystem

/// What an installation would do, for the admin to approve.
public struct InstallPlan: Sendable {
  /// How a bundle relates to what is installed.
  public enum Change: Sendable, Hashable {
    case new
    /// The installed version is replaced by a higher one, or by a lower one with leave.
    case replaces(version: String)
    /// The same bundle is installed already.
    case unchanged
  }

  /// One bundle of the plan.
  public struct Step: Sendable {
    public var bundle: Bundles.Bundle
    public var change: Change
    /// The permissions that are asked for and were not granted to the installed version, by group.
    public var newPermissions: [String: PermissionRequest]
    /// The groups that the installed version was granted and this one no longer asks for.
    public var droppedPermissions: [String]
    /// The migrations that will run, by name.
    public var migrations: [String]

    var packed: [UInt8]
  }

  /// The steps in the order they will be taken: a plugin after those it depends on.
  public var steps: [Step]

  /// The steps that change something.
  public var changes: [Step] { steps.filter { $0.change != .unchanged } }

  /// Whether something is asked for that no one has approved yet.
  public var needsApproval: Bool { changes.contains { $0.change == .new || !$0.newPermissions.isEmpty } }
}

/// What an installation did, or with a dry run would have done.
public struct InstallOutcome: Sendable {
  /// The number of the generation that was written; nil when nothing changed or nothing was to be written.
  public var generation: Int?
  /// The change in the number of records by plugin and entity.
  public var recordChanges: [String: [String: Int]]
}
