import Foundation
import Testing

/// `grappe kill` ends an invocation in another process, and both processes report it.
@Suite struct KillTests {
  /// Writes a record, then loops for ever.
  private static let endless = [
    "eval", "--write", "actors.add{ id = 'half', name = 'Half', kind = 'company' } while true do end", "--cpu", "1h",
    "--wall", "1h",
  ]

  @Test("A running script is ended by its number: its transaction is gone, the log says who ended it")
  func script() throws {
    let workspace = try DemoWorkspace.fresh()
    let running = try RunningGrappe(workspace, Self.endless)
    let id = try #require(try running.invocationID(in: workspace))
    #expect(try workspace.grappe("kill").output.contains(id))
    let run = try workspace.grappe("kill", id)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Stopped: admin eval") && run.output.contains(id))
    #expect(running.wait() == 4)
    #expect(try workspace.grappe("eval", "actors.get('half')").output.hasPrefix("nil"))
    let log = try #require(try json(try workspace.grappe("log", "--json").output) as? [[String: Any]])
    let ended = try #require(log.first { $0["outcome"] as? String == "limit.killed" })
    #expect((ended["detail"] as? String)?.contains("an admin ended it") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.directory.appending(path: "run").path) == [])
  }

  @Test("The number of the process is enough where it runs one thing, and JSON tells what was ended")
  func process() throws {
    let workspace = try DemoWorkspace.fresh()
    let running = try RunningGrappe(workspace, Self.endless)
    let id = try #require(try running.invocationID(in: workspace))
    let run = try workspace.grappe("kill", "\(running.number)", "--json")
    #expect((try json(run.output) as? [String: Any])?["id"] as? String == id)
    #expect(running.wait() == 4)
  }

  @Test("A number under which nothing runs is refused with those there are", arguments: ["en", "fr"])
  func unknown(language: String) throws {
    let workspace = try DemoWorkspace.fresh()
    let none = try workspace.grappe("kill", "1.1", language: language)
    #expect(none.status == 1)
    #expect(none.errors.contains(language == "fr" ? "Rien ne s'exécute sous le numéro 1.1" : "Nothing runs under the number 1.1"))
    let running = try RunningGrappe(workspace, Self.endless)
    let id = try #require(try running.invocationID(in: workspace))
    let other = try workspace.grappe("kill", "\(running.number).999", language: language)
    #expect(other.status == 1 && other.errors.contains(id))
    #expect(try workspace.grappe("kill", id).status == 0)
  }

  @Test("A process that is stopped does not answer, and who asked is told what is left to do")
  func unanswered() throws {
    let workspace = try DemoWorkspace.fresh()
    let running = try RunningGrappe(workspace, Self.endless)
    let id = try #require(try running.invocationID(in: workspace))
    kill(running.number, SIGSTOP)
    let run = try workspace.grappe("kill", id)
    #expect(run.status == 1 && run.errors.contains("kill \(running.number)"), "\(run.errors)")
    kill(running.number, SIGCONT)
    // The request was withdrawn: the invocation still runs.
    #expect(try workspace.grappe("kill", id).status == 0)
    #expect(running.wait() == 4)
  }

  @Test("A job that an admin ended is set aside and does not begin again by itself")
  func job() throws {
    let endless = #"grappe.job{ id = "j", every = "1s", run = function() while true do end end }"#
    let workspace = try EventTests.workspace(EventTests.plugin("endless", endless))
    let host = try RunningGrappe(workspace, ["serve"])
    let id = try #require(try host.invocationID(in: workspace))
    #expect(try workspace.grappe("kill", id).status == 0)
    let state = try host.observe { try workspace.sql("SELECT state FROM job") == "set-aside\n" ? true : nil }
    #expect(state == true)
    let listed = try workspace.grappe("jobs").output
    #expect(listed.contains("set aside") && listed.contains("an admin ended it"), "\(listed)")
    #expect(try workspace.grappe("quarantine").output == "No plugin is under quarantine.\n")
    kill(host.number, SIGTERM)
    #expect(host.wait() == 0)
  }
}
