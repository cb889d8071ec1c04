import Foundation
import Testing

/// Rollback: code, permissions and data are restored together, or the conflicting row is named.
@Suite struct RollbackTests {
  private func upgraded() throws -> (workspace: DemoWorkspace, before: String) {
    let workspace = try DemoWorkspace.bare()
    let first = try PluginVersion.first.install(with: workspace.grappe, "install", "--yes")
    try #require(first.status == 0, "\(first.errors)")
    let before = try workspace.data()
    let second = try PluginVersion.second.install(with: workspace.grappe, "upgrade", "--yes")
    try #require(second.status == 0, "\(second.errors)")
    try #require(try workspace.data() != before)
    return (workspace, before)
  }

  @Test("An upgrade that changed, deleted and added rows is undone to the row (oracle: the sqlite3 shell)")
  func upgrade() throws {
    let (workspace, before) = try upgraded()
    let run = try workspace.grappe("rollback", "--yes", "demo")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("2.0.0 → 1.0.0"))
    #expect(try workspace.data() == before)
    #expect(try workspace.damage() == "")
    #expect(try workspace.grappe("eval", "actors.get(\"doomed\")[\"demo.mark\"]").output == "red\n")
    #expect(try workspace.grappe("eval", "#actors.search(\"doomed\")").output == "1\n")
    #expect(try workspace.grappe("eval", "#actors.search(\"changed\")").output == "0\n")
    #expect(try workspace.grappe("eval", "actors.count{ aliases = { has = \"one\" } }").output == "1\n")
  }

  @Test("A rollback is shown first, and nothing changes without an approval")
  func shown() throws {
    let (workspace, _) = try upgraded()
    let after = try workspace.data()
    let trial = try workspace.grappe("rollback", "--dry-run")
    #expect(trial.status == 0 && trial.output.contains("2.0.0 → 1.0.0") && trial.output.contains("actor: "), "\(trial.output)")
    for refused in [try workspace.grappe("rollback"), try workspace.grappe("rollback", "--json")] {
      #expect(refused.status == 3 && refused.errors.contains("--yes"), "\(refused.errors)")
    }
    #expect(try workspace.data() == after)
  }

  @Test("A rollback is taken back to the row, once, and can be made again")
  func takenBack() throws {
    let (workspace, before) = try upgraded()
    let after = try workspace.data()
    #expect(try workspace.grappe("rollback", "--undo", "--yes").status == 1)
    try #require(try workspace.grappe("rollback", "--yes").status == 0)
    let undo = try workspace.grappe("rollback", "--undo", "--yes")
    #expect(undo.status == 0 && undo.output.contains("1.0.0 → 2.0.0"), "\(undo.errors)")
    #expect(try workspace.data() == after)
    #expect(try workspace.grappe("list").output.contains("2.0.0"))
    #expect(try workspace.grappe("rollback", "--undo", "--yes").status == 1)
    let again = try workspace.grappe("rollback", "--yes")
    #expect(again.status == 0 && again.output.contains("2.0.0 → 1.0.0"), "\(again.errors)")
    #expect(try workspace.data() == before)
    #expect(try workspace.damage() == "")
  }

  @Test("Rolling back again goes further back, until nothing is left")
  func further() throws {
    let workspace = try DemoWorkspace.bare()
    let empty = try workspace.data()
    try #require(try PluginVersion.first.install(with: workspace.grappe, "install", "--yes").status == 0)
    try #require(try PluginVersion.second.install(with: workspace.grappe, "upgrade", "--yes").status == 0)
    try #require(try workspace.grappe("rollback", "--yes").status == 0)
    let second = try workspace.grappe("rollback", "--yes")
    #expect(second.status == 0, "\(second.errors)")
    #expect(try workspace.data() == empty)
    #expect(try workspace.grappe("list").output.contains("No plugins"))
    let third = try workspace.grappe("rollback", "--yes")
    #expect(third.status == 1)
    #expect(third.errors.contains("no change"))
  }

  @Test("After a rollback the same upgrade works again")
  func again() throws {
    let (workspace, _) = try upgraded()
    let after = try workspace.sql("SELECT id, name, plugin_fields FROM actor ORDER BY id")
    try #require(try workspace.grappe("rollback", "--yes").status == 0)
    let run = try workspace.grappe(
      "upgrade", "demo-2.0.0.grappe", "--trust", try PluginVersion.second.pack(with: workspace.grappe).id, "--yes")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try workspace.sql("SELECT id, name, plugin_fields FROM actor ORDER BY id") == after)
  }

  static let moves = [
    (lua: "actors.set(\"kept\", { name = \"By hand\" })", row: "actor kept"),
    (lua: "actors.set(\"added\", { website = \"https://example.org\" })", row: "actor added"),
    (lua: "actors.del(\"added\")", row: "actor added"),
    (lua: "actors.add{ id = \"doomed\", name = \"Again\", kind = \"demo\" }", row: "doomed"),
    (lua: "identifiers.add{ actor = \"added\", scheme = \"WIKIDATA\", value = \"Q42\" }", row: "added"),
    (lua: "actors.add{ id = \"mine\", name = \"Mine\", kind = \"demo\", [\"demo.rank\"] = 3 }", row: "actor mine"),
  ]

  @Test("Where rows moved on, the rollback is refused with the row and nothing changes", arguments: moves)
  func conflict(lua: String, row: String) throws {
    let (workspace, _) = try upgraded()
    let edit = try workspace.grappe("eval", lua, "--write")
    try #require(edit.status == 0, "\(edit.errors)")
    let before = try workspace.dump()
    for language in ["en", "fr"] {
      let run = try workspace.grappe("rollback", "--yes", "demo", language: language)
      #expect(run.status == 5)
      #expect(run.errors.contains(row), "\(run.errors)")
    }
    #expect(try workspace.dump() == before)
  }

  @Test("A change elsewhere in the same row does not stand in the way")
  func elsewhere() throws {
    let (workspace, _) = try upgraded()
    try #require(try workspace.sql("UPDATE actor SET city = 'Namur' WHERE id = 'kept'") == "")
    let run = try workspace.grappe("rollback", "--yes")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try workspace.sql("SELECT name, city FROM actor WHERE id = 'kept'") == "Kept|Namur\n")
  }

  @Test("A purge is undone with every row, field and private value")
  func purge() throws {
    let workspace = try DemoWorkspace.bare()
    try #require(try PluginVersion.first.install(with: workspace.grappe, "install", "--yes").status == 0)
    let before = try workspace.data()
    try #require(try workspace.grappe("uninstall", "demo", "--purge", "--yes").status == 0)
    #expect(try workspace.sql("SELECT count(*) FROM actor") == "0\n")
    let run = try workspace.grappe("rollback", "--yes")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try workspace.data() == before)
    #expect(try workspace.grappe("doctor").status == 0)
  }

  @Test("The four bundles roll back to an empty workspace; one that others need does not go alone")
  func bundles() throws {
    let workspace = try DemoWorkspace.empty()
    let empty = try workspace.data()
    try #require(try workspace.grappe.run(["install", "--yes"] + DemoWorkspace.bundles).status == 0)
    let full = try workspace.dump()
    let needed = try workspace.grappe("rollback", "--yes", "europe")
    #expect(needed.status == 3)
    #expect(needed.errors.contains("europe") && needed.errors.contains("luxembourg"), "\(needed.errors)")
    #expect(try workspace.dump() == full)
    let run = try workspace.grappe("rollback", "--yes")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try workspace.data() == empty)
    #expect(try workspace.damage() == "")
  }

  @Test("A version that was revoked since is not brought back")
  func revoked() throws {
    let (workspace, _) = try upgraded()
    let id = try PluginVersion.first.pack(with: workspace.grappe).id
    try Data("\(id)\n".utf8).write(to: workspace.directory.appending(path: "trust/revoked"))
    let run = try workspace.grappe("rollback", "--yes")
    #expect(run.status == 3)
    #expect(run.errors.contains(id), "\(run.errors)")
    #expect(try workspace.grappe("list").output.contains("2.0.0"))
  }
}

/// A purge exports first.
@Suite struct PurgeExportTests {
  @Test("A purge writes one file an entity that import reads back, and prints where")
  func export() throws {
    let workspace = try DemoWorkspace.bare()
    try #require(try PluginVersion.first.install(with: workspace.grappe, "install", "--yes").status == 0)
    let before = try workspace.sql("SELECT id, name, aliases, lat FROM actor ORDER BY id")
    let run = try workspace.grappe("uninstall", "demo", "--purge", "--yes")
    #expect(run.status == 0, "\(run.errors)")
    let exports = workspace.directory.appending(path: "exports")
    let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: exports.path).first)
    #expect(run.output.contains(folder))
    let names = try FileManager.default.contentsOfDirectory(atPath: exports.appending(path: folder).path).sorted()
    #expect(names == ["actor.jsonl", "concept.jsonl", "storage.jsonl"])
    for entity in ["concept", "actor"] {
      let file = exports.appending(path: "\(folder)/\(entity).jsonl")
      // The plugin's fields were deleted with it.
      let text = try String(contentsOf: file, encoding: .utf8).replacing("\"demo.mark\":\"red\",", with: "")
      try Data(text.utf8).write(to: file)
      let imported = try workspace.grappe("import", file.path, "--as", entity)
      #expect(imported.status == 0, "\(imported.errors)")
    }
    #expect(try workspace.sql("SELECT id, name, aliases, lat FROM actor ORDER BY id") == before)
  }

  @Test("What a plugin noted on records of others is exported too, and import reads it back")
  func foreignFields() throws {
    let workspace = try DemoWorkspace.bare()
    try #require(try PluginVersion.first.install(with: workspace.grappe, "install", "--yes").status == 0)
    let code = """
      concepts.add{ scheme = 'actor-kind', code = 'mine', label = { en = 'Mine' } }
      actors.add{ id = 'mine', name = 'Mine', kind = 'mine', ['demo.mark'] = 'blue' }
      actors.add{ id = 'plain', name = 'Plain', kind = 'mine' }
      """
    try #require(try workspace.grappe("eval", code, "--write").status == 0)
    try #require(try workspace.grappe("uninstall", "demo", "--purge", "--yes").status == 0)
    #expect(try workspace.sql("SELECT plugin_fields FROM actor") == "\n\n")
    let exports = workspace.directory.appending(path: "exports")
    let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: exports.path).first)
    let file = exports.appending(path: "\(folder)/actor-fields.jsonl")
    let exported = try String(contentsOf: file, encoding: .utf8)
    #expect(exported == "{\"demo.mark\":\"blue\",\"id\":\"mine\"}\n")
    try #require(
      try workspace.grappe("install", "demo-1.0.0.grappe", "--yes", "--trust", try PluginVersion.first.pack(with: workspace.grappe).id)
        .status == 0)
    let imported = try workspace.grappe("import", file.path, "--as", "actor")
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(try workspace.grappe("eval", "actors.get('mine')['demo.mark']").output == "blue\n")
  }

  @Test("A purge that is refused leaves no export")
  func refused() throws {
    let workspace = try DemoWorkspace.bare()
    try #require(try PluginVersion.first.install(with: workspace.grappe, "install", "--yes").status == 0)
    try #require(
      try workspace.grappe(
        "eval", "identifiers.add{ actor = \"kept\", scheme = \"WIKIDATA\", value = \"Q42\" }", "--write"
      ).status == 0)
    let run = try workspace.grappe("uninstall", "demo", "--purge", "--yes")
    #expect(run.status == 3)
    let left = try? FileManager.default.contentsOfDirectory(atPath: workspace.directory.appending(path: "exports").path)
    #expect(left ?? [] == [])
  }
}
