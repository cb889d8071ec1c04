import Foundation
import Testing

/// The plan of an installation and of an upgrade: everything at first, then only the changes, and no change without approval.
@Suite struct UpgradeTests {
  private static let permission = "actors = { access = \"read\", reason = { fr = \"lire\", en = \"to read\" } }"

  private static func version(
    _ version: String, _ permissions: String = permission, more: String = "", lua: String = ""
  ) -> PluginVersion {
    PluginVersion(version: version, permissions: permissions, more: more, initLua: lua)
  }

  private static func report(_ id: String) -> String {
    "grappe.report{ id = \"\(id)\", title = { fr = \"Essai\", en = \"Trial\" }, run = function() end }\n"
  }

  private func installed() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.bare()
    let run = try Self.version("1.0.0", lua: Self.report("old") + Self.report("same")).install(
      with: workspace.grappe, "install", "--yes")
    try #require(run.status == 0, "\(run.errors)")
    return workspace
  }

  @Test("A first installation shows permissions with their reasons, limits, settings, contributions and migrations")
  func first() throws {
    let workspace = try DemoWorkspace.bare()
    var plugin = PluginVersion.first
    plugin.initLua += Self.report("map")
    plugin.more = """
      [limits]
      memory = "96MiB"
      [limits.job]
      cpu = "90s"
      [settings.colour]
      type = "text"
      default = "red"
      label = { fr = "Couleur", en = "Colour" }
      """
    let run = try plugin.install(with: workspace.grappe, "install", "--yes")
    #expect(run.status == 0, "\(run.errors)")
    for text in [
      "+ actors: read and write — to try", "+ memory: 96 MiB", "+ job.cpu: 90 s",
      "+ setting colour: text = red — Colour",
      "+ report demo:map — Trial", "+ field actor.demo.mark", "migrations: 0001.lua",
    ] { #expect(run.output.contains(text), "\(text) in \(run.output)") }
  }

  @Test("An upgrade shows only what changed")
  func changes() throws {
    let workspace = try installed()
    let wider = "actors = { access = \"write\", reason = { fr = \"écrire\", en = \"to write\" } }"
    let run = try Self.version(
      "1.1.0", wider, more: "[limits.command]\ncpu = \"20s\"", lua: Self.report("new") + Self.report("same")
    )
    .install(with: workspace.grappe, "upgrade", "--yes")
    #expect(run.status == 0, "\(run.errors)")
    for text in [
      "(replaces 1.0.0)", "~ actors: read — to read → read and write — to write", "+ command.cpu: 20 s",
      "+ report demo:new", "- report demo:old",
    ] {
      #expect(run.output.contains(text), "\(text) in \(run.output)")
    }
    #expect(!run.output.contains("demo:same"))
  }

  @Test(
    "Without approval of a new permission or a higher limit the old version runs on",
    arguments: [
      version("1.1.0", "actors = { access = \"write\", reason = { fr = \"écrire\", en = \"to write\" } }"),
      version("1.1.0", more: "[limits]\nmemory = \"96MiB\""),
    ])
  func unapproved(version: PluginVersion) throws {
    let workspace = try installed()
    let before = try workspace.dump()
    let blobs = try workspace.blobs()
    for command in ["upgrade", "install"] {
      let run = try version.install(with: workspace.grappe, command)
      #expect(run.status == 3)
      #expect(run.errors.contains("demo 1.0.0 runs on"), "\(run.errors)")
    }
    #expect(try workspace.dump() == before)
    #expect(try workspace.blobs() == blobs)
    #expect(try workspace.grappe("report", "demo:old").status == 0)
  }

  @Test("An upgrade that asks for nothing new needs no approval")
  func nothingNew() throws {
    let workspace = try installed()
    let run = try Self.version("1.1.0").install(with: workspace.grappe, "upgrade")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try workspace.grappe("list").output.contains("1.1.0"))
  }

  @Test("What is not installed cannot be upgraded")
  func nothing() throws {
    let workspace = try DemoWorkspace.bare()
    let run = try Self.version("1.0.0").install(with: workspace.grappe, "upgrade", "--yes")
    #expect(run.status == 3)
    #expect(run.errors.contains("grappe install"))
  }

  @Test("A version lower than the newest ever installed needs --downgrade, also after a rollback or a removal")
  func downgrade() throws {
    let workspace = try installed()
    try #require(try Self.version("3.0.0").install(with: workspace.grappe, "upgrade").status == 0)
    try #require(try workspace.grappe("rollback", "--yes").status == 0)
    let middle = try Self.version("2.0.0").install(with: workspace.grappe, "upgrade", "--yes")
    #expect(middle.status == 3)
    #expect(middle.errors.contains("3.0.0") && middle.errors.contains("--downgrade"), "\(middle.errors)")
    try #require(try workspace.grappe("uninstall", "demo").status == 0)
    #expect(try Self.version("2.0.0").install(with: workspace.grappe, "install", "--yes").status == 3)
    let leave = try Self.version("2.0.0").install(with: workspace.grappe, "install", "--yes", "--downgrade")
    #expect(leave.status == 0, "\(leave.errors)")
  }

  @Test("Migrations do not run twice after a version was lowered and raised again")
  func migrationsOnce() throws {
    let workspace = try DemoWorkspace.bare()
    try #require(try PluginVersion.first.install(with: workspace.grappe, "install", "--yes").status == 0)
    try #require(try PluginVersion.second.install(with: workspace.grappe, "upgrade", "--yes").status == 0)
    var lower = PluginVersion.first
    lower.version = "1.5.0"
    let down = try lower.install(with: workspace.grappe, "install", "--yes", "--downgrade")
    #expect(down.status == 0, "\(down.errors)")
    var higher = PluginVersion.second
    higher.version = "2.1.0"
    let up = try higher.install(with: workspace.grappe, "upgrade", "--yes")
    #expect(up.status == 0, "\(up.errors)")
    #expect(!up.output.contains("migrations"))
  }

  @Test("The same version with other content, and two bundles of one plugin at once, are refused")
  func sameVersion() throws {
    let workspace = try installed()
    let other = try Self.version("1.0.0", lua: "-- other").install(with: workspace.grappe, "install", "--yes")
    #expect(other.status == 3)
    let (one, two) = (
      try Self.version("1.1.0").pack(with: workspace.grappe), try Self.version("1.2.0").pack(with: workspace.grappe)
    )
    let both = try workspace.grappe("install", one.file, two.file, "--trust", one.id, "--trust", two.id, "--yes")
    #expect(both.status == 3)
    #expect(both.errors.contains("Two bundles of demo"), "\(both.errors)")
  }

  @Test("Lua that does not compile is refused with file and line before anything is approved")
  func syntax() throws {
    let workspace = try DemoWorkspace.bare()
    var plugin = Self.version("1.0.0")
    plugin.files["lib/broken.lua"] = "local x = 1\nlocal y = = 2\n"
    let run = try plugin.install(with: workspace.grappe, "install", "--yes")
    #expect(run.status == 1)
    #expect(run.errors.contains("demo/lib/broken.lua:2"), "\(run.errors)")
    #expect(try workspace.blobs().isEmpty)
  }

  @Test("A blob that was altered is found by doctor and put back by installing the same bundle again")
  func repair() throws {
    let workspace = try installed()
    let blob = workspace.directory.appending(path: "blobs/\(try #require(try workspace.blobs().first))")
    try Data("altered".utf8).write(to: blob)
    try Data("left".utf8).write(to: workspace.directory.appending(path: "blobs/left-over"))
    let sick = try workspace.grappe("doctor")
    #expect(sick.status == 1)
    #expect(sick.output.contains("demo 1.0.0") && sick.output.contains("blobs/left-over"), "\(sick.output)")
    let run = try Self.version("1.0.0", lua: Self.report("old") + Self.report("same")).install(
      with: workspace.grappe, "install", "--yes")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try workspace.grappe("doctor").status == 0)
    #expect(try workspace.grappe("report", "demo:old").status == 0)
  }
}
