import Foundation
import Testing

/// `grappe.trace`, `--debug` and `--profile`: what an author sees of running code.
@Suite struct ObservationTests {
  private static func workspace(_ body: String) throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.fresh()
    let plugin = TestPlugin(
      name: "demo", permissions: "actors = { access = \"read\" }",
      initLua: "grappe.command { id = \"go\", summary = \"x\", run = function()\n\(body)\nend }")
    try #require(try plugin.install(into: workspace).status == 0)
    return workspace
  }

  @Test("grappe.trace shows each value with its line and its expression")
  func trace() throws {
    let workspace = try Self.workspace(
      """
      local rows = { { id = "a", n = 1 }, { id = "b" } }
      grappe.trace(rows[1].id, #rows, rows, { 1, { 2, { 3, { 4, { 5 } } } } }, nil)
      return "done"
      """)
    let run = try workspace.grappe("run", "demo:go")
    #expect(run.status == 0 && run.output == "done\n", "\(run.errors)")
    #expect(
      run.errors == """
        demo: debug: demo/init.lua:3: rows[1].id = "a"
        demo: debug: demo/init.lua:3: #rows = 2
        demo: debug: demo/init.lua:3: rows = { { id = "a", n = 1 }, { id = "b" } }
        demo: debug: demo/init.lua:3: { 1, { 2, { 3, { 4, { 5 } } } } } = { 1, { 2, { 3, { 4, { … } } } } }
        demo: debug: demo/init.lua:3: nil

        """)
  }

  @Test(
    "grappe.trace is bounded: long texts, large tables, tables that hold themselves",
    arguments: [
      ("(\"x\"):rep(1e6)", "\"xxx"), ("large", "… 99960 more }"), ("circle", "circle = a table"), ("print", "print = function"),
    ])
  func bounds(expression: String, shown: String) throws {
    let workspace = try Self.workspace(
      """
      local large, circle = {}, {}
      for i = 1, 1e5 do large[i] = i end
      circle.self = circle
      grappe.trace(\(expression))
      """)
    let run = try workspace.grappe("run", "demo:go")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains(shown) && run.errors.utf8.count < 2_000, "\(run.errors)")
  }

  @Test("--debug tells the calls of a command, a report, a script and a line with their SQL and query plans")
  func debug() throws {
    let workspace = try Self.workspace("return #grappe.actors.find({ city = \"Namur\" }, { limit = 2 })")
    let run = try workspace.grappe("run", "demo:go", "--debug")
    #expect(run.status == 0 && run.output == "2\n", "\(run.errors)")
    #expect(run.errors.contains(#/demo\/init\.lua:2: grappe\.actors\.find: \d+ rows, /#), "\(run.errors)")
    #expect(run.errors.contains(#/\n    (\d+ × )?SELECT .* \(\d+(\.\d)? (µs|ms)\)\n/#), "\(run.errors)")
    #expect(run.errors.contains(#/\n      (SEARCH|SCAN) /#), "\(run.errors)")
    #expect(!run.errors.contains("Namur"), "values are not shown")
    let line = try workspace.grappe("eval", "actors.count{}", "--debug")
    #expect(line.status == 0 && line.errors.contains("SELECT"), "\(line.errors)")
    #expect(try workspace.grappe("run", "demo:go").errors.isEmpty)
  }

  @Test("A profile names the line that takes the time, and the one that reads the rows")
  func profile() throws {
    let workspace = try Self.workspace(
      """
      local n = 0
      for i = 1, 3e7 do n = n + i % 7 end
      for i = 1, 5 do n = n + #grappe.actors.find{} end
      return n
      """)
    let file = workspace.directory.appending(path: "profile.json").path
    let run = try workspace.grappe("run", "demo:go", "--profile", "--speedscope", file)
    #expect(run.status == 0, "\(run.errors)")
    // The loop has its time in itself, the reading in its five calls.
    #expect(run.errors.contains(#/demo\/init\.lua:3 +\d{2,}\.\d ms/#), "\(run.errors)")
    #expect(run.errors.contains(#/demo\/init\.lua:4 +\d\.\d ms +\d+\.\d ms +5 +\d+\.\d ms +\d{3,}/#), "\(run.errors)")
    let profile = try #require(
      try JSONSerialization.jsonObject(with: try Data(contentsOf: URL(filePath: file))) as? [String: Any])
    #expect((profile["$schema"] as? String)?.hasPrefix("https://www.speedscope.app/") == true)
    let samples = (profile["profiles"] as? [[String: Any]])?.first?["samples"] as? [[Int]]
    let weights = (profile["profiles"] as? [[String: Any]])?.first?["weights"] as? [Double]
    #expect(samples?.isEmpty == false && samples?.count == weights?.count)
  }
}
