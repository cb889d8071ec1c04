import Foundation
import Testing

/// Pages of a plugin at the terminal: `grappe page`, `inspect`, and the mistakes that `check` finds.
@Suite struct PageCommandTests {
  private static let plugin = PluginVersion(
    initLua: """
      grappe.page { path = "/", title = { fr = "Accueil", en = "Start" }, params = { n = { type = "integer", default = 3 } },
        run = function(request, doc)
          doc:text("n is " .. request.params.n)
          doc:links { { text = "One", page = "actors/one" }, { text = "Bad", url = "javascript:alert(1)" } }
          doc:form("ask")
        end }
      grappe.page { path = "actors/:id", title = "Actor", audience = "members", run = function(request, doc)
        local actor = grappe.actors.get(request.params.id)
        if not actor then return false end
        doc:text(actor.name)
      end }
      grappe.page { path = "fails", title = "Fails", run = function() error("oh") end }
      grappe.form { id = "ask", title = "Ask", audience = "public", fields = { { name = "a", type = "text" } }, submit = function() end }
      grappe.action { id = "do", label = "Do it", on = "actor", audience = "staff", run = function() end }
      grappe.card { on = "actor", title = "Box", run = function(actor, doc) doc:text(actor.name) end }
      grappe.menu { label = "Start", path = "/" }
      """)

  private func workspace() throws -> DemoWorkspace {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    try #require(try grappe("init", ".").status == 0)
    let (file, id) = try Self.plugin.pack(with: grappe)
    let installed = try grappe("install", file, "--yes", "--trust", id)
    try #require(installed.status == 0, "\(installed.errors)")
    #expect(installed.output.contains("page demo/actors/:id") && installed.output.contains("form demo:ask"), "\(installed.output)")
    return DemoWorkspace(folder: folder, grappe: grappe)
  }

  @Test("Pages are listed for an audience and shown in every format; others are not there")
  func pages() throws {
    let workspace = try workspace()
    #expect(try workspace.grappe("page", "--audience", "public").output.contains("demo/fails"))
    #expect(!(try workspace.grappe("page", "--audience", "public").output).contains("actors/:id"))
    let text = try workspace.grappe("page", "demo", "--n", "5")
    #expect(text.status == 0 && text.output.contains("n is 5") && text.output.contains("(demo/actors/one)"), "\(text.errors)")
    #expect(text.output.contains("demo:ask"))
    let html = try workspace.grappe("page", "demo/", "--format", "html").output
    #expect(html.contains("n is 3") && !html.contains("href=\"javascript") && !html.contains("<form"))
    #expect(try workspace.grappe("page", "demo", "--json").output.contains("\"type\":\"form\""))
    #expect(try workspace.grappe("page", "demo/actors/nobody", "--audience", "members").status == 2)
    #expect(try workspace.grappe("page", "demo/actors/nobody", "--audience", "public").errors.contains("no page"))
    #expect(try workspace.grappe("page", "demo", "--m", "5").errors.contains("--n"))
    #expect(try workspace.grappe("page", "demo", "--n", "x").errors.contains("--n"))
    let failed = try workspace.grappe("page", "demo/fails")
    #expect(failed.status == 1 && failed.errors.contains("oh"))
  }

  @Test("What a plugin brings to the portal is in its inspection")
  func inspection() throws {
    let workspace = try workspace()
    let text = try workspace.grappe("inspect", "demo").output
    for line in ["demo/actors/:id (members) — Actor", "demo:ask (public) — Ask", "demo:do (staff) — Do it", "actor (public) — Box"] {
      #expect(text.contains(line), "\(line)")
    }
  }

  private static let mistakes: [(code: String, found: String)] = [
    ("grappe.page { path = 'a', titel = 'A', title = 'A', run = function() end }", "titel"),
    ("grappe.page { path = 'A b', title = 'A', run = function() end }", "path"),
    ("grappe.page { path = '/a/', title = 'A', run = function() end }", "path"),
    ("grappe.page { path = 'a/:b/:b', title = 'A', run = function() end }", "twice"),
    (
      "grappe.page { path = 'a/:b', title = 'A', run = function() end } grappe.page { path = 'a/:c', title = 'A', run = function() end }",
      "same addresses"
    ),
    ("grappe.page { path = 'a', title = 'A', audience = 'everyone', run = function() end }", "audience"),
    ("grappe.page { path = 'a', title = 'A', audience = 'admin', run = function() end }", "audience"),
    ("grappe.page { path = ':a', title = 'A', params = { a = { type = 'text', optional = true } }, run = function() end }", "optional"),
    ("grappe.page { path = 'a', title = 'A' }", "run"),
    ("grappe.form { id = 'a', title = 'A', fields = { { name = 'b', type = 'text' } }, submit = function() end }", "audience"),
    ("grappe.form { id = 'a', title = 'A', audience = 'public', fields = {}, submit = function() end }", "fields"),
    (
      "grappe.form { id = 'a', title = 'A', audience = 'public', fields = { { name = 'b', type = 'txt' } }, submit = function() end }",
      "text"
    ),
    (
      "grappe.form { id = 'a', title = 'A', audience = 'public', fields = { { name = 'b', type = 'date', max_length = 3 } }, submit = function() end }",
      "max_length"
    ),
    ("grappe.action { id = 'a', label = 'A', on = 'acter', audience = 'staff', run = function() end }", "actor"),
    ("grappe.card { on = 'call', run = function() end }", "funding"),
    ("grappe.menu { label = 'A', path = 'nowhere' }", "nowhere"),
    ("grappe.menu { label = 'A', path = '/', order = -1 }", "order"),
    ("grappe.page { path = 'a', title = 'A', run = function(request, doc) doc:form('nothing') end }", "nothing"),
    ("grappe.page { path = 'a', title = 'A', run = function(request, doc) doc:links { { text = 'A', page = 'c' } } end }", "c"),
    ("grappe.page { path = 'a', title = 'A', run = function(request, doc) grappe.actors.add { name = 'A' } end }", "grappe.actors.add"),
    ("grappe.card { on = 'actor', run = function(actor, doc) doc:cards { { titel = 'A' } } end }", "titel"),
  ]

  @Test("Check names each mistake in an entry of the portal", arguments: mistakes.indices)
  func check(index: Int) throws {
    let folder = try TemporaryFolder()
    try PluginVersion(initLua: Self.mistakes[index].code).write(into: folder.url.appending(path: "demo"))
    let run = try GrappeBinary(directory: folder.url)("check", "demo")
    #expect(run.status == 3, "\(Self.mistakes[index].code): \(run.output)")
    #expect(run.output.contains(Self.mistakes[index].found) && run.output.contains("init.lua"), "\(run.output)")
  }
}
