import Ecosystem
import Engine
import Store
import WebLink

/// The pages of the staff, under `/staff`. For everybody else they do not exist.
struct StaffPages {
  let context: PageContext

  /// - Throws: `PageError.notFound` for a viewer who is not one of the staff.
  init(_ context: PageContext) throws {
    guard context.viewer.isStaff else { throw PageError.notFound }
    self.context = context
  }

  /// Answers a request for a page; `path` begins after `/staff`.
  /// - Throws: `PageError.notFound`, and the errors of the store.
  func page(_ path: [String]) throws -> PortalResponse {
    switch path.first {
    case nil: return try overview()
    case "records": return try records(Array(path.dropFirst()))
    case "proposals": return try ProposalPages(self).page(Array(path.dropFirst()))
    case "actions": return try ActionPages(self).page(Array(path.dropFirst()))
    case "jobs" where path.count == 1: return try WorkPages(self).jobs()
    case "log": return try WorkPages(self).log(Array(path.dropFirst()))
    case "plugins" where path.count == 1: return try WorkPages(self).plugins()
    default: throw PageError.notFound
    }
  }

  /// Answers a form.
  /// - Throws: as `page`.
  func submit(_ path: [String]) throws -> PortalResponse {
    switch (path.first, path.count) {
    case ("records", 3): return try EditPage(self, try entity(path[1])).save(path[2] == Self.new ? nil : path[2])
    case ("records", 4) where path[3] == "delete": return try EditPage(self, try entity(path[1])).delete(path[2])
    case ("proposals", 3): return try ProposalPages(self).submit(Array(path.dropFirst()))
    case ("actions", 4): return try ActionPages(self).run(Array(path.dropFirst()))
    case ("undo", 1): return try WorkPages(self).undo()
    default: throw PageError.notFound
    }
  }

  /// The last segment of the page of a new record. An id of a record never begins so.
  static let new = "+"

  /// The person who does what these pages do.
  var viewer: PageViewer { context.pageViewer }

  func host() throws -> PluginHost { try context.portal.host(context.language) }

  func entity(_ id: String) throws -> EntityDescription {
    guard let entity = context.schema.entity(id) else { throw PageError.notFound }
    return entity
  }

  private func records(_ path: [String]) throws -> PortalResponse {
    switch path.count {
    case 0: return try overview()
    case 1: return try StaffRecordList(self, try entity(path[0])).response()
    case 2: return try EditPage(self, try entity(path[0])).form(path[1] == Self.new ? nil : path[1])
    case 3 where path[2] == "delete": return try EditPage(self, try entity(path[0])).confirmation(path[1])
    case 3 where path[2] == "history": return try WorkPages(self).history(try entity(path[0]), path[1])
    default: throw PageError.notFound
    }
  }

  // MARK: The overview

  /// The ways to the staff's pages, and what waits in each.
  private func overview() throws -> PortalResponse {
    let waiting = try host().pendingProposalsByEntity(for: viewer)
    let entities = context.schema.entities.filter { $0.fields.contains { $0.isWritable } }.map { entity -> HTML in
      let count = waiting[entity.id] ?? 0
      let queue = address(["proposals"], [WebRequest.Field("entity", entity.id)])
      let note: HTML? =
        count == 0 ? nil : " <a class=\"tag\" href=\"\(queue)\">\(context.text("portal.staff.proposed", ["count": count]))</a>"
      return "<li><a href=\"\(address(["records", entity.id]))\">\(entity.plural[context.language])</a>\(note)</li>\n"
    }
    let pending = try host().proposalCounts(for: viewer)[.pending] ?? 0
    let queue: HTML? =
      pending == 0
      ? nil
      : "<p><a class=\"button\" href=\"\(address(["proposals"]))\">\(context.text("portal.staff.pending", ["count": pending]))</a></p>\n"
    let body: HTML = "\(queue)<h2>\(context.text("portal.staff.records"))</h2>\n<ul class=\"columns-list\">\n\(entities)</ul>\n"
    return layout(title: context.text("portal.staff.title"), lead: "<p class=\"lead\">\(context.text("portal.staff.lead"))</p>\n", body)
  }

  // MARK: The frame

  /// Returns the address of a page of the staff.
  func address(_ path: [String], _ query: [WebRequest.Field] = []) -> String { context.links.to(["staff"] + path, query) }

  /// Returns a page with the navigation of the staff's pages.
  func layout(title: String, lead: HTML = .empty, _ body: HTML, status: Int = 200) -> PortalResponse {
    let items = [[], ["proposals"], ["jobs"], ["log"], ["plugins"]].map { path -> HTML in
      let here = Array(context.request.path.dropFirst())
      let current: HTML = here == path ? " aria-current=\"page\"" : here.first == path.first ?? "records" ? " aria-current=\"true\"" : ""
      let text = context.text(path.first.map { "portal.staff.nav-\($0)" } ?? "portal.staff.records")
      return "<a href=\"\(address(path))\"\(current)>\(text)</a>\n"
    }
    let navigation: HTML = "<nav class=\"parts\" aria-label=\"\(context.text("portal.staff.navigation"))\">\n\(items)</nav>\n"
    return Layout(context).response(title: title, lead: "\(navigation)\(lead)", body, status: status)
  }

  /// Returns the form that undoes a change.
  func undoForm(_ invocation: String) -> HTML {
    """
    <form method="post" action="\(address(["undo"]))"><input type="hidden" name="invocation" value="\(invocation)">
    <button class="plain">\(context.text("portal.staff.undo"))</button></form>

    """
  }
}
