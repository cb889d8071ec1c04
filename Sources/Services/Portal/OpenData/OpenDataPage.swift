import Ecosystem
import Importing

/// The page of open data: every entity that the viewer sees records of, in each of its forms, and the API.
struct OpenDataPage {
  private let context: PageContext

  init(_ context: PageContext) { self.context = context }

  func response() throws -> PortalResponse {
    let items = try context.schema.entities.compactMap(item)
    let empty: HTML = "<p class=\"empty\">\(context.text("portal.home.empty"))</p>\n"
    let list: HTML = items.isEmpty ? empty : "<ul class=\"items\">\n\(items)</ul>\n"
    if context.isFile { return page(list) }
    let body: HTML = """
      \(list)<h2>\(context.text("portal.data.api"))</h2>
      <p>\(context.text("portal.data.api-about"))</p>
      <pre><code>GET <a href="/api/v1">/api/v1</a>
      GET <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>
      GET <a href="/api/v1/actor?limit=10">/api/v1/actor?limit=10</a></code></pre>

      """
    return page(body)
  }

  private func page(_ body: HTML) -> PortalResponse {
    Layout(context).response(
      title: context.text("portal.nav.data"), lead: "<p class=\"lead\">\(context.text("portal.data.lead"))</p>\n", body)
  }

  /// The address of a form of an entity; nil when a folder of files has none.
  private func address(_ entity: EntityDescription, _ form: EntityForm) -> String? {
    guard form.fits(entity) else { return nil }
    guard let file = context.links.file else { return Links.address(["data", "\(entity.id).\(form.rawValue)"]) }
    return file.data("\(entity.collection).\(form.rawValue)")
  }

  /// The item of an entity; nil when the viewer sees none of its records.
  private func item(_ entity: EntityDescription) throws -> HTML? {
    let count = try context.transaction.count(entity.id, context.openData(entity))
    guard count > 0 else { return nil }
    let forms = EntityForm.allCases.compactMap { form in
      address(entity, form).map { address -> HTML in "<a href=\"\(address)\">\(form.name)</a>" }
    }
    if forms.isEmpty { return nil }
    return """
      <li><h2>\(entity.plural[context.language]) <span class="unit">(\(context.format.integer(Int64(count))))</span></h2>
      <p>\(forms.joined(by: " · "))</p></li>

      """
  }

  /// A file of the records of an entity: `actor.csv`.
  func file(_ name: String) throws -> PortalResponse {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let entity = context.schema.entity(parts[0]), let form = EntityForm(rawValue: parts[1]) else {
      throw PageError.notFound
    }
    return try EntityOutput(context, entity, as: form).response()
  }
}
