import Foundation
import Testing

/// The log of `grappe serve`: its levels, its formats, and the settings that SIGHUP reads again.
@Suite struct ServeLogTests {
  private let workspace: DemoWorkspace
  private let file: URL

  init() throws {
    let tick = """
      grappe.job{ id = "tick", every = "1s", run = function(job) grappe.actors.add{ name = job.meant_at, kind = "demo" } end }
      """
    workspace = try EventTests.workspace(EventTests.plugin("clock", tick))
    file = workspace.directory.appending(path: "log")
  }

  private func start(_ arguments: String...) throws -> RunningGrappe {
    try Data().write(to: file)
    return try RunningGrappe(workspace, ["serve"] + arguments, output: try FileHandle(forWritingTo: file))
  }

  private var log: String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }

  /// Waits until the log has the text.
  private func wait(for text: String, of host: RunningGrappe) throws {
    try #require(host.observe { log.contains(text) ? true : nil } == true, "\(log)")
  }

  @Test(
    "each run is a line at debug alone; otherwise the log reports rates, and at error only failures", arguments: ["error", "info", "debug"])
  func levels(level: String) throws {
    let host = try start("--log-level", level, "--log-format", "json")
    try #require(try host.observe { try workspace.sql("SELECT count(*) FROM actor") != "0\n" ? true : nil } == true)
    #expect(host.end(by: SIGTERM)?.status == 0)
    #expect(log.contains("\"job-done\"") == (level == "debug"), "\(log)")
    #expect(log.contains("\"rates\"") == (level != "error") && log.contains("\"started\"") == (level != "error"))
    #expect(level != "error" || log.isEmpty)
  }

  @Test("SIGHUP takes over the log's level and format; invalid settings are reported and change nothing")
  func hangup() throws {
    let config = workspace.directory.appending(path: "config.toml")
    let host = try start()
    try wait(for: "Generation", of: host)
    #expect(!log.contains("\"event\""))
    try Data("[log]\nlevel = \"debug\"\nformat = \"json\"\n".utf8).write(to: config)
    kill(host.number, SIGHUP)
    try wait(for: "\"settings-reloaded\"", of: host)
    try wait(for: "\"job-done\"", of: host)
    try Data("[log]\nlevel = \"loud\"\n".utf8).write(to: config)
    kill(host.number, SIGHUP)
    try wait(for: "\"settings-refused\"", of: host)
    #expect(log.contains("error, info, debug"))
    #expect(host.end(by: SIGTERM)?.status == 0)
    #expect(log.contains("\"stopped\""))
  }
}
