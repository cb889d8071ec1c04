import Foundation
import Testing

/// The test kit refuses what production refuses: entries run as invocations of their own, with the limits and permissions of their kind.
@Suite struct TestKitTests {
  private struct Bench {
    let folder: TemporaryFolder
    let grappe: GrappeBinary
  }

  private static let vocabulary = #"grappe.concepts.add { scheme = "actor-kind", code = "company", label = { fr = "x", en = "x" } }"#

  private func bench(_ tests: String, initLua: String = "", more: String = "", permissions: String? = nil) throws -> Bench {
    let folder = try TemporaryFolder()
    var plugin = PluginVersion(permissions: permissions ?? PluginVersion.permissionLines, more: more, initLua: initLua)
    plugin.migrations = [Self.vocabulary]
    plugin.files["tests/demo_test.lua"] = tests
    try plugin.write(into: folder.url.appending(path: "demo"))
    return Bench(folder: folder, grappe: GrappeBinary(directory: folder.url))
  }

  private func expectPassed(_ bench: Bench, _ arguments: String..., count: Int) throws {
    let run = try bench.grappe.run(["test", "demo"] + arguments)
    #expect(run.status == 0 && run.output.contains("\(count) passed, 0 failed"), "\(run.output)\(run.errors)")
  }

  @Test("A report that writes is refused, and a command that fails leaves nothing")
  func entries() throws {
    let bench = try bench(
      """
      test("a report reads only", function(t)
        t.raises(function() t.report("writes") end, "here one only reads")
        t.equal(grappe.actors.count{}, 0)
      end)
      test("a command that fails leaves nothing", function(t)
        t.raises(function() t.run("half") end, "in the middle")
        t.equal(grappe.actors.count{}, 0)
      end)
      test("a command that succeeds leaves its records", function(t)
        t.equal(t.run("whole"), { id = "whole" })
        t.equal(grappe.actors.count{}, 1)
      end)
      test("a commit is checked", function(t) t.raises(function() t.run("dangling") end, "nowhere") end)
      test("parameters are converted and checked", function(t)
        t.raises(function() t.run("whole", { staff = "many" }) end, "staff")
        t.raises(function() t.run("whole", { stuff = 1 }) end, "staff")
      end)
      test("values leave the sandbox as data", function(t) t.raises(function() t.run("function") end, "function") end)
      """,
      initLua: """
        local function add(id) return grappe.actors.add { id = id, name = id, kind = "company" } end
        grappe.report { id = "writes", title = "x", run = function() add("x") end }
        grappe.command { id = "half", summary = "x", run = function() add("x") error("in the middle") end }
        grappe.command { id = "whole", summary = "x", params = { staff = { type = "integer", optional = true } },
          run = function() return { id = add("whole").id } end }
        grappe.command { id = "dangling", summary = "x", run = function()
          grappe.actors.add { name = "x", kind = "company", territory = "nowhere" }
        end }
        grappe.command { id = "function", summary = "x", run = function() return print end }
        """)
    try expectPassed(bench, count: 6)
  }

  @Test("Entries have the limits of their kind, of which the test may use more or less")
  func limits() throws {
    let bench = try bench(
      """
      local endless = "stopped by the limit cpu: "
      test("a job has its own limit", function(t) t.equal(t.job("busy"), 300000) end)
      test("a handler has its own limit", function(t)
        t.raises(function() t.handler("actor.created", { id = "x", name = "x" }) end, endless)
        t.equal(t.run("short"), 1)
      end)
      """,
      initLua: """
        local function busy(count) local sum = 0 for i = 1, count do sum = sum + i % 2 * 2 end return sum end
        grappe.job { id = "busy", cron = "0 6 * * *", title = "x", run = function() return busy(300000) end }
        grappe.on("actor.created", function() while true do end end)
        grappe.command { id = "short", summary = "x", run = function() return 1 end }
        """, more: "[limits]\nhandler.cpu = \"100ms\"\njob.cpu = \"20s\"\n",
      permissions: PluginVersion.permissionLines + "\njobs = { access = \"write\" }")
    try expectPassed(bench, count: 2)
  }

  @Test("A refusal inside an entry is a refusal of the test")
  func denied() throws {
    let bench = try bench(
      "test(\"refused\", function(t) t.equal(t.denied(function() t.run(\"reads\") end), \"permission.denied\") end)",
      initLua: "grappe.command { id = \"reads\", summary = \"x\", run = function() return grappe.events.count{} end }")
    try expectPassed(bench, count: 1)
  }

  @Test("t.lang, t.contains and t.matches check texts, lists and languages")
  func checks() throws {
    let bench = try bench(
      """
      test("speaks", function(t)
        t.lang("fr") t.equal(t.run("say"), "oui")
        t.lang("en") t.equal(t.run("say"), "yes")
        t.raises(function() t.lang("xx") end, "unknown language")
      end)
      test("contains", function(t)
        t.contains("a [b] c", "[b]") t.contains({ 1, { a = 2 } }, { a = 2 })
        t.raises(function() t.contains("abc", "d") end, "it does not contain \\"d\\"")
        t.raises(function() t.contains({ 1 }, 2) end, "it does not contain 2")
      end)
      test("matches", function(t)
        t.equal({ t.matches("12 of 30", "(%d+) of (%d+)") }, { "12", "30" })
        t.equal(t.matches("12 of 30", "%d+"), "12")
        t.raises(function() t.matches("none", "%d") end, "nothing in it matches")
      end)
      """,
      initLua: "grappe.command { id = \"say\", summary = \"x\", run = function() return grappe.label { fr = \"oui\", en = \"yes\" } end }")
    try expectPassed(bench, count: 3)
  }

  @Test("A snapshot is recorded for each language, then compared by line")
  func snapshots() throws {
    let bench = try bench(
      """
      test("a", function(t) t.snapshot("words", "one\\n" .. grappe.label { fr = "deux", en = "two" } .. "\\n") end)
      """)
    let missing = try bench.grappe("test", "demo")
    #expect(missing.status == 1 && missing.output.contains("there is no snapshot tests/snapshots/words.en.txt"), "\(missing.output)")
    try expectPassed(bench, "--record", count: 1)
    let file = bench.folder.url.appending(path: "demo/tests/snapshots/words.en.txt")
    #expect(try String(contentsOf: file, encoding: .utf8) == "one\ntwo\n")
    try expectPassed(bench, count: 1)
    #expect(try bench.grappe.run(["test", "demo"], language: "fr").status == 1)
    try Data("one\n2\n".utf8).write(to: file)
    let other = try bench.grappe("test", "demo")
    #expect(other.status == 1 && other.output.contains("in line 2") && other.output.contains("wanted: \"2\""), "\(other.output)")
  }

  @Test("A test starts from the data of a former version, filled by its fixture and upgraded")
  func upgrade() throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    var former = PluginVersion(permissions: PluginVersion.permissionLines)
    former.migrations = [Self.vocabulary]
    _ = try former.pack(with: grappe)
    var present = former
    present.version = "2.0.0"
    present.initLua = "grappe.field(\"actor\", \"mark\", { type = \"text\", label = { fr = \"Marque\", en = \"Mark\" } })"
    present.migrations.append(
      "for actor in grappe.actors.each {} do grappe.actors.set(actor.id, { [\"demo.mark\"] = \"upgraded\" }) end")
    present.files = [

      "tests/demo_test.lua": """
      test("upgraded", function(t)
        t.upgrade_from("1.0.0")
        t.equal(grappe.actors.get("a")["demo.mark"], "upgraded")
      end)
      test("fresh", function(t) t.equal(grappe.actors.count {}, 0) end)
      test("missing", function(t) t.upgrade_from("0.9.0") end)
      """
    ]
    present.files["tests/fixtures/1.0.0.lua"] = "grappe.actors.add { id = \"a\", name = \"A\", kind = \"company\" }"
    try present.write(into: folder.url.appending(path: "demo"))
    let run = try grappe("test", "demo", "--format", "tap")
    let results = run.output.split(separator: "\n").filter { $0.hasPrefix("ok") || $0.hasPrefix("not ok") }
    #expect(results.map { $0.hasPrefix("ok") } == [true, true, false], "\(run.output)\(run.errors)")
    #expect(run.output.contains("demo-0.9.0.grappe"))
  }
}
