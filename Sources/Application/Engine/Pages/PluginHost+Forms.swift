import Ecosystem
import HostAPI
import Localization
import Lua
import Reports
import Store

// Forms and actions of plugins: each one transaction, under the name of its viewer. What viewers below the staff change in records is
// filed as one proposal.

extension PluginHost {
  /// Returns a form as a viewer sees it; nil when there is none for her.
  ///
  /// - Parameter values: the values to begin with, by field; by default those that the fields declare.
  /// - Throws: `PageFailure` when its plugin cannot be loaded or its options cannot be read.
  public func form(
    _ plugin: String, _ id: String, values: ExactDictionary<[String]> = [:], for viewer: PageViewer
  ) async throws -> FormPlacement? {
    try await answering(viewer) { journal in
      guard let (plugin, form) = try await form(plugin, id, for: viewer, journal: journal) else { return nil }
      let transaction = try workspace.store.begin(.read, for: viewer.scope)
      let context = pageContext(of: plugin, in: transaction, for: viewer, journal: journal)
      defer {
        context.finish()
        transaction.rollback()
      }
      return try form.placement(in: context, values: values)
    }
  }

  private func form(
    _ name: String, _ id: String, for viewer: PageViewer, journal: InvocationJournal
  ) async throws -> (LoadedPlugin, Registrations.Form)? {
    guard let plugin = try await plugin(name, journal), let form = plugin.registrations.forms.first(where: { $0.id.isExactly(id) }),
      viewer.scope.audience >= form.audience
    else { return nil }
    return (plugin, form)
  }

  /// Checks the values of a form and gives them to its plugin.
  ///
  /// - Throws: `PageFailure` when the form fails, is stopped by a limit, another writer keeps the write lock for five seconds, or the rows
  ///   violate a constraint; `CancellationError`.
  public func submitForm(_ request: FormRequest) async throws -> SubmitAnswer {
    let viewer = request.viewer
    return try await answering(viewer) { journal in
      guard let (plugin, form) = try await form(request.plugin, request.form, for: viewer, journal: journal) else { return .notFound }
      // Before the write transaction, so that refused values wait for nobody and keep nobody waiting.
      let (values, problems) = try reading(viewer.scope) { try Self.values(of: form, request.values, in: $0) }
      guard problems.isEmpty else { return .refused(problems) }
      let arguments = [LuaValue(.map(values)), Self.request(path: form.id, [:], viewer)]
      return try await submit(
        .form, form.id, of: plugin, fields: form.fields.map(\.parameter.name), by: viewer, journal: journal, run: form.submit
      ) { _ in arguments } ?? .notFound
    }
  }

  /// Returns the values of a form's fields, and the problems of those that are refused.
  static func values(
    of form: Registrations.Form, _ texts: ExactDictionary<[String]>, in transaction: StoreTransaction
  ) throws -> (values: ExactDictionary<FieldValue>, problems: [FieldProblem]) {
    let names = form.fields.map(\.parameter.name)
    guard FieldReader.areWithin(FieldReader.formBytesMax, texts), texts.keys.allSatisfy({ names.containsExactly($0) }) else {
      return ([:], [FieldProblem(nil, "engine.pages.too-much")])
    }
    let reader = FieldReader(transaction: transaction, schema: transaction.schema)
    var (values, problems): (ExactDictionary<FieldValue>, [FieldProblem]) = ([:], [])
    for field in form.fields {
      switch try reader.field(texts[field.parameter.name] ?? [], field) {
      case .success(.null): break
      case .success(let value): values[field.parameter.name] = value
      case .failure(let problem): problems.append(problem)
      }
    }
    return (values, problems)
  }

  /// Runs an action on a record.
  ///
  /// - Throws: as `submitForm`.
  public func runAction(_ request: ActionRequest) async throws -> SubmitAnswer {
    let viewer = request.viewer
    return try await answering(viewer) { journal in
      guard let plugin = try await plugin(request.plugin, journal),
        let action = plugin.registrations.actions.first(where: { $0.id.isExactly(request.action) }),
        viewer.scope.audience >= action.audience
      else { return .notFound }
      return try await submit(.action, action.id, of: plugin, fields: [], by: viewer, journal: journal, run: action.run) { context in
        try context.visibleRecord(action.entity, request.record).map {
          [LuaValue(.map($0.fields)), Self.request(path: action.id, [:], viewer)]
        }
      } ?? .notFound
    }
  }

  // MARK: Running

  /// Runs a function of a plugin in one transaction, which is rolled back when it refuses.
  ///
  /// - Parameter arguments: returns the arguments, read in the transaction; nil for nothing to run on.
  /// - Returns: nil when there is nothing to run on.
  private func submit(
    _ kind: InvocationKind, _ id: String, of plugin: LoadedPlugin, fields: [String], by viewer: PageViewer, journal: InvocationJournal,
    run: LuaReference, arguments: (HostContext) throws -> [LuaValue]?
  ) async throws -> SubmitAnswer? {
    let transaction =
      plugin.permissions.canWrite
      ? try await beginWriting(kind, plugin.name, name: id, for: viewer.scope, wait: Self.pageWriterWait)
      : try workspace.store.begin(.read, for: viewer.scope)
    let context = pageContext(of: plugin, in: transaction, for: viewer, journal: journal)
    do {
      guard let arguments = try arguments(context) else {
        context.finish()
        transaction.rollback()
        return nil
      }
      let origin = ProposalOrigin(principal: viewer.principal, kind: kind.rawValue, owner: plugin.name, name: id)
      let proposal = viewer.proposes && transaction.mode == .write ? try SubmittedProposal(origin, in: transaction) : nil
      let call = pageCall(kind, of: plugin, name: id, body: .function(run), arguments: arguments, by: viewer.principal)
      let answer = try await runner.runWhole(call, context, in: transaction, journal: journal) { results in
        let answer = try Self.accepted(try SubmitOutcome(results, fields: fields, plugin: plugin.name))
        return try proposal?.filing(answer, now: context.now) ?? answer
      }
      await deliverCaused(by: transaction)
      return answer
    } catch {
      context.finish()
      transaction.rollback()
      guard let problems = Self.problems(behind: error, fields: fields, context) else { throw error }
      return .refused(problems)
    }
  }

  /// Returns the answer of an outcome that is kept.
  ///
  /// - Throws: `SubmitRefusal` for one whose writes are rolled back.
  private static func accepted(_ outcome: SubmitOutcome) throws -> SubmitAnswer {
    switch outcome {
    case .accepted(let message, let target): return .accepted(message: message, target: target)
    case .refused(let problems): throw SubmitRefusal(problems: problems)
    }
  }

  /// Returns the problems to show for an error: of the plugin or a validator that refused, or of a queue of proposals that is full; nil
  /// for another error.
  private static func problems(behind error: any Error, fields: [String], _ context: HostContext) -> [FieldProblem]? {
    if let refusal = error as? SubmitRefusal { return refusal.problems }
    if let error = error as? StoreError, let problem = SubmittedProposal.problem(of: error) { return [problem] }
    guard let refusal = context.validationRefusal(behind: error) else { return nil }
    let field = refusal.field.flatMap { fields.containsExactly($0) ? $0 : nil }
    return [FieldProblem(field, LocalizedText(verbatim: refusal.reason))]
  }

  private func reading<Outcome>(_ scope: ReadScope, _ body: (StoreTransaction) throws -> Outcome) throws -> Outcome {
    let transaction = try workspace.store.begin(.read, for: scope)
    defer { transaction.rollback() }
    return try body(transaction)
  }
}

/// The refusal of a form by its plugin, as the log notes it.
struct SubmitRefusal: Explainable {
  let problems: [FieldProblem]

  var code: String { "form.refused" }

  func message(in language: Language) -> String {
    problems.map { ($0.field.map { "\($0): " } ?? "") + $0.message[language] }.joined(separator: "\n")
  }
}

extension HostContext {
  /// The refusal of a validator that ended the invocation; nil for another error.
  fileprivate func validationRefusal(behind error: any Error) -> ValidationRefusal? {
    guard case .luaFailure(_, _, cause: "validation.refused")? = error as? EngineError else { return nil }
    return validationRefusal
  }
}
