import Bundles
import Ecosystem
import Foundation
import HostAPI
import Lua
import Scheduler
import Store

/// Installs bundles: trust before anything is parsed, the gate, a plan to approve, then one transaction that runs the
/// migrations and switches to the new generation. Whatever fails leaves the workspace as it was.
public struct Installer: Sendable {
  private let host: PluginHost
  private var workspace: Workspace { host.workspace }

  public init(host: PluginHost) { self.host = host }

  // MARK: Planning

  /// Reads the bundles at `paths`, packed files or plugins' folders, and plans their installation.
  ///
  /// - Parameters:
  ///   - trusted: ids the admin trusts beside those pinned in the workspace.
  ///   - isDowngradeAllowed: whether a lower version may replace a higher one.
  /// - Throws: `BundleError` for a bundle that is not trusted or refused or a dependency that is missing,
  ///   `EngineError.downgrade`, `.sameVersionOtherContent`.
  public func plan(paths: [String], trusted: Set<BundleID> = [], isDowngradeAllowed: Bool = false) throws -> InstallPlan {
    var policy = try workspace.trust.policy()
    for id in trusted { policy.pins.pin(id) }
    let candidates = try paths.map { try candidate($0, policy) }
    let transaction = try workspace.store.begin(.read)
    defer { transaction.rollback() }
    let installed = try transaction.generation().plugins
    let order = try dependencyOrder(candidates.map(\.bundle), installed)
    let steps = try candidates.map { try step($0, installed, transaction, isDowngradeAllowed) }
    return InstallPlan(steps: steps.sorted { order[$0.bundle.manifest.name, default: 0] < order[$1.bundle.manifest.name, default: 0] })
  }

  private typealias Candidate = (bundle: Bundles.Bundle, packed: [UInt8])

  /// Reads what stands at `path`: a packed file is trusted before it is parsed, a folder is the admin's own.
  private func candidate(_ path: String, _ policy: TrustPolicy) throws -> Candidate {
    do throws(BundleError) {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        let bundle = try Bundles.Bundle.reading(directory: path)
        let packed = try bundle.packed()
        _ = try policy.decide(packed: packed, signature: nil, at: Date())
        return (bundle, packed)
      }
      let packed = try Bundles.Bundle.packedBytes(ofFile: path)
      let name = URL(filePath: path).lastPathComponent
      _ = try policy.decide(packed: packed, signature: signature(of: path), fileName: name, at: Date())
      return (try Bundles.Bundle.reading(packed: packed), packed)
    } catch {
      throw error.place == nil ? error.located(in: path) : error
    }
  }

  /// The signature beside a bundle, nil where there is none.
  private func signature(of path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path + ".sig").map { [UInt8]($0) }
  }

  private func dependencyOrder(_ wanted: [Bundles.Bundle], _ installed: [InstalledPlugin]) throws -> [String: Int] {
    let present = try installed.map { DependencyPlan.Plugin(try host.bundle(of: $0).manifest) }
    let plan = try DependencyPlan(installed: present, wanted: wanted.map { DependencyPlan.Plugin($0.manifest) })
    return Dictionary(uniqueKeysWithValues: plan.order.enumerated().map { ($1.name, $0) })
  }

  private func step(
    _ candidate: Candidate, _ installed: [InstalledPlugin], _ transaction: StoreTransaction, _ isDowngradeAllowed: Bool
  ) throws -> InstallPlan.Step {
    let manifest = candidate.bundle.manifest
    let current = installed.first { $0.name == manifest.name }
    let before = try current.map { try host.bundle(of: $0).manifest.permissions } ?? [:]
    let dataVersion = try transaction.pluginData(manifest.name)?.dataVersion ?? 0
    return InstallPlan.Step(
      bundle: candidate.bundle,
      change: try change(candidate.bundle, current, isDowngradeAllowed),
      newPermissions: manifest.permissions.filter { before[$0.key]?.covers($0.value) != true },
      droppedPermissions: before.keys.filter { manifest.permissions[$0] == nil }.sorted(),
      migrations: Array(candidate.bundle.migrations.dropFirst(dataVersion)),
      packed: candidate.packed)
  }

  private func change(
    _ bundle: Bundles.Bundle, _ current: InstalledPlugin?, _ isDowngradeAllowed: Bool
  ) throws -> InstallPlan.Change {
    guard let current else { return .new }
    guard current.bundleID != bundle.id.description else { return .unchanged }
    let (name, offered) = (bundle.manifest.name, bundle.manifest.version)
    guard let version = SemanticVersion(current.version) else { return .replaces(version: current.version) }
    if offered == version { throw EngineError.sameVersionOtherContent(name: name, version: current.version) }
    guard offered > version || isDowngradeAllowed else {
      throw EngineError.downgrade(name: name, installed: current.version, offered: offered.description)
    }
    return .replaces(version: current.version)
  }

  // MARK: Applying

  /// Carries out a plan that the admin approved.
  ///
  /// - Parameter isDryRun: whether everything is tried and nothing kept.
  /// - Throws: what a plugin's `init.lua` or migration raises (`EngineError.luaFailure`, `.stopped`) and `StoreError` when
  ///   the rows do not fit together; nothing has changed then.
  public func apply(_ plan: InstallPlan, isDryRun: Bool = false) async throws -> InstallOutcome {
    guard !plan.changes.isEmpty else { return InstallOutcome(generation: nil, recordChanges: [:]) }
    let journal = host.makeJournal()
    defer { journal.save() }
    let transaction = try workspace.store.begin(.write)
    do {
      let changes = try await run(plan, in: transaction, journal)
      guard !isDryRun else {
        try transaction.validate()
        transaction.rollback()
        return InstallOutcome(generation: nil, recordChanges: changes)
      }
      return InstallOutcome(generation: try commit(plan, transaction, journal), recordChanges: changes)
    } catch {
      transaction.rollback()
      throw error
    }
  }

  private func run(
    _ plan: InstallPlan, in transaction: StoreTransaction, _ journal: InvocationJournal
  ) async throws -> [String: [String: Int]] {
    var changes: [String: [String: Int]] = [:]
    for step in plan.changes {
      let name = step.bundle.manifest.name
      let before = try transaction.recordCounts(owner: name)
      try await install(step, in: transaction, journal)
      changes[name] = try transaction.recordCounts(owner: name).merging(before.mapValues { -$0 }, uniquingKeysWith: +)
        .filter { $0.value != 0 }
    }
    return changes
  }

  private func install(
    _ step: InstallPlan.Step, in transaction: StoreTransaction, _ journal: InvocationJournal
  ) async throws {
    let manifest = step.bundle.manifest
    let plugin = try await host.load(step.bundle, .install, journal)
    for field in plugin.registrations.fields {
      try transaction.declareField(
        PluginField(
          plugin: manifest.name, name: field.name, entity: field.entity, type: field.type, label: field.label,
          isIndexed: field.isIndexed))
    }
    for migration in step.migrations { try await host.migrate(plugin, migration, in: transaction, journal) }
    try transaction.setPluginData(manifest.name, dataVersion: manifest.dataSchema)
  }

  private func commit(_ plan: InstallPlan, _ transaction: StoreTransaction, _ journal: InvocationJournal) throws -> Int {
    var plugins = try transaction.generation().plugins
    let now = Instant.now()
    for step in plan.changes {
      plugins.removeAll { $0.name == step.bundle.manifest.name }
      plugins.append(InstalledPlugin(step.bundle, installedAt: now))
    }
    let names = plan.changes.map { "\($0.bundle.manifest.name) \($0.bundle.manifest.version)" }.joined(separator: ", ")
    let generation = try transaction.write(
      generation: plugins.sorted { $0.name < $1.name }, reason: "install \(names)", now: now)
    var written: [BundleID] = []
    do {
      for step in plan.changes where try workspace.blobs.write(step.bundle, packed: step.packed) {
        written.append(step.bundle.id)
      }
      try journal.write(into: transaction)
      try transaction.commit()
      journal.clear()
    } catch {
      written.forEach(workspace.blobs.remove)
      throw error
    }
    return generation.number
  }
}

extension PermissionRequest {
  /// Whether a grant of this request covers `other`.
  fileprivate func covers(_ other: PermissionRequest) -> Bool {
    guard access >= other.access else { return false }
    guard !territories.isEmpty else { return true }
    return !other.territories.isEmpty && Set(other.territories).isSubset(of: territories)
  }
}

extension InstalledPlugin {
  init(_ bundle: Bundles.Bundle, installedAt: String) {
    let grants = bundle.manifest.permissions.mapValues { request in
      FieldValue.map([
        "access": .text(request.access.rawValue), "territories": .list(request.territories.map(FieldValue.text)),
      ])
    }
    self.init(
      name: bundle.manifest.name, version: bundle.manifest.version.description, bundleID: bundle.id.description,
      grants: FieldValue.map(grants).json, installedAt: installedAt)
  }
}
