import Foundation
import Testing

/// `grappe compact`: free space is given back, and the retention of config.toml is applied.
@Suite struct CompactTests {
  private func sizes(_ run: GrappeBinary.Run) throws -> (before: Int, after: Int, changes: Int) {
    try #require(run.status == 0, "\(run.errors)")
    let all = try #require(try json(run.output) as? [String: Any])
    let size = { (name: String) -> Int in ((all[name] as? [String: Any])?["database"] as? Int) ?? 0 }
    return (size("before"), size("after"), all["changes"] as? Int ?? -1)
  }

  private func bytes(_ workspace: DemoWorkspace) throws -> Int {
    let path = workspace.directory.appending(path: "grappe.sqlite").path
    return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  }

  /// Moves all invocations to 2020, and has the journal kept for a time; nil leaves the settings as they are.
  private func age(_ workspace: DemoWorkspace, days: Int? = 30) throws {
    // Ids begin with the time.
    for table in ["journal_change SET invocation = '01dxf6dt' || substr(invocation, 9)", "invocation SET id = '01dxf6dt' || substr(id, 9)"]
    {
      _ = try workspace.sql("UPDATE \(table)")
    }
    guard let days else { return }
    try Data("[log]\njournal_days = \(days)\n".utf8).write(to: workspace.directory.appending(path: "config.toml"))
  }

  @Test("free pages are given back to the file system, a dry run changes nothing, and the doctor finds all derived data right")
  func space() throws {
    let workspace = try DemoWorkspace.fresh()
    let fill = """
      for i = 1, 60 do actors.add{ id = "x" .. i, name = "X" .. i, kind = "company", lat = 50.0, lon = 4.0,
        description = string.rep("0123456789abcdef", 2000) } end
      """
    try #require(try workspace.grappe("eval", "--write", fill).status == 0)
    try #require(try workspace.grappe("eval", "--write", "for i = 1, 60 do actors.del('x' .. i) end").status == 0)
    try #require(try workspace.grappe("eval", "--write", "actors.add{ id = 'x', name = 'X', kind = 'company' }").status == 0)
    try age(workspace)
    let places = "return actors.count{ near = { lat = 50.47, lon = 4.87, km = 30 } }"
    let near = try workspace.grappe("eval", places)
    let dry = try sizes(try workspace.grappe("compact", "--dry-run", "--json"))
    #expect(dry.before - dry.after > 60 * 30_000 && dry.changes >= 2)
    #expect(try bytes(workspace) == dry.before)
    let done = try sizes(try workspace.grappe("compact", "--json"))
    #expect(try done.after <= dry.after + 65_536 && bytes(workspace) == done.after, "\(dry) \(done)")
    let log =
      try? FileManager.default.attributesOfItem(atPath: workspace.directory.appending(path: "grappe.sqlite-wal").path)[.size] as? Int
    #expect((log ?? 0) == 0)
    #expect(near.status == 0, "\(near.errors)")
    #expect(try workspace.grappe("eval", places).output == near.output)
    let doctor = try workspace.grappe("doctor")
    #expect(doctor.status == 0, "\(doctor.output)")
  }

  @Test("changes older than journal_days are deleted; without the setting the journal is kept whole")
  func retention() throws {
    let workspace = try DemoWorkspace.bare()
    for code in ["a", "b", "c"] {
      let add = "concepts.add{ scheme = 'actor-kind', code = '\(code)', label = { en = '\(code)' } }"
      try #require(try workspace.grappe("eval", "--write", add).status == 0)
    }
    try age(workspace, days: nil)
    #expect(try sizes(try workspace.grappe("compact", "--json")).changes == 0)
    try age(workspace)
    #expect(try sizes(try workspace.grappe("compact", "--dry-run", "--json")).changes == 2)
    #expect(try sizes(try workspace.grappe("compact", "--json")).changes == 2)
    #expect(try workspace.sql("SELECT count(*) FROM journal_change") == "1\n", "the last change stays")
    #expect(try workspace.grappe("doctor").status == 0)
  }

  @Test("a database copied from a running host without its log is noticed by the doctor")
  func copied() throws {
    let workspace = try EventTests.workspace()
    let host = try RunningGrappe(workspace, ["serve"])
    defer { host.crash() }
    try #require(try host.observe { try workspace.grappe("jobs", "--json").output.contains("\"served\": true") ? true : nil } == true)
    let add = "concepts.add{ scheme = 'actor-kind', code = 'late', label = { en = 'late' } }"
    try #require(try workspace.grappe("eval", "--write", add).status == 0)
    try #require(try workspace.grappe("backup", "kept.sqlite").status == 0)
    let copy = try TemporaryFolder()
    for name in ["grappe.sqlite", "identity.json", "blobs", "trust"] {
      try FileManager.default.copyItem(at: workspace.directory.appending(path: name), to: copy.url.appending(path: name))
    }
    let doctor = try workspace.grappe("doctor", "--workspace", copy.url.path)
    #expect(doctor.output.contains("grappe.sqlite-wal"), "\(doctor.output)")
  }
}
