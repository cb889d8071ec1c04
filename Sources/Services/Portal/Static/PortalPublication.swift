import Calendar
import Ecosystem
import Engine
import Foundation
import Importing
import Localization
import Store
import WebLink

/// Publishes the portal of a workspace, as the public sees it, as files in a folder that any web space serves, and the open data with it.
///
/// Every page is made by the same code as on a server; its links are relative. Only what changed since the last publication is
/// rewritten; the files of what was withdrawn are removed. The host's own pages are read in one transaction.
public struct PortalPublication {
  public struct Outcome: Sendable, Hashable {
    public var written: [String]
    public var unchanged: [String]
    public var removed: [String]
    public var records: Int
    /// The pages, of those files, that could not be made, with the reason.
    public var failed: [String]
  }

  private let portal: Portal
  private let host: PluginHost
  private let folder: URL
  private let options: Publication.Options

  /// - Parameters:
  ///   - folder: the folder, which is made where it does not exist. The open data are put into its folder `data`.
  ///   - options: the description of the open data; their readers are the public. `base` is the address of the folder.
  /// - Throws: as `Portal.init`.
  public init(host: PluginHost, folder: URL, options: Publication.Options) throws {
    portal = try Portal(host.workspace) { _ in }
    (self.host, self.folder, self.options) = (host, folder, options)
  }

  private var base: String? { options.base.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 } }

  /// The addresses of records' pages in the folder, in the workspace's language: of the entities all of whose records have a page.
  private var recordPages: RecordPages? {
    let language = (host.workspace.settings.language ?? .en).rawValue
    return base.map { base in
      RecordPages { entity, id in
        guard SiteFiles.entities.contains(entity.id) else { return nil }
        return base + "/" + StaticName.file(entity.pagePath(of: id), [], in: language)
      }
    }
  }

  /// Publishes, and logs that.
  /// - Throws: as `Publication.run`, and the errors of the store.
  public func run() throws -> Outcome {
    let startedAt = Instant.now()
    var files = try PublishedFiles(folder, now: startedAt)
    let data = try publishData()
    let transaction = try host.workspace.store.begin(.read, for: Viewer.anonymous(.en).scope)
    defer { transaction.rollback() }
    let names = Set(data.written + data.unchanged)
    let site = try StaticSite(portal, dataFiles: names, recordPages: recordPages, transaction: transaction)
    for asset in [portal.stylesheet, PageScript.asset, MapScript.asset, portal.logo].compactMap({ $0 }) {
      try files.write("assets/" + asset.name, asset.content)
    }
    for language in Language.all { try addSeeds(in: language, to: site) }
    let failed = try writePages(of: site, to: &files)
    for language in Language.all { try writeIndexes(in: language, of: site, to: &files) }
    transaction.rollback()
    try writeEntrance(to: &files)
    try writeLists(data, to: &files)
    try files.finish()
    host.workspace.note(.export, name: "portal public", startedAt: startedAt)
    func all(_ own: [String], _ data: [String]) -> [String] { own + data.map { "data/" + $0 } }
    return Outcome(
      written: all(files.written, data.written), unchanged: all(files.unchanged, data.unchanged),
      removed: all(files.removed, data.removed), records: data.records, failed: failed)
  }

  private func publishData() throws -> Publication.Outcome {
    var options = options
    options.scope = Viewer.anonymous(.en).scope
    options.base = base.map { $0 + "/data" }
    options.pages = recordPages
    return try Publication(host: host, folder: folder.appending(path: "data"), options: options).run()
  }

  // MARK: Pages

  /// Adds the pages that the sitemap of the portal names, and the feed of changes.
  private func addSeeds(in language: Language, to site: StaticSite) throws {
    let context = context(of: StaticSite.Page(language: language, path: []), in: site)
    for path in try SiteFiles(context).paths() + [["privacy"], ["accessibility"], ["changes.atom"]] {
      _ = site.find(StaticSite.Page(language: language, path: path))
    }
  }

  /// Writes the pages, those that they link to as well.
  /// - Returns: the names of those that could not be made, with the reason.
  private func writePages(of site: StaticSite, to files: inout PublishedFiles) throws -> [String] {
    var failed: [String] = []
    let shared = PublicationCache(site.transaction)
    while let page = site.next() {
      let context = context(of: page, in: site, shared: shared)
      var response: PortalResponse
      do { response = try Router.response(to: context.request, context) } catch {
        failed.append("\(page.file): \(Self.reason(error, in: host.language))")
        response = ErrorPage.file(context)
      }
      switch response {
      case .whole(_, let content): try files.write(page.file, content)
      case .stream(_, let body): try files.write(page.file) { try body($0) }
      case .file: preconditionFailure("a response is spooled where it is sent")
      }
    }
    return failed
  }

  private static func reason(_ error: any Error, in language: Language) -> String {
    switch error {
    case let error as EngineError: error.message(in: language)
    case let failure as PageFailure: "\(failure.cause)"
    default: ErrorSentence.of(error, in: language)
    }
  }

  private func context(of page: StaticSite.Page, in site: StaticSite, shared: PublicationCache? = nil) -> PageContext {
    let request = WebRequest(.get, path: page.path, query: page.query)
    return PageContext(
      portal, request, visit: Visit(request, of: portal), viewer: .anonymous(page.language), transaction: site.transaction,
      file: StaticPage(site: site, page: page), shared: shared)
  }

  /// Writes the indexes that the search of lists reads.
  private func writeIndexes(in language: Language, of site: StaticSite, to files: inout PublishedFiles) throws {
    for list in SearchIndex.lists {
      guard let entity = site.transaction.schema.entity(list.entity) else { continue }
      let context = context(of: StaticSite.Page(language: language, path: [entity.collection]), in: site)
      var index = SearchIndex(context, entity, facets: list.facets, line: list.line)
      try files.write("\(language.rawValue)/\(entity.collection)/\(searchIndexName)") { try index.write($0) }
    }
  }

  // MARK: Lists of files

  /// Writes the page at the root, which leads to the workspace's language and names the others.
  private func writeEntrance(to files: inout PublishedFiles) throws {
    let own = host.workspace.settings.language ?? .en
    let items = Language.all.map { language -> HTML in
      let name = Message("portal.layout.language").text(in: language)
      let code = language.rawValue
      return "<li><a href=\"\(code)/index.html\" lang=\"\(code)\" hreflang=\"\(code)\">\(name)</a></li>\n"
    }
    let page: HTML = """
      <!DOCTYPE html>
      <html lang="\(own.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="\(PageScript.policy)">
      <meta http-equiv="refresh" content="0; url=\(own.rawValue)/index.html">
      <title>\(portal.name)</title>
      <link rel="stylesheet" href="assets/\(portal.stylesheet.name)">
      </head>
      <body>
      <main>
      <h1>\(portal.name)</h1>
      <ul>
      \(items)</ul>
      </main>
      </body>
      </html>

      """
    try files.write("index.html", Array(page.markup.utf8))
  }

  /// Upper bound of the addresses of a sitemap (sitemaps.org).
  private static let addressesMax = 50_000

  /// Writes sitemap and `robots.txt`, where the address of the folder is known, and the checksums of all.
  private func writeLists(_ data: Publication.Outcome, to files: inout PublishedFiles) throws {
    if let base {
      let pages = files.entries.keys.filter { $0.hasSuffix(".html") }.sorted()
      var names: [String] = []
      for start in stride(from: 0, to: pages.count, by: Self.addressesMax) {
        let entries = pages[start...].prefix(Self.addressesMax).map { name -> HTML in "<url><loc>\(base)/\(name)</loc></url>\n" }
        names.append(start == 0 ? "sitemap.xml" : "sitemap-\(start / Self.addressesMax + 1).xml")
        try files.write(names[names.count - 1], Array(Self.sitemap(entries).markup.utf8))
      }
      let lines = names.map { "Sitemap: \(base)/\($0)\n" }.joined()
      try files.write("robots.txt", Array("User-agent: *\nAllow: /\n\(lines)".utf8))
    }
    let sums = files.entries.sortedByKey.map { "\($0.value.sha256)  \($0.key)\n" }.joined()
    try files.write("SHA256SUMS", Array(sums.utf8))
  }

  private static func sitemap(_ entries: [HTML]) -> HTML {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    \(entries)</urlset>

    """
  }
}
