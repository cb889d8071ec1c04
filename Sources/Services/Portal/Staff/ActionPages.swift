import Ecosystem
import Engine

/// The actions of plugins on records: a page that asks, and what the plugin answers.
struct ActionPages {
  private let staff: StaffPages
  private var context: PageContext { staff.context }

  init(_ staff: StaffPages) { self.staff = staff }

  /// The actions on a record as items of a list.
  func links(_ entity: EntityDescription, _ id: String) throws -> HTML {
    try actions(entity).map { action -> HTML in
      "<li><a href=\"\(staff.address(["actions", action.plugin, action.id, id]))\">\(action.label[context.language])</a></li>\n"
    }.joined(by: .empty)
  }

  private func actions(_ entity: EntityDescription) throws -> [ActionDescription] {
    let (host, audience) = (try staff.host(), context.viewer.scope.audience)
    return try Blocking.run { try await host.actions(on: entity.id, for: audience) }
  }

  private func action(_ path: [String]) throws -> (action: ActionDescription, record: Record, entity: EntityDescription) {
    guard path.count == 3 else { throw PageError.notFound }
    for entity in context.schema.entities {
      guard let action = try actions(entity).first(where: { $0.plugin == path[0] && $0.id == path[1] }) else { continue }
      guard let record = try context.transaction.get(entity.id, path[2]) else { throw PageError.notFound }
      return (action, record, entity)
    }
    throw PageError.notFound
  }

  /// Asks whether an action is to be run; `path` is the plugin, the action and the id of the record.
  func page(_ path: [String], problems: [String] = []) throws -> PortalResponse {
    let (action, record, entity) = try action(path)
    let question = action.confirmation?[context.language] ?? context.text("portal.staff.action-question")
    let refusals = problems.map { text -> HTML in "<p class=\"problem\" role=\"alert\">\(text)</p>\n" }
    let body: HTML = """
      \(refusals)<p>\(question)</p>
      <form method="post" action="\(staff.address(["actions"] + path))">
      <button>\(action.label[context.language])</button>
      <a class="button plain" href="\(staff.address(["records", entity.id, record.id]))">\(context.text("portal.staff.cancel"))</a>
      </form>

      """
    let title = try context.values.title(of: record, entity)
    return staff.layout(title: "\(action.label[context.language]): \(title)", body, status: problems.isEmpty ? 200 : 422)
  }

  /// Runs an action.
  /// - Throws: `PageError.notFound`; `PageFailure` when the plugin fails or is stopped.
  func run(_ path: [String]) throws -> PortalResponse {
    let (action, record, entity) = try action(path)
    let host = try staff.host()
    let request = ActionRequest(plugin: action.plugin, action: action.id, record: record.id, viewer: staff.viewer)
    switch try Blocking.run({ try await host.runAction(request) }) {
    case .notFound: throw PageError.notFound
    case .refused(let problems): return try page(path, problems: problems.map { $0.message[context.language] })
    // The staff proposes nothing: what it does is kept.
    case .accepted(let message, let target), .proposed(_, let message, let target):
      let back = target.flatMap { context.addresses.address(of: $0) } ?? staff.address(["records", entity.id, record.id])
      guard let message else { return .redirect(to: back) }
      let link: HTML = "<p><a class=\"button\" href=\"\(back)\">\(context.text("portal.plugin.continue"))</a></p>\n"
      return staff.layout(title: context.text("portal.plugin.done"), "<div role=\"status\">\(HTML(paragraphs: message))</div>\n\(link)")
    }
  }
}
