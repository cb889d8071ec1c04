import Foundation
import Testing

/// `grappe check`: the problems of a plugin's folder, by file and line.
@Suite struct CheckTests {
  private func findings(_ plugin: PluginVersion) throws -> (status: Int32, places: [String]) {
    let folder = try TemporaryFolder()
    try plugin.write(into: folder.url.appending(path: "demo"))
    let run = try GrappeBinary(directory: folder.url)("check", "demo", "--json")
    let list = try #require(try json(run.output) as? [[String: Any]])
    return (
      run.status,
      list.map { "\($0["code"] ?? "") \($0["file"] as? String ?? "-"):\($0["line"] as? Int ?? 0)" }
    )
  }

  @Test("The plugins that ship are in order", arguments: ["europe", "wallonia", "luxembourg", "paca"])
  func shipped(plugin: String) throws {
    let run = try GrappeBinary(directory: GrappeBinary.root)("check", "plugins/\(plugin)")
    #expect(run.status == 0, "\(run.output)")
  }

  @Test("A use that no permission covers is told with file and line")
  func permissions() throws {
    var plugin = PluginVersion(
      permissions: "actors = { access = \"read\", reason = { fr = \"lire\", en = \"to read\" } }")
    plugin.files["lib/work.lua"] = """
      local count = grappe.actors.count{}
      grappe.actors.add{ name = "x", kind = "company" }
      local events = grappe.events
      return grappe.sql("SELECT 1"), grappe["storage"]["set"]("a", 1)
      """
    let (status, places) = try findings(plugin)
    #expect(status == 3)
    #expect(
      places == ["lua", "lua", "lua", "lua"].indices.map { "permission.not-asked lib/work.lua:\([2, 3, 4, 4][$0])" })
  }

  @Test("Personal data is asked for by its present name and with a purpose")
  func purposes() throws {
    var plugin = PluginVersion(permissions: "persons = { access = \"read\" }")
    #expect(try findings(plugin).places == ["permission.purpose plugin.toml:0"])
    plugin.permissions = "contacts = { access = \"read\", reason = { fr = \"écrire\", en = \"to write\" } }"
    #expect(try findings(plugin).places == ["permission.former plugin.toml:0"])
    plugin.permissions = "persons = { access = \"read\", reason = { fr = \"écrire\", en = \"to write\" } }"
    #expect(try findings(plugin).places == [])
  }

  @Test("Measuring the network needs both actors and relations, and uses both")
  func network() throws {
    var plugin = PluginVersion(
      permissions: "actors = { access = \"read\", reason = { fr = \"lire\", en = \"to read\" } }")
    plugin.files["lib/work.lua"] = "return grappe.network.structure{}"
    #expect(try findings(plugin).places == ["permission.not-asked lib/work.lua:1"])
    plugin.permissions += "\nrelations = { access = \"read\", reason = { fr = \"lire\", en = \"to read\" } }"
    #expect(try findings(plugin).places == [])
  }

  @Test("Comments, strings and fields of other tables do not count as uses")
  func noUses() throws {
    var plugin = PluginVersion(permissions: "")
    plugin.files["lib/work.lua"] = """
      -- grappe.actors.add{}
      --[==[ grappe.actors.add{}
      ]] grappe.events.find{} ]==]
      local a, b = "grappe.actors.add", 'it\\'s grappe.actors.del'
      local c = [[grappe.actors.set
      grappe.actors.set]]
      local other = { grappe = { actors = 1 } }
      return other.grappe.actors, a .. b, #c
      """
    #expect(try findings(plugin).places == [])
  }

  @Test("A name joined to a text by two points is a use")
  func joined() throws {
    var plugin = PluginVersion(permissions: "")
    plugin.files["lib/work.lua"] = "return \"n: \"..grappe.actors.count{}"
    #expect(try findings(plugin).places == ["permission.not-asked lib/work.lua:1"])
  }

  @Test("An unknown name is told with the nearest right one, in both languages")
  func unknown() throws {
    var plugin = PluginVersion()
    plugin.files["lib/work.lua"] = "\nreturn grappe.actor.find{}, grappe.actors.fnd{}, grappe.actors.set"
    let folder = try TemporaryFolder()
    try plugin.write(into: folder.url.appending(path: "demo"))
    let grappe = GrappeBinary(directory: folder.url)
    let (english, french) = (try grappe("check", "demo"), try grappe("check", "demo", language: "fr"))
    #expect(english.status == 3 && french.status == 3)
    #expect(english.output.contains("lib/work.lua:2: grappe.actor does not exist; did you mean grappe.actors?"))
    #expect(english.output.contains("did you mean grappe.actors.find?"))
    #expect(french.output.contains("vouliez-vous dire grappe.actors.find ?"))
  }

  @Test("What is asked for and not used is noted, but refuses nothing")
  func unused() throws {
    let (status, places) = try findings(PluginVersion())
    #expect(status == 0)
    #expect(places == ["permission.unused plugin.toml:0"])
  }

  @Test("Lua that does not compile, a manifest that is wrong and an init.lua that fails are told by file and line")
  func broken() throws {
    var plugin = PluginVersion(permissions: "")
    plugin.files["lib/work.lua"] = "local x\nx = = 1"
    #expect(try findings(plugin).places == ["lua.syntax lib/work.lua:2"])
    plugin.files = [:]
    plugin.initLua = "error(\"no\")"
    #expect(try findings(plugin).places == ["plugin.failed init.lua:1"])
    plugin.more = "[wishes]\n"
    #expect(try findings(plugin).places.first?.hasPrefix("manifest.unknown-key plugin.toml:") == true)
  }

  @Test("A text that one language lacks is told where the other has it")
  func translations() throws {
    var plugin = PluginVersion(permissions: "")
    plugin.files["lib/work.lua"] = "return grappe.t(\"a\"), grappe.t(\"deep.b\"), grappe.t(\"c\")"
    plugin.files["locales/fr.toml"] = "a = \"un\"\n[deep]\nb = \"deux\"\n"
    plugin.files["locales/en.toml"] = "a = \"one\"\nc = \"three\"\n"
    let (status, places) = try findings(plugin)
    #expect(status == 3)
    #expect(places == ["locale.missing locales/en.toml:2", "locale.missing locales/fr.toml:3"])
  }

  /// The finding for each line of a file.
  private static let lines: [(lua: String, code: String, english: String)] = [
    ("grappe.actors.find{ kid = 1 }", "field.unknown", "did you mean kind?"),
    ("grappe.actors.find({}, { ordre = 1 })", "query.option", "did you mean order?"),
    ("grappe.actors.each({}, { order = { \"-fonded\" } })", "field.unknown", "did you mean founded?"),
    ("grappe.actors.count{ founded = { gte = 1 } }", "filter.operator", "did you mean ge?"),
    ("grappe.actors.find{ any = { { nmae = 1 } } }", "field.unknown", "did you mean name?"),
    ("grappe.actors.find{ standing = \"existng\" }", "value.choice", "did you mean existing?"),
    ("grappe.actors.find{ [\"demo.lable\"] = 1 }", "field.unknown", "did you mean demo.label?"),
    ("grappe.actors.add{ name = \"x\" }", "field.missing", "\"kind\" is required"),
    ("local a = grappe.actors; a.fnd{}", "api.unknown", "did you mean grappe.actors.find?"),
    ("grappe.today(1)", "api.arguments", "the call is grappe.today()"),
    ("local function f(doc) doc:headng(1) end f()", "api.unknown", "did you mean doc:heading?"),
    ("string.formt(\"x\")", "api.unknown", "did you mean string.format?"),
    ("pritn(1)", "lua.undefined", "did you mean print?"),
    ("counter = 1", "lua.global", "write local counter"),
    ("require \"lib.wrk\"", "lua.module", "did you mean lib.work?"),
    ("grappe.bundle.read(\"data/them.csv\")", "bundle.file", "did you mean data/themes.csv?"),
    ("grappe.t(\"helo\")", "locale.unknown", "did you mean hello?"),
  ]

  @Test("Each mistake is told at its line, with the line and the nearest right name", arguments: lines.indices)
  func mistakes(index: Int) throws {
    let (lua, code, english) = Self.lines[index]
    var plugin = PluginVersion()
    plugin.initLua = "grappe.field(\"actor\", \"label\", { type = \"text\" })"
    plugin.files = [
      "lib/work.lua": "local _ = grappe.t(\"hello\")\n  \(lua)\n", "data/themes.csv": "code\n",
      "locales/fr.toml": "hello = \"Bonjour\"\n", "locales/en.toml": "hello = \"Hello\"\n",
    ]
    let folder = try TemporaryFolder()
    try plugin.write(into: folder.url.appending(path: "demo"))
    let run = try GrappeBinary(directory: folder.url)("check", "demo", "--json")
    let list = try #require(try json(run.output) as? [[String: Any]])
    let found = try #require(list.first { $0["file"] as? String == "lib/work.lua" }, "\(run.output)")
    #expect(list.count { $0["file"] as? String == "lib/work.lua" } == 1, "\(run.output)")
    #expect(found["code"] as? String == code && found["line"] as? Int == 2)
    #expect((found["message"] as? String)?.contains(english) == true, "\(found)")
    #expect(found["source"] as? String == lua)
  }

  @Test("What is right is not told: fields of other plugins, operators, shadowed names, keys put together")
  func right() throws {
    var plugin = PluginVersion()
    plugin.files["lib/work.lua"] = """
      local M = {}
      local actors = grappe.actors
      function M.run(params, doc, string)
        local filter = { name = { like = "k%" }, ["other.label"] = true, near = { lat = 50, lon = 4, km = 2 } }
        for actor in actors.each({ name = { like = "k%" }, ["other.label"] = true, none = { { city = "Namur" } } }) do
          doc:text(actor.name .. string.anything)
        end
        actors.add { name = "x", kind = "company", standing = params.standing }
        actors.add(filter)
        local print = function(doc) return doc.anything end
        actors = { anything = print }
        actors.anything()
        repeat local done = true until done
        for index = 1, 2 do goto continue ::continue:: end
        return grappe.t("kind." .. params.kind), 0x1p4, 1e-3, #filter // 2 ~ 1, not nil
      end
      return M
      """
    plugin.files["locales/fr.toml"] = "[kind]\na = \"un\"\n"
    plugin.files["locales/en.toml"] = "[kind]\na = \"one\"\n"
    let (status, places) = try findings(plugin)
    #expect(status == 0)
    #expect(places == [])
  }

  @Test("A key that the code asks for nowhere is noted")
  func unusedKey() throws {
    var plugin = PluginVersion(permissions: "")
    plugin.initLua = "local _ = grappe.plugin.name"
    plugin.files["locales/fr.toml"] = "a = \"un\"\n"
    plugin.files["locales/en.toml"] = "a = \"one\"\n"
    let (status, places) = try findings(plugin)
    #expect(status == 0)
    #expect(places == ["locale.unused locales/en.toml:1"])
  }

  @Test("An init.lua that fails is told at its line")
  func failingLine() throws {
    var plugin = PluginVersion(permissions: "")
    plugin.initLua = "local label\n\nprint(label.fr)"
    #expect(try findings(plugin).places == ["plugin.failed init.lua:3"])
  }

  @Test("The globals and libraries that the check knows are those of the sandbox")
  func globals() throws {
    let workspace = try DemoWorkspace.empty()
    let known = try String(
      contentsOf: GrappeBinary.root.appending(path: "Sources/Scripting/LuaSyntax/LuaGlobals.swift"), encoding: .utf8)
    let quoted = Set(known.matches(of: /"(\w+)"/).map { String($0.1) })
    let script = """
      local names = {}
      for name, value in pairs(_G) do
        if name ~= "grappe" and not grappe[name] then
          names[#names + 1] = name
          if type(value) == "table" and name ~= "_G" then for entry in pairs(value) do names[#names + 1] = entry end end
        end
      end
      return names
      """
    let code = script.replacing("not grappe[name]", with: "not pcall(function() return grappe[name] end)")
    let run = try workspace.grappe("eval", code, "--json")
    let there = try #require(try json(run.output) as? [Any])
    let names = try #require((there.first as? [String]) ?? (there as? [String]))
    #expect(Set(names) == quoted, "\(Set(names).symmetricDifference(quoted))")
  }
}
