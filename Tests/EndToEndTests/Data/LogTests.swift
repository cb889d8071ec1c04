import Foundation
import Testing

/// Every invocation is in the log with its cost and outcome.
@Suite struct LogTests {
  private func log(_ workspace: DemoWorkspace, _ limit: Int = 1) throws -> [[String: Any]] {
    try #require(try json(try workspace.grappe("log", "--limit", "\(limit)", "--json").output) as? [[String: Any]])
  }

  @Test("A report is noted with the loading of its plugin, its rows and its output")
  func report() throws {
    let workspace = try DemoWorkspace.fresh()
    try #require(try workspace.grappe("report", "wallonia:cartographie").status == 0)
    let entries = try log(workspace, 2)
    #expect(entries.map { $0["kind"] as? String } == ["report", "load"])
    #expect(entries.map { $0["name"] as? String } == ["cartographie", "init.lua"])
    #expect(entries.allSatisfy { $0["plugin"] as? String == "wallonia" && $0["outcome"] as? String == "done" })
    #expect(entries[0]["rows_read"] as? Int ?? 0 > 100)
    #expect(entries[0]["output_bytes"] as? Int ?? 0 > 100)
    #expect(entries[0]["peak_bytes"] as? Int ?? 0 > 1_000)
  }

  @Test("A writing invocation is noted with what it wrote")
  func write() throws {
    let workspace = try DemoWorkspace.fresh()
    let code = "for i = 1, 3 do actors.add{ name = 'Essai ' .. i, kind = 'company' } end"
    try #require(try workspace.grappe("eval", code, "--write").status == 0)
    let entry = try #require(try log(workspace).first)
    #expect(entry["kind"] as? String == "eval")
    #expect(entry["rows_written"] as? Int == 3)
  }

  @Test("An installation notes each plugin's init.lua and migrations")
  func installation() throws {
    let entries = try log(try DemoWorkspace.fresh(), 1_000)
    let migrations = entries.filter { $0["kind"] as? String == "migration" && $0["plugin"] as? String == "wallonia" }
    #expect(Set(migrations.compactMap { $0["name"] as? String }).contains("migrations/0001.lua"))
    #expect(entries.count { $0["kind"] as? String == "install" } == 4)
  }

  @Test("What failed and what was stopped is noted after its writes are undone, and can be shown with its error")
  func failures() throws {
    let workspace = try DemoWorkspace.fresh()
    let before = try workspace.dump()
    let add = "actors.add{ name = 'Essai', kind = 'company' } "
    #expect(try workspace.grappe("eval", add + "error('broken')", "--write").status == 1)
    #expect(try workspace.grappe("eval", add + "while true do end", "--write", "--cpu", "200ms").status == 4)
    #expect(try workspace.dump() == before)
    let entries = try log(workspace, 2)
    #expect(entries.map { $0["outcome"] as? String } == ["limit.cpu", "plugin.failed"])
    #expect(entries[0]["cpu_ms"] as? Int ?? 0 >= 200)
    let id = try #require(entries[1]["id"] as? String)
    let shown = try workspace.grappe("log", id)
    #expect(shown.status == 0)
    #expect(shown.output.contains("eval:1: broken"))
  }

  @Test("A commit that is refused is noted as failed")
  func refusedCommit() throws {
    let workspace = try DemoWorkspace.fresh()
    let code = "actors.add{ name = 'Essai', kind = 'company', territory = 'BE-NOWHERE' }"
    #expect(try workspace.grappe("eval", code, "--write").status != 0)
    #expect(try log(workspace).first?["outcome"] as? String != "done")
  }

  @Test("A report neither waits for a writer nor fails because of one; only its entry is lost")
  func busyWriter() throws {
    let workspace = try DemoWorkspace.fresh()
    let before = try log(workspace, 1_000).count
    let writer = try RunningGrappe(workspace, ["eval", "while true do end", "--write", "--cpu", "1h", "--wall", "1h"])
    // The writer holds the lock before its first instruction, and is published some time later.
    let isPublished: Bool? = try writer.observe {
      (try json(try workspace.grappe("top", "--json").output) as? [Any])?.isEmpty == false ? true : nil
    }
    try #require(isPublished == true)
    #expect(try workspace.grappe("report", "wallonia:cartographie").status == 0)
    #expect(try log(workspace, 1_000).count == before)
    writer.crash()
    #expect(try workspace.grappe("report", "wallonia:cartographie").status == 0)
    #expect(try log(workspace, 1_000).count == before + 2)
  }

  @Test("An id that is not in the log is said to be unknown")
  func unknown() throws {
    let run = try DemoWorkspace.shared.get().grappe("log", "01zzzzzzzzzzzzzzzzzzzzzzzz")
    #expect(run.status == 1)
    #expect(run.errors.contains("01zzzzzzzzzzzzzzzzzzzzzzzz"))
  }

  @Test("People read a table in their language")
  func table() throws {
    let workspace = try DemoWorkspace.fresh()
    #expect(try workspace.grappe("eval", "error('x')").status == 1)
    #expect(try workspace.grappe("log", "--limit", "1").output.contains("failed"))
    #expect(try workspace.grappe("log", "--limit", "1", language: "fr").output.contains("échec"))
    #expect(try workspace.grappe("log", "--limit", "0").status == 2)
  }
}
