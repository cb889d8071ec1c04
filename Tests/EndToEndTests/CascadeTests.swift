import Foundation
import Testing

/// A cascade of events has a breadth, and nobody's listener waits long for another's.
@Suite struct CascadeTests {
  private static let grow = EventTests.plugin(
    "grow", """
      grappe.on("grow:e", function(_, event) if event.depth < 8 then for i = 1, 900 do grappe.emit("e", i) end end end)
      grappe.command { id = "spark", summary = "x", run = function() grappe.emit("e", 1) return 1 end }
      """, more: "[limits]\nhandler = { write_wall = \"1min\", cpu = \"1min\", wall = \"2min\" }")

  private func cascades(_ workspace: DemoWorkspace) throws -> [[String: Any]] {
    let listed = try #require(try json(try workspace.grappe("jobs", "--json").output) as? [String: Any])
    #expect(listed["cascade_deliveries_max"] as? Int == 10_000)
    return try #require(listed["cascades_set_aside"] as? [[String: Any]])
  }

  /// Lets commands deliver until nothing waits but what is set aside.
  private func settle(_ workspace: DemoWorkspace) throws {
    while try workspace.sql("SELECT count(*) FROM delivery WHERE set_aside_at IS NULL") != "0\n" {
      let host = try RunningGrappe(workspace, ["serve"])
      let query = "SELECT count(*) FROM delivery WHERE set_aside_at IS NULL"
      _ = try host.observe { try workspace.sql(query) == "0\n" ? true : nil }
      kill(host.number, SIGTERM)
      #expect(host.wait() == 0)
    }
  }

  @Test("one spark is set aside as one entry with its reason, goes on when an admin retries it, and is gone when discarded", .timeLimit(.minutes(10)))
  func breadth() throws {
    let workspace = try EventTests.workspace(Self.grow)
    #expect(try workspace.grappe("jobs").output.contains("10000"))
    #expect(try workspace.grappe("run", "grow:spark").status == 0)
    try settle(workspace)
    let first = try cascades(workspace)
    #expect(first.count == 1 && first[0]["allowed"] as? Int == 10_000 && first[0]["plugin"] as? String == "grow", "\(first)")
    let id = try #require(first.first?["id"] as? String)
    let text = try workspace.grappe("jobs").output
    #expect(text.contains(id) && text.contains("one origin caused") && text.contains("discard \(id)"), "\(text)")
    #expect(try workspace.grappe("jobs", language: "fr").output.contains("une seule origine"))
    let made = Int(try workspace.sql("SELECT count(*) FROM invocation WHERE kind = 'handler'").trimmingCharacters(in: .newlines)) ?? 0
    #expect((1...10_000).contains(made))

    #expect(try workspace.grappe("jobs", "retry", id).status == 0)
    try settle(workspace)
    let second = try cascades(workspace)
    #expect(second.map { $0["id"] as? String } == [id] && (second[0]["allowed"] as? Int ?? 0) > 10_000, "\(second)")

    #expect(try workspace.grappe("jobs", "discard", id).status == 0)
    #expect(try cascades(workspace).isEmpty)
    #expect(try workspace.sql("SELECT (SELECT count(*) FROM delivery) + (SELECT count(*) FROM outbox) + (SELECT count(*) FROM cascade)") == "0\n")
    #expect(try workspace.grappe("jobs", "discard", id).status == 3)
    #expect(try workspace.damage() == "")
  }

  @Test("an import of many rows is one origin: what its listeners cause is set aside together", .timeLimit(.minutes(10)), arguments: [nil, "300"])
  func imports(batch: String?) throws {
    let workspace = try EventTests.workspace(
      EventTests.plugin(
        "echo", """
          grappe.on("actor.created", function() for i = 1, 50 do grappe.emit("heard", i) end end)
          grappe.on("echo:heard", function() end)
          """))
    let rows = (1...1_000).map { "x\($0),Row \($0),demo\n" }.joined()
    try Data(("id,name,kind\n" + rows).utf8).write(to: workspace.directory.appending(path: "in.csv"))
    let run = try workspace.grappe.run(["import", "in.csv", "--as", "actor"] + (batch.map { ["--batch", $0] } ?? []))
    #expect(run.status == 0, "\(run.errors)")
    try settle(workspace)
    let held = try cascades(workspace)
    #expect(held.count == 1 && held[0]["plugin"] as? String == "admin" && held[0]["event"] as? String == "actor.created", "\(held)")
    #expect((held.first?["deliveries"] as? Int ?? 0) == 10_050)
    #expect(try workspace.sql("SELECT count(*) FROM actor") == "1000\n")
  }

  @Test("an import of 10,000 rows with a listener is delivered whole", .timeLimit(.minutes(20)))
  func wholeImport() throws {
    let workspace = try EventTests.workspace(
      EventTests.plugin("count", #"grappe.on("actor.created", function() end) grappe.on("actor.created", function() end)"#))
    let rows = (1...10_000).map { "x\($0),Row \($0),demo\n" }.joined()
    try Data(("id,name,kind\n" + rows).utf8).write(to: workspace.directory.appending(path: "in.csv"))
    let run = try workspace.grappe("import", "in.csv", "--as", "actor")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try cascades(workspace).isEmpty)
    #expect(try workspace.sql("SELECT count(*) > 18000 FROM delivery WHERE set_aside_at IS NULL") == "1\n")
  }

  @Test("a neighbour's listener waits for one handler of another plugin, and that one is stopped after its turn", .timeLimit(.minutes(10)))
  func neighbour() throws {
    let hog = EventTests.plugin(
      "hog", """
        grappe.on("actor.created", function() grappe.storage.set("k", 1) while true do end end)
        grappe.on("actor.created", function() while true do end end)
        """, more: "[limits]\nhandler = { cpu = \"10min\", wall = \"20min\" }")
    let quiet = EventTests.plugin("quiet", #"grappe.on("actor.created", function(a) grappe.storage.set(a.name, true) end)"#)
    let workspace = try EventTests.workspace(hog, quiet)
    let host = try RunningGrappe(workspace, ["serve"])
    let isServed = try host.observe { try workspace.grappe("jobs", "--json").output.contains("\"served\": true") ? true : nil }
    try #require(isServed == true)
    #expect(try workspace.grappe("eval", "--write", #"for i = 1, 5 do actors.add{ name = "A" .. i, kind = "demo" } end"#).status == 0)
    let heard = try host.observe {
      try workspace.sql("SELECT count(*) FROM storage WHERE plugin = 'quiet'") == "5\n" ? true : nil
    }
    #expect(heard == true)
    kill(host.number, SIGTERM)
    #expect(host.wait() == 0)
    // One of the other's handlers at most between two of the neighbour's, each stopped by the limit of a turn.
    let query = "SELECT plugin, outcome FROM invocation WHERE kind = 'handler' ORDER BY started_at"
    let lines = try workspace.sql(query).split(separator: "\n")
    for (one, next) in zip(lines, lines.dropFirst()) where one.hasPrefix("hog") {
      #expect(next.hasPrefix("quiet") || lines.count { $0.hasPrefix("quiet") } == 5, "\(lines)")
    }
    #expect(lines.filter { $0.hasPrefix("hog") }.allSatisfy { $0 == "hog|limit.write_wall" }, "\(lines)")
  }
}
