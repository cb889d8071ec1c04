import Foundation
import Testing

/// `grappe publish` writes the portal as files that need no server.
@Suite struct PublishedPortalTests {
  private struct Folder {
    let url: URL

    /// The files, by their names in the folder.
    func files() throws -> [String] {
      try FileManager.default.subpathsOfDirectory(atPath: url.path).filter {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.appending(path: $0).path, isDirectory: &isFolder) && !isFolder.boolValue
      }.sorted()
    }

    func text(_ name: String) throws -> String { try String(contentsOf: url.appending(path: name), encoding: .utf8) }
  }

  /// A workspace of some records, with a plugin that brings pages, a form, a card and reports.
  private static func workspace() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.empty()
    let kinds = [("actor-kind", "company"), ("actor-kind", "hub"), ("event-kind", "salon"), ("role", "self")]
    try load(kinds.map { ["scheme": $0.0, "code": $0.1, "label": ["en": $0.1, "fr": $0.1]] }, "concept", workspace)
    let actors = (1...35).map { ["id": "a\($0)", "name": "Actor \($0)", "kind": $0 % 2 == 0 ? "hub" : "company", "city": "Arlon"] }
    try load(actors + [["id": "index", "name": "Index", "kind": "hub", "city": "Arlon"]], "actor", workspace)
    try load([["id": "fair", "name": "Fair", "kind": "salon", "start": "2031-01-01", "organiser": "a1"]], "event", workspace)
    let plugin = TestPlugin(
      name: "pages", dependencies: "", permissions: "actors = { access = \"write\", reason = { fr = \"lire\", en = \"read\" } }",
      initLua: """
        grappe.page { path = "/", title = "Start", run = function(request, doc)
          doc:form("propose")
          doc:links { { text = "One", page = "of/a1" }, { text = "None", page = "of/nobody" }, { text = "Record", entity = "actor", id = "a2" },
            { text = "No record", entity = "actor", id = "nobody" }, { text = "Words", page = "of/a3", query = { words = "a b" } } }
        end }
        grappe.page { path = "of/:id", title = "Of", params = { words = { type = "text", optional = true } }, run = function(request, doc)
          local actor = grappe.actors.get(request.params.id)
          if not actor then return false end
          doc:title(actor.name)
        end }
        grappe.page { path = "broken", title = "Broken", run = function() error("broken") end }
        grappe.form { id = "propose", title = "Propose", audience = "public", fields = { { name = "name", type = "text" } },
          submit = function() return { message = "thanks" } end }
        grappe.card { on = "actor", run = function(actor, doc) doc:text("card of " .. actor.name) end }
        grappe.menu { label = "Start", path = "/" }
        grappe.menu { label = "Broken", path = "broken" }
        grappe.report { id = "list", title = "List", run = function(_, doc) doc:text("listed") end }
        grappe.report { id = "needs", title = "Needs", params = { word = { type = "text" } }, run = function(_, doc) doc:text("x") end }
        """)
    try #require(try plugin.install(into: workspace).status == 0)
    return workspace
  }

  private static func load(_ records: [[String: Any]], _ entity: String, _ workspace: DemoWorkspace) throws {
    let file = workspace.directory.appending(path: "\(entity).json")
    try JSONSerialization.data(withJSONObject: records).write(to: file)
    let run = try workspace.grappe("import", file.path, "--as", entity)
    try #require(run.status == 0, "\(run.errors) \(run.output)")
  }

  private static func publish(_ workspace: DemoWorkspace, _ more: String...) throws -> (folder: Folder, summary: [String: [String]]) {
    let run = try workspace.grappe.run(["publish", "www", "--json", "--licence", "CC-BY-4.0"] + more)
    try #require(run.status == 0, "\(run.errors)")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    return (Folder(url: workspace.directory.appending(path: "www")), json.compactMapValues { $0 as? [String] })
  }

  /// The addresses of a page's links, files and forms, without those of the web.
  private static func addresses(in page: String) -> [String] {
    page.matches(of: /(?:href|src|action|data-index|data-points)="([^"]*)"/).map { String($0.1) }
      .filter { !$0.hasPrefix("http://") && !$0.hasPrefix("https://") && !$0.hasPrefix("mailto:") }
  }

  @Test("Every link in the folder leads to a file of it, and is relative")
  func links() throws {
    let workspace = try Self.workspace()
    let (folder, _) = try Self.publish(workspace)
    let files = Set(try folder.files())
    for language in ["fr", "en", "de"] {
      for page in ["index", "actors/index", "map/index", "events/index", "funding/index", "reports/index", "data/index", "about/index"] {
        #expect(files.contains("\(language)/\(page).html"), "\(language)/\(page)")
      }
    }
    var checked = 0
    for name in files where name.hasSuffix(".html") {
      let base = try #require(URL(string: "file:///site/" + name))
      for address in Self.addresses(in: try folder.text(name)) where !address.hasPrefix("#") {
        #expect(!address.hasPrefix("/"), "\(name): \(address)")
        let path = try #require(URL(string: address.replacing("&amp;", with: "&"), relativeTo: base)?.absoluteURL.path)
        #expect(path.hasPrefix("/site/") && files.contains(String(path.dropFirst(6))), "\(name): \(address)")
        checked += 1
      }
    }
    #expect(checked > 1_000)
    for name in ["fr/actors/page.2.html", "fr/actors/kind.hub.html", "fr/actors/~69ndex.html", "fr/events.ics", "fr/changes.atom"] {
      #expect(files.contains(name), "\(name)")
    }
  }

  @Test("An event that repeats stands in the folder on each of its dates, as on the live portal, and its page says how it repeats")
  func recurrence() throws {
    let workspace = try Self.workspace()
    let tomorrow = ISO8601DateFormatter.string(
      from: Date(timeIntervalSinceNow: 86_400), timeZone: .gmt, formatOptions: [.withFullDate])
    let rule = ["id": "weekly", "name": "Weekly", "kind": "salon", "start": tomorrow, "recurrence": "FREQ=WEEKLY;COUNT=4"]
    try Self.load([rule], "event", workspace)
    let (folder, _) = try Self.publish(workspace)
    let agenda = try folder.text("en/events/index.html")
    let portal = try RunningPortal(workspace)
    let live = try portal.get("/events?lang=en").body
    func dates(_ page: String, _ link: String) -> Int { page.components(separatedBy: "href=\"\(link)").count - 1 }
    #expect(dates(agenda, "weekly.html\"") == 4, "\(agenda)")
    #expect(dates(live, "/events/weekly") == 4)
    #expect(try folder.files().filter { $0.hasPrefix("en/events/weekly") } == ["en/events/weekly.html"])
    #expect(try folder.text("en/events.ics").contains("RRULE:FREQ=WEEKLY;COUNT=4"))
  }

  @Test("Pages of plugins are files where they exist, with their cards; reports with their usual values")
  func plugins() throws {
    let workspace = try Self.workspace()
    let (folder, _) = try Self.publish(workspace)
    let files = Set(try folder.files())
    let expected = [
      "p/pages.html", "p/pages/of/a1.html", "p/pages/of/a3.words.a~20b.html", "reports/pages/list.html", "reports/pages/list.xlsx",
      "reports/pages/list.csv",
    ]
    for name in expected { #expect(files.contains("en/" + name), "\(name)") }
    for name in ["p/pages/broken.html", "p/pages/of/nobody.html", "reports/pages/needs.html", "actors/nobody.html"] {
      #expect(!files.contains("en/" + name), "\(name)")
    }
    let page = try folder.text("en/p/pages.html")
    #expect(page.contains("href=\"pages/of/a1.html\"") && !page.contains("<form class=\"form\"") && !page.contains(">Broken<"))
    #expect(try folder.text("en/actors/a4.html").contains("card of Actor 4"))
    #expect(try !folder.text("en/reports/index.html").contains("needs"))
  }

  @Test("The pages are whole, without forms that nobody answers, under a policy of their own")
  func pages() throws {
    let workspace = try Self.workspace()
    try Data("[portal]\naddress = \"https://live.example\"\n".utf8).write(to: workspace.directory.appending(path: "config.toml"))
    let (folder, _) = try Self.publish(workspace, "--base-url", "https://copy.example/portal")
    var live = 0
    for name in try folder.files() where name.hasSuffix(".html") {
      let page = try folder.text(name)
      #expect(page.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;"), "\(name)")
      #expect(!page.contains("portal.static.") && !page.contains("unsafe") && !page.contains("method=\"post\""), "\(name)")
      #expect(!page.contains("?lang=") && !page.contains("portal_time"), "\(name)")
      live += page.contains("https://live.example/") ? 1 : 0
    }
    #expect(live > 10)
    let sitemap = try folder.text("sitemap.xml")
    #expect(sitemap.contains("<loc>https://copy.example/portal/fr/actors/index.html</loc>"))
    #expect(try folder.text("robots.txt").contains("Sitemap: https://copy.example/portal/sitemap.xml"))
    #expect(try folder.text("index.html").contains("href=\"de/index.html\""))
    #expect(try folder.text("fr/actors/index.js").hasPrefix("grappeIndex({\"records\":["))
    #expect(try folder.text("data/catalogue.jsonld").contains("https://copy.example/portal/data/actors.csv"))
  }

  @Test("The feeds in the folder write addresses of files that are in it")
  func feeds() throws {
    let workspace = try Self.workspace()
    let (folder, _) = try Self.publish(workspace, "--base-url", "https://copy.example/portal")
    let files = Set(try folder.files())
    var checked = 0
    for name in ["data/actors.jsonld", "data/events.jsonld", "data/events.ics", "data/actors.atom", "fr/events.ics", "fr/changes.atom"] {
      let text = try folder.text(name).replacing("\r\n ", with: "")
      for match in text.matches(of: /https:\/\/copy\.example\/portal\/([^"<\s]+)/) {
        #expect(files.contains(String(match.1)), "\(name): \(match.1)")
        checked += 1
      }
    }
    #expect(checked > 70)
  }

  @Test("What the public may not see is in no file")
  func hidden() throws {
    let mark = "zzhiddenzz"
    let workspace = try Self.workspace()
    let records: [(String, [[String: Any]])] = [
      (
        "actor",
        [
          ["id": "members-only", "name": "\(mark) a", "kind": "company", "visibility": "members"],
          ["id": "own-account", "name": "\(mark) b", "kind": "company"],
          ["id": "seen-actor", "name": "Seen", "kind": "company", "email": "\(mark)@example.org"],
        ]
      ),
      ("person", [["id": "somebody", "name": "\(mark) c", "visibility": "public"]]),
      ("affiliation", [["id": "own", "person": "somebody", "actor": "own-account", "role": "self"]]),
      // An event of an actor whose person has not consented is public, the actor is not.
      ("event", [["id": "seen-event", "name": "Open day", "kind": "salon", "start": "2031-01-01", "organiser": "own-account"]]),
    ]
    for (entity, rows) in records { try Self.load(rows, entity, workspace) }
    let (folder, _) = try Self.publish(workspace)
    let files = try folder.files()
    #expect(files.contains("fr/actors/seen-actor.html") && files.contains("de/events/seen-event.html"))
    for name in files {
      let content = try Data(contentsOf: folder.url.appending(path: name))
      #expect(content.range(of: Data(mark.utf8)) == nil, "\(name)")
      #expect(!name.contains("members-only") && !name.contains("own-account"), "\(name)")
    }
  }

  @Test("A second publication rewrites nothing, and the page of a withdrawn record goes")
  func again() throws {
    let workspace = try Self.workspace()
    try Self.load([["id": "withdrawn-soon", "name": "Bientôt", "kind": "company"]], "actor", workspace)
    let (folder, first) = try Self.publish(workspace)
    #expect(first["written"]?.contains("fr/actors/withdrawn-soon.html") == true)
    // A file that Grappe did not publish stays.
    try Data("own".utf8).write(to: folder.url.appending(path: "fr/own.txt"))
    let second = try Self.publish(workspace).summary
    #expect(second["written"] == [] && second["removed"] == [])
    #expect(second["unchanged"]?.count == first["written"]?.count)
    _ = try workspace.sql("UPDATE actor SET visibility = 'staff' WHERE id = 'withdrawn-soon'")
    let third = try Self.publish(workspace).summary
    #expect(Set(third["removed"] ?? []) == Set(["fr", "en", "de"].map { "\($0)/actors/withdrawn-soon.html" }))
    let files = try folder.files()
    #expect(!files.contains("fr/actors/withdrawn-soon.html") && files.contains("fr/own.txt"))
  }

  @Test("--data-only publishes the open data alone; the portal is for the public")
  func data() throws {
    let workspace = try Self.workspace()
    let (folder, _) = try Self.publish(workspace, "--data-only", "--audience", "members")
    let files = try folder.files()
    #expect(files.contains("actors.csv") && !files.contains { $0.hasSuffix(".html") })
    let run = try workspace.grappe("publish", "other", "--audience", "members")
    #expect(run.status == 2 && run.errors.contains("--data-only"))
  }
}
