import Foundation
import Testing

/// The breadth of a cascade, with the real binary: bounded, shown, discarded, and no obstacle for other plugins.
@Suite struct CascadeTests {
  /// A plugin whose handler emits 900 events for each one it handles.
  private static let grow = EventTests.plugin(
    "grow",
    """
    grappe.command{ id = "start", summary = "start", run = function() grappe.emit("e", {}) end }
    grappe.on("grow:e", function() for i = 1, 900 do grappe.emit("e", {}) end end)
    """, more: "[limits]\nhandler = { cpu = \"1min\", wall = \"1min\", write_wall = \"1min\" }")
  private static let neighbour = EventTests.plugin(
    "neighbour", #"grappe.on("actor.created", function(actor) grappe.storage.set(actor.name, true) end)"#)

  /// Waits until `query` returns 1.
  private func settle(_ host: RunningGrappe, _ workspace: DemoWorkspace, _ query: String) throws {
    let seen = try host.observe { try workspace.sql(query) == "1\n" ? true : nil }
    try #require(seen == true, "the host has ended")
  }

  private func add(_ name: String, _ workspace: DemoWorkspace) throws {
    let run = try workspace.grappe("eval", "--write", #"actors.add{ name = "\#(name)", kind = "demo" }"#)
    try #require(run.status == 0, "\(run.errors)")
  }

  @Test(
    "an origin that causes more and more deliveries is set aside as one entry, while a neighbour is served; discarded, nothing is left",
    .timeLimit(.minutes(5)))
  func breadth() throws {
    let workspace = try EventTests.workspace(Self.grow, Self.neighbour)
    let host = try RunningGrappe(workspace, ["serve"])
    try settle(host, workspace, "SELECT 1")
    let served = try host.observe {
      (try json(try workspace.grappe("jobs", "--json").output) as? [String: Any])?["served"] as? Bool == true ? true : nil
    }
    try #require(served == true)
    // Both events wait while the host is suspended; the older one is that of the cascade.
    kill(host.number, SIGSTOP)
    #expect(try workspace.grappe("run", "grow:start").status == 0)
    try add("A", workspace)
    kill(host.number, SIGCONT)
    try settle(host, workspace, "SELECT count(*) FROM cascade WHERE set_aside_at IS NOT NULL")

    let handlers = try workspace.sql("SELECT plugin FROM invocation WHERE kind = 'handler' ORDER BY id")
      .split(separator: "\n").map(String.init)
    #expect(handlers.prefix(2).contains("neighbour") && handlers.count { $0 == "grow" } == 12, "\(handlers)")
    try add("B", workspace)
    try settle(host, workspace, "SELECT count(*) FROM storage WHERE plugin = 'neighbour' AND key = 'B'")

    let listed = try #require(try json(try workspace.grappe("jobs", "--json").output) as? [String: Any])
    let aside = try #require(listed["cascades_set_aside"] as? [[String: Any]])
    #expect(aside.count == 1 && (listed["deliveries_set_aside"] as? [Any])?.isEmpty == true)
    #expect(aside[0]["plugin"] as? String == "grow" && aside[0]["event"] as? String == "grow:e", "\(aside)")
    let id = try #require(aside[0]["id"] as? String)
    #expect(aside[0]["deliveries"] as? Int == 10_801 && aside[0]["allowed"] as? Int == 10_000, "\(aside)")
    let shown = try workspace.grappe("jobs").output
    #expect(shown.contains("one origin caused") && shown.contains("discard \(id)"), "\(shown)")

    #expect(try workspace.grappe("jobs", "discard", id).status == 0)
    #expect(try workspace.sql("SELECT count(*) FROM delivery; SELECT count(*) FROM cascade") == "0\n0\n")
    kill(host.number, SIGTERM)
    #expect(host.wait() == 0)
    #expect(try workspace.damage() == "")
  }
}
