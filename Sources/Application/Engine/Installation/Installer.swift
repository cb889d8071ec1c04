import Bundles
import Calendar
import Ecosystem
import Foundation
import HostAPI
import Store

/// Installs bundles: verifies trust before parsing, then the archive, makes a plan to approve, and runs the migrations and the
/// switch to the new generation in one transaction. An error leaves the workspace unchanged.
public struct Installer: Sendable {
  /// The present step of an installation, for display.
  public enum Progress: Sendable, Hashable {
    /// A bundle is read, checked and loaded; `name` is that of its file.
    case reading(name: String)
    case loading(plugin: String)
    /// A migration runs: its number, from 1, and the count of all.
    case migrating(plugin: String, number: Int, count: Int)
  }

  let host: PluginHost
  let progress: @Sendable (Progress) -> Void
  var workspace: Workspace { host.workspace }

  /// - Parameter progress: called before each step.
  public init(host: PluginHost, progress: @escaping @Sendable (Progress) -> Void = { _ in }) {
    (self.host, self.progress) = (host, progress)
  }

  /// Applies a plan that the admin approved.
  ///
  /// - Parameter isDryRun: whether everything is tried and rolled back.
  /// - Throws: errors of a plugin's `init.lua` or migration (`EngineError.luaFailure`, `.stopped`) and `StoreError` when the
  ///   rows violate a constraint; nothing has changed then.
  public func apply(_ plan: InstallPlan, isDryRun: Bool = false) async throws -> InstallOutcome {
    guard !plan.changes.isEmpty else { return InstallOutcome(generation: nil, recordChanges: [:]) }
    CrashPoint.pass()
    let outcome = try await host.journaled { try await apply(plan, isDryRun: isDryRun, journal: $0) }
    host.workspace.recordIdentity()
    return outcome
  }

  private func apply(_ plan: InstallPlan, isDryRun: Bool, journal: InvocationJournal) async throws -> InstallOutcome {
    let names = plan.changes.map(\.name).joined(separator: ", ")
    let transaction = try await host.beginWriting(.install, plan.changes[0].name, name: names, for: .admin)
    do {
      try refuseStale(plan, transaction)
      try host.pruneLog(in: transaction)
      let results = try await run(plan, in: transaction, journal)
      let counts = results.mapValues(\.counts)
      guard !isDryRun else {
        try transaction.validate()
        transaction.rollback()
        return InstallOutcome(generation: nil, recordChanges: counts)
      }
      let generation = try commit(plan, results, in: transaction, journal: journal)
      await host.deliverCaused(by: transaction)
      return InstallOutcome(generation: generation, recordChanges: counts)
    } catch {
      transaction.rollback()
      throw error
    }
  }

  /// The result of one step: the change in the number of records by entity, and its change in the journal.
  private typealias StepResult = (counts: [String: Int], change: Int64?)

  /// Refuses a plan that is stale because another installation was committed since.
  private func refuseStale(_ plan: InstallPlan, _ transaction: StoreTransaction) throws {
    let installed = try transaction.generations.present().plugins
    for step in plan.steps {
      let version = installed.first { $0.name == step.name }?.version
      let planned: String? =
        switch step.change {
        case .new: nil
        case .replaces(let version): version
        case .unchanged: step.bundle.manifest.version.description
        }
      if version != planned { throw EngineError.planStale(name: step.name) }
    }
  }

  private func run(
    _ plan: InstallPlan, in transaction: StoreTransaction, _ journal: InvocationJournal
  ) async throws -> [String: StepResult] {
    var results: [String: StepResult] = [:]
    for step in plan.changes {
      let before = try transaction.recordCounts(owner: step.name)
      try await install(step, of: plan, in: transaction, journal)
      let change = try journal.attribute(to: step.name, .install, in: transaction)
      let counts = try transaction.recordCounts(owner: step.name).merging(before.mapValues { -$0 }, uniquingKeysWith: +)
      results[step.name] = (counts.filter { $0.value != 0 }, change)
    }
    return results
  }

  private func install(
    _ step: InstallPlan.Step, of plan: InstallPlan, in transaction: StoreTransaction, _ journal: InvocationJournal
  ) async throws {
    progress(.loading(plugin: step.name))
    let plugin = try await host.load(step.bundle, .install, journal: journal, sharing: try shared(with: step.bundle, in: plan))
    try await enter(plugin, step.migrations, in: transaction, journal: journal)
  }

  /// Registers a loaded plugin's fields, runs its migrations, deletes its retired fields and stores its registrations.
  ///
  /// - Throws: `EcosystemError` for an invalid field, `EngineError.luaFailure` or `.stopped` when a migration fails, `StoreError`
  ///   when a write fails or a version of a call belongs to another owner.
  package func enter(
    _ plugin: LoadedPlugin, _ migrations: [String], in transaction: StoreTransaction, journal: InvocationJournal
  ) async throws {
    let manifest = plugin.bundle.manifest
    for field in plugin.registrations.fields { try declare(field, of: manifest.name, in: transaction) }
    try register(plugin, in: transaction)
    CrashPoint.pass()
    for (index, migration) in migrations.enumerated() {
      progress(.migrating(plugin: manifest.name, number: index + 1, count: migrations.count))
      try await host.migrate(plugin, migration, in: transaction, journal: journal)
      CrashPoint.pass()
    }
    for field in plugin.registrations.fields where field.isRetired {
      try transaction.registrations.removeField(field.name, of: field.entity, plugin: manifest.name)
    }
    try keepRules(of: plugin, in: transaction)
    // A downgrade does not change the data version, so that a later upgrade does not run its migrations twice.
    let version = max(manifest.dataSchema, try transaction.registrations.pluginData(manifest.name)?.dataVersion ?? 0)
    try transaction.registrations.setPluginData(manifest.name, dataVersion: version)
  }

  /// Declares a field, which takes over the values of its former names.
  private func declare(_ field: Registrations.Field, of plugin: String, in transaction: StoreTransaction) throws {
    let declared = PluginField(
      plugin: plugin, name: field.name, entity: field.entity, type: field.type, label: field.label, isIndexed: field.isIndexed,
      visibility: field.visibility)
    for former in field.formerNames { try transaction.registrations.renameField(from: former, to: declared) }
    try transaction.registrations.declareField(declared)
  }

  /// Stores the listeners, validators and jobs that a plugin's `init.lua` registered.
  ///
  /// - Throws: `StoreError` when `transaction` cannot write.
  package func register(_ plugin: LoadedPlugin, in transaction: StoreTransaction) throws {
    let validated = plugin.registrations.validators.map { EventListener.validation(of: $0.entity) }
    try transaction.registrations.register(
      events: plugin.registrations.listeners.map(\.event) + validated, jobs: plugin.registrations.jobs.map(JobRegistration.init),
      ofBundle: plugin.bundle.id.description)
  }

  /// Stores the rule sets that a plugin's `init.lua` registered.
  ///
  /// - Throws: `StoreError` when a version of a call belongs to another owner.
  package func keepRules(of plugin: LoadedPlugin, in transaction: StoreTransaction) throws {
    try transaction.keep(plugin.registrations.rules.map(\.ruleSet), of: plugin.name, now: Instant.now())
  }

  private func commit(
    _ plan: InstallPlan, _ results: [String: StepResult], in transaction: StoreTransaction, journal: InvocationJournal
  ) throws -> Int {
    let generation = try write(plan, transaction)
    for step in plan.changes {
      try transaction.generations.note(change: results[step.name]?.change, of: step.name, in: generation)
      CrashPoint.pass()
    }
    var written: [BundleID] = []
    do {
      for step in plan.changes {
        if try workspace.blobs.write(step.bundle.id, packed: step.packed) { written.append(step.bundle.id) }
        CrashPoint.pass()
      }
      try journal.write(into: transaction)
      try transaction.commit()
      journal.clear()
      CrashPoint.pass()
    } catch {
      written.forEach(workspace.blobs.remove)
      throw error
    }
    return generation.number
  }

  private func write(_ plan: InstallPlan, _ transaction: StoreTransaction) throws -> Generation {
    var plugins = try transaction.generations.present().plugins
    let now = Instant.now()
    for step in plan.changes {
      plugins.removeAll { $0.name == step.name }
      plugins.append(InstalledPlugin(step.bundle, installedAt: now))
    }
    let names = plan.changes.map { "\($0.name) \($0.bundle.manifest.version)" }.joined(separator: ", ")
    let generation = try transaction.generations.write(
      plugins.sorted { $0.name < $1.name }, reason: "install \(names)", now: now)
    CrashPoint.pass()
    return generation
  }
}

extension InstalledPlugin {
  package init(_ bundle: Bundles.Bundle, installedAt: String) {
    let grants = bundle.manifest.permissions.mapValues { request in
      FieldValue.map([
        "access": .text(request.access.rawValue), "territories": .list(request.territories.map(FieldValue.text)),
      ])
    }
    self.init(
      name: bundle.manifest.name, version: bundle.manifest.version.description, bundleID: bundle.id.description,
      grants: FieldValue.map(ExactDictionary(grants)).json, installedAt: installedAt)
  }
}
