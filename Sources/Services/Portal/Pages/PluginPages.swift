import Calendar
import Ecosystem
import Engine
import HostAPI
import Localization
import Reports
import WebLink

/// The pages, forms and cards that plugins bring. Each is one invocation in the sandbox; the host renders its document.
struct PluginPages {
  private let context: PageContext

  init(_ context: PageContext) { self.context = context }

  private var viewer: PageViewer { context.pageViewer }

  /// The options of documents: their links lead to the pages of this portal, and their forms have the fields of the guard.
  private var options: RenderOptions {
    let guarding = context.portal.formGuard.fields(label: context.text("portal.plugin.trap"), at: Instant.present.milliseconds)
    var addresses = context.addresses
    addresses.formFields = guarding.markup
    return RenderOptions(
      language: context.language, temporaryFolder: context.portal.workspace.directory.path, portal: addresses)
  }

  // MARK: Pages

  /// Answers `/p/PLUGIN/PATH`.
  /// - Throws: `PageError.notFound`, `.busy`, and `PageFailure` when the plugin fails or is stopped.
  func page(_ plugin: String, _ path: [String]) throws -> PortalResponse {
    let host = try context.portal.host(context.language)
    let query = Self.values(context.request.query)
    let request = PageRequest(plugin: plugin, path: path.joined(separator: "/"), query: query, viewer: viewer)
    switch try running(plugin, { try await host.page(request) }) {
    case .page(var document):
      let elsewhere = formElsewhere(in: &document)
      note(document)
      let lead: HTML? = document.subtitle.map { "<p class=\"subtitle\">\($0)</p>\n" }
      let content = HTML(trusted: try Renderer.htmlContent(of: document, options: options))
      return Layout(context).response(title: document.title, lead: "\(lead)", "\(content)\(elsewhere)")
    case .notFound: throw PageError.notFound
    case .invalid(let problems): return invalid(problems)
    }
  }

  /// Notes that a document has a form, whose time must be that of the request.
  private func note(_ document: Document) {
    if document.blocks.contains(where: { if case .form = $0 { true } else { false } }) { context.traits.isTransient = true }
  }

  /// In a file, the way to the forms of the page on the live portal; without one they are left out.
  private func formElsewhere(in document: inout Document) -> HTML? {
    guard let file = context.links.file else { return nil }
    let count = document.blocks.count
    document.blocks.removeAll { if case .form = $0 { true } else { false } }
    guard document.blocks.count < count, let live = file.live else { return nil }
    return "<p><a class=\"button\" href=\"\(live)\">\(context.text("portal.static.form"))</a></p>\n"
  }

  private func invalid(_ problems: [FieldProblem]) -> PortalResponse {
    let items = problems.map { problem -> HTML in
      let field: HTML? = problem.field.map { "<strong>\($0)</strong> : " }
      return "<li>\(field)\(problem.message[context.language])</li>\n"
    }
    let title = context.text("portal.error.title-400")
    return Layout(context).response(title: title, "<ul class=\"problem\" role=\"alert\">\n\(items)</ul>\n", status: 400)
  }

  // MARK: Forms

  /// Answers a form that was sent to `/p/PLUGIN/forms/ID`. A refusal is shown in the form, with what was filled in.
  /// - Throws: as `page`.
  func submit(_ plugin: String, _ form: String) throws -> PortalResponse {
    let values = Self.values(FormGuard.without(context.request.form))
    guard context.portal.formGuard.allows(context.request.form, at: Instant.present.milliseconds) else {
      return try refused([FieldProblem(nil, LocalizedText("portal.plugin.guard"))], plugin, form: form, values: values)
    }
    let host = try context.portal.host(context.language)
    let request = FormRequest(plugin: plugin, form: form, values: values, viewer: viewer)
    switch try running(plugin, { try await host.submitForm(request) }) {
    case .notFound: throw PageError.notFound
    case .accepted(let message, let target): return accepted(message, target)
    case .proposed(_, let message, let target): return proposed(message, target)
    case .refused(let problems): return try refused(problems, plugin, form: form, values: values)
    }
  }

  /// Leads to the next page, or thanks with a link to it. An address of the web is no next page.
  func accepted(_ message: String?, _ target: LinkTarget?) -> PortalResponse {
    if let next = target.flatMap({ context.addresses.address(of: $0) }), message == nil { return .redirect(to: next) }
    return thanks(message.map { HTML(paragraphs: $0) } ?? .empty, target)
  }

  /// Says that the team reads what was sent, after what the plugin says.
  func proposed(_ message: String?, _ target: LinkTarget?) -> PortalResponse {
    let text = message.map { HTML(paragraphs: $0) } ?? .empty
    return thanks("\(text)<p>\(context.text("portal.proposal.sent"))</p>\n", target)
  }

  private func thanks(_ text: HTML, _ target: LinkTarget?) -> PortalResponse {
    let link = target.flatMap { context.addresses.address(of: $0) }.map { next -> HTML in
      "<p><a class=\"button\" href=\"\(next)\">\(context.text("portal.plugin.continue"))</a></p>\n"
    }
    return Layout(context).response(title: context.text("portal.plugin.done"), "<div role=\"status\">\(text)</div>\n\(link)")
  }

  private func refused(
    _ problems: [FieldProblem], _ plugin: String, form: String, values: ExactDictionary<[String]>
  ) throws -> PortalResponse {
    let (host, viewer) = (try context.portal.host(context.language), viewer)
    guard var placement = try running(plugin, { try await host.form(plugin, form, values: values, for: viewer) }) else {
      throw PageError.notFound
    }
    for index in placement.fields.indices {
      let problem = problems.first { $0.field == placement.fields[index].name }
      placement.fields[index].problem = problem?.message[context.language]
    }
    let whole = problems.filter { $0.field == nil }.map { problem -> HTML in
      "<p class=\"problem\" role=\"alert\">\(problem.message[context.language])</p>\n"
    }
    let document = Document(title: placement.title, blocks: [.form(placement)])
    let content = HTML(trusted: try Renderer.htmlContent(of: document, options: options))
    return Layout(context).response(title: placement.title, lead: whole.joined(by: .empty), content, status: 422)
  }

  // MARK: Cards

  /// The boxes that plugins add to the page of a record. A plugin that fails adds none; the log says why.
  func cards(_ entity: EntityDescription, _ id: String) throws -> HTML {
    let boxes = try made(entity, id).compactMap { card -> HTML? in
      guard case .success(var document) = card.content else { return nil }
      _ = formElsewhere(in: &document)
      note(document)
      return "<li class=\"card\"><h2>\(card.title)</h2>\n\(HTML(trusted: try Renderer.htmlContent(of: document, options: options)))</li>\n"
    }
    return boxes.isEmpty ? .empty : "<ul class=\"cards\">\n\(boxes)</ul>\n"
  }

  /// Makes the cards. None while too many pages wait for theirs: those that take long must not keep all pages waiting.
  private func made(_ entity: EntityDescription, _ id: String) throws -> [PageCard] {
    let (host, viewer) = (try context.portal.host(context.language), viewer)
    context.traits.hasPluginWork = true
    guard let place = try? context.portal.cardWork.take(for: ":cards") else {
      context.traits.isTransient = true
      return []
    }
    defer { withExtendedLifetime(place) {} }
    // A folder of files is made at once, by one reader.
    let muted = context.isFile ? [] : context.portal.cardMutes.muted(at: Instant.present.milliseconds)
    let cards = try Blocking.run { try await host.cards(for: entity.id, id, viewer: viewer, without: muted) }
    for card in cards where !context.isFile {
      guard case .failure(let failure) = card.content else { continue }
      guard context.portal.cardMutes.countFailure(of: card.plugin, at: Instant.present.milliseconds) else { continue }
      context.portal.report(failure.cause, of: context.request)
    }
    return cards
  }

  // MARK: Running

  /// Runs the code of a plugin, of which so many are run at once.
  /// - Throws: `PageError.busy`, and the errors of `body`.
  func running<Result: Sendable>(_ plugin: String, _ body: @escaping @Sendable () async throws -> Result) throws -> Result {
    context.traits.hasPluginWork = true
    let place = try context.portal.heavyWork.take(for: plugin)
    defer { withExtendedLifetime(place) {} }
    return try Blocking.run(body)
  }

  private static func values(_ fields: [WebRequest.Field]) -> ExactDictionary<[String]> {
    var values: ExactDictionary<[String]> = [:]
    for field in fields where field.name != Links.languageField { values[field.name, default: []].append(field.value) }
    return values
  }
}
