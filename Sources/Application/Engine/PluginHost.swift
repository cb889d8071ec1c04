import Bundles
import Ecosystem
import HostAPI
import Localization
import Lua
import Sandbox
import Scheduler
import Store
import Synchronization

/// Runs the plugins of a workspace: loads each into its sandbox at its first use, and runs its reports and commands as
/// invocations, each in one transaction.
public final class PluginHost: Sendable {
  /// The workspace; nil only for a host that inspects bundles.
  let openedWorkspace: Workspace?
  package let language: Language
  package let runner: InvocationRunner
  /// The loaded plugins.
  let loaded = LoadedPlugins()
  /// The order of deliveries.
  let deliveryOrder = FairDeliveryOrder()
  /// Whether what former processes left in `run/` is in the log.
  let hasNotedLostWriters = Atomic(false)
  /// The deliveries and runs of jobs since the last report of rates.
  let activity: HostActivityCounter
  /// Told about what happens without anybody asking: deliveries, jobs, a new generation.
  public let notice: @Sendable (HostNotice) -> Void
  /// The retry and report intervals after host errors, such as a full disk.
  let trouble = SharedErrorBackoff()
  /// The output of `print` and `warn` of plugin code.
  let output: @Sendable (SandboxConfiguration.Channel, String) -> Void

  /// Creates a host for the plugins installed in `workspace`, in `language`.
  ///
  /// - Parameters:
  ///   - output: the output of `print` and `warn` of plugin code; by default a line on standard output, or error.
  ///   - notice: called for unattended events.
  /// - Throws: no error at present.
  public init(
    workspace: Workspace, language: Language,
    output: @escaping @Sendable (SandboxConfiguration.Channel, String) -> Void = PluginHost.printLine,
    notice: @escaping @Sendable (HostNotice) -> Void = { _ in }
  ) throws {
    let activity = HostActivityCounter()
    openedWorkspace = workspace
    self.activity = activity
    self.notice = {
      activity.count($0)
      notice($0)
    }
    self.language = language
    self.output = output
    runner = InvocationRunner(language: language, workspace: workspace)
  }

  private init(inspectingIn language: Language) {
    openedWorkspace = nil
    activity = HostActivityCounter()
    notice = { _ in }
    self.language = language
    output = Self.printLine
    runner = InvocationRunner(language: language, workspace: nil)
  }

  /// Creates a host without a workspace, which can only list the contributions of a bundle.
  public static func inspecting(language: Language) -> PluginHost { PluginHost(inspectingIn: language) }

  /// The workspace. It is a caller's bug to use it on a host that only inspects bundles.
  public var workspace: Workspace {
    guard let openedWorkspace else { preconditionFailure("a host that inspects bundles has no workspace") }
    return openedWorkspace
  }

  /// The journal in which the invocations of one operation are noted.
  ///
  /// - Parameter principal: who or what began the operation.
  func makeJournal(_ principal: String = Principal.login) -> InvocationJournal {
    InvocationJournal(openedWorkspace, principal: principal)
  }

  // MARK: Installed plugins

  /// Returns the installed plugins, by name, with the number of records each owns.
  ///
  /// - Throws: `EngineError.blobDamaged` for a missing or altered bundle; `StoreError` when the database cannot be read.
  public func installed() throws -> [PluginSummary] {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.generations.present().plugins.map { plugin in
      let bundle = try bundle(of: plugin)
      return PluginSummary(
        name: plugin.name, version: plugin.version, title: bundle.manifest.localizedTitle, id: bundle.id,
        recordCount: try transaction.recordCounts(owner: plugin.name).values.reduce(0, +))
    }
  }

  /// Returns the bundle of the installed plugin `name`.
  ///
  /// - Throws: `EngineError.pluginNotInstalled` with the nearest name.
  public func bundle(named name: String) throws -> Bundles.Bundle { try bundle(of: try installedPlugin(named: name)) }

  /// Returns the installed plugin `name`.
  ///
  /// - Throws: `EngineError.pluginNotInstalled` with the nearest name.
  func installedPlugin(named name: String) throws -> InstalledPlugin {
    try Self.installed(name, among: try generation().plugins)
  }

  static func installed(_ name: String, among plugins: [InstalledPlugin]) throws -> InstalledPlugin {
    guard let plugin = plugins.first(where: { $0.name == name }) else {
      throw EngineError.pluginNotInstalled(name: name, nearest: NearestName.suggest(name, among: plugins.map(\.name)))
    }
    return plugin
  }

  /// Returns the bundle of the installed plugin `name`; nil when there is none, or no workspace.
  ///
  /// - Throws: `EngineError.blobDamaged` when its blob is missing or altered.
  package func installedBundle(named name: String) throws -> Bundles.Bundle? {
    openedWorkspace == nil ? nil : try bundle(named: name, among: try generation().plugins)
  }

  func bundle(named name: String, among plugins: [InstalledPlugin]) throws -> Bundles.Bundle? {
    try plugins.first { $0.name == name }.map { try bundle(of: $0) }
  }

  /// Returns the gazetteers of the installed plugins: the name of the plugin, and the bytes of the file that its manifest names.
  ///
  /// - Throws: `EngineError.blobDamaged` for a missing or altered bundle; `StoreError` when the database cannot be read.
  package func gazetteers() throws -> [(plugin: String, text: [UInt8])] { try dataFiles(\.gazetteer) }

  /// Returns the outlines of territories of the installed plugins: the name of the plugin, and the bytes of the file that its manifest
  /// names.
  ///
  /// - Throws: as ``gazetteers()``.
  package func outlines() throws -> [(plugin: String, text: [UInt8])] { try dataFiles(\.outlines) }

  private func dataFiles(_ file: (Manifest) -> String?) throws -> [(plugin: String, text: [UInt8])] {
    try generation().plugins.compactMap { plugin in
      let bundle = try bundle(of: plugin)
      return file(bundle.manifest).flatMap { bundle[$0] }.map { (plugin.name, $0) }
    }
  }

  /// Reads and verifies the bundle of an installed plugin.
  ///
  /// - Throws: `EngineError.blobDamaged` when the blob is missing or altered.
  package func bundle(of plugin: InstalledPlugin) throws -> Bundles.Bundle {
    guard let id = BundleID(plugin.bundleID) else { preconditionFailure("the store keeps well-formed bundle ids") }
    return try workspace.blobs.read(id)
  }

  func generation() throws -> Generation {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    // The state in plugins' memory belongs to the content before the restore.
    loaded.follow(restoration: try transaction.backup.lastRestoration())
    return try transaction.generations.present()
  }

  // MARK: The model

  /// Returns the entity of that id or collection name.
  ///
  /// - Throws: `EngineError.entityUnknown` with the nearest right name.
  package func entity(named name: String, in transaction: StoreTransaction) throws -> EntityDescription {
    let schema = transaction.schema
    if let entity = schema.entity(name) ?? schema.entity(collection: name) { return entity }
    let known = schema.entities.map(\.id)
    throw EngineError.entityUnknown(name: name, nearest: NearestName.suggest(name, among: known), known: known)
  }
}

/// A summary of an installed plugin.
public struct PluginSummary: Sendable {
  public var name: String
  public var version: String
  public var title: LocalizedText
  public var id: BundleID
  /// Number of records that the plugin owns.
  public var recordCount: Int
}
