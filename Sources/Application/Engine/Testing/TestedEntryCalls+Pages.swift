import Ecosystem
import HostAPI
import Localization
import Lua
import Reports
import Store

// Pages, forms, actions and cards of a plugin under test, run for an audience as the portal runs them.

extension TestedEntryCalls {
  /// Returns the body of a page, a form, an action or a card; nil for another entry.
  ///
  /// - Throws: an error of misuse for an id that the plugin does not register.
  func portalBody(_ entry: TestedEntry, _ registrations: Registrations, test: HostContext) throws -> Body? {
    switch entry {
    case .page(let declared, let query, let audience):
      let path = declared == "/" ? "" : declared
      return { [self] in
        try await reading(audience) { try await page(path, query, of: registrations, for: viewer(audience, test), test: test) }
      }
    case .card(let entity, let id, let audience):
      let cards = registrations.cards.filter { $0.entity == entity && $0.audience <= audience }
      return { [self] in try await reading(audience) { try await texts(of: cards, entity, id, test: test) } }
    case .form(let id, let texts, let audience):
      let form = try registrations.form(id)
      return { [self] in try await self.for(audience) { try await send(form, texts, by: viewer(audience, test), test: test) } }
    case .action(let id, let record, let audience):
      let action = try registrations.action(id)
      return { [self] in try await self.for(audience) { try await run(action, on: record, by: viewer(audience, test), test: test) } }
    default: return nil
    }
  }

  private func viewer(_ audience: Audience, _ test: HostContext) -> PageViewer {
    PageViewer(ReadScope(audience, includesExamples: true), language: test.language)
  }

  // MARK: Pages and cards

  private func page(
    _ path: String, _ query: ExactDictionary<[String]>, of registrations: Registrations, for viewer: PageViewer, test: HostContext
  ) async throws -> [FieldValue] {
    guard let (page, variables) = registrations.page(at: path), page.audience <= viewer.scope.audience else { return [.null] }
    switch try PluginHost.parameters(of: page, variables, query: query, in: transaction) {
    case .notFound: return [.null]
    case .invalid(let problems): throw EngineError.pageInvalid(name: "\(plugin.name)/\(path)", problems: problems)
    case .values(let values):
      let arguments: [LuaValue] = [.function(page.run), PluginHost.request(path: path, values, viewer)]
      return [try await text(titled: page.title, "/" + page.path.text, arguments: arguments, test: test).map(FieldValue.text) ?? .null]
    }
  }

  private func texts(of cards: [Registrations.Card], _ entity: String, _ id: String, test: HostContext) async throws -> [FieldValue] {
    var texts: [String] = []
    for card in cards {
      let context = context(.page, test: test)
      let record = try context.visibleRecord(entity, id)
      context.finish()
      guard let record else { continue }
      let title = card.title ?? plugin.bundle.manifest.localizedTitle
      let arguments: [LuaValue] = [.function(card.run), LuaValue(.map(record.fields))]
      if let text = try await text(titled: title, "card on \(entity)", arguments: arguments, isCard: true, test: test) {
        texts.append(text)
      }
    }
    return [texts.isEmpty ? .null : .text(texts.joined(separator: "\n"))]
  }

  /// Runs the function of a page or a card and renders its document; nil where there is nothing to show.
  private func text(
    titled title: LocalizedText, _ id: String, arguments: [LuaValue], isCard: Bool = false, test: HostContext
  ) async throws -> String? {
    let context = context(.page, test: test)
    context.document = Document(title: title[context.language])
    let results = try await run(id, .page, body: PluginHost.reportRunner, arguments: arguments, context: context)
    guard let document = context.takeDocument(), !LuaValue.isNothing(results), !(isCard && document.blocks.isEmpty) else { return nil }
    return try Renderer.render(document, as: .text, options: RenderOptions(language: context.language))
  }

  // MARK: Forms and actions

  private func send(
    _ form: Registrations.Form, _ texts: ExactDictionary<[String]>, by viewer: PageViewer, test: HostContext
  ) async throws -> [FieldValue] {
    guard form.audience <= viewer.scope.audience else { return [.null] }
    let (values, problems) = try PluginHost.values(of: form, texts, in: transaction)
    guard problems.isEmpty else { return [Self.shown(.refused(problems), [], in: test)] }
    let arguments = [LuaValue(.map(values)), PluginHost.request(path: form.id, [:], viewer)]
    let submission = Submission(
      origin: origin("form", form.id, of: viewer), function: form.submit, arguments: arguments, fields: form.fields.map(\.parameter.name),
      proposes: viewer.proposes)
    return try await submit(submission, context: context(.page, test: test), test: test)
  }

  private func run(
    _ action: Registrations.Action, on record: String, by viewer: PageViewer, test: HostContext
  ) async throws -> [FieldValue] {
    let context = context(.page, test: test)
    guard action.audience <= viewer.scope.audience, let record = try context.visibleRecord(action.entity, record) else {
      context.finish()
      return [.null]
    }
    let submission = Submission(
      origin: origin("action", action.id, of: viewer), function: action.run,
      arguments: [LuaValue(.map(record.fields)), PluginHost.request(path: action.id, [:], viewer)], fields: [], proposes: viewer.proposes)
    return try await submit(submission, context: context, test: test)
  }

  /// A form or an action that is sent.
  private struct Submission {
    var origin: ProposalOrigin
    var function: LuaReference
    var arguments: [LuaValue]
    /// The names of the form's fields.
    var fields: [String]
    /// Whether its changes of records are a proposal.
    var proposes: Bool
  }

  private func origin(_ kind: String, _ id: String, of viewer: PageViewer) -> ProposalOrigin {
    ProposalOrigin(principal: viewer.principal, kind: kind, owner: plugin.name, name: id)
  }

  /// Runs a form or an action, and takes back what it changes for a reader below the staff.
  private func submit(_ submission: Submission, context: HostContext, test: HostContext) async throws -> [FieldValue] {
    let proposal = try SubmittedProposal(submission.origin, in: transaction)
    transaction.becomesProposal = submission.proposes
    defer { transaction.becomesProposal = false }
    do {
      let results = try await run(
        submission.origin.name, .page, body: .function(submission.function), arguments: submission.arguments, context: context)
      let outcome = try SubmitOutcome(results, fields: submission.fields, plugin: plugin.name)
      try transaction.validate()
      return [Self.shown(outcome, try changes(of: outcome, submission, proposal), in: test)]
    } catch {
      guard let refusal = context.validationRefusal, transaction.isOpen else { throw error }
      try proposal.discard()
      let field = refusal.field.flatMap { submission.fields.containsExactly($0) ? $0 : nil }
      return [Self.shown(.refused([FieldProblem(field, LocalizedText(verbatim: refusal.reason))]), [], in: test)]
    }
  }

  /// Keeps what was written for the staff, and takes it back for other readers and where it was refused.
  ///
  /// - Returns: the changes of a proposal.
  private func changes(of outcome: SubmitOutcome, _ submission: Submission, _ proposal: SubmittedProposal) throws -> [ProposedChange] {
    switch outcome {
    case .refused: try proposal.discard()
    case .accepted where submission.proposes: return try proposal.takeBack()
    case .accepted: try proposal.keep()
    }
    return []
  }

  /// The outcome as a test sees it: `{ message, to, proposed }` or `{ errors }`, with the problems of the whole under `""`.
  private static func shown(_ outcome: SubmitOutcome, _ changes: [ProposedChange], in test: HostContext) -> FieldValue {
    switch outcome {
    case .refused(let problems):
      let errors = problems.map { ($0.field ?? "", FieldValue.text($0.message[test.language])) }
      return .map(["errors": .map(ExactDictionary(errors, uniquingKeysWith: { first, _ in first }))])
    case .accepted(let message, let target):
      var members: ExactDictionary<FieldValue> = [:]
      if let message { members["message"] = .text(message) }
      if let target { members["to"] = shown(target) }
      if !changes.isEmpty { members["proposed"] = .list(changes.map(shown)) }
      return .map(members)
    }
  }

  private static func shown(_ change: ProposedChange) -> FieldValue {
    .map([
      "operation": .text(change.operation.rawValue), "entity": .text(change.entity), "id": .text(change.record),
      "fields": .map(change.fields),
    ])
  }

  private static func shown(_ target: LinkTarget) -> FieldValue {
    switch target {
    case .page(_, let path, _): .text(path.isEmpty ? "/" : path)
    case .record(let entity, let id): .map(["entity": .text(entity), "id": .text(id)])
    case .report, .web: .text(target.shown)
    }
  }

  // MARK: Audiences

  /// Runs `body` while the transaction reads for an audience, examples included, as the data of a test often are.
  private func `for`<Values>(_ audience: Audience, _ body: () async throws -> Values) async throws -> Values {
    let scope = transaction.scope
    transaction.scope = ReadScope(audience, includesExamples: true)
    defer { transaction.scope = scope }
    return try await body()
  }

  private func reading<Values>(_ audience: Audience, _ body: () async throws -> Values) async throws -> Values {
    transaction.refusesWrites = true
    defer { transaction.refusesWrites = false }
    return try await self.for(audience, body)
  }
}
