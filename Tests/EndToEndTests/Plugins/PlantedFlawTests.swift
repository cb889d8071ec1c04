import Foundation
import Testing

/// `grappe check` on sixty planted flaws and thirty correct pieces of code.
@Suite struct PlantedFlawTests {
  /// One flaw each, in a file of its own.
  private static let flaws = [
    // Names of the API.
    "grappe.actor.count {}", "grappe.actors.cuont {}", "local a = grappe.actors return a.fidn {}", "grappe.storge.get(\"a\")",
    "grappe.json.decod(\"{}\")", "grappe.setings.year = 1", "grappe.log.inf(\"x\")", "grappe.network.strucure {}",
    // Names of Lua.
    "pritn(\"x\")", "string.lenght(\"x\")", "table.isnert({}, 1)", "local x = undefined_name", "os.execute(\"ls\")",
    // Arguments.
    "grappe.today(1)", "grappe.actors.get(\"a\", \"b\", \"c\")",
    // Filters, options and records, also in variables.
    "grappe.actors.find { kid = \"company\" }", "local f = { kid = \"company\" } grappe.actors.find(f)",
    "local o = { ordre = \"name\" } grappe.actors.find({}, o)", "grappe.actors.find { founded = { gte = \"2010\" } }",
    "grappe.actors.count { any = { { citty = \"Namur\" } } }", "grappe.actors.find({}, { fields = { \"nmae\" } })",
    "grappe.actors.add { name = \"x\" }", "grappe.actors.set(\"x\", { nmae = \"y\" })", "grappe.events.find { standing = \"exsting\" }",
    "local r = { nmae = \"x\", kind = \"company\" } grappe.actors.add(r)",
    // Fields of records.
    "local a = grappe.actors.get(\"x\") return a and a.nmae", "for a in grappe.actors.each {} do print(a.citty) end",
    "for _, a in ipairs(grappe.actors.find {}) do print(a.knid) end",
    "local list = grappe.events.find {} for _, e in ipairs(list) do print(e.begin) end",
    "local list = grappe.actors.find {} return list[1].adress", "grappe.on(\"actor.created\", function(actor) print(actor.nom) end)",
    // Parameters.
    "grappe.report { id = \"p1\", title = \"x\", params = { city = { type = \"text\" } }, run = function(params) print(params.ctiy) end }",
    "grappe.command { id = \"p2\", summary = \"x\", run = function(params) return params.city end }",
    "local P = { city = { type = \"text\" } } grappe.command { id = \"p3\", summary = \"x\", params = P, run = function(q) return q.town end }",
    // Documents.
    "return function(doc) doc:headng(\"x\") end", "return function(doc) doc:table { colums = { \"A\" }, rows = {} } end",
    "return function(doc) doc:table { rows = {} } end", "return function(doc) doc:table { columns = { \"A\" }, rows = { { 1, 2 } } } end",
    "return function(doc) doc:chart { kind = \"pei\", title = \"x\", labels = {}, values = {} } end",
    "return function(doc) doc:chart { kind = \"bar\", labels = {}, values = {} } end",
    "return function(doc) doc:map { title = \"x\", points = { { label = \"a\", lat = 1, lng = 2 } } } end",
    "return function(doc) doc:network { title = \"x\", nodes = { { id = \"a\" } }, edges = { { from = \"a\", too = \"b\" } } } end",
    "return function(doc) doc:table { columns = { { \"A\", align = \"rigth\" } }, rows = {} } end",
    "return function(doc) local t = { columns = { \"A\" }, rows = {}, captoin = \"x\" } doc:table(t) end",
    // Signs.
    "grappe.actors:find {}", "return function(doc) doc.text(\"x\") end", "math:floor(1.5)", "grappe.json:encode({})",
    // Other plugins.
    "grappe.call(\"wallonia:audit\")", "grappe.call(\"europe:nacce\", {})", "grappe.call(\"nace\")",
    "grappe.on(\"wallonia:labelled\", function() end)", "grappe.on(\"actor.craeted\", function() end)",
    "grappe.on(\"demo:labled\", function() end)",
    // Reports that write.
    "grappe.report { id = \"w1\", title = \"x\", run = function() grappe.actors.del(\"x\") end }",
    "grappe.report { id = \"w2\", title = \"x\", run = function() grappe.storage.set(\"a\", 1) end }",
    // Vocabularies.
    "grappe.actors.find { kind = \"compny\" }", "grappe.actors.count { territory = \"BE-WALL\" }",
    "grappe.actors.find { categories = { has = \"jeu-vido\" } }",
    // Modules, files and texts.
    "require \"lib.wrok\"",
  ]

  /// Correct pieces of code that resemble the flaws.
  private static let correct = [
    "local a = grappe.actors.get(\"x\") if a then a.score_of_mine = 1 print(a.score_of_mine, a.name) end",
    "for a in grappe.actors.each({}, { order = \"-founded\" }) do print(a.id, a.name, a.kind, a.city) end",
    "local M = {} function M.add(rows, row) rows[#rows + 1] = row end return M",
    "local filter = { kind = \"company\" } filter.city = \"Namur\" return grappe.actors.find(filter)",
    "local record = { name = \"x\" } record.kind = \"company\" return grappe.actors.add(record)",
    "return function(doc, rows) local t = { columns = { \"A\" } } t.rows = rows doc:table(t) end",
    "return function(doc) doc:table { columns = { \"A\", \"B\" }, rows = { { 1 }, { 1, 2 } }, totals = true } end",
    "return function(doc, f) doc:table { columns = { \"A\" }, rows = { { f() } } } end",
    "return function(doc) doc:chart { kind = \"bar\", title = \"x\", labels = { \"a\" }, values = { 1 } } end",
    "return function(doc) doc:text(\"x\") doc:heading(\"y\", 2) doc:list { \"a\" } end",
    "grappe.report { id = \"ok1\", title = \"x\", params = { city = { type = \"text\" } }, run = function(params, doc) doc:text(params.city) end }",
    "local params = { any = 1 } return params.whatever",
    "local function run(params) return params.city end grappe.command { id = \"ok2\", summary = \"x\", run = run }",
    "grappe.command { id = \"ok3\", summary = \"x\", params = require(\"lib.ok03\"), run = function(params) return params.anything end }",
    "local t = setmetatable({}, {}) return t:anything(), t.something",
    "local s = \"x\" return s:upper(), (\"y\"):rep(3), s:len()",
    "local doc = grappe.document() doc:text(\"x\")",
    "return function(doc) local heading = doc.heading heading(doc, \"x\") end",
    "grappe.call(\"europe:nace\", { code = \"62.01\" })",
    "grappe.emit(\"labelled\", { id = \"x\" }) grappe.on(\"demo:labelled\", function(payload) print(payload.id) end)",
    "grappe.on(\"actor.updated\", function(actor, event) print(actor.name, event.before.name) end)",
    "grappe.command { id = \"ok4\", summary = \"x\", run = function() grappe.storage.set(\"a\", 1) end }",
    "grappe.actors.find { kind = { \"company\", \"association\" }, territory = \"BE-WAL\" }",
    "grappe.actors.find { name = { like = \"kikk%\" }, [\"wallonia.label\"] = true, near = { lat = 50, lon = 4, km = 5 } }",
    "local kind = \"anything\" return grappe.actors.find { kind = kind }",
    "return grappe.actors.count { none = { city = \"Namur\" }, any = { { kind = \"company\" }, { founded = { ge = 2010 } } } }",
    "local a = { nmae = 1 } return a.nmae",
    "local list = grappe.actors.find {} table.sort(list, function(a, b) return a.name < b.name end) return #list",
    "for key, value in pairs({ a = 1 }) do print(key, value) end",
    "local ok, problem = pcall(grappe.actors.get, \"x\") return ok, problem",
  ]

  private static func plugin() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: GrappeBinary.root.appending(path: "plugins/europe"), to: folder.url.appending(path: "europe"))
    let groups = ["vocabulary", "actors", "relations", "events", "funding", "indicators", "skills", "storage"]
    var plugin = PluginVersion(
      permissions: groups.map { "\($0) = { access = \"write\" }" }.joined(separator: "\n") + "\nsql = { access = \"read\" }",
      more: "[dependencies]\neurope = \">=1.0\"")
    for (index, flaw) in flaws.enumerated() { plugin.files["lib/flaw\(number(index)).lua"] = flaw + "\n" }
    for (index, snippet) in correct.enumerated() { plugin.files["lib/ok\(number(index)).lua"] = snippet + "\n" }
    try plugin.write(into: folder.url.appending(path: "demo"))
    return folder
  }

  private static func number(_ index: Int) -> String { index < 10 ? "0\(index)" : "\(index)" }

  @Test("At least 55 of 60 planted flaws are found, and none in 30 correct pieces of code")
  func planted() throws {
    try #require(Self.flaws.count == 60 && Self.correct.count == 30)
    let folder = try Self.plugin()
    let run = try GrappeBinary(directory: folder.url)("check", "demo", "--json")
    #expect(run.status == 3, "\(run.errors)")
    let findings = try #require(try json(run.output) as? [[String: Any]]).filter { $0["severity"] as? String == "problem" }
    let files = Set(findings.compactMap { $0["file"] as? String })
    let missed = Self.flaws.indices.filter { !files.contains("lib/flaw\(Self.number($0)).lua") }
    #expect(missed.count <= 5, "\(missed.map { Self.flaws[$0] })")
    let wrong = findings.filter { ($0["file"] as? String)?.hasPrefix("lib/ok") == true }
    #expect(wrong.isEmpty, "\(wrong.map { ($0["file"] ?? "", $0["message"] ?? "") })")
  }

  @Test("A script is checked as it runs: with the collections as globals")
  func script() throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    let file = folder.url.appending(path: "report.lua")
    try Data("for a in actors.each {} do print(a.name) end\nlocal doc = grappe.document()\ndoc:text(\"x\")\n".utf8).write(to: file)
    #expect(try grappe("check", "report.lua").status == 0)
    try Data("for a in actors.each {} do print(a.nmae) end\nactors.fnd {}\nlocal x = nothing_here\n".utf8).write(to: file)
    let run = try grappe("check", "report.lua", "--json")
    let lines = try #require(try json(run.output) as? [[String: Any]]).compactMap { $0["line"] as? Int }
    #expect(run.status == 3 && lines == [1, 2, 3], "\(run.output)\(run.errors)")
  }

  @Test("The records of a validator and the plugin's own fields are checked, and a secret setting is named as one")
  func validators() throws {
    let folder = try TemporaryFolder()
    var plugin = PluginVersion(
      permissions: "actors = { access = \"write\" }", more: "[settings.key]\ntype = \"text\"\nsecret = true\nlabel = { en = \"Key\" }")
    plugin.initLua = """
      grappe.field("actor", "staff", { type = "integer", label = "Staff" })
      grappe.validate("actor", function(actor, before)
        if actor["demo.staf"] or actor.nmae then return "name", "x" end
        if before and before["demo.staff"] and actor["demo.staff"] and before["wallonia.label"] then return "name", "y" end
      end)
      grappe.command { id = "go", summary = "x", run = function() return grappe.settings.key end }
      """
    try plugin.write(into: folder.url.appending(path: "demo"))
    let run = try GrappeBinary(directory: folder.url)("check", "demo", "--json")
    let findings = try #require(try json(run.output) as? [[String: Any]]).filter { $0["severity"] as? String == "problem" }
    #expect(findings.compactMap { $0["line"] as? Int } == [3, 3, 6], "\(run.output)\(run.errors)")
    #expect(findings.contains { ($0["message"] as? String)?.contains("key is a secret") == true }, "\(run.output)")
  }

  @Test("A dependency outside of its range is told, and so is a file of an editor left out")
  func surroundings() throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    try PluginVersion(name: "base", version: "2.0.0", permissions: "").write(into: folder.url.appending(path: "base"))
    var plugin = PluginVersion(permissions: "", more: "[dependencies]\nbase = \">=1.0, <2.0\"")
    plugin.files["lib/work.lua~"] = "not Lua at all ="
    plugin.files["lib/#work.lua#"] = "not Lua at all ="
    plugin.files["lib/work.lua.orig"] = "not Lua at all ="
    try plugin.write(into: folder.url.appending(path: "demo"))
    let run = try grappe("check", "demo")
    #expect(run.status == 3 && run.output.contains("base 2.0.0"), "\(run.output)\(run.errors)")
    #expect(!run.output.contains("Lua does not compile"))
  }

  @Test(
    "A name that cannot be packed is told with the right one",
    arguments: [
      ("data/Données 2024.csv", "data/donnees_2024.csv"), ("lib/My Module.lua", "lib/my_module.lua"), ("helpers.lua", "lib/helpers.lua"),
      ("locale/fr.toml", "locales/"),
    ])
  func names(name: String, right: String) throws {
    let folder = try TemporaryFolder()
    var plugin = PluginVersion(permissions: "")
    plugin.files[name] = ""
    try plugin.write(into: folder.url.appending(path: "demo"))
    let run = try GrappeBinary(directory: folder.url)("check", "demo")
    #expect(run.status == 3 && run.output.contains(right), "\(run.output)\(run.errors)")
  }
}
