import Foundation
import Testing

/// A plugin whose pages do harm, beside a neighbour.
@Suite struct PortalHostilePluginTests {
  private static let plugin = TestPlugin(
    name: "hostile", permissions: #"actors = { access = "read", reason = { fr = "lire", en = "read" } }"#,
    initLua: #"""
      local function page(path, run) grappe.page { path = path, title = path, run = run } end
      page("loop", function() while true do end end)
      page("memory", function() local t = {} while true do t[#t + 1] = ("x"):rep(100000) .. #t end end)
      page("flood", function(request, doc) while true do doc:text(("x"):rep(10000)) end end)
      page("rows", function() while true do for _ in grappe.actors.each {} do end end end)
      page("sql", function() grappe.sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n") end)
      page("throw", function() error("private detail") end)
      page("throw-table", function() error(setmetatable({}, { __tostring = function() while true do end end })) end)
      page("catch", function() while true do pcall(function() while true do end end) end end)
      page("pattern", function() return (("a"):rep(100000)):match(("a-"):rep(100) .. "b") end)
      page("script", function(request, doc)
        doc:title("<script>alert(1)</script>")
        doc:text("\"><img src=x onerror=alert(1)>")
        doc:text("a\r\nSet-Cookie: a=b")
        doc:heading("<svg onload=alert(1)>")
      end)
      page("many", function(request, doc)
        local links = {}
        for i = 1, 10000 do links[i] = { text = "link " .. i, page = "many" } end
        doc:links(links)
      end)
      for i, url in ipairs { "javascript:alert(1)", "data:text/html,x", "//evil.example", "\\\\evil.example", "http://a b", " javascript:alert(1)" } do
        page("link" .. i, function(request, doc) doc:links { { text = "bad", url = url } } end)
      end
      for i, to in ipairs { "//evil.example", "/\\evil.example", "https://evil.example", "a\r\nX-Evil: 1", "%00", "../../../x", "\0" } do
        grappe.form { id = "to" .. i, title = "Form", audience = "public", fields = { { name = "a", type = "text", optional = true } },
          submit = function() return { to = to } end }
        page("form" .. i, function(request, doc) doc:form("to" .. i) end)
      end
      """#)

  private static func portal() throws -> RunningPortal {
    let workspace = try DemoWorkspace.fresh()
    let installed = try plugin.install(into: workspace)
    try #require(installed.status == 0, "\(installed.errors)")
    return try RunningPortal(workspace, configuration: "[web]\nrequests_per_second = 10000\n")
  }

  @Test(
    "A page that loops, eats memory, floods, fails or asks for endless rows is a page that says so, and its neighbours are answered meanwhile"
  )
  func harmful() throws {
    let portal = try Self.portal()
    for page in ["loop", "memory", "flood", "rows", "sql", "throw", "throw-table", "catch", "pattern"] {
      let client = try TCPClient(port: portal.port)
      client.write(Array("GET /p/hostile/\(page) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8))
      for _ in 0..<3 { #expect(try portal.get("/about").status == 200, "beside \(page)") }
      let answer = String(decoding: client.readToEnd(), as: UTF8.self)
      #expect(answer.hasPrefix("HTTP/1.1 500 "), "\(page): \(answer.prefix(200))")
      #expect(!answer.contains("private detail") && !answer.contains("init.lua"), "\(page)")
    }
    #expect(try portal.events().filter { $0["event"] as? String == "role-started" }.count == 2, "no role was started again")
  }

  @Test("Cards that loop are left out after a while, thirty others are not all made, and the page of the record is there")
  func cards() throws {
    let workspace = try DemoWorkspace.fresh()
    func cards(_ name: String, _ count: Int, _ run: String) -> TestPlugin {
      TestPlugin(
        name: name, permissions: #"actors = { access = "read", reason = { fr = "lire", en = "read" } }"#,
        initLua: "for i = 1, \(count) do grappe.card { on = 'actor', title = 'card ' .. i, run = \(run) } end")
    }
    for number in 1...6 {
      let shown = cards("shown\(number)", 5, "function(actor, doc) doc:text('a text') end")
      try #require(try shown.install(into: workspace).status == 0)
    }
    try #require(try cards("looping", 3, "function() while true do end end").install(into: workspace).status == 0)
    let actor = try #require(
      try workspace.sql("SELECT id FROM actor WHERE visibility = 'public' LIMIT 1").split(separator: "\n").first.map(String.init))
    let portal = try RunningPortal(workspace, configuration: "[web]\nrequests_per_second = 10000\n")
    for _ in 0..<3 {
      let page = try portal.get("/actors/\(actor)")
      #expect(page.status == 200 && page.body.contains("class=\"facts\""))
      #expect(page.body.matches(of: /<li class="card">/).count <= 24)
    }
    // The three cards of the first view have muted the plugin: the log does not grow any more.
    let failures = "SELECT count(*) FROM invocation WHERE plugin = 'looping' AND outcome <> 'committed'"
    let before = try workspace.sql(failures)
    for _ in 0..<3 { #expect(try portal.get("/actors/\(actor)?x=\(Int.random(in: 0..<1_000_000))").body.contains("a text")) }
    #expect(try workspace.sql(failures) == before)
  }

  @Test("Texts of a page are text, its links lead to web addresses only, and ten thousand of them are a page or refused")
  func texts() throws {
    let portal = try Self.portal()
    let page = try portal.get("/p/hostile/script")
    #expect(page.status == 200 && page.fields["set-cookie"] == nil)
    for markup in ["<script", "<img src=x", "<svg onload"] { #expect(!page.body.contains(markup)) }
    for index in 1...6 {
      let answer = try portal.get("/p/hostile/link\(index)")
      for start in ["javascript", "data:", "//", "\\", " "] { #expect(!answer.body.contains("href=\"\(start)"), "link \(index)") }
    }
    let many = try portal.get("/p/hostile/many")
    #expect(many.status == 500 || many.body.matches(of: /link [0-9]+</).count == 10_000)
  }

  @Test("A form never leads to another host, and its answer has no field of its own making")
  func redirects() throws {
    let portal = try Self.portal()
    let times = try (1...7).map { index in
      try #require(try portal.get("/p/hostile/form\(index)").body.firstMatch(of: /name="portal_time" value="([^"]+)"/).map { String($0.1) })
    }
    RunningPortal.fillInForm()
    for (index, time) in times.enumerated() {
      let body = "a=x&portal_homepage=&portal_time=\(time)"
      let answer = try portal.send(
        "POST /p/hostile/forms/to\(index + 1) HTTP/1.1\r\nHost: x\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
      let location = answer.fields["location"] ?? "/p/"
      #expect(location.hasPrefix("/p/hostile/") || location == "/p/", "form \(index + 1): \(location)")
      #expect(answer.fields["x-evil"] == nil && !answer.body.contains("href=\"//"), "form \(index + 1)")
      #expect([200, 303, 500].contains(answer.status), "form \(index + 1): \(answer.status)")
    }
  }
}
