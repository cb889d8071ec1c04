import Bundles
import Ecosystem
import Localization

/// The effects of an installation, for the admin to approve.
public struct InstallPlan: Sendable {
  /// The relation of a bundle to the installed version.
  public enum Change: Sendable, Hashable {
    case new
    /// The installed version is replaced by a higher one, or by a lower one when a downgrade is allowed.
    case replaces(version: String)
    /// The same bundle is installed already.
    case unchanged
  }

  /// One bundle of the plan.
  public struct Step: Sendable {
    public var bundle: Bundles.Bundle
    public var change: Change
    /// The requests that differ from the installed version: permissions, limits, dependencies, settings.
    public var requests: ManifestChanges
    /// The reports, commands, importers and fields it adds or removes; nil until its `init.lua` has run.
    public var contributions: ContributionChanges?

    /// The plugins, installed or of the plan, whose code requires a module of the bundle by its name: the bundle's code runs there too,
    /// with their permissions.
    public var requirers: [String] = []

    /// The migrations that have run and differ from those of the installed version, or are missing: they do not run again.
    public var editedMigrations: [String] {
      guard let former, former.id != bundle.id else { return [] }
      let ran = former.migrations.prefix(dataVersion)
      return ran.filter { former[$0] != bundle[$0] }
    }

    /// The number of the last migration that ran; 0 for none.
    var dataVersion: Int
    var packed: [UInt8]
    /// The installed version.
    var former: Bundles.Bundle?

    public var name: String { bundle.manifest.name }

    /// The migrations that will run, by name.
    public var migrations: [String] {
      let names = bundle.migrations
      return requests.migrations.compactMap { names.indices.contains($0 - 1) ? names[$0 - 1] : nil }
    }
  }

  /// The steps in their order: a plugin after its dependencies.
  public var steps: [Step]

  /// The steps that change something.
  public var changes: [Step] { steps.filter { $0.change != .unchanged } }

  /// Whether any request is not approved yet.
  public var needsApproval: Bool { changes.contains { $0.change == .new || $0.requests.needsApproval } }

  /// The installed versions that the plan replaces, such as `wallonia 1.0.0`.
  public var replaced: [String] {
    changes.compactMap { step in
      guard case .replaces(let version) = step.change else { return nil }
      return "\(step.name) \(version)"
    }
  }
}

/// The contributions that a plugin adds to and removes from those of its installed version.
public struct ContributionChanges: Sendable, Hashable {
  /// One contribution of a plugin.
  public struct Item: Sendable, Hashable {
    public enum Kind: String, Sendable { case report, command, importer, field, event, validator, job, page, form, action, card }

    public var kind: Kind
    /// The full name, such as `wallonia:cartographie` or `actor.wallonia.label`.
    public var name: String
    public var title: LocalizedText?
  }

  /// A field that gets another name, with its values.
  public struct Rename: Sendable, Hashable {
    /// The former name, such as `actor.studios.staff`.
    public var before: String
    /// The present name.
    public var after: String
  }

  public var added: [Item]
  public var dropped: [Item]
  public var renamed: [Rename]

  init(from former: Contributions?, to offered: Contributions) {
    let (before, after) = (former?.items ?? [], offered.items)
    func key(_ item: Item) -> [String] { [item.kind.rawValue, item.name] }
    let (names, known) = (Set(after.map(key)), Set(before.map(key)))
    let former = Set(former?.fields ?? [])
    let renamed = offered.renamedFields.map { Rename(before: "\($0.entity).\($0.name)", after: "\($0.entity).\($0.field)") }
      .filter { former.contains($0.before) && !former.contains($0.after) }
    let (gone, come) = (Set(renamed.map(\.before)), Set(renamed.map(\.after)))
    added = after.filter { !known.contains(key($0)) && !($0.kind == .field && come.contains($0.name)) }
    dropped = before.filter { !names.contains(key($0)) && !($0.kind == .field && gone.contains($0.name)) }
    self.renamed = renamed
  }

  init() { (added, dropped, renamed) = ([], [], []) }
}

extension Contributions {
  fileprivate var items: [ContributionChanges.Item] { entryItems + dataItems + jobItems + portalItems }

  private var entryItems: [ContributionChanges.Item] {
    reports.map { .init(kind: .report, name: $0.name, title: $0.title) }
      + commands.map { .init(kind: .command, name: $0.name, title: $0.title) }
      + importers.map { .init(kind: .importer, name: $0.name, title: $0.title) }
  }

  private var dataItems: [ContributionChanges.Item] {
    fields.map { .init(kind: .field, name: $0, title: nil) }
      + Set(events).sorted().map { .init(kind: .event, name: $0, title: nil) }
      + validated.map { .init(kind: .validator, name: $0, title: nil) }
  }

  private var portalItems: [ContributionChanges.Item] {
    pages.map { .init(kind: .page, name: $0.name, title: $0.title) }
      + forms.map { .init(kind: .form, name: "\($0.plugin):\($0.id)", title: $0.title) }
      + actions.map { .init(kind: .action, name: "\($0.plugin):\($0.id)", title: $0.label) }
      + cards.map { .init(kind: .card, name: "\($0.plugin):\($0.entity)", title: $0.title) }
  }

  private var jobItems: [ContributionChanges.Item] {
    jobs.map { .init(kind: .job, name: $0.name, title: $0.title) }
  }
}

/// The result of an installation, or of its dry run.
public struct InstallOutcome: Sendable {
  /// The number of the new generation; nil when nothing changed or in a dry run.
  public var generation: Int?
  /// The change in the number of records by plugin and entity.
  public var recordChanges: [String: [String: Int]]

  /// The result of an installation without changes.
  public static let nothing = InstallOutcome(generation: nil, recordChanges: [:])
}
