import Foundation
import Testing

/// `grappe history`, `grappe undo` and the changes in `grappe log`.
@Suite struct UndoCommandTests {
  /// Creates a workspace with the demo plugin and its data.
  private func workspace() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.bare()
    let run = try PluginVersion.first.install(with: workspace.grappe, "install", "--yes")
    try #require(run.status == 0, "\(run.errors)")
    return workspace
  }

  private func write(_ lua: String, _ workspace: DemoWorkspace) throws -> String {
    let run = try workspace.grappe("eval", lua, "--write")
    try #require(run.status == 0, "\(run.errors)")
    return try lastID(workspace)
  }

  private func lastID(_ workspace: DemoWorkspace) throws -> String {
    try workspace.sql("SELECT id FROM invocation ORDER BY id DESC LIMIT 1").trimmingCharacters(in: .newlines)
  }

  @Test("An invocation is undone to the row, and the undo is undone (oracle: the sqlite3 shell)")
  func undo() throws {
    let workspace = try workspace()
    let before = try workspace.data()
    let id = try write(
      "actors.set('kept', { city = 'Mons', aliases = { 'x' } }) actors.del('doomed') actors.add{ id = 'new', name = 'New', kind = 'demo' }",
      workspace)
    let after = try workspace.data()
    let trial = try workspace.grappe("undo", id, "--dry-run")
    #expect(trial.status == 0 && trial.output.contains("city Mons →"), "\(trial.output)\(trial.errors)")
    #expect(try workspace.data() == after)
    let run = try workspace.grappe("undo", id)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try workspace.data() == before)
    #expect(try workspace.damage() == "")
    #expect(try workspace.grappe("undo", try lastID(workspace)).status == 0)
    #expect(try workspace.data() == after)
    #expect(try workspace.grappe("doctor").status == 0)
  }

  @Test("A conflict ends with code 5 and names the row, the field and the later invocation, in both languages")
  func conflict() throws {
    let workspace = try workspace()
    let first = try write("actors.set('kept', { city = 'Mons' })", workspace)
    let second = try write("actors.set('kept', { city = 'Ath' })", workspace)
    let before = try workspace.dump()
    for language in ["en", "fr"] {
      let run = try workspace.grappe("undo", first, language: language)
      #expect(run.status == 5)
      for part in ["actor kept", "city", second] { #expect(run.errors.contains(part), "\(run.errors)") }
    }
    #expect(try workspace.dump() == before)
    try #require(try workspace.grappe("undo", second).status == 0)
    #expect(try workspace.grappe("undo", first).status == 0)
    let again = try workspace.grappe("undo", first)
    #expect(again.status == 5 && again.errors.contains("undone before"), "\(again.errors)")
  }

  @Test("What cannot be undone says why")
  func impossible() throws {
    let workspace = try workspace()
    let unknown = try workspace.grappe("undo", "01zzzzzzzzzzzzzzzzzzzzzzzz")
    #expect(unknown.status == 1 && unknown.errors.contains("01zzz"))
    let install = try workspace.sql("SELECT id FROM invocation WHERE kind = 'install'").trimmingCharacters(in: .newlines)
    let installed = try workspace.grappe("undo", install)
    #expect(installed.status == 1 && installed.errors.contains("grappe rollback"), "\(installed.errors)")
    let nothing = try write("return 1", workspace)
    #expect(try workspace.grappe("undo", nothing).status == 1)
  }

  @Test("History tells who, when, by which invocation, before and after, also of a deleted record, to people and to programs")
  func history() throws {
    let workspace = try workspace()
    let id = try write("actors.set('kept', { city = 'Mons', email = 'a@example.org' })", workspace)
    _ = try write("actors.del('kept')", workspace)
    let text = try workspace.grappe("history", "actor", "kept")
    #expect(text.status == 0)
    for part in ["deleted", "changed", "added", AudienceTests.login, "eval", "demo · install", id, "Mons", "a@example.org", "∅"] {
      #expect(text.output.contains(part), "\(part) in \(text.output)")
    }
    #expect(try workspace.grappe("history", "actors", "kept", language: "fr").output.contains("suppression"))
    let steps = try #require(
      try JSONSerialization.jsonObject(with: Data(try workspace.grappe("history", "actor", "kept", "--json").output.utf8))
        as? [[String: Any]])
    #expect(steps.count == 3 && steps[1]["id"] as? String == id && steps[1]["principal"] as? String == AudienceTests.login)
    let change = try #require(steps[1]["change"] as? [String: Any])
    let fields = try #require(change["fields"] as? [[String: Any]])
    let city = try #require(fields.first { $0["field"] as? String == "city" })
    #expect(city["before"] is NSNull && city["after"] as? String == "Mons")
    let unknown = try workspace.grappe("history", "actor", "kep")
    #expect(unknown.status == 3 && unknown.errors.contains("no record"), "\(unknown.errors)")
    #expect(try workspace.grappe("history", "actr", "kept").status == 2)
  }

  @Test("The log of an invocation counts and lists its changes; imports and uninstallations are in it")
  func log() throws {
    let workspace = try workspace()
    let id = try write("for i = 1, 3 do actors.add{ id = 'n' .. i, name = 'N', kind = 'demo' } end", workspace)
    let shown = try workspace.grappe("log", id)
    #expect(shown.output.contains("actor: 3 added, 0 changed, 0 deleted") && shown.output.contains("added actor n2"))
    try Data("id,city\nkept,Mons\n".utf8).write(to: workspace.directory.appending(path: "cities.csv"))
    try #require(try workspace.grappe("import", "cities.csv", "--as", "actor").status == 0)
    let imported = try lastID(workspace)
    #expect(try workspace.sql("SELECT kind, name, rows_written FROM invocation WHERE id = '\(imported)'") == "import|cities.csv|1\n")
    #expect(try workspace.grappe("undo", imported).status == 0)
    #expect(try workspace.sql("SELECT city FROM actor WHERE id = 'kept'") == "\n")
    try #require(try workspace.grappe("uninstall", "demo").status == 0)
    #expect(try workspace.sql("SELECT count(*) FROM invocation WHERE kind = 'uninstall'") == "1\n")
  }

  @Test("The doctor tells the journal's size and finds what is wrong with it; pruning asks first")
  func doctor() throws {
    let workspace = try workspace()
    let id = try write("actors.set('kept', { city = 'Mons' })", workspace)
    // Pruning keeps the last change.
    _ = try write("concepts.add{ scheme = 'later', code = 'later', label = { fr = 'x' } }", workspace)
    #expect(try workspace.grappe("doctor").output.contains("3 changes"))
    let counted = try workspace.grappe("log", "--prune-before", "2100-01-01")
    #expect(counted.status == 0 && counted.output.contains("1 change and") && counted.output.contains("--yes"), "\(counted.output)")
    #expect(try workspace.grappe("undo", id, "--dry-run").status == 0)
    _ = try workspace.sql("UPDATE journal_chunk SET data = x'7f01' WHERE change = 2")
    let sick = try workspace.grappe("doctor")
    #expect(sick.status == 1 && sick.output.contains("journal_change 2"), "\(sick.output)")
    try #require(try workspace.grappe("log", "--prune-before", "2100-01-01", "--yes").status == 0)
    #expect(try workspace.grappe("undo", id).status == 1)
    #expect(try workspace.grappe("doctor").status == 0)
    // The rollback of the plugin still has its journal entries, except the row that the pruned invocation changed.
    #expect(try workspace.grappe("rollback", "--yes").status == 0)
    #expect(try workspace.grappe("log", "--prune-before", "yesterday").status == 2)
  }

  @Test("Who waits too long for a writer is told which process it is, and what it runs")
  func waiting() async throws {
    let workspace = try workspace()
    try Data("[store]\nwriter_wait_seconds = 1\n".utf8).write(to: workspace.directory.appending(path: "config.toml"))
    let holder = Process()
    holder.executableURL = GrappeBinary.executable
    holder.arguments = ["eval", "--write", "--cpu", "100s", "--lang", "en", "print('begun') while true do end"]
    holder.currentDirectoryURL = workspace.directory
    let pipe = Pipe()
    holder.standardOutput = pipe
    holder.standardError = FileHandle.nullDevice
    try holder.run()
    defer { holder.terminate() }
    _ = pipe.fileHandleForReading.availableData
    for (language, word) in [("en", "process"), ("fr", "processus")] {
      let run = try workspace.grappe("eval", "--write", "1", language: language)
      #expect(run.status == 5)
      for part in ["\(word) \(holder.processIdentifier)", "eval", "1000 ms"] { #expect(run.errors.contains(part), "\(run.errors)") }
    }
    #expect(try workspace.grappe("eval", "actors.count()").status == 0)
  }

  @Test("A key of config.toml that means nothing is told with its line")
  func settings() throws {
    let workspace = try workspace()
    for text in ["[store]\nwriter_wait = 1\n", "[log]\ndays = 0\n"] {
      try Data(text.utf8).write(to: workspace.directory.appending(path: "config.toml"))
      let run = try workspace.grappe("list")
      #expect(run.status == 1 && run.errors.contains("config.toml, line 2"), "\(run.errors)")
    }
  }
}
