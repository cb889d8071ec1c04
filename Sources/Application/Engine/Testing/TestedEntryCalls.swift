import Ecosystem
import HostAPI
import Localization
import Lua
import Reports
import Scheduler
import Store

/// Runs the entries of a plugin under test as production runs them, in the transaction of the test: with the plugin's permissions, the
/// limits of their kind, converted parameters, a read-only transaction for a report, and the checks of a commit for the others.
package final class TestedEntryCalls: TestedEntryRunner {
  private let host: PluginHost
  let plugin: LoadedPlugin
  let transaction: StoreTransaction
  private let journal = InvocationJournal(nil)

  package init(_ plugin: LoadedPlugin, on host: PluginHost, in transaction: StoreTransaction) {
    self.host = host
    self.plugin = plugin
    self.transaction = transaction
  }

  package func start(
    _ entry: TestedEntry, of registrations: Registrations, for context: HostContext, waker: Waker
  ) throws -> CommandCall {
    let run = try portalBody(entry, registrations, test: context) ?? body(entry, registrations, test: context)
    return CommandCall.start(waker) { [self] in try await withSavepoint(run) }
  }

  typealias Body = @Sendable () async throws -> [FieldValue]

  private func body(_ entry: TestedEntry, _ registrations: Registrations, test: HostContext) throws -> Body {
    switch entry {
    case .report(let id, let values):
      let report = try Registrations.entry("report", id, among: registrations.reports)
      return { [self] in try await text(of: report, values, test: test) }
    case .command(let id, let values):
      let command = try Registrations.entry("command", id, among: registrations.commands)
      return { [self] in try await writing(command, values, as: .command, body: .function(command.run), test: test) }
    case .importer(let id, let texts, let values):
      let importer = try Registrations.entry("importer", id, among: registrations.importers.map(\.entry))
      let columns = registrations.importers.first { $0.entry.id == id }?.columns ?? [:]
      let source = ImportSource(texts: texts, columns: columns)
      return { [self] in try await writing(importer, values, as: .job, body: .importer, reading: source, test: test) }
    case .job(let id):
      let job = try registrations.job(id)
      return { [self] in try await self.job(job, test: test) }
    case .handlers(let event, let payload):
      let handlers = try registrations.handlers(of: event)
      return { [self] in try await self.handlers(handlers, of: event, payload, test: test) }
    case .deliveries:
      return { [self] in try await deliveries(registrations, test: test) }
    case .page, .form, .action, .card: preconditionFailure("portalBody runs these")
    }
  }

  // MARK: Kinds

  /// Runs a report and renders its document.
  private func text(
    of entry: Registrations.Entry, _ values: ExactDictionary<FieldValue>, test: HostContext
  ) async throws -> [FieldValue] {
    let context = context(.command, test: test)
    context.document = Document(title: entry.title[context.language])
    transaction.refusesWrites = true
    defer { transaction.refusesWrites = false }
    let arguments: [LuaValue] = [.function(entry.run), try argument(values, of: entry, context)]
    _ = try await run(entry.id, .command, body: PluginHost.reportRunner, arguments: arguments, context: context)
    guard let document = context.takeDocument() else { return [.text("")] }
    return [.text(try Renderer.render(document, as: .text, options: RenderOptions(language: context.language)))]
  }

  /// Runs a command or an importer.
  ///
  /// - Parameters:
  ///   - body: the function, or the chunk that receives it.
  ///   - source: the files of an importer; nil for a command.
  private func writing(
    _ entry: Registrations.Entry, _ values: ExactDictionary<FieldValue>, as kind: TestedKind, body: LuaBody,
    reading source: ImportSource? = nil, test: HostContext
  ) async throws -> [FieldValue] {
    let context = context(kind, test: test)
    context.importSource = source
    let argument = try argument(values, of: entry, context)
    return try await changing(
      entry.id, kind, body: body, arguments: source == nil ? [argument] : [.function(entry.run), argument], context: context)
  }

  private func job(_ job: Registrations.Job, test: HostContext) async throws -> [FieldValue] {
    let argument = Registrations.Job.argument(id: job.id, meantAt: test.now, attempt: 1)
    return try await changing(job.id, .job, body: .function(job.run), arguments: [argument], context: context(.job, test: test))
  }

  private func handlers(
    _ handlers: [LuaReference], of event: String, _ payload: FieldValue, test: HostContext
  ) async throws -> [FieldValue] {
    let about: FieldValue = .map([
      "name": .text(event), "plugin": .text(plugin.name), "at": .text(test.now), "depth": .integer(1),
      "id": payload.mapValue?["id"] ?? .null,
    ])
    for handler in handlers {
      _ = try await changing(
        event, .handler, body: .function(handler), arguments: [LuaValue(payload), LuaValue(about)],
        context: context(.handler, test: test))
    }
    return [.integer(Int64(handlers.count))]
  }

  private func deliveries(_ registrations: Registrations, test: HostContext) async throws -> [FieldValue] {
    var count: Int64 = 0
    while let next = try transaction.queue.nextDeliveries().first(where: { $0.listener.plugin == plugin.name }) {
      transaction.queue.beginHandling(next.event)
      defer { transaction.queue.beginHandling(nil) }
      let context = context(.handler, test: test)
      _ = try await changing(
        next.event.name, .handler, body: .function(try registrations.handler(of: next.listener)),
        arguments: try next.event.arguments(in: context), context: context)
      try transaction.queue.finish(next)
      count += 1
    }
    return [.integer(count)]
  }

  // MARK: Running

  private func limits(_ kind: TestedKind) -> TaskLimits {
    switch kind {
    case .command: plugin.bundle.manifest.limits(.command)
    case .job: plugin.bundle.manifest.limits(.job)
    case .handler: plugin.bundle.manifest.limits(.handler)
    case .page: plugin.bundle.manifest.limits(.page)
    }
  }

  func context(_ kind: TestedKind, test: HostContext) -> HostContext {
    let context = host.context(of: plugin, in: transaction, now: test.now, language: test.language)
    host.connect(context, to: transaction, journal, limits: limits(kind), present: plugin)
    return context
  }

  private func argument(
    _ values: ExactDictionary<FieldValue>, of entry: Registrations.Entry, _ context: HostContext
  ) throws -> LuaValue {
    let values = try ParameterValues(entry: "\(plugin.name):\(entry.id)", parameters: entry.parameters)
      .values(given: values, transaction, context.schema)
    return .table(LuaTable(array: [], fields: values.mapValues { LuaValue($0) }))
  }

  /// Runs code that may write, and makes the checks of a commit.
  private func changing(
    _ id: String, _ kind: TestedKind, body: LuaBody, arguments: [LuaValue], context: HostContext
  ) async throws -> [FieldValue] {
    let values = try FieldValue.returned(try await run(id, kind, body: body, arguments: arguments, context: context))
    try transaction.validate()
    return values
  }

  func run(
    _ id: String, _ kind: TestedKind, body: LuaBody, arguments: [LuaValue], context: HostContext
  ) async throws -> [LuaValue] {
    defer { context.finish() }
    var call = InvocationRunner.Call(
      testing: id, plugin.sandbox, body, arguments: arguments, limits: limits(kind))
    (call.place, call.keepsSandbox) = ("\(plugin.name):\(id)", true)
    do {
      return try await host.runner.run(call, context, journal: journal)
    } catch let error as EngineError {
      guard case .luaFailure(_, _, let cause) = error else { throw error }
      throw TestedEntryError(code: cause ?? error.code, LocalizedText(composing: error.message(in:)))
    }
  }

  /// Runs `body` in a savepoint, and rolls back to it on an error.
  private func withSavepoint(_ body: Body) async throws -> [FieldValue] {
    let savepoint = try transaction.savepoint()
    do {
      let values = try await body()
      try transaction.release(savepoint)
      return values
    } catch {
      // An interrupted write has rolled back the whole transaction, and the test with it.
      if transaction.isOpen { try transaction.rollback(to: savepoint) }
      throw error
    }
  }
}

/// The kinds of tested entries that have limits of their own.
enum TestedKind: Sendable {
  case command, job, handler, page
}

extension LuaBody {
  /// The chunk that calls an importer's `run` with the rows and its parameters.
  package static let importer = LuaBody.chunk(
    source: Array("local run, params = ... return run(grappe.rows(), params)".utf8), name: "grappe/import")
}
