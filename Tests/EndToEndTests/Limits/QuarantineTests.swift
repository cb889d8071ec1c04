import Foundation
import Testing

/// After three kills within an hour a plugin does not run in any process until an admin lifts its quarantine.
@Suite struct QuarantineTests {
  private static let plugin = TestPlugin(
    name: "goulu", permissions: "actors = { access = \"read\" }\njobs = { access = \"write\" }",
    initLua: """
      grappe.command{ id = "boucle", summary = "boucle",
        run = function() local t = {} while true do t[#t + 1] = { t } end end }
      grappe.job{ id = "boucle", every = "1h",
        run = function() local t = {} while true do t[#t + 1] = { t } end end }
      grappe.command{ id = "calme", summary = "calme", run = function() return "calme" end }
      """)

  private func workspace(kills: Int) throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.fresh()
    let installed = try Self.plugin.install(into: workspace)
    try #require(installed.status == 0, "\(installed.errors)")
    for _ in 0..<kills {
      let run = try workspace.grappe("jobs", "run", "goulu:boucle")
      try #require(run.status == 4 && run.errors.contains("memory"), "\(run.errors)")
    }
    return workspace
  }

  @Test("After two kills it still runs, after the third no more")
  func third() throws {
    let workspace = try workspace(kills: 2)
    #expect(try workspace.grappe("run", "goulu:calme").output == "calme\n")
    #expect(try workspace.grappe("jobs", "run", "goulu:boucle").status == 4)
    let refused = try workspace.grappe("run", "goulu:calme")
    #expect(refused.status == 4)
    #expect(refused.output.isEmpty)
    #expect(refused.errors.contains("quarantine") && refused.errors.contains("grappe quarantine goulu --lift"))
    let french = try workspace.grappe("run", "goulu:calme", language: "fr")
    #expect(french.errors.contains("quarantaine"))
  }

  @Test("kills in commands that an admin started do not count")
  func byHand() throws {
    let workspace = try workspace(kills: 0)
    for _ in 0..<4 { #expect(try workspace.grappe("run", "goulu:boucle").status == 4) }
    #expect(try workspace.grappe("run", "goulu:calme").output == "calme\n")
    #expect(try workspace.grappe("quarantine").output == "No plugin is under quarantine.\n")
  }

  private static let bomb = "local t = {} while true do t[#t + 1] = { t } end"

  /// A plugin whose command is a bomb, and one whose job calls it and goes on.
  private func caller(_ limits: String = "") throws -> DemoWorkspace {
    let server = EventTests.plugin(
      "server",
      """
      grappe.command{ id = "spin", summary = "spin", run = function() while true do end end }
      grappe.command{ id = "bomb", summary = "bomb", run = function() \(Self.bomb) end }
      grappe.command{ id = "calm", summary = "calm", run = function() return "calm" end }
      """, more: "[limits]\nmemory = \"4MiB\"")
    let client = EventTests.plugin(
      "client",
      """
      grappe.job{ id = "bomb", every = "1h", run = function() pcall(grappe.call, "server:bomb") end }
      grappe.job{ id = "spin", every = "1h", run = function() pcall(grappe.call, "server:spin") end }
      grappe.command{ id = "bomb", summary = "bomb", run = function() pcall(grappe.call, "server:bomb") end }
      """, more: "[dependencies]\nserver = \">=1.0\"\n\n[limits]\n\(limits)")
    return try EventTests.workspace(server, client)
  }

  @Test("a command that a job calls counts as the job does, against the plugin whose limit was reached")
  func called() throws {
    let workspace = try caller()
    for _ in 0..<3 { #expect(try workspace.grappe("jobs", "run", "client:bomb").status == 0) }
    #expect(try workspace.sql("SELECT DISTINCT principal, outcome FROM invocation WHERE kind = 'call'") == "schedule:client|limit.memory\n")
    let listed = try #require(try json(try workspace.grappe("quarantine", "--json").output) as? [[String: Any]])
    #expect(listed.map { $0["name"] as? String } == ["server"])
    #expect(try workspace.grappe("run", "server:calm").status == 4)
  }

  @Test("a command that a command started by hand calls does not count")
  func calledByHand() throws {
    let workspace = try caller()
    for _ in 0..<4 { #expect(try workspace.grappe("run", "client:bomb").status == 0) }
    #expect(try workspace.grappe("quarantine").output == "No plugin is under quarantine.\n")
    #expect(try workspace.grappe("run", "server:calm").output == "calm\n")
  }

  @Test("a caller with low limits does not bring the plugin it calls under quarantine")
  func lowLimits() throws {
    let workspace = try caller("job.cpu = \"100ms\"")
    for _ in 0..<4 { _ = try workspace.grappe("jobs", "run", "client:spin") }
    #expect(try workspace.sql("SELECT DISTINCT principal, outcome FROM invocation WHERE kind = 'call'") == "client|limit.cpu\n")
    #expect(try workspace.grappe("run", "server:calm").output == "calm\n")
  }

  /// A plugin that loads in English and loops for ever while it is loaded in French.
  private func slowInFrench() throws -> DemoWorkspace {
    let code = """
      grappe.job{ id = "j", every = "1h", run = function() end }
      grappe.command{ id = "calm", summary = "calm", run = function() return "calm" end }
      if grappe.t("word") == "mot" then while true do end end
      """
    var plugin = EventTests.plugin("slow", code)
    plugin.files = ["locales/en.toml": "word = \"word\"\n", "locales/fr.toml": "word = \"mot\"\n"]
    return try EventTests.workspace(plugin)
  }

  @Test("kills while a job's plugin is loaded count")
  func loadedByJobs() throws {
    let workspace = try slowInFrench()
    for _ in 0..<3 { #expect(try workspace.grappe("jobs", "run", "slow:j", language: "fr").status == 4) }
    let refused = try workspace.grappe("run", "slow:calm")
    #expect(refused.status == 4 && refused.errors.contains("while it was loaded"), "\(refused.errors)")
  }

  @Test("kills while a plugin is loaded for a command by hand do not count")
  func loadedByHand() throws {
    let workspace = try slowInFrench()
    for _ in 0..<4 { #expect(try workspace.grappe("run", "slow:calm", language: "fr").status == 4) }
    #expect(try workspace.grappe("run", "slow:calm").output == "calm\n")
  }

  @Test("Others run on, and lists leave it out")
  func neighbours() throws {
    let workspace = try workspace(kills: 3)
    #expect(try workspace.grappe("report", "wallonia:agenda").status == 0)
    let list = try workspace.grappe("run")
    #expect(list.status == 0)
    #expect(!list.output.contains("goulu:"))
    #expect(list.errors.contains("goulu"), "\(list.errors)")
  }

  @Test("It is listed with its reason; lifted, it runs again, and its kills of before count no more")
  func lifted() throws {
    let workspace = try workspace(kills: 3)
    let listed = try #require(try json(try workspace.grappe("quarantine", "--json").output) as? [[String: Any]])
    #expect(listed.map { $0["name"] as? String } == ["goulu"])
    #expect(listed.first?["code"] as? String == "limit.memory")
    #expect(try workspace.grappe("doctor").output.contains("grappe quarantine goulu"))
    #expect(try workspace.grappe("quarantine", "goulu").output.contains("goulu/init.lua:4"))
    #expect(try workspace.grappe("quarantine", "goulu", "--lift").status == 0)
    #expect(try workspace.grappe("run", "goulu:calme").output == "calme\n")
    #expect(try workspace.grappe("jobs", "run", "goulu:boucle").status == 4)
    #expect(try workspace.grappe("run", "goulu:calme").status == 0)
    #expect(try workspace.grappe("quarantine").output == "No plugin is under quarantine.\n")
  }

  @Test("Lifting what is not there is refused with a hint, without a name it is misuse")
  func nothingToLift() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try workspace.grappe("quarantine", "wallonia", "--lift")
    #expect(run.status == 1)
    #expect(run.errors.contains("wallonia is not under quarantine"))
    #expect(try workspace.grappe("quarantine", "--lift").status == 2)
  }

  @Test("Kills an hour apart do not count together")
  func window() throws {
    let workspace = try workspace(kills: 2)
    // The log entries are made older than the hour: ids begin with the timestamp, so they are changed too.
    let sql = """
      UPDATE invocation SET id = '00' || substr(id, 3),
        started_at = '2020-01-01T00:00:00.000Z' WHERE plugin = 'goulu' AND outcome = 'limit.memory'
      """
    let edit = try GrappeBinary.run(URL(filePath: "/usr/bin/sqlite3"), ["grappe.sqlite", sql], in: workspace.directory)
    try #require(edit.status == 0, "\(edit.errors)")
    #expect(try workspace.grappe("jobs", "run", "goulu:boucle").status == 4)
    #expect(try workspace.grappe("run", "goulu:calme").status == 0)
  }

  @Test("The admin's own lines are never under quarantine")
  func admin() throws {
    let workspace = try DemoWorkspace.fresh()
    for _ in 0..<4 { #expect(try workspace.grappe("eval", "while true do end", "--cpu", "20ms").status == 4) }
    #expect(try workspace.grappe("eval", "1 + 1").output == "2\n")
  }
}
