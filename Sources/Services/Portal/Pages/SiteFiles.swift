import Ecosystem
import Store
import WebLink

/// The files that search engines and readers of feeds ask for.
struct SiteFiles {
  private let context: PageContext

  /// Upper bound of the addresses of a sitemap (sitemaps.org).
  private static let addressesMax = 50_000

  init(_ context: PageContext) { self.context = context }

  /// The entities every record of which has an address in the sitemap and a file in a published folder.
  static let entities = ["actor", "event", "project", "programme", "call", "training"]

  private var base: String { context.settings.address ?? context.request.origin }

  func robots() -> PortalResponse {
    let hidden = ["/api/", "/data/", "/sign-in"].map { "Disallow: \($0)\n" }.joined()
    return .text("User-agent: *\n\(hidden)Sitemap: \(base)/sitemap.xml\n", type: "text/plain; charset=utf-8")
  }

  /// The paths of the pages that the public sees, those of actors and events included.
  /// - Parameter most: upper bound of the records.
  func paths(most: Int = .max) throws -> [[String]] {
    var paths = [[], ["actors"], ["map"], ["events"], ["funding"], ["reports"], ["data"], ["about"]]
    for entity in Self.entities.compactMap({ context.schema.entity($0) }) {
      let query = Query(
        limit: most == .max ? nil : max(0, most - paths.count),
        fields: entity.fields.filter { $0.id == "id" })
      let cursor = try context.transaction.cursor(entity.id, query)
      while let record = try cursor.next() { paths.append(entity.pagePath(of: record.id)) }
    }
    let (host, audience) = (try context.portal.host(context.language), context.viewer.scope.audience)
    for page in try Blocking.run({ try await host.pages(for: audience) }) where page.isSingle {
      paths.append(["p", page.plugin] + page.path.split(separator: "/").map(String.init))
    }
    return paths
  }

  /// The addresses of those pages.
  func sitemap() throws -> PortalResponse {
    let entries = try paths(most: Self.addressesMax).map { path -> HTML in "<url><loc>\(base)\(Links.address(path))</loc></url>\n" }
    let xml: HTML = """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      \(entries)</urlset>

      """
    return .text(xml.markup, type: "application/xml", more: [WebRequest.Field("cache-control", "public, max-age=3600")])
  }
}
