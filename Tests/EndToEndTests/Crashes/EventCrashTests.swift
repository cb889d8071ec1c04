import Foundation
import Testing

/// SIGKILL at random moments of jobs, deliveries and the commands that cause them: no effect is lost or duplicated, as
/// Tests/Oracle/count_effects.sh counts with the sqlite3 shell alone.
///
/// `make crash` kills at least 150 times; an ordinary test run a few times.
@Suite struct EventCrashTests {
  private static let kills = ProcessInfo.processInfo.environment["GRAPPE_CRASH_KILLS"].flatMap { Int($0) }.map { max(150, $0) } ?? 8

  /// Each source causes an echo, each echo an answer; a tick runs each second.
  private static let plugin = EventTests.plugin(
    "chain",
    """
    grappe.on("actor.created", function(actor)
      if actor.city == "source" then grappe.actors.add{ name = actor.id, kind = "demo", city = "echo" } end
    end)
    grappe.on("actor.created", function(actor)
      if actor.city == "echo" then grappe.actors.add{ name = actor.id, kind = "demo", city = "answer" } end
    end)
    grappe.job{ id = "tick", every = "1s", run = function(job)
      grappe.actors.add{ name = job.meant_at, kind = "demo", city = "tick" }
    end }
    """)

  /// Starts a command and kills it after a random time.
  private func disturb(_ workspace: DemoWorkspace, _ arguments: [String], within microseconds: UInt32) throws {
    let process = try RunningGrappe(workspace, arguments)
    usleep(.random(in: 0...microseconds))
    process.crash()
  }

  @Test("Kills at random moments lose no effect and repeat none")
  func kills() throws {
    let workspace = try EventTests.workspace(Self.plugin)
    let source = #"for i = 1, 4 do actors.add{ name = "S" .. i, kind = "demo", city = "source" } end"#
    for round in 0..<Self.kills {
      switch round % 3 {
      case 0:
        // A host with work to do, killed meanwhile.
        let host = try RunningGrappe(workspace, ["serve"])
        #expect(try workspace.grappe("eval", "--write", source).status == 0)
        usleep(.random(in: 0...400_000))
        host.crash()
      case 1: try disturb(workspace, ["eval", "--write", source], within: 500_000)
      default: try disturb(workspace, ["serve"], within: 800_000)
      }
      #expect(try workspace.damage() == "")
    }
    try settle(workspace)
    let counted = try count(workspace)
    #expect(counted.status == 0 && counted.output.hasSuffix("nothing lost, nothing twice\n"), "\(counted.output)\(counted.errors)")
  }

  @Test(
    "A kill after any delivery of a group takes the whole group back: each is in the queue or in the log, with its effect",
    .enabled(if: ProcessInfo.processInfo.environment["GRAPPE_BINARY"] == nil))
  func groups() throws {
    let workspace = try EventTests.workspace(Self.plugin)
    let source = #"for i = 1, 3 do actors.add{ name = "S" .. i, kind = "demo", city = "source" } end"#
    // Each actor has two deliveries, one to each handler.
    let accounts = """
      SELECT (SELECT count(*) FROM invocation WHERE kind = 'handler' AND outcome = 'done') + (SELECT count(*) FROM delivery)
        = 2 * (SELECT count(*) FROM actor)
      """
    for step in 1...6 {
      #expect(try DisturbedRun(["eval", "--write", source], in: workspace.directory, crashingAt: step).isKilled)
      #expect(try workspace.sql(accounts) == "1\n" && workspace.damage() == "")
      if step == 1 { #expect(try workspace.sql("SELECT count(*) FROM delivery") == "6\n", "the first delivery was not committed alone") }
    }
    try settle(workspace)
    let counted = try count(workspace)
    #expect(counted.status == 0 && counted.output.hasSuffix("nothing lost, nothing twice\n"), "\(counted.output)\(counted.errors)")
  }

  private func count(_ workspace: DemoWorkspace) throws -> GrappeBinary.Run {
    let script = GrappeBinary.root.appending(path: "Tests/Oracle/count_effects.sh").path
    return try GrappeBinary.run(
      URL(filePath: "/bin/sh"), [script, workspace.directory.appending(path: "grappe.sqlite").path], in: workspace.directory)
  }

  /// Serves until no delivery is pending and the job has run once more.
  private func settle(_ workspace: DemoWorkspace) throws {
    let host = try RunningGrappe(workspace, ["serve"])
    let ticks = try workspace.sql("SELECT count(*) FROM actor WHERE city = 'tick'").trimmingCharacters(in: .newlines)
    let query = "SELECT (SELECT count(*) FROM delivery) = 0 AND (SELECT count(*) FROM actor WHERE city = 'tick') > \(ticks)"
    let seen = try host.observe { try workspace.sql(query) == "1\n" ? true : nil }
    #expect(seen == true)
    kill(host.number, SIGTERM)
    #expect(host.wait() == 0)
  }
}
