import Foundation
import Testing

/// `grappe test`: the plugins' own tests, and the report on failed tests.
@Suite struct PluginTestCommandTests {
  private static let shippedPlugins = [
    ("europe", ["de", "en", "fr"]), ("luxembourg", ["de", "en", "fr"]), ("paca", ["en", "fr"]), ("wallonia", ["en", "fr"]),
  ]

  @Test(
    "The tests of the plugins that ship pass in every language that the plugin has texts in",
    arguments: shippedPlugins.flatMap { plugin, languages in languages.map { (plugin, $0) } })
  func shipped(plugin: String, language: String) throws {
    let run = try GrappeBinary(directory: GrappeBinary.root)("test", "plugins/\(plugin)", "--lang", language)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("✓"))
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
      [limits]
      command.cpu = "1s"
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
    let run = try GrappeBinary(directory: folder.url)("test", "essai", "--format", "tap")
    #expect(run.status == 1)
    let lines = run.output.split(separator: "\n").map(String.init)
    let results = lines.filter { $0.hasPrefix("ok") || $0.hasPrefix("not ok") }.map { $0.hasPrefix("ok") }
    #expect(results == [true, true, false, true, false, true, false], "\(run.output)\(run.errors)")
    #expect(lines.first == "TAP version 13" && lines.last == "1..7")
    #expect(run.output.contains("essai/tests/essai_test.lua:4"))
    #expect(run.output.contains("the values differ at [2].a"))
    #expect(run.output.contains("wanted: 3\n") && run.output.contains("actual: 2\n"))
    #expect(run.output.contains("wanted in all: { 1, { a = 3 } }"))
    #expect(run.output.contains("cpu"))
  }

  /// A folder with the plugin `demo`, kept while the test runs.
  private struct Bench {
    let folder: TemporaryFolder
    let grappe: GrappeBinary
  }

  private func plugin(_ tests: String, library: String = "return {}") throws -> Bench {
    let folder = try TemporaryFolder()
    var plugin = PluginVersion(permissions: "storage = { access = \"write\" }")
    plugin.files = ["tests/demo_test.lua": tests, "lib/work.lua": library]
    try plugin.write(into: folder.url.appending(path: "demo"))
    return Bench(folder: folder, grappe: GrappeBinary(directory: folder.url))
  }

  @Test("A difference is told by the path of the first place and both values, also in long texts and lists")
  func differences() throws {
    let bench = try plugin(
      """
      test("missing", function(t) t.equal({ a = { b = 1 } }, { a = { b = 1, ["c d"] = true } }) end)
      test("length", function(t) t.equal({ 1, 2, 3 }, { 1, 2 }) end)
      test("type", function(t) t.equal("1", 1, "a number is wanted here") end)
      test("text", function(t)
        local line = ("x"):rep(40) .. "\\n"
        t.equal(line .. line .. "end", line .. line .. "END")
      end)
      test("same", function(t) t.equal({ 0/0, { 1 } }, { 0/0, { 1 } }) local a = {} a.a = a local b = {} b.a = b t.equal(a, b) end)
      """)
    let run = try bench.grappe("test", "demo", "--workers", "3")
    #expect(run.status == 1)
    for words in [
      "differ at .a[\"c d\"]", "wanted: true", "actual: nil", "differ at [3]", "a number is wanted here",
      "actual: \"1\"",
      "they part at byte 83, line 3: wanted \"END\", actual \"end\"", "✓ tests/demo_test.lua: same",
    ] {
      #expect(run.output.contains(words), "\(words) is missing in \(run.output)")
    }
  }

  @Test("Results come in the order of the tests, whichever of them ends first")
  func order() throws {
    let bench = try plugin(
      """
      for number = 1, 12 do
        test("number " .. number, function(t)
          local sum = 0
          for i = 1, (number % 3 == 1) and 3000000 or 10 do sum = sum + i end
          grappe.storage.set("a", number)
          t.equal(grappe.storage.get("a"), number)
          t.equal(grappe.storage.keys(), { "a" })
        end)
      end
      """)
    for workers in ["1", "4"] {
      let run = try bench.grappe("test", "demo", "--format", "tap", "--workers", workers)
      let lines = run.output.split(separator: "\n").dropFirst().dropLast()
      #expect(lines.map(String.init) == (1...12).map { "ok \($0) - tests/demo_test.lua: number \($0)" })
    }
    #expect(try bench.grappe("test", "demo", "--workers", "0").status == 2)
  }

  @Test("A filter runs the tests whose file or name holds it; one that no test holds is a mistake")
  func filter() throws {
    let bench = try plugin(
      "test(\"adds One\", function() end) test(\"adds two\", function() error(\"no\") end)")
    let run = try bench.grappe("test", "demo", "--filter", "ONE")
    #expect(run.status == 0 && run.output.hasSuffix("1 passed, 0 failed\n"), "\(run.output)")
    #expect(try bench.grappe("test", "demo", "--filter", "three").status == 2)
  }

  @Test("Coverage tells the lines that did not run, and changes nothing in what runs")
  func coverage() throws {
    let library = """
      local M = {}

      function M.sign(number)
        if number < 0 then
          return -1
        elseif number == 0 then return 0
        end
        for index = 1, 2 do
          if index == 1 then goto continue end
          M.seen = index
          ::continue::
        end
        local hidden = { run = function()
          return "never"
        end }
        return hidden and 1
      end

      function M.isolated()
        local _ENV = { answer = 42 }
        return answer
      end

      return M
      """
    let bench = try plugin(
      """
      local work = require "lib.work"
      test("positive", function(t) t.equal(work.sign(3), 1) t.equal(work.isolated(), 42) end)
      test("zero", function(t) t.equal(work.sign(0), 0) end)
      test("fails at its line", function(t) t.raises(function() work.sign("x") end, "demo/lib/work.lua:4:") end)
      """, library: library)
    let run = try bench.grappe("test", "demo", "--coverage")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("lib/work.lua: 13 of 15 lines, 86 %; not run: 5, 14\n"), "\(run.output)")
    let report = try #require(
      try json(try bench.grappe("test", "demo", "--coverage", "--json").output) as? [String: Any])
    let files = try #require(report["coverage"] as? [[String: Any]])
    #expect(files.first { $0["file"] as? String == "lib/work.lua" }?["missed"] as? [Int] == [5, 14])
    #expect((report["tests"] as? [Any])?.count == 3)
  }

  @Test("The language is that of the locale, and --lang comes before it")
  func language() throws {
    let bench = try plugin("test(\"speaks\", function(t) t.equal(grappe.label { fr = \"oui\", en = \"yes\" }, \"oui\") end)")
    #expect(try bench.grappe.run(["test", "demo"], language: "fr").status == 0)
    #expect(try bench.grappe.run(["test", "demo"], language: "en").status == 1)
    #expect(try bench.grappe.run(["test", "demo", "--lang", "fr"], language: "en").status == 0)
  }

  @Test("What a plugin depends on is taken from the workspace where it does not lie beside it")
  func installedDependency() throws {
    let workspace = try DemoWorkspace.fresh()
    let folder = workspace.directory.appending(path: "mine/essai")
    var plugin = PluginVersion(
      name: "essai", permissions: "vocabulary = { access = \"read\" }", more: "[dependencies]\neurope = \">=1.0\"")
    plugin.files["tests/a_test.lua"] =
      "test(\"a\", function(t) t.ok(grappe.concepts.get(\"actor-kind:company\")) end)"
    try plugin.write(into: folder)
    let run = try workspace.grappe("test", "mine/essai")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    let elsewhere = try GrappeBinary(directory: folder.deletingLastPathComponent())(
      "test", "essai", "--workspace", "/nowhere")
    #expect(elsewhere.status != 0)
  }
}
