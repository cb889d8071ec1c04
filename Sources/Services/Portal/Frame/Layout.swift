import Engine
import Localization
import WebLink

/// The frame of every page: head, name and navigation above, languages and footer below.
struct Layout {
  private let context: PageContext

  init(_ context: PageContext) { self.context = context }

  /// Returns the page with its frame.
  ///
  /// - Parameters:
  ///   - title: the heading and the title of the window.
  ///   - titleLanguage: the language of the title where it is not that of the page.
  ///   - lead: a piece beside the heading, above the body.
  ///   - feeds: other forms of the page, for the head: the media type and the address.
  ///   - script: a script that adds to the page, which is whole without it.
  func response(
    title: String, titleLanguage: Language? = nil, lead: HTML = .empty, _ body: HTML, status: Int = 200,
    feeds: [(type: String, address: String)] = [],
    script: Asset? = nil
  ) -> PortalResponse {
    let development = context.portal.isDevelopment ? DevelopmentScript.asset : nil
    let scripts = [context.isFile ? PageScript.asset : nil, script, development].compactMap { $0 }.map { asset -> HTML in
      "<script src=\"\(context.links.to(asset))\" defer></script>\n"
    }
    let alternates = feeds.map { feed -> HTML in "<link rel=\"alternate\" type=\"\(feed.type)\" href=\"\(feed.address)\">\n" }
    return .page(
      page(title: title, titleLanguage: titleLanguage, lead: lead, body: body, head: (alternates + scripts).joined(by: .empty)),
      language: context.language.rawValue, status: status)
  }

  private func page(title: String, titleLanguage: Language?, lead: HTML, body: HTML, head: HTML) -> HTML {
    let language = titleLanguage.map { code -> HTML in " lang=\"\(code.rawValue)\"" }
    let isHome = context.request.path.isEmpty
    let windowTitle = isHome ? context.portal.name : "\(title) · \(context.portal.name)"
    return """
      <!DOCTYPE html>
      <html lang="\(context.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(windowTitle)</title>
      \(policy)<link rel="stylesheet" href="\(context.links.to(context.portal.stylesheet))">
      \(head)</head>
      <body>
      <a class="skip" href="#content">\(context.text("portal.layout.skip"))</a>
      <header class="top"><div class="bar">
      <a class="brand" href="\(context.links.to([]))">\(logo)<span>\(context.portal.name)</span></a>
      <nav class="main" aria-label="\(context.text("portal.layout.navigation"))">\(navigation)</nav>
      </div></header>
      <main id="content">
      <h1\(language)>\(title)</h1>
      \(lead)\(body)</main>
      <footer class="foot"><div class="bar">
      <nav aria-label="\(context.text("portal.layout.languages"))">\(languages)</nav>
      <p>\(aboutLinks)</p>
      \(livePortal)\(footer)</div></footer>
      </body>
      </html>

      """
  }

  /// The policy of a file, which no server sends with it (Content Security Policy Level 3, 3.3).
  private var policy: HTML? {
    guard context.isFile else { return nil }
    return "<meta http-equiv=\"Content-Security-Policy\" content=\"\(PageScript.policy)\">\n"
  }

  /// The way to what needs a server.
  private var livePortal: HTML? {
    guard let file = context.links.file, let address = context.settings.address else { return nil }
    return "<p>\(context.text("portal.static.live")) \(HTML(link: address, to: file.live ?? address))</p>\n"
  }

  private var logo: HTML {
    guard let logo = context.portal.logo else { return .empty }
    return "<img src=\"\(context.links.to(logo))\" alt=\"\" height=\"32\">"
  }

  private var navigation: HTML {
    ownEntries + pluginEntries + accountEntries
  }

  /// The ways to the pages of a person who has signed in.
  private var accountEntries: HTML {
    guard let name = context.viewer.name else { return .empty }
    let isStaffPage: HTML = context.request.path.first == "staff" ? " aria-current=\"page\"" : ""
    let staff: HTML? =
      context.viewer.isStaff
      ? "<a href=\"\(context.links.to(["staff"]))\"\(isStaffPage)>\(context.text("portal.nav.staff"))</a>\n" : nil
    let current: HTML = context.request.path.first == "account" ? " aria-current=\"page\"" : ""
    let text = context.text("portal.nav.account", ["name": name])
    return "\(staff)<a class=\"account\" href=\"\(context.links.to(["account"]))\"\(current)>\(text)</a>\n"
  }

  private var ownEntries: HTML {
    Self.entries.map { path -> HTML in
      let isHere = context.request.path.first == path
      let current: HTML = isHere ? " aria-current=\"page\"" : ""
      return "<a href=\"\(context.links.to([path]))\"\(current)>\(context.text("portal.nav.\(path)"))</a>\n"
    }.joined(by: .empty)
  }

  /// The items that plugins add. Plugins that cannot be read add none: every page would fail with them.
  private var pluginEntries: HTML {
    guard let items = try? context.shared?.menu(in: context.language, menu) ?? menu() else { return .empty }
    return items.compactMap { item -> HTML? in
      let path = ["p", item.plugin] + item.path.split(separator: "/").map(String.init)
      let current: HTML = context.request.path == path ? " aria-current=\"page\"" : ""
      return context.links.find(path).map { "<a href=\"\($0)\"\(current)>\(item.label)</a>\n" }
    }.joined(by: .empty)
  }

  private func menu() throws -> [MenuItem] {
    let viewer = context.pageViewer
    let host = try context.portal.host(context.language)
    return try Blocking.run { try await host.menu(for: viewer) }
  }

  /// The first segments of the pages in the navigation.
  private static let entries = ["actors", "map", "events", "funding", "reports", "data"]

  private var languages: HTML {
    Language.all.map { language -> HTML in
      let name = Message("portal.layout.language").text(in: language)
      if language == context.language { return "<span lang=\"\(language.rawValue)\" aria-current=\"true\">\(name)</span>\n" }
      let address =
        context.links.file?.address(in: language)
        ?? Links(language: language.rawValue).to(context.request.path, context.filterFields)
      return "<a href=\"\(address)\" lang=\"\(language.rawValue)\" hreflang=\"\(language.rawValue)\">\(name)</a>\n"
    }.joined(by: .empty)
  }

  private var aboutLinks: HTML {
    let statements = Statement.allCases.map { statement -> HTML in
      "<a href=\"\(context.links.to([statement.rawValue]))\">\(context.text("portal.nav.\(statement.rawValue)"))</a>\n"
    }
    return signIn + statements.joined(by: .empty)
  }

  private var signIn: HTML {
    if context.isFile { return .empty }
    guard context.viewer.name == nil else { return .empty }
    return "<a href=\"\(context.links.to(["sign-in"]))\">\(context.text("portal.nav.sign-in"))</a>\n"
  }

  private var footer: HTML {
    guard let footer = context.settings.footer else { return .empty }
    return "<p>\(footer)</p>\n"
  }
}
