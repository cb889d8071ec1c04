import Ecosystem
import HostAPI
import Lua
import Reports
import Store

// Pages of plugins: each an invocation that reads one snapshot for the audience of its viewer.

extension PluginHost {
  /// The longest wait of a form or an action for the write lock.
  static let pageWriterWait = Duration.seconds(5)

  /// Returns the page of a plugin for a viewer.
  ///
  /// - Throws: `PageFailure` when the page fails, is stopped by a limit, or its plugin cannot be loaded; `CancellationError`.
  public func page(_ request: PageRequest) async throws -> PageAnswer {
    let viewer = request.viewer
    return try await answering(viewer) { journal in
      guard let plugin = try await plugin(request.plugin, journal),
        let (page, variables) = plugin.registrations.page(at: request.path), viewer.scope.audience >= page.audience
      else { return .notFound }
      let transaction = try workspace.store.begin(.read, for: viewer.scope)
      let context = pageContext(of: plugin, in: transaction, for: viewer, journal: journal)
      do {
        let read = try Self.parameters(of: page, variables, query: request.query, in: transaction)
        guard case .values(let values) = read else {
          context.finish()
          transaction.rollback()
          if case .invalid(let problems) = read { return .invalid(problems) }
          return .notFound
        }
        let argument = Self.request(path: request.path, values, viewer)
        return try await build(page, of: plugin, argument, context: context, in: transaction, journal: journal)
      } catch {
        context.finish()
        transaction.rollback()
        throw error
      }
    }
  }

  private func build(
    _ page: Registrations.Page, of plugin: LoadedPlugin, _ request: LuaValue, context: HostContext, in transaction: StoreTransaction,
    journal: InvocationJournal
  ) async throws -> PageAnswer {
    let findsExamples = try transaction.findsExamples()
    let title = page.title[context.language]
    context.document = Document(title: title)
    let call = pageCall(
      .page, of: plugin, name: "/" + page.path.text, body: Self.reportRunner, arguments: [.function(page.run), request],
      by: journal.principal)
    let isThere = try await runner.runWhole(call, context, in: transaction, journal: journal) { !LuaValue.isNothing($0) }
    let document = context.takeDocument()
    guard isThere else { return .notFound }
    return .page((document ?? Document(title: title)).marked(withExamples: findsExamples, in: context.language))
  }

  // MARK: Parameters

  enum PageParameters {
    case values(ExactDictionary<FieldValue>)
    case invalid([FieldProblem])
    /// A variable of the path has no such value.
    case notFound
  }

  /// Reads the parameters of a page.
  static func parameters(
    of page: Registrations.Page, _ variables: [String: String], query: ExactDictionary<[String]>, in transaction: StoreTransaction
  ) throws -> PageParameters {
    guard FieldReader.areWithin(FieldReader.queryBytesMax, query) else {
      return .invalid([FieldProblem(nil, "engine.pages.too-much")])
    }
    let reader = FieldReader(transaction: transaction, schema: transaction.schema)
    var (values, problems): (ExactDictionary<FieldValue>, [FieldProblem]) = ([:], [])
    for parameter in page.parameters {
      let variable = variables[parameter.name]
      switch try reader.parameter(variable.map { [$0] } ?? query[parameter.name] ?? [], parameter) {
      case .success(let value): values[parameter.name] = value
      case .failure where variable != nil: return .notFound
      case .failure(let problem): problems.append(problem)
      }
    }
    return problems.isEmpty ? .values(values) : .invalid(problems)
  }

  // MARK: Shared by pages, forms, actions and cards

  /// Runs a request, keeps its log, and names its invocation in the failure.
  func answering<Answer>(_ viewer: PageViewer, _ body: (InvocationJournal) async throws -> Answer) async throws -> Answer {
    let journal = makeJournal(viewer.principal)
    do {
      let answer = try await body(journal)
      await journal.save()
      return answer
    } catch {
      await journal.save()
      if error is CancellationError { throw error }
      throw PageFailure(invocation: journal.lastWritten, cause: error)
    }
  }

  /// Returns an installed plugin, loaded; nil when there is none of that name.
  func plugin(_ name: String, _ journal: InvocationJournal) async throws -> LoadedPlugin? {
    guard try generation().plugins.contains(where: { $0.name.isExactly(name) }) else { return nil }
    return try await load(named: name, journal)
  }

  /// Creates the context of an invocation for a viewer.
  func pageContext(
    of plugin: LoadedPlugin, in transaction: StoreTransaction, for viewer: PageViewer, journal: InvocationJournal
  ) -> HostContext {
    let context = context(of: plugin, in: transaction, language: viewer.language)
    connect(context, to: transaction, journal, limits: plugin.bundle.manifest.limits(.page))
    return context
  }

  /// Creates the call of an entry of the portal. A page that was read leaves no entry in the log, so that readers write nothing.
  func pageCall(
    _ kind: InvocationKind, of plugin: LoadedPlugin, name: String, body: LuaBody, arguments: [LuaValue], by principal: String
  ) -> InvocationRunner.Call {
    var call = InvocationRunner.Call(
      kind: kind, place: "\(plugin.name):\(name)", name: name, sandbox: plugin.sandbox, body: body, arguments: arguments,
      limits: plugin.bundle.manifest.limits(.page), principal: principal)
    call.logs.success = kind != .page && kind != .card
    return call
  }

  /// The request as Lua sees it.
  static func request(path: String, _ parameters: ExactDictionary<FieldValue>, _ viewer: PageViewer) -> LuaValue {
    LuaValue(
      .map([
        "path": .text(path), "params": .map(parameters.filter { !$0.value.isNull }), "language": .text(viewer.language.rawValue),
        "audience": .text(viewer.scope.audience.rawValue),
      ]))
  }
}
