import Foundation
import Testing

/// `grappe test`: the plugins' own tests, and what the command says of tests that fail.
@Suite struct PluginTestCommandTests {
  @Test("The tests of the plugins that ship pass", arguments: ["europe", "wallonia", "luxembourg", "paca"])
  func shipped(plugin: String) throws {
    let run = try GrappeBinary(directory: GrappeBinary.root)("test", "plugins/\(plugin)")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains(" passed, 0 failed"))
    #expect(!run.output.hasPrefix("0 passed"))
  }

  @Test("A test that fails says where, what was wanted and what there was; the others run on untouched")
  func failing() throws {
    let folder = try TemporaryFolder()
    let plugin = folder.url.appending(path: "essai")
    try FileManager.default.createDirectory(at: plugin.appending(path: "tests"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: GrappeBinary.root.appending(path: "plugins/europe"), to: folder.url.appending(path: "europe"))
    let manifest = """
      [plugin]
      name = "essai"
      version = "1.0.0"
      api = 1
      title = { fr = "Essai" }
      [dependencies]
      europe = ">=1.0"
      [permissions]
      actors = { access = "write", territories = ["LU"] }
      """
    let tests = """
      local function add(territory) return grappe.actors.add{ id = "essai", name = "Essai", kind = "company", territory = territory } end
      test("writes", function(t) add("LU") t.equal(grappe.actors.get("essai").territory, "LU") end)
      test("starts anew", function(t) t.equal(grappe.actors.get("essai"), nil) end)
      test("differs", function(t) t.equal({ 1, { a = 2 } }, { 1, { a = 3 } }) end)
      test("is refused", function(t) t.denied(function() add("FR") end) end)
      test("is not refused", function(t) t.denied(function() add("LU") end) end)
      test("has a date", function(t) t.as("2024-01-30") t.equal(grappe.today(), "2024-01-30") end)
      test("never ends", function(t) while true do end end)
      """
    for (name, text) in [("plugin.toml", manifest), ("init.lua", ""), ("tests/essai_test.lua", tests)] {
      try Data(text.utf8).write(to: plugin.appending(path: name))
    }
    let run = try GrappeBinary(directory: folder.url)("test", "essai", "--tap")
    #expect(run.status == 1)
    let lines = run.output.split(separator: "\n").map(String.init)
    let results = lines.filter { $0.hasPrefix("ok") || $0.hasPrefix("not ok") }.map { $0.hasPrefix("ok") }
    #expect(results == [true, true, false, true, false, true, false], "\(run.output)\(run.errors)")
    #expect(lines.last == "1..7")
    #expect(run.output.contains("essai/tests/essai_test.lua:4"))
    #expect(run.output.contains("wanted: { 1 = 1, 2 = { a = 3 } }"))
    #expect(run.output.contains("cpu"))
  }
}
