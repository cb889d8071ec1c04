import Calendar
import Ecosystem
import HostAPI
import Localization
import Lua
import Reports
import Sandbox
import Scheduler
import Store

// Reports and commands: lookup, check of parameters, execution.

/// A report or a command, for display.
public struct EntryDescription: Sendable {
  /// The full name, such as `wallonia:cartographie`.
  public var name: String
  public var title: LocalizedText
  public var parameters: [ParameterDescription]

  init(plugin: String, entry: Registrations.Entry) {
    name = "\(plugin):\(entry.id)"
    title = entry.title
    parameters = entry.parameters
  }
}

/// The contributions of a plugin.
public struct Contributions: Sendable {
  public var reports: [EntryDescription]
  public var commands: [EntryDescription]
  public var importers: [EntryDescription]
  /// The fields it adds, such as `actor.wallonia.label`.
  public var fields: [String]
  /// The fields that its migrations may use as well: retired ones, and former names.
  public var fieldsOfMigrations: [String]
  /// The fields that have former names, whose values they take over.
  public var renamedFields: [FormerFieldName]
  /// The facts that the conditions of its rules read, by call.
  public var ruleFacts: [String: Set<String>]
  /// The events of its listeners, such as `actor.created`, once for each listener.
  public var events: [String]
  /// The entities whose records it validates before they are saved, once each.
  public var validated: [String]
  public var jobs: [JobDescription]
  /// Its pages, forms, actions and kinds of cards on the portal.
  public var pages: [PageDescription]
  public var forms: [FormDescription]
  public var actions: [ActionDescription]
  public var cards: [CardDescription]
  /// The paths of its items of the menu that lead to no page.
  public var menuItemsWithoutPage: [String]
}

extension PluginHost {
  /// Returns the reports or commands of all installed plugins, by name, without those of quarantined plugins.
  ///
  /// - Throws: `EngineError.luaFailure` or `.stopped` when an `init.lua` fails, `.blobDamaged` for a damaged bundle;
  ///   `BundleError` for invalid TOML in `locales/`; `StoreError` when the database cannot be read.
  public func entries(_ kind: EntryKind) async throws -> [EntryDescription] {
    try await journaled { try await entries(kind, $0) }
  }

  /// Returns the report, command or importer of that name.
  ///
  /// - Throws: `EngineError.entryUnknown` with the nearest name, and errors of loading the plugin.
  public func entry(_ kind: EntryKind, _ name: String) async throws -> EntryDescription {
    let (plugin, entry) = try await journaled { try await find(name, kind, journal: $0) }
    return EntryDescription(plugin: plugin.name, entry: entry)
  }

  private func entries(_ kind: EntryKind, _ journal: InvocationJournal) async throws -> [EntryDescription] {
    var entries: [EntryDescription] = []
    let quarantined = Set(try quarantines().map(\.name))
    for installed in try generation().plugins where !quarantined.contains(installed.name) {
      let plugin = try await load(named: installed.name, journal)
      entries += plugin.entries(kind).map { EntryDescription(plugin: plugin.name, entry: $0) }
    }
    return entries.sorted { $0.name < $1.name }
  }

  /// Builds the document of the report `name` from one snapshot of the data.
  ///
  /// - Parameters:
  ///   - name: the report, such as `wallonia:cartographie`.
  ///   - parameters: the values as text, by name.
  ///   - scope: the records and fields that its readers may see.
  ///   - instruments: observe the invocation; none by default.
  /// - Throws: `EngineError` for an unknown report or a wrong parameter, and when the report fails or is stopped.
  public func report(
    _ name: String, parameters: ExactDictionary<ParameterWord>, for scope: ReadScope, instruments: Instruments = Instruments()
  ) async throws -> Document {
    try await journaled { journal in
      try await report(name, parameters, for: scope, instruments: instruments, isLogged: true, journal: journal)
    }
  }

  /// Builds the document of a report for a reader of the portal, whose name the log has. Like a page, one that succeeds for a visitor leaves
  /// no entry in the log, so that the public writes nothing; a failure leaves one.
  ///
  /// - Throws: as `report(_:parameters:for:instruments:)`.
  public func report(_ name: String, parameters: ExactDictionary<ParameterWord>, viewer: PageViewer) async throws -> Document {
    try await journaled(as: viewer.principal) { journal in
      try await report(
        name, parameters, for: viewer.scope, instruments: Instruments(), isLogged: viewer.principal != PageViewer.visitor, journal: journal)
    }
  }

  private func report(
    _ name: String, _ parameters: ExactDictionary<ParameterWord>, for scope: ReadScope, instruments: Instruments,
    isLogged: Bool, journal: InvocationJournal
  ) async throws -> Document {
    let (plugin, entry) = try await find(name, .report, journal: journal)
    let transaction = try workspace.store.begin(.read, for: scope)
    let context = context(of: plugin, in: transaction)
    let findsExamples = try transaction.findsExamples()
    let limits = plugin.bundle.manifest.limits(.command)
    connect(context, to: transaction, journal, limits: limits)
    context.document = Document(title: entry.title[language])
    let arguments = try arguments(name, entry, words: parameters, in: transaction, context: context)
    var call = InvocationRunner.Call(
      kind: .report, place: name, name: entry.id, sandbox: plugin.sandbox, body: Self.reportRunner,
      arguments: [.function(entry.run), arguments], limits: limits, principal: journal.principal, instruments: instruments)
    call.logs.success = isLogged
    _ = try await runner.runWhole(call, context, in: transaction, journal: journal, reading: { _ in })
    return (context.takeDocument() ?? Document(title: entry.title[language])).marked(withExamples: findsExamples, in: language)
  }

  /// Runs the command `name` in one transaction, committed when the command returns.
  ///
  /// - Parameters:
  ///   - scope: the records and fields that the readers of its output may see; it finds no other record to change either.
  ///   - instruments: observe the invocation; none by default.
  /// - Returns: the return values.
  /// - Throws: `EngineError` for an unknown command or a wrong parameter, and when the command fails or is stopped; everything
  ///   it wrote is rolled back then.
  public func run(
    _ name: String, parameters: ExactDictionary<ParameterWord>, for scope: ReadScope, instruments: Instruments = Instruments()
  ) async throws -> [FieldValue] {
    try await journaled { try await run(name, parameters, for: scope, instruments: instruments, journal: $0) }
  }

  private func run(
    _ name: String, _ parameters: ExactDictionary<ParameterWord>, for scope: ReadScope, instruments: Instruments,
    journal: InvocationJournal
  ) async throws -> [FieldValue] {
    let (plugin, entry) = try await find(name, .command, journal: journal)
    let transaction =
      plugin.permissions.canWrite
      ? try await beginWriting(.command, plugin.name, name: entry.id, for: scope) : try workspace.store.begin(.read, for: scope)
    let context = context(of: plugin, in: transaction)
    let limits = plugin.bundle.manifest.limits(.command)
    connect(context, to: transaction, journal, limits: limits)
    let arguments = try arguments(name, entry, words: parameters, in: transaction, context: context)
    let values = try await runner.runWhole(
      InvocationRunner.Call(
        kind: .command, place: name, name: entry.id, sandbox: plugin.sandbox, body: .function(entry.run),
        arguments: [arguments], limits: limits, instruments: instruments), context, in: transaction, journal: journal,
      reading: FieldValue.returned)
    await deliverCaused(by: transaction)
    return values
  }

  /// The chunk that calls a report's `run` with its parameters and the document.
  static let reportRunner = LuaBody.chunk(
    source: Array("local run, params = ... return run(params, grappe.document())".utf8), name: "grappe/report")

  /// Returns the parameters as the argument of `run`; rolls the transaction back when they are invalid.
  ///
  /// - Throws: `EngineError.parameterUnknown`, `.parameterMissing` or `.parameterInvalid`.
  package func arguments(
    _ name: String, _ entry: Registrations.Entry, words: ExactDictionary<ParameterWord>, in transaction: StoreTransaction,
    context: HostContext
  ) throws -> LuaValue {
    do {
      let values = try ParameterValues(entry: name, parameters: entry.parameters)
        .values(words, transaction, schema: context.schema)
      return .table(LuaTable(array: [], fields: values.mapValues { LuaValue($0) }))
    } catch {
      context.finish()
      transaction.rollback()
      throw error
    }
  }

  /// Creates the context of an invocation of `plugin` in `transaction`.
  ///
  /// - Parameters:
  ///   - permissions: the invocation's permissions; by default the plugin's own.
  ///   - now: the instant of the invocation; by default the present one.
  ///   - spoken: the language of the invocation; by default the host's.
  ///   - reopening: returns the transaction that is open now, where one follows another; by default `transaction`.
  package func context(
    of plugin: LoadedPlugin, in transaction: StoreTransaction, permissions: Permissions? = nil, now: String? = nil,
    language spoken: Language? = nil, reopening: (@Sendable () -> StoreTransaction)? = nil
  ) -> HostContext {
    let context = HostContext(
      plugin: plugin.name, version: plugin.version, permissions: permissions ?? plugin.permissions, language: spoken ?? language,
      now: now ?? Instant.now(), schema: transaction.schema.remembering(plugin.formerFieldNames),
      resources: HostResources(
        files: plugin.files, translations: plugin.translations, settings: plugin.settings, temporaryFolder: workspace.directory.path,
        log: Self.log(plugin.name)),
      transaction: reopening ?? { transaction })
    context.dependencies = Set(plugin.bundle.manifest.dependencies.keys)
    transaction.queue.eventSource = plugin.name
    context.customChecks = plugin.customChecks
    context.forms = PlacedForms(plugin.registrations.forms, for: transaction.scope.audience)
    return context
  }

  /// Finds the entry `PLUGIN:ID` and loads its plugin.
  ///
  /// - Throws: `EngineError.entryUnknown`, and errors of loading the plugin.
  package func find(
    _ name: String, _ kind: EntryKind, journal: InvocationJournal
  ) async throws -> (LoadedPlugin, Registrations.Entry) {
    let parts = name.cut(at: ":", maxSplits: 1)
    if parts.count == 2, try generation().plugins.contains(where: { $0.name.isExactly(parts[0]) }) {
      let plugin = try await load(named: parts[0], journal)
      if let entry = plugin.entries(kind).first(where: { $0.id == parts[1] }) { return (plugin, entry) }
    }
    let known = try await entries(kind, journal).map(\.name)
    throw EngineError.entryUnknown(
      kind: kind, name: name, nearest: nearest(name, among: known), known: known)
  }

  /// Returns the nearest name; for a bare id such as `cartographie` the entry of that id.
  private func nearest(_ name: String, among known: [String]) -> String? {
    known.first { $0.hasSuffix(":" + name) } ?? NearestName.suggest(name, among: known)
  }
}

extension LoadedPlugin {
  func entries(_ kind: EntryKind) -> [Registrations.Entry] {
    switch kind {
    case .report: registrations.reports
    case .command: registrations.commands
    case .importer: registrations.importers.map(\.entry)
    }
  }
}
