/// The pages about the portal itself: the data, privacy, accessibility.
struct StatementPages {
  private let context: PageContext

  init(_ context: PageContext) { self.context = context }

  func response(_ statement: Statement) -> PortalResponse {
    let sections = statement.sections.map { section -> HTML in
      let id = statement.text(of: section)
      return "<h2>\(context.text(id + "-title"))</h2>\n\(HTML(paragraphs: context.text(id)))"
    }
    return Layout(context).response(title: context.text("portal.nav.\(statement.rawValue)"), "\(sections)\(contact)")
  }

  private var contact: HTML {
    guard let address = context.settings.contact else { return "<p class=\"empty\">\(context.text("portal.about.no-contact"))</p>\n" }
    return "<p>\(context.text("portal.about.contact")) \(HTML(link: address, to: "mailto:" + address))</p>\n"
  }
}
