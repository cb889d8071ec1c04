import Foundation
import Testing

/// Fields of plugins that a new version renames or gives up: the data follows, forwards and back.
@Suite struct RenamedFieldTests {
  private static let firstMigration =
    PluginVersion.vocabulary + """
      grappe.actors.add{ id = "a", name = "A", kind = "demo", ["demo.mark"] = "red", ["demo.ok"] = true, ["demo.tags"] = { "x", "y" } }
      grappe.actors.add{ id = "b", name = "B", kind = "demo" }
      grappe.actors.set("b", { ["demo.mark"] = "blue" })
      assert(grappe.actors.get("b")["demo.mark"] == "blue")
      assert(grappe.actors.find{ ["demo.mark"] = "red" }[1]["demo.mark"] == "red")
      assert(grappe.actors.add{ id = "c", name = "C", kind = "demo", ["demo.ok"] = false }["demo.ok"] == false)
      """

  /// A plugin with three fields; the options of each come last in its declaration.
  private static func version(
    _ number: String, mark: (name: String, options: String), ok: String = "ok", okOptions: String = "", migrations: [String]
  ) -> PluginVersion {
    PluginVersion(
      version: number, permissions: PluginVersion.permissionLines,
      initLua: """
        grappe.field("actor", "\(mark.name)", { type = "text", indexed = true\(mark.options) })
        grappe.field("actor", "\(ok)", { type = "boolean"\(okOptions) })
        grappe.field("actor", "tags", { type = "list", of = { type = "text" } })
        """, migrations: migrations)
  }

  private static let first = version("1.0.0", mark: ("mark", ""), migrations: [firstMigration])
  private static let second = version(
    "2.0.0", mark: ("colour", ", renamed_from = \"mark\""), ok: "fine", okOptions: ", renamed_from = \"ok\"",
    migrations: [firstMigration, "grappe.actors.set(\"c\", { [\"demo.colour\"] = grappe.actors.get(\"a\")[\"demo.colour\"] })"])
  private static let third = version(
    "3.0.0", mark: ("hue", ", renamed_from = { \"colour\", \"mark\" }"), ok: "fine", okOptions: ", renamed_from = \"ok\", retired = true",
    migrations: second.migrations + [
      "for actor in grappe.actors.each{ [\"demo.fine\"] = true } do grappe.actors.set(actor.id, { city = \"Fine\" }) end"
    ])

  /// The stored fields of each actor, by name.
  private func fields(_ workspace: DemoWorkspace) throws -> [String] {
    let lines = try workspace.sql("SELECT id, plugin_fields FROM actor WHERE plugin_fields IS NOT NULL ORDER BY id")
    return try lines.split(separator: "\n").map { line in
      let parts = line.split(separator: "|", maxSplits: 1)
      let object = try JSONSerialization.jsonObject(with: Data(parts[1].utf8))
      let sorted = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
      return "\(parts[0])|\(String(decoding: sorted, as: UTF8.self))"
    }
  }

  private func installed(_ version: PluginVersion, in workspace: DemoWorkspace) throws {
    let run = try version.install(with: workspace.grappe, "install", "--yes")
    try #require(run.status == 0, "\(run.errors)")
  }

  private static let former = [
    #"a|{"demo.mark":"red","demo.ok":true,"demo.tags":["x","y"]}"#, #"b|{"demo.mark":"blue"}"#, #"c|{"demo.ok":false}"#,
  ]

  @Test("The admin's code that uses a former name is told the present one, as the plugin's own code is")
  func suggestion() throws {
    let workspace = try DemoWorkspace.empty()
    try installed(Self.first, in: workspace)
    try installed(Self.second, in: workspace)
    for code in ["actors.find{ [\"demo.mark\"] = \"red\" }", "actors.count{ any = { { [\"demo.mark\"] = \"red\" } } }"] {
      let run = try workspace.grappe("eval", code, "--write")
      #expect(run.status != 0 && run.errors.contains("demo.colour"), "\(run.errors)")
    }
    let script = workspace.directory.appending(path: "find.lua")
    try Data("return #grappe.actors.find{ [\"demo.mark\"] = \"red\" }\n".utf8).write(to: script)
    let run = try workspace.grappe("script", script.path)
    #expect(run.status != 0 && run.errors.contains("demo.colour"), "\(run.errors)")
  }

  @Test("An upgrade moves the values of a renamed field, and a rollback brings them back")
  func upgrade() throws {
    let workspace = try DemoWorkspace.bare()
    try installed(Self.first, in: workspace)
    #expect(try fields(workspace) == Self.former)
    let before = try workspace.data()
    try installed(Self.second, in: workspace)
    let moved = try workspace.grappe(
      "eval",
      """
      local a, c = actors.get("a"), actors.get("c")
      return a["demo.colour"], a["demo.fine"], a["demo.tags"][2], c["demo.fine"], c["demo.colour"], a["demo.mark"],
        actors.count{ ["demo.colour"] = "red" }, actors.count{ ["demo.fine"] = false }
      """)
    #expect(moved.output.split(whereSeparator: \.isWhitespace) == ["red", "true", "y", "false", "red", "nil", "2", "1"], "\(moved)")
    #expect(try workspace.sql("SELECT name FROM plugin_field ORDER BY name") == "colour\nfine\ntags\n")
    #expect(try workspace.grappe("eval", "actors.count{ ['demo.mark'] = 'red' }").status == 1)
    #expect(try workspace.grappe("doctor").status == 0 && workspace.damage() == "")
    try #require(try workspace.grappe("rollback", "demo", "--yes").status == 0)
    #expect(try workspace.data() == before)
  }

  @Test("A new installation runs the old migrations with the former names, over one renaming or two")
  func fresh() throws {
    for version in [Self.second, Self.third] {
      let workspace = try DemoWorkspace.bare()
      try installed(version, in: workspace)
      let name = version.version == "2.0.0" ? "colour" : "hue"
      let found = try workspace.grappe("eval", "return actors.get('b')['demo.\(name)'], actors.get('c')['demo.\(name)']")
      #expect(found.output.split(whereSeparator: \.isWhitespace) == ["blue", "red"], "\(found)")
      #expect(try workspace.grappe("doctor").status == 0)
    }
  }

  @Test("A retired field serves the migrations once more, is then gone with its values, and comes back with a rollback")
  func retired() throws {
    let workspace = try DemoWorkspace.bare()
    try installed(Self.first, in: workspace)
    let before = try workspace.data()
    try installed(Self.third, in: workspace)
    #expect(
      try fields(workspace) == [#"a|{"demo.hue":"red","demo.tags":["x","y"]}"#, #"b|{"demo.hue":"blue"}"#, #"c|{"demo.hue":"red"}"#])
    #expect(try workspace.sql("SELECT id, city FROM actor WHERE city IS NOT NULL") == "a|Fine\n")
    #expect(try workspace.sql("SELECT name FROM plugin_field ORDER BY name") == "hue\ntags\n")
    #expect(try workspace.grappe("eval", "actors.count{ ['demo.fine'] = true }").status == 1)
    try #require(try workspace.grappe("rollback", "demo", "--yes").status == 0)
    #expect(try workspace.data() == before)
  }

  @Test("A renamed field keeps its type")
  func type() throws {
    let workspace = try DemoWorkspace.bare()
    try installed(Self.first, in: workspace)
    let before = try workspace.data()
    var wrong = Self.second
    wrong.initLua = #"grappe.field("actor", "colour", { type = "integer", renamed_from = "mark" })"#
    let run = try wrong.install(with: workspace.grappe, "install", "--yes")
    #expect(run.status != 0 && run.errors.contains("demo.colour"), "\(run.errors)")
    #expect(try workspace.data() == before)
  }

  @Test("An upgrade says which migrations that have run were edited")
  func edited() throws {
    let workspace = try DemoWorkspace.bare()
    try installed(Self.first, in: workspace)
    var changed = Self.second
    changed.migrations[0] += "\n-- corrected"
    let run = try changed.install(with: workspace.grappe, "install", "--yes")
    #expect(run.status == 0 && (run.output + run.errors).contains("edited since: migrations/0001.lua"), "\(run.output)\(run.errors)")
    let unchanged = try DemoWorkspace.bare()
    try installed(Self.first, in: unchanged)
    let second = try Self.second.install(with: unchanged.grappe, "install", "--yes")
    #expect(!(second.output + second.errors).contains("edited since"))
  }

  @Test("check accepts former and retired names in migrations only")
  func check() throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    var version = Self.third
    version.files["README.md"] = "# Demo\n"
    let plugin = folder.url.appending(path: "demo")
    try version.write(into: plugin)
    let clean = try grappe("check", plugin.path)
    #expect(!clean.output.contains("demo.mark") && !clean.output.contains("demo.ok"), "\(clean.output)")
    let body = "return grappe.actors.count{ ['demo.mark'] = 'red' }"
    version.initLua += "\ngrappe.command{ id = 'x', summary = 'x', run = function() \(body) end }"
    try version.write(into: plugin)
    #expect(try grappe("check", plugin.path).output.contains("demo.mark"))
  }

  @Test("The plan of an upgrade tells the new names, its rollback counts each record once, and code that keeps the former name is told")
  func toldRename() throws {
    let workspace = try DemoWorkspace.bare()
    let grappe = workspace.grappe
    try installed(Self.first, in: workspace)
    let upgrade = try Self.second.install(with: grappe, "install", "--yes")
    #expect(upgrade.output.contains("~ field actor.demo.mark → actor.demo.colour"), "\(upgrade.output)\(upgrade.errors)")
    #expect(!upgrade.output.contains("- field") && !upgrade.output.contains("+ field"), "\(upgrade.output)")
    #expect(upgrade.output.contains("* migrations: 0002.lua"), "\(upgrade.output)")
    let rollback = try json(grappe("rollback", "demo", "--dry-run", "--json").output) as? [String: Any]
    let actors = (rollback?["rows"] as? [String: Any])?["actor"] as? [String: Int]
    #expect(actors == ["added": 0, "changed": 3, "deleted": 0], "\(String(describing: rollback))")
    var third = Self.third
    third.initLua += """

      grappe.command { id = "go", summary = "x", run = function() return grappe.actors.find { ["demo.mark"] = "red" } end }
      """
    try installed(third, in: workspace)
    let run = try grappe("run", "demo:go")
    #expect(run.status != 0 && run.errors.contains("“demo.mark”"), "\(run.errors)")
  }
}
