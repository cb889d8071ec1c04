import Calendar
import Ecosystem
import Engine
import Localization
import WebLink

/// The actions of plugins on the page of a record for readers below the staff: links, a page that asks, and the answer. What such a reader
/// changes by one waits as a proposal. The staff has the actions below the form of the record.
struct RecordActionPage {
  /// The segment before the plugin and the action: `/actors/kikk/actions/essai/visit`.
  static let segment = "actions"

  private let context: PageContext
  private let entity: EntityDescription
  private let id: String

  init(_ context: PageContext, _ entity: EntityDescription, id: String) {
    (self.context, self.entity, self.id) = (context, entity, id)
  }

  /// - Parameter path: the collection, the id of the record, ``segment``, the plugin and the action.
  /// - Throws: `PageError.notFound` for another path.
  init(_ context: PageContext, path: [String]) throws {
    guard path.count == 5, path[2] == Self.segment, let entity = context.schema.entity(collection: path[0]), !context.viewer.isStaff else {
      throw PageError.notFound
    }
    self.init(context, entity, id: path[1])
  }

  private func actions() throws -> [ActionDescription] {
    let (host, entity, audience) = (try context.portal.host(context.language), entity.id, context.viewer.scope.audience)
    context.traits.hasPluginWork = true
    return try Blocking.run { try await host.actions(on: entity, for: audience) }
  }

  private func path(_ action: ActionDescription) -> [String] {
    [entity.collection, id, Self.segment, action.plugin, action.id]
  }

  /// The ways to the actions, for the page of the record; none in a file, which nobody answers, and for the staff.
  /// - Throws: as `PluginHost.actions`.
  func links() throws -> HTML? {
    if context.isFile || context.viewer.isStaff { return nil }
    let items = try actions().map { action -> HTML in
      "<li><a href=\"\(context.links.to(path(action)))\" rel=\"nofollow\">\(action.label[context.language])</a></li>\n"
    }
    return items.isEmpty ? nil : "<ul class=\"items\">\n\(items)</ul>\n"
  }

  private func action() throws -> ActionDescription {
    let path = context.request.path
    guard let action = try actions().first(where: { $0.plugin == path[3] && $0.id == path[4] }) else { throw PageError.notFound }
    return action
  }

  /// Asks whether the action is to be run.
  /// - Throws: `PageError.notFound` for a record or an action that does not exist for the viewer.
  func page(problems: [String] = []) throws -> PortalResponse {
    let (action, record) = (try action(), try context.record(id, of: entity))
    context.traits.isTransient = true
    let question = action.confirmation?[context.language] ?? context.text("portal.staff.action-question")
    let refusals = problems.map { text -> HTML in "<p class=\"problem\" role=\"alert\">\(text)</p>\n" }
    let guarding = context.portal.formGuard.fields(label: context.text("portal.plugin.trap"), at: Instant.present.milliseconds)
    let body: HTML = """
      \(refusals)<p>\(question)</p>
      <form class="own" method="post" action="\(context.links.to(path(action)))">
      \(guarding)<button>\(action.label[context.language])</button>
      <a class="button plain" href="\(context.links.to(entity.pagePath(of: record.id)))">\(context.text("portal.staff.cancel"))</a>
      </form>

      """
    let title = try context.values.title(of: record, entity)
    return Layout(context).response(
      title: "\(action.label[context.language]): \(title)", body, status: problems.isEmpty ? 200 : 422)
  }

  /// Runs the action.
  /// - Throws: as `page`; `PageError.busy`; `PageFailure` when the plugin fails or is stopped.
  func submit() throws -> PortalResponse {
    let (action, record) = (try action(), try context.record(id, of: entity))
    guard context.portal.formGuard.allows(context.request.form, at: Instant.present.milliseconds) else {
      return try page(problems: [context.text("portal.plugin.guard")])
    }
    let pages = PluginPages(context)
    let request = ActionRequest(plugin: action.plugin, action: action.id, record: record.id, viewer: context.pageViewer)
    let host = try context.portal.host(context.language)
    switch try pages.running(action.plugin, { try await host.runAction(request) }) {
    case .notFound: throw PageError.notFound
    case .refused(let problems): return try page(problems: problems.map { $0.message[context.language] })
    case .accepted(let message, let target): return pages.accepted(message, target ?? .record(entity: entity.id, id: record.id))
    case .proposed(_, let message, let target): return pages.proposed(message, target ?? .record(entity: entity.id, id: record.id))
    }
  }
}
