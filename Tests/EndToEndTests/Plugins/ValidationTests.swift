import Foundation
import Testing

/// `grappe.validate`: plugins refuse records before they are saved, whoever saves them.
@Suite struct ValidationTests {
  private static func guardian(_ validator: String, name: String = "guardian", more: String = "") -> PluginVersion {
    EventTests.plugin(name, "grappe.validate(\"actor\", function(record, before)\n\(validator)\nend)\n", more: more)
  }

  private static let noCapitals = guardian(
    """
    if record.city and record.city ~= record.city:lower() then return "city", "only small letters" end
    """)

  /// A plugin with a command that runs `body`.
  private static func writer(_ body: String, more: String = "") -> PluginVersion {
    EventTests.plugin(
      "writer", "grappe.command{ id = \"go\", summary = \"go\", run = function()\n\(body)\nend }", more: more)
  }

  private func names(_ workspace: DemoWorkspace) throws -> [String] {
    try workspace.sql("SELECT id FROM actor ORDER BY id").split(separator: "\n").map(String.init)
  }

  @Test("A refused record names field, message and plugin, and the caller may go on without it")
  func refusal() throws {
    let workspace = try EventTests.workspace(
      Self.noCapitals,
      Self.writer(
        """
        grappe.actors.add{ id = "good", name = "Good", kind = "demo", city = "mons" }
        local ok, problem = pcall(grappe.actors.add, { id = "bad", name = "Bad", kind = "demo", city = "Ath" })
        local changed, second = pcall(grappe.actors.set, "good", { city = "Ath" })
        grappe.actors.set("good", { name = "Better" })
        return ok, problem, changed, second
        """))
    let run = try workspace.grappe("run", "writer:go")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("actor bad, city: only small letters (refused by the plugin guardian)"), "\(run.output)")
    #expect(run.output.contains("actor good, city: only small letters"), "\(run.output)")
    #expect(try workspace.sql("SELECT id, name, city FROM actor") == "good|Better|mons\n")
    #expect(try workspace.sql("SELECT count(*) FROM invocation WHERE kind = 'validator'") == "0\n")
    let log = try workspace.sql("SELECT id FROM invocation WHERE name = 'go'").trimmingCharacters(in: .newlines)
    #expect(try workspace.grappe("undo", log).status == 0)
    #expect(try names(workspace) == [])
  }

  @Test("Scripts, lines of the shell, migrations and own writes are validated; undo restores without validation")
  func everyWriter() throws {
    let workspace = try EventTests.workspace()
    let old = try workspace.grappe("eval", "--write", "actors.add{ id = 'old', name = 'Old', kind = 'demo', city = 'Mons' }")
    let deleted = try workspace.grappe("eval", "--write", "actors.del('old')")
    try #require(old.status == 0 && deleted.status == 0)
    let undone = try workspace.sql("SELECT id FROM invocation ORDER BY id DESC LIMIT 1").trimmingCharacters(in: .newlines)
    var own = Self.noCapitals
    let adds = "grappe.actors.add{ name = 'Big', kind = 'demo', city = 'Huy' }"
    own.initLua += "grappe.command{ id = 'own', summary = 'own', run = function() \(adds) end }"
    try #require(try own.install(with: workspace.grappe, "install", "--yes").status == 0)
    #expect(try workspace.grappe("eval", "--write", "actors.add{ id = 'small', name = 'Small', kind = 'demo' }").status == 0)
    let refused = [
      try workspace.grappe("eval", "--write", "actors.add{ name = 'Big', kind = 'demo', city = 'Huy' }"),
      try GrappeBinary.run(
        URL(filePath: "/bin/bash"),
        ["-c", "echo \"actors.add{ name = 'Big', kind = 'demo', city = 'Huy' }\" | '\(GrappeBinary.executable.path)' shell --lang en"],
        in: workspace.directory),
      try workspace.grappe("run", "guardian:own"),
      try PluginVersion(
        name: "late", permissions: PluginVersion.permissionLines, migrations: [adds]
      ).install(with: workspace.grappe, "install", "--yes"),
    ]
    for run in refused { #expect((run.errors + run.output).contains("city: only small letters"), "\(run.output)\(run.errors)") }
    #expect(try names(workspace) == ["small"])
    #expect(try workspace.grappe("undo", undone).status == 0)
    #expect(try workspace.sql("SELECT city FROM actor WHERE id = 'old'") == "Mons\n")
  }

  @Test("An import reports the refusal of each row with its line and column")
  func imported() throws {
    let workspace = try EventTests.workspace(Self.noCapitals)
    let file = workspace.directory.appending(path: "rows.csv")
    try Data("id,name,kind,city\na,A,demo,mons\nb,B,demo,Ath\nc,C,demo,\nd,D,demo,Huy\n".utf8).write(to: file)
    let whole = try workspace.grappe("import", file.path, "--as", "actor")
    #expect(whole.status != 0)
    for part in ["line 3", "city", "only small letters (refused by the plugin guardian)", "line 5"] {
      #expect((whole.errors + whole.output).contains(part), "\(part): \(whole.errors)")
    }
    #expect(try names(workspace) == [])
    let kept = try workspace.grappe("import", file.path, "--as", "actor", "--keep-good")
    #expect(try names(workspace) == ["a", "c"], "\(kept.output)\(kept.errors)")
    try Data("id,city\na,Ath\nc,huy\n".utf8).write(to: file)
    let update = ["--duplicates", "update", "--keep-good", "--refused", "second.csv", "--batch", "1"]
    _ = try workspace.grappe.run(["import", file.path, "--as", "actor"] + update, language: "en")
    #expect(try workspace.sql("SELECT id, city FROM actor ORDER BY id") == "a|mons\nc|huy\n")
  }

  @Test("Validators get the record and the one before, by the order of the plugins, and not for a write that changes nothing")
  func arguments() throws {
    let first = Self.guardian(
      """
      if record.name == "stop" then return nil, "stopped by the first" end
      print("first", record.id, before and before.name, record.name)
      """, name: "alpha")
    let second = Self.guardian("print(\"second\", grappe.actors.count{}) return true", name: "beta")
    let workspace = try EventTests.workspace(second, first)
    let run = try workspace.grappe(
      "eval", "--write",
      """
      local a = actors.add{ name = "One", kind = "demo" } actors.set(a.id, { name = "Two" }) actors.set(a.id, { name = "Two" })
      print(a.id, pcall(actors.set, a.id, { name = "stop" }))
      """)
    let lines = run.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    try #require(lines.count == 5, "\(run.output)\(run.errors)")
    let id = lines[4][0]
    #expect(lines[0] == ["first", id, "nil", "One"] && lines[1] == ["second", "0"])
    #expect(lines[2] == ["first", id, "One", "Two"] && lines[3] == ["second", "1"])
    #expect(lines[4][2].contains("stopped by the first (refused by the plugin alpha)"), "\(run.output)")
  }

  @Test(
    "A validator that fails or is stopped refuses the record and names its plugin",
    arguments: [
      ("error('no luck')", "no luck"), ("while true do end", "limit cpu"), ("return 7", "returned 7"), ("return 'city'", "returned"),
      ("grappe.actors.add{ name = 'X', kind = 'demo' }", "a validator only reads"),
      ("grappe.storage.set('a', 1)", "a validator only reads"),
      ("grappe.emit('seen', {})", "only reads"), ("grappe.call('writer:go')", "called from"),
      ("local rows = {} for i = 1, 1e9 do rows[i] = {} end", "memory"),
    ])
  func failure(validator: String, reason: String) throws {
    let workspace = try EventTests.workspace(Self.guardian(validator, more: "[limits]\nhandler.cpu = \"200ms\""))
    let run = try workspace.grappe("eval", "--write", "actors.add{ id = 'a', name = 'A', kind = 'demo' }")
    #expect(run.status == 3 && run.errors.contains("the validation of the plugin guardian failed"), "\(run.errors)")
    #expect(run.errors.contains(reason), "\(run.errors)")
    #expect(try names(workspace) == [])
    #expect(try workspace.sql("SELECT count(*) FROM storage") == "0\n" && workspace.sql("SELECT count(*) FROM outbox") == "0\n")
    // A wrong result is no failure of the call; the caller's entry tells it.
    let logged = reason.hasPrefix("returned") ? "" : "guardian\n"
    #expect(try workspace.sql("SELECT DISTINCT plugin FROM invocation WHERE kind = 'validator'") == logged)
    _ = try workspace.sql(
      """
      INSERT INTO invocation (id, plugin, principal, kind, name, started_at, outcome, queue_ms, cpu_ms, wall_ms, peak_bytes, rows_read,
        rows_written) VALUES ('z', 'guardian', 'admin', 'quarantine', 'limit.cpu', '2031-01-01T00:00:00Z', 'quarantined', 0, 0, 0, 0, 0, 0)
      """)
    let free = try workspace.grappe("eval", "--write", "actors.add{ id = 'a', name = 'A', kind = 'demo' }")
    #expect(free.status == 0, "\(free.errors)")
  }

  @Test("All validators of one invocation share the processor time of their caller")
  func budget() throws {
    let workspace = try EventTests.workspace(
      Self.guardian("local s = 0 for i = 1, 2e6 do s = s + i end"),
      Self.writer(
        "for i = 1, 1000 do grappe.actors.add{ name = 'A' .. i, kind = 'demo' } end", more: "[limits]\ncommand.cpu = \"300ms\""))
    let run = try workspace.grappe("run", "writer:go")
    #expect(run.status == 3 && run.errors.contains("the validation of the plugin guardian failed"), "\(run.errors)")
    #expect(try names(workspace) == [])
  }

  @Test("The validators of a removed plugin are gone, and inspect shows those that a plugin brings")
  func removed() throws {
    let workspace = try EventTests.workspace(Self.noCapitals)
    let add = "actors.add{ name = 'A', kind = 'demo', city = 'Mons' }"
    #expect(try workspace.grappe("eval", "--write", add).status == 3)
    #expect(try workspace.grappe("inspect", "guardian-1.0.0.grappe").output.contains("Validates"))
    #expect(try workspace.grappe("doctor").status == 0)
    try #require(try workspace.grappe("uninstall", "guardian", "--purge", "--yes").status == 0)
    #expect(try workspace.grappe("eval", "--write", add).status == 0)
  }
}
