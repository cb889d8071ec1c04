import Foundation
import Testing

/// A worker that is lost inside a transaction that writes: the process ends with exit code 6, and the next start goes on without the
/// plugin. The worker is lost in a write to a stream that nobody reads.
@Suite struct LostWriterTests {
  private static let clock = EventTests.plugin(
    "clock", #"grappe.job{ id = "tick", every = "1s", run = function(job) grappe.actors.add{ name = job.meant_at, kind = "demo" } end }"#)

  private static func holder(_ statement: String) -> PluginVersion {
    EventTests.plugin(
      "holder",
      """
      grappe.job{ id = "hold", every = "1s", run = function()
        grappe.storage.set("k", 1)
        while true do \(statement) end
      end }
      """, more: "[limits]\njob.wall = \"300ms\"")
  }

  @Test(
    "the process ends with code 6 and a last line; later starts run the other jobs, the plugin is under quarantine and the kill in the log once",
    .timeLimit(.minutes(5)),
    arguments: [3_000, 4_000])
  func lost(bytes: Int) throws {
    // Both fill the pipe so that no further line of theirs fits; beside the shorter ones there is room for the last line.
    let statement = #"grappe.log.warn(("x"):rep(\#(bytes)))"#
    let workspace = try EventTests.workspace(Self.holder(statement), Self.clock)
    let host = try UnreadGrappe(workspace, ["serve"])
    let end = try #require(host.end(within: 120), "the process did not end")
    #expect(end.status == 6 && !end.isSignalled)
    // The process ends although its standard error is full.
    if bytes == 3_000 {
      let errors = host.readErrors()
      #expect(errors.contains("holder:hold did not give back the write lock") && errors.hasSuffix("is kept.\n"), "\(errors)")
    }
    #expect(try workspace.damage() == "")
    #expect(try workspace.sql("SELECT count(*) FROM storage") == "0\n")
    for _ in 0..<2 { try serveOthers(workspace) }
    #expect(
      try workspace.sql("SELECT plugin, kind, name, principal FROM invocation WHERE outcome = 'limit.stuck'")
        == "holder|job|hold|schedule\n")
    #expect(try workspace.grappe("quarantine").output.contains("holder"))
    #expect(try workspace.grappe("jobs").output.contains("quarantined"))
  }

  /// Serves until the other plugin's job has run twice more; the lost one's does not run.
  private func serveOthers(_ workspace: DemoWorkspace) throws {
    let before = try workspace.sql("SELECT count(*) FROM actor").trimmingCharacters(in: .newlines)
    let host = try RunningGrappe(workspace, ["serve"])
    let seen = try host.observe { try workspace.sql("SELECT count(*) >= \(before) + 2 FROM actor") == "1\n" ? true : nil }
    #expect(seen == true)
    kill(host.number, SIGTERM)
    #expect(host.wait() == 0)
    #expect(try workspace.sql("SELECT count(*) FROM invocation WHERE plugin = 'holder' AND kind = 'job'") == "1\n")
  }

  @Test(
    "a command that an admin runs by hand and that is lost is in the log, and does not count towards the quarantine",
    .timeLimit(.minutes(5)))
  func byHand() throws {
    let workspace = try EventTests.workspace(
      EventTests.plugin(
        "holder",
        """
        grappe.command{ id = "hold", summary = "hold", run = function()
          grappe.storage.set("k", 1)
          while true do print(("x"):rep(4000)) end
        end }
        grappe.command{ id = "calm", summary = "calm", run = function() return "calm" end }
        """, more: "[limits]\ncommand.wall = \"300ms\""))
    let run = try UnreadGrappe(workspace, ["run", "holder:hold"])
    #expect(try #require(run.end(within: 120), "the process did not end").status == 4)
    let log = try #require(try json(try workspace.grappe("log", "--json").output) as? [[String: Any]])
    #expect(log.filter { $0["outcome"] as? String == "limit.stuck" }.map { $0["name"] as? String } == ["hold"])
    #expect(try workspace.grappe("quarantine").output == "No plugin is under quarantine.\n")
    #expect(try workspace.grappe("run", "holder:calm").output == "calm\n")
  }
}
