import Bundles
import Calendar
import Ecosystem
import HostAPI
import Localization
import Lua
import Sandbox
import Scheduler
import Store
import TOML

// Loading a plugin: its sandbox, its translations, its `init.lua`.

extension PluginHost {
  /// Returns the installed plugin `name`, loaded once for each version: running invocations keep the version they started with,
  /// new ones use the present one.
  ///
  /// - Throws: as `load`, and `EngineError.quarantined`.
  func load(
    named name: String, _ journal: InvocationJournal, globals: [String: HostEntry] = [:]
  ) async throws -> LoadedPlugin {
    await noteLostWriters()
    try refuseQuarantined(name)
    let present = try generation().plugins
    let installed = try Self.installed(name, among: present)
    if globals.isEmpty, let plugin = loaded.plugin(installed, among: present),
      try plugin.settings == settingValues(plugin.bundle.manifest)
    {
      return plugin
    }
    let bundle = try bundle(of: installed)
    let shared = try SharedModules(for: bundle.manifest) { try self.bundle(named: $0, among: present) }
    let plugin = try await load(bundle, .load, journal: journal, sharing: shared, globals: globals)
    if globals.isEmpty { loaded.keep(plugin, as: installed) }
    return plugin
  }

  /// Takes into the log, once in this process, what former ones left because of a lost worker.
  func noteLostWriters() async {
    guard let workspace = openedWorkspace, !hasNotedLostWriters.load(ordering: .relaxed) else { return }
    if await workspace.noteLostWriters() { hasNotedLostWriters.store(true, ordering: .relaxed) }
  }

  /// Makes the sandbox of a bundle and runs its `init.lua`, which registers what it brings and touches no data.
  ///
  /// - Parameters:
  ///   - shared: the modules of its dependencies; nil for those that are installed.
  ///   - globals: further globals of the sandbox, for tests and for typed lines.
  ///   - text: returns the text to load in place of one of its own Lua files, given its name and text.
  /// - Throws: `EngineError.luaFailure` or `.stopped` when `init.lua` fails, `EngineError.blobDamaged` for a damaged dependency.
  package func load(
    _ bundle: Bundles.Bundle, _ kind: InvocationKind, journal: InvocationJournal, sharing shared: SharedModules? = nil,
    globals: [String: HostEntry] = [:], text: @escaping @Sendable (String, [UInt8]) -> [UInt8] = { $1 }
  ) async throws -> LoadedPlugin {
    let shared = try shared ?? SharedModules(for: bundle.manifest) { try self.installedBundle(named: $0) }
    let manifest = bundle.manifest
    let (name, version) = (manifest.name, manifest.version.description)
    let settings = try settingValues(manifest)
    let schema = try presentSchema()
    var configuration = configuration(
      name: name,
      grappe: GrappeTable.make(
        schema: schema, plugin: name, version: version, settings: settings,
        secrets: manifest.settings.filter(\.value.isSecret).keys.sorted())
    ) { [language] request throws(ModuleRefusal) in try shared.module(request, of: bundle, in: language, text) }
    configuration.globals.merge(globals) { own, _ in own }
    if let memory = manifest.memoryBytesMax { configuration.memoryBytesMax = memory }
    let sandbox = try Sandbox(configuration)
    let context = HostContext(
      plugin: name, version: version, permissions: Permissions(manifest), language: language, now: Instant.now(),
      schema: schema,
      resources: HostResources(
        files: BundleFiles(bundle, shared), translations: try Translations(bundle).adding(shared.translations), settings: settings,
        log: Self.log(name)))
    context.dependencies = Set(manifest.dependencies.keys)
    context.registrations = Registrations()
    _ = try await runner.run(
      InvocationRunner.Call(
        kind: kind, place: name, name: "init.lua", sandbox: sandbox,
        body: .chunk(source: text("init.lua", bundle["init.lua"] ?? []), name: "\(name)/init.lua"),
        limits: manifest.limits(.load), principal: journal.principal), context, journal: journal)
    let registrations = context.registrations ?? Registrations()
    return LoadedPlugin(
      bundle: bundle, shared: shared, sandbox: sandbox, permissions: context.permissions, translations: context.translations,
      settings: settings, registrations: registrations, customChecks: try CustomChecks(registrations, sandbox))
  }

  /// Returns the contributions of a bundle, found by running its `init.lua` alone.
  ///
  /// - Throws: `EngineError.luaFailure` or `.stopped` when `init.lua` fails, `BundleError` for invalid TOML in `locales/`,
  ///   `SandboxError` when the system has no memory.
  public func contributions(of bundle: Bundles.Bundle) async throws -> Contributions {
    try await contributions(of: bundle, sharing: nil)
  }

  /// Returns the contributions of a bundle that may require the modules of `shared`; nil stands for the installed ones.
  ///
  /// - Throws: as `contributions(of:)`.
  package func contributions(of bundle: Bundles.Bundle, sharing shared: SharedModules?) async throws -> Contributions {
    let plugin = try await load(bundle, .load, journal: InvocationJournal(nil), sharing: shared)
    return Contributions(
      reports: plugin.registrations.reports.map { EntryDescription(plugin: plugin.name, entry: $0) },
      commands: plugin.registrations.commands.map { EntryDescription(plugin: plugin.name, entry: $0) },
      importers: plugin.registrations.importers.map { EntryDescription(plugin: plugin.name, entry: $0.entry) },
      fields: plugin.registrations.fields.filter { !$0.isRetired }.map { "\($0.entity).\(plugin.name).\($0.name)" },
      fieldsOfMigrations: plugin.registrations.fields.filter(\.isRetired).map { "\($0.entity).\(plugin.name).\($0.name)" }
        + plugin.formerFieldNames.map { "\($0.entity).\($0.name)" },
      renamedFields: plugin.formerFieldNames, ruleFacts: plugin.ruleFacts, events: plugin.registrations.listeners.map(\.event),
      validated: Set(plugin.registrations.validators.map(\.entity)).sorted(),
      jobs: plugin.registrations.jobs.map { JobDescription(plugin: plugin.name, job: $0) }, pages: plugin.pages, forms: plugin.forms,
      actions: plugin.actions, cards: plugin.cards, menuItemsWithoutPage: plugin.registrations.menuItemsWithoutPage.map(\.path))
  }

  /// Runs one migration of `plugin` inside `transaction`.
  func migrate(
    _ plugin: LoadedPlugin, _ migration: String, in transaction: StoreTransaction, journal: InvocationJournal
  ) async throws {
    let context = context(of: plugin, in: transaction)
    context.validator = RecordValidators(self, transaction, journal: journal, limits: plugin.bundle.manifest.limits(.job))
    context.use(plugin.formerFieldNames)
    let body = LuaBody.chunk(source: plugin.bundle[migration] ?? [], name: "\(plugin.name)/\(migration)")
    _ = try await runner.run(
      InvocationRunner.Call(
        kind: .migration, place: "\(plugin.name) \(migration)", name: migration, sandbox: plugin.sandbox, body: body,
        limits: plugin.bundle.manifest.limits(.job), priority: .job), context, journal: journal)
    context.finish()
  }

  func configuration(
    name: String, grappe: HostTable, modules: @escaping @Sendable (ModuleRequest) throws(ModuleRefusal) -> SandboxConfiguration.Module?
  ) -> SandboxConfiguration {
    SandboxConfiguration(name: name, modules: modules, globals: ["grappe": .table(grappe)], output: output)
  }

  /// The model with the fields of the installed plugins; the bare model for a host without a workspace.
  func presentSchema() throws -> Schema {
    guard let workspace = openedWorkspace else { return .grappe }
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return transaction.schema
  }
}
