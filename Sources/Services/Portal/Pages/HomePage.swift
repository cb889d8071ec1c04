import Ecosystem
import Store
import WebLink

/// The first page: what the workspace holds, and the ways in.
struct HomePage {
  private let context: PageContext

  init(_ context: PageContext) { self.context = context }

  func response() throws -> PortalResponse {
    let body: HTML = "\(search)\n\(try figures())\n"
    return Layout(context).response(title: context.portal.name, lead: "<p class=\"lead\">\(context.text("portal.home.lead"))</p>\n", body)
  }

  private var search: HTML {
    SearchForm(context, path: ["actors"], label: context.text("portal.directory.search"), hidden: []).html
  }

  /// The entities that are counted, with the page that shows each.
  private static let entities = [(entity: "actor", page: "actors"), (entity: "event", page: "events"), (entity: "call", page: "funding")]

  /// The number of the records of the main entities, each a link.
  private func figures() throws -> HTML {
    let counts = try Self.entities.compactMap { entry -> (String, Int)? in
      guard let entity = context.schema.entity(entry.entity) else { return nil }
      return (entry.page, try context.transaction.count(entity.id))
    }
    if counts.allSatisfy({ $0.1 == 0 }) { return "<p class=\"empty\">\(context.text("portal.home.empty"))</p>" }
    let items = counts.filter { $0.1 > 0 }.map { page, count -> HTML in
      let label = context.text("portal.home.count-\(page)", ["count": count])
      return """
        <li><h2><a href="\(context.links.to([page]))">\(label)</a></h2>
        <p class="meta">\(context.text("portal.home.about-\(page)"))</p></li>

        """
    }
    return "<ul class=\"cards\">\n\(items)</ul>"
  }
}
