import Foundation
import Testing

/// Standard output that nobody reads makes plugin code wait within its limits; the wait is not being stuck.
@Suite struct UnreadOutputTests {
  private static let lines = "local line = (\"x\"):rep(1000) while true do print(line) end"

  @Test(
    "code that prints into a full pipe is stopped by its time, loses no worker and keeps no lock", .timeLimit(.minutes(2)),
    arguments: [(["--wall", "300ms"], "wall"), (["--write", "--write-wall", "300ms"], "write_wall")])
  func stopped(options: [String], limit: String) throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try UnreadGrappe(workspace, ["eval", Self.lines] + options)
    let end = try #require(run.end(within: 60), "it still runs")
    let errors = run.readErrors()
    #expect(end.status == 4 && !end.isSignalled && errors.contains("300 ms"), "\(end) \(errors)")
    #expect(try workspace.sql("SELECT outcome FROM invocation WHERE kind = 'eval'") == "limit.\(limit)\n")
  }

  @Test("a line of the log that nobody reads is stopped the same way", .timeLimit(.minutes(2)))
  func log() throws {
    let workspace = try DemoWorkspace.fresh()
    let code = "local line = (\"x\"):rep(1000) while true do grappe.log.info(line) end"
    let run = try UnreadGrappe(workspace, ["eval", code, "--wall", "300ms"])
    // The sentence of the end waits for the same reader.
    let outcome = "SELECT group_concat(outcome) FROM invocation WHERE kind = 'eval'"
    while try workspace.sql(outcome) == "\n" { try #require(run.isRunning) }
    _ = run.readErrors()
    #expect(try #require(run.end(within: 60)).status == 4)
    #expect(try workspace.sql(outcome) == "limit.wall\n")
  }
}
