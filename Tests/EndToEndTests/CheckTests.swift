import Foundation
import Testing

/// `grappe check`: what is wrong with a plugin's folder, by file and line.
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
      grappe.actors.add{ name = "x" }
      local events = grappe.events
      return grappe.sql("SELECT 1"), grappe["storage"]["set"]("a", 1)
      """
    let (status, places) = try findings(plugin)
    #expect(status == 3)
    #expect(
      places == ["lua", "lua", "lua", "lua"].indices.map { "permission.not-asked lib/work.lua:\([2, 3, 4, 4][$0])" })
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
    #expect(try findings(plugin).places == ["plugin.failed init.lua:0"])
    plugin.more = "[wishes]\n"
    #expect(try findings(plugin).places.first?.hasPrefix("manifest.unknown-key plugin.toml:") == true)
  }

  @Test("A text that one language lacks is told where the other has it")
  func translations() throws {
    var plugin = PluginVersion(permissions: "")
    plugin.files["locales/fr.toml"] = "a = \"un\"\n[deep]\nb = \"deux\"\n"
    plugin.files["locales/en.toml"] = "a = \"one\"\nc = \"three\"\n"
    let (status, places) = try findings(plugin)
    #expect(status == 3)
    #expect(places == ["locale.missing locales/en.toml:2", "locale.missing locales/fr.toml:3"])
  }
}
