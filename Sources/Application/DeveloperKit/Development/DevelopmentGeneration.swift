import Bundles
import Calendar
import Ecosystem
import Engine
import Foundation
import HostAPI
import Store

/// Runs a plugin's folder in place of its installed version while the plugin is developed.
///
///     let development = try DevelopmentGeneration(of: bundle, host: host)
///     _ = try await development.put(bundle)       // at every save
///     _ = try await development.withdraw()        // the version installed before is active again
///
/// Running processes switch to each version as they do after an upgrade. There is at most one development generation: the next
/// one replaces it, and `withdraw` removes it. Its version has the suffix `+dev`, as in `1.0.0+dev`, which manifests may not
/// use (Semantic Versioning, clause 10), so that it is recognisable wherever versions are shown. After a crash it stays until
/// `grappe rollback NAME`, or the next development of the plugin, withdraws it. Used by one task at a time.
public final class DevelopmentGeneration {
  /// The result of activating a version.
  public struct Placement: Sendable, Hashable {
    public var generation: Int
    /// Whether its data was rebuilt: the migrations that no installed version has run.
    public var isInstalled: Bool
  }

  /// The result of withdrawing the development generation.
  public struct Withdrawal: Sendable {
    /// The active generation; nil when another process had withdrawn the development already.
    public var generation: Int?
    /// The active version; nil when the plugin was not installed before.
    public var version: String?
    /// The reason why the data that its migrations wrote stays; nil when it was undone.
    public var obstacle: (any Explainable)?
  }

  private let host: PluginHost
  private let name: String
  private let lockFile: HostLockFile
  private let base: (plugin: InstalledPlugin?, generation: Int)
  /// The manifest approved at the start; further permissions are refused meanwhile.
  private let approved: Manifest
  private var running: (generation: Generation, data: [String: [UInt8]], fields: Set<Registered>)?
  /// The bundles written for it, oldest first.
  private var blobs: [BundleID] = []

  /// Registers that the plugin is being developed.
  ///
  /// - Parameter bundle: the folder's present content; the permissions it asks for count as approved.
  /// - Throws: `EngineError.developedElsewhere` when another process develops the plugin, and errors of reading the workspace.
  public init(of bundle: Bundles.Bundle, host: PluginHost) throws {
    let name = bundle.manifest.name
    lockFile = try HostLockFile(developing: name, in: host.workspace)
    (self.host, self.name, approved) = (host, name, bundle.manifest)
    let transaction = try host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    // A generation left by a crashed development does not count as installed.
    let installed = try transaction.generations.all().first { $0.plugins.first { $0.name == name }?.isDevelopment != true }
    base = (installed?.plugins.first { $0.name == name }, installed?.number ?? 0)
  }

  /// Plans the activation, for the admin to approve.
  ///
  /// - Throws: `EngineError.luaFailure` for Lua that does not compile, `.blobDamaged` for a damaged installed bundle;
  ///   `BundleError` for a dependency that is missing, incompatible or cyclic; `StoreError` when the database cannot be read;
  ///   `SandboxError` when the system has no memory.
  public func plan(_ bundle: Bundles.Bundle) async throws -> InstallPlan {
    try await Installer(host: host).developmentPlan(bundle, replacing: base.plugin)
  }

  // MARK: Activation

  /// Activates the present content of the folder. On an error the version before stays active.
  ///
  /// - Throws: `EngineError.luaFailure` and `.stopped` for code that does not load or a migration that fails, `.notApproved`
  ///   when more permissions are asked for than at the start, `.rollbackBlocked` when the data must be rebuilt and rows have
  ///   conflicts.
  public func put(_ bundle: Bundles.Bundle) async throws -> Placement {
    let running = base.plugin.map { ["\(name) \($0.version)"] } ?? []
    guard bundle.manifest.name == name, !ManifestChanges(from: approved, to: bundle.manifest).needsApproval else {
      throw EngineError.notApproved(name: bundle.manifest.name, running: running)
    }
    return try await host.journaled { try await put(bundle, $0) }
  }

  private func put(_ bundle: Bundles.Bundle, _ journal: InvocationJournal) async throws -> Placement {
    let plugin = try await host.load(bundle, .install, journal: journal)
    let transaction = try await host.beginWriting(.install, name, name: bundle.developmentVersion, for: .admin)
    do {
      let others = try transaction.generations.present().plugins.filter { $0.name != name }
      // Reading the bundles of all other plugins takes longest; they were checked with the same manifest.
      if running?.data["plugin.toml"] != bundle.data["plugin.toml"] {
        try host.checkCompatibility(of: try others.map { try host.bundle(of: $0) } + [bundle], changed: [name])
      }
      let fields = Set(plugin.registrations.fields.map(Registered.init))
      let isInstalled = running?.data != bundle.data || running?.fields != fields
      let change = isInstalled ? try await enter(plugin, transaction, journal: journal) : nil
      if !isInstalled { try refresh(plugin, transaction) }
      let generation = try self.write(
        others + [InstalledPlugin(developing: bundle)], bundle.developmentVersion, in: transaction)
      if isInstalled { try note(change, generation, in: transaction) }
      try keep(bundle)
      try journal.write(into: transaction)
      try transaction.commit()
      journal.clear()
      running = (generation, bundle.data, fields)
      await host.deliverCaused(by: transaction)
      return Placement(generation: generation.number, isInstalled: isInstalled)
    } catch {
      transaction.rollback()
      throw error
    }
  }

  /// Rebuilds the plugin's data: undoes the writes of the development's former versions, then runs the migrations.
  ///
  /// - Returns: the number of the change in the journal.
  private func enter(
    _ plugin: LoadedPlugin, _ transaction: StoreTransaction, journal: InvocationJournal
  ) async throws -> Int64? {
    do { try rollBackChanges(in: transaction) } catch let error as StoreError where error.isConflict {
      throw EngineError.rollbackBlocked(change: plugin.bundle.developmentVersion, reason: error)
    }
    let done = try transaction.registrations.pluginData(name)?.dataVersion ?? 0
    let migrations = plugin.bundle.migrations.enumerated().filter { $0.offset >= done }.map(\.element)
    try await Installer(host: host).enter(plugin, migrations, in: transaction, journal: journal)
    return try journal.attribute(to: name, .install, in: transaction)
  }

  private func refresh(_ plugin: LoadedPlugin, _ transaction: StoreTransaction) throws {
    let installer = Installer(host: host)
    try installer.register(plugin, in: transaction)
    try installer.keepRules(of: plugin, in: transaction)
  }

  /// Writes a generation: replaces the active one when it belongs to this development, else appends one.
  private func write(
    _ plugins: [InstalledPlugin], _ reason: String, in transaction: StoreTransaction
  ) throws -> Generation {
    let present = try transaction.generations.present()
    let now = Instant.now()
    let sorted = plugins.sorted { $0.name < $1.name }
    let isOwn = present.plugins.first { $0.name == name }?.isDevelopment == true && present.reason.hasSuffix(DevelopmentMark.text)
    guard isOwn else { return try transaction.generations.write(sorted, reason: reason, now: now) }
    return try transaction.generations.write(sorted, inPlaceOf: present, reason: reason, now: now)
  }

  private func note(_ change: Int64?, _ generation: Generation, in transaction: StoreTransaction) throws {
    for former in try ownChanges(transaction) { try transaction.generations.mark(former, undoneBy: generation) }
    try transaction.generations.note(change: change, of: name, in: generation)
  }

  /// Stores the bundle, and keeps the one before it, which another process may be about to load.
  private func keep(_ bundle: Bundles.Bundle) throws {
    let isOwn = blobs.contains(bundle.id)
    blobs.removeAll { $0 == bundle.id }
    // A bundle that existed before belongs to an installed version too, and stays.
    let isNew = try !isOwn && host.workspace.blobs.write(bundle.id, packed: try bundle.packed())
    if isOwn || isNew { blobs.append(bundle.id) }
    while blobs.count > 2 { host.workspace.blobs.remove(blobs.removeFirst()) }
  }

  // MARK: Withdrawal

  /// Activates the version that was installed before, and restores its data. When rows that the development's migrations wrote
  /// have conflicts, the code is withdrawn all the same and the data stays.
  ///
  /// - Throws: `BundleError` when another plugin, installed meanwhile, depends on it; nothing has changed then.
  public func withdraw() async throws -> Withdrawal {
    defer { lockFile.release() }
    do { return try await withdraw(isKeepingData: false) } catch let error as StoreError where error.isConflict {
      var withdrawal = try await withdraw(isKeepingData: true)
      withdrawal.obstacle = error
      return withdrawal
    }
  }

  private func withdraw(isKeepingData: Bool) async throws -> Withdrawal {
    let transaction = try await host.beginWriting(.rollback, name, name: name, for: .admin)
    do {
      let present = try transaction.generations.present().plugins
      guard present.first(where: { $0.name == name })?.isDevelopment == true else {
        transaction.rollback()
        return Withdrawal(generation: nil, version: nil)
      }
      let plugins = present.filter { $0.name != name } + [base.plugin].compactMap(\.self)
      try host.checkCompatibility(of: try plugins.map { try host.bundle(of: $0) }, changed: [name])
      let undone = try isKeepingData ? [] : rollBackChanges(in: transaction)
      let generation = try self.write(plugins, "end of development of \(name)", in: transaction)
      for change in undone { try transaction.generations.mark(change, undoneBy: generation) }
      try transaction.commit()
      blobs.forEach(host.workspace.blobs.remove)
      return Withdrawal(generation: generation.number, version: base.plugin?.version)
    } catch {
      transaction.rollback()
      throw error
    }
  }

  /// Undoes the writes of the development's migrations, as an operation of its own in the log.
  @discardableResult
  private func rollBackChanges(in transaction: StoreTransaction) throws -> [GenerationChange] {
    let changes = try ownChanges(transaction)
    for change in changes { try transaction.generations.undo(change) }
    guard transaction.changeCount > 0 else { return changes }
    let record = InvocationRecord(
      .rollback, plugin: name, name: "\(name) \(DevelopmentMark.text)", startedAt: Instant.now(),
      rowsWritten: transaction.changeCount)
    _ = try host.log(record, in: transaction)
    return changes
  }

  /// The development's changes of data that are not undone, newest first.
  private func ownChanges(_ transaction: StoreTransaction) throws -> [GenerationChange] {
    try transaction.generations.changes().filter { $0.plugin == name && $0.generation > base.generation }
  }
}

/// A field as `init.lua` registered it.
private struct Registered: Hashable {
  let text: String

  init(_ field: Registrations.Field) {
    let labels = field.label.values.sorted { $0.key < $1.key }.map { "\($0.key.rawValue) \($0.value)" }
    text = "\(field.entity).\(field.name) \(field.type) \(field.isIndexed) \(labels.joined(separator: " "))"
  }
}

extension InstalledPlugin {
  fileprivate init(developing bundle: Bundles.Bundle) {
    self.init(bundle, installedAt: Instant.now())
    version += DevelopmentMark.text
  }
}

extension Bundles.Bundle {
  /// `wallonia 1.1.0+dev`
  fileprivate var developmentVersion: String { "\(manifest.name) \(manifest.version)\(DevelopmentMark.text)" }
}
