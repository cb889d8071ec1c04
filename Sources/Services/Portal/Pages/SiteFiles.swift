import Ecosystem
import Importing
import Store
import WebLink

/// The files that search engines and readers of feeds ask for.
struct SiteFiles {
  private let context: PageContext

  /// Upper bound of the addresses of a sitemap (sitemaps.org).
  private static let addressesMax = 50_000

  init(_ context: PageContext) { self.context = context }

  private var base: String { context.settings.address ?? context.request.origin }

  func robots() -> PortalResponse {
    let hidden = ["/api/", "/data/", "/sign-in"].map { "Disallow: \($0)\n" }.joined()
    return .text("User-agent: *\n\(hidden)Sitemap: \(base)/sitemap.xml\n", type: "text/plain; charset=utf-8")
  }

  /// The pages that the public sees, those of actors and events included.
  func sitemap() throws -> PortalResponse {
    let fixed = [[], ["actors"], ["map"], ["events"], ["funding"], ["reports"], ["data"], ["about"]]
    var addresses = fixed.map { Links.address($0) }
    for entity in ["actor", "event", "project", "programme", "call", "training"].compactMap({ context.schema.entity($0) }) {
      let query = Query(
        filter: OpenData.listed(entity), limit: Self.addressesMax - addresses.count, fields: entity.fields.filter { $0.id == "id" })
      let cursor = try context.transaction.cursor(entity.id, query)
      while let record = try cursor.next() { addresses.append(Links.address([entity.collection, record.id])) }
    }
    let (host, audience) = (try context.portal.host(context.language), context.viewer.scope.audience)
    for page in try Blocking.run({ try await host.pages(for: audience) }) where page.isSingle {
      addresses.append(Links.address(["p", page.plugin] + page.path.split(separator: "/").map(String.init)))
    }
    let entries = addresses.map { address -> HTML in "<url><loc>\(base)\(address)</loc></url>\n" }
    let xml: HTML = """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      \(entries)</urlset>

      """
    return .text(xml.markup, type: "application/xml", more: [WebRequest.Field("cache-control", "public, max-age=3600")])
  }
}
