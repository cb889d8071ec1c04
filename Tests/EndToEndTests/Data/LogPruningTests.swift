import Foundation
import Testing

/// The log keeps invocations that changed nothing for the time set in config.toml; then an installation deletes them.
@Suite struct LogPruningTests {
  /// Adds to the log an invocation of 2020 that changed nothing.
  private func age(_ workspace: DemoWorkspace) throws {
    _ = try workspace.sql(
      """
      INSERT INTO invocation (id, plugin, principal, kind, name, started_at, outcome, queue_ms, cpu_ms, wall_ms, peak_bytes, rows_read, rows_written)
      VALUES ('01dxf6dt000000000000000000', 'admin', 'admin', 'eval', 'old', '2020-01-01T00:00:00.000Z', 'done', 0, 0, 0, 0, 0, 0)
      """)
  }

  @Test("An installation forgets what is older, and keeps what is not")
  func forgets() async throws {
    let workspace = try DemoWorkspace.bare()
    try #require(try workspace.grappe("eval", "1").status == 0)
    try age(workspace)
    #expect(try workspace.grappe("log", "01dxf6dt000000000000000000").status == 0)
    try #require(try PluginVersion.first.install(with: workspace.grappe, "install", "--yes").status == 0)
    #expect(try workspace.grappe("log", "01dxf6dt000000000000000000").status != 0)
    #expect(try workspace.sql("SELECT count(*) FROM invocation WHERE kind = 'eval'") == "1\n")
  }

  @Test("config.toml says how long")
  func days() async throws {
    let workspace = try DemoWorkspace.bare()
    try Data("[log]\ndays = 36500\n".utf8).write(to: workspace.directory.appending(path: "config.toml"))
    try age(workspace)
    try #require(try PluginVersion.first.install(with: workspace.grappe, "install", "--yes").status == 0)
    #expect(try workspace.grappe("log", "01dxf6dt000000000000000000").status == 0)
  }
}
