import Foundation
import Testing

/// Events with the real binary: their listeners, their order, and the handling of failures.
@Suite struct EventTests {
  static func plugin(_ name: String, _ initLua: String, more: String = "") -> PluginVersion {
    PluginVersion(
      name: name,
      permissions: PluginVersion.permissionLines + """

        storage = { access = "write", reason = { fr = "noter", en = "to note" } }
        jobs = { access = "write", reason = { fr = "veiller", en = "to watch" } }
        """, more: more, initLua: initLua)
  }

  /// Creates a workspace with the actor kind `demo` and the plugins.
  static func workspace(_ plugins: PluginVersion...) throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.bare()
    let kind = #"concepts.add{ scheme = "actor-kind", code = "demo", label = { fr = "essai", en = "test" } }"#
    try #require(try workspace.grappe("eval", "--write", kind).status == 0)
    for plugin in plugins {
      let run = try plugin.install(with: workspace.grappe, "install", "--yes")
      try #require(run.status == 0, "\(run.errors)")
    }
    return workspace
  }

  private static let note = """
    local function note(line)
      local heard = grappe.storage.get("heard") or {}
      heard[#heard + 1] = line
      grappe.storage.set("heard", heard)
    end

    """

  /// Returns the values that a plugin stored under `heard`.
  private func heard(by plugin: String, _ workspace: DemoWorkspace) throws -> [String] {
    let text = try workspace.sql("SELECT value FROM storage WHERE plugin = '\(plugin)' AND key = 'heard'")
    return text.isEmpty ? [] : try JSONDecoder().decode([String].self, from: Data(text.utf8))
  }

  @Test("A command delivers what it caused before it ends, each delivery as an invocation of its own, in order")
  func command() throws {
    let workspace = try Self.workspace(
      Self.plugin(
        "hearer",
        Self.note + """
          grappe.on("actor.created", function(actor, event) note(event.name .. " " .. actor.name .. " " .. event.plugin) end)
          grappe.on("actor.updated", function(actor, event) note(event.before.name .. " > " .. actor.name) end)
          grappe.on("actor.deleted", function(actor, event) note("without " .. event.id) end)
          """))
    let code = """
      for i = 1, 3 do actors.add{ id = "a" .. i, name = "A" .. i, kind = "demo" } end
      actors.set("a2", { name = "B2" }) actors.del("a3")
      """
    #expect(try workspace.grappe("eval", "--write", code).status == 0)
    let lines = try heard(by: "hearer", workspace)
    #expect(lines.filter { $0.hasPrefix("actor.created") } == (1...3).map { "actor.created A\($0) admin" })
    #expect(Set(lines).isSuperset(of: ["A2 > B2", "without a3"]) && lines.count == 5)
    #expect(try workspace.sql("SELECT count(*) FROM delivery; SELECT count(*) FROM outbox") == "0\n0\n")
    #expect(
      try workspace.sql("SELECT count(*) FROM invocation WHERE kind = 'handler' AND principal = 'event' AND outcome = 'done'")
        == "5\n")
  }

  @Test("An import is heard row by row, and what is undone or fails is not")
  func imports() throws {
    let workspace = try Self.workspace(
      Self.plugin("hearer", Self.note + #"grappe.on("actor.created", function(actor) note(actor.name) end)"#))
    try Data("id,name,kind\nx1,Eins,demo\nx2,Zwei,demo\n".utf8).write(to: workspace.directory.appending(path: "in.csv"))
    #expect(try workspace.grappe("import", "in.csv", "--as", "actor").status == 0)
    #expect(try heard(by: "hearer", workspace) == ["Eins", "Zwei"])
    let failing = #"actors.add{ name = "No", kind = "demo" } error("no")"#
    #expect(try workspace.grappe("eval", "--write", failing).status == 1)
    #expect(try heard(by: "hearer", workspace) == ["Eins", "Zwei"])
  }

  @Test("A handler sees no contacts that its plugin may not see, and may not listen to what it may not read")
  func permissions() throws {
    let workspace = try Self.workspace(
      Self.plugin(
        "hearer",
        Self.note + #"grappe.on("actor.created", function(a) note(tostring(a.email) .. " " .. a.name) end)"#))
    let code = #"actors.add{ name = "KIKK", kind = "demo", email = "info@example.org" }"#
    #expect(try workspace.grappe("eval", "--write", code).status == 0)
    #expect(try heard(by: "hearer", workspace) == ["nil KIKK"])
    let blind = PluginVersion(name: "blind", permissions: "", initLua: #"grappe.on("actor.created", print)"#)
    let refused = try blind.install(with: workspace.grappe, "install", "--yes")
    #expect(refused.status == 3 && refused.errors.contains("permission denied"), "\(refused.errors)")
    let jobless = PluginVersion(
      name: "jobless", permissions: "", initLua: #"grappe.job{ id = "x", every = "1h", run = print }"#)
    #expect(try jobless.install(with: workspace.grappe, "install", "--yes").errors.contains("\"jobs\""))
  }

  @Test("Plugins hear each other's events where they depend on each other")
  func ownEvents() throws {
    let sender = Self.plugin(
      "sender",
      """
      grappe.command{ id = "send", summary = "send", run = function() grappe.emit("said", { word = "bonjour" }) end }
      """)
    let listener = Self.note + #"grappe.on("sender:said", function(said, event) note(said.word .. " from " .. event.plugin) end)"#
    let workspace = try Self.workspace(
      sender, Self.plugin("hearer", listener, more: "[dependencies]\nsender = \">=1.0\""))
    #expect(try workspace.grappe("run", "sender:send").status == 0)
    #expect(try heard(by: "hearer", workspace) == ["bonjour from sender"])
    let stranger = try Self.plugin("stranger", listener).install(with: workspace.grappe, "install", "--yes")
    #expect(stranger.status == 1 && stranger.errors.contains("[dependencies]"), "\(stranger.errors)")
  }

  @Test("A handler that always fails is set aside with its error, and its neighbours go on")
  func poisoned() throws {
    let workspace = try Self.workspace(
      Self.plugin("poisoned", #"grappe.on("actor.created", function(a) if a.id == "bad" then error("no " .. a.id) end end)"#),
      Self.plugin("hearer", Self.note + #"grappe.on("actor.created", function(actor) note(actor.name) end)"#))
    let add = #"for _, id in ipairs{ "bad", "good" } do actors.add{ id = id, name = id, kind = "demo" } end"#
    let first = try workspace.grappe("eval", "--write", add)
    #expect(first.status == 0 && first.errors.contains("tried again in 1 s"), "\(first.errors)")
    #expect(try heard(by: "hearer", workspace) == ["bad", "good"])
    #expect(try workspace.sql("SELECT attempts, count(*) FROM delivery GROUP BY 1 ORDER BY 1") == "0|1\n1|1\n")
    try retry(workspace, times: 4)
    let listed = try #require(try json(try workspace.grappe("jobs", "--json").output) as? [String: Any])
    let aside = try #require(listed["deliveries_set_aside"] as? [[String: Any]])
    #expect(aside.count == 1 && aside[0]["attempts"] as? Int == 5 && aside[0]["record"] as? String == "bad")
    #expect((aside[0]["detail"] as? String)?.contains("no bad") == true && aside[0]["plugin"] as? String == "poisoned")
    #expect(try workspace.sql("SELECT count(*) FROM delivery") == "1\n", "what came after the poisoned one was delivered")
    let id = try #require(aside[0]["id"] as? String)
    #expect(try workspace.grappe("jobs", language: "fr").output.contains(id))
    #expect(try workspace.grappe("jobs", "retry", id).status == 0)
    #expect(try workspace.sql("SELECT attempts, set_aside_at IS NULL FROM delivery") == "1|1\n")
  }

  /// Makes failed deliveries due and runs a command that delivers them.
  private func retry(_ workspace: DemoWorkspace, times: Int) throws {
    for round in 0..<times {
      _ = try workspace.sql("UPDATE delivery SET due_ms = 0 WHERE set_aside_at IS NULL")
      let add = #"actors.add{ id = "more\#(round)", name = "More", kind = "demo" }"#
      #expect(try workspace.grappe("eval", "--write", add).status == 0)
    }
  }

  @Test("A handler stopped by its limit three times is set aside, and its plugin is under quarantine")
  func killed() throws {
    let workspace = try Self.workspace(
      Self.plugin(
        "greedy", #"grappe.on("actor.created", function() local t = {} while true do t[#t + 1] = { t } end end)"#,
        more: "[limits]\nmemory = \"2MiB\""))
    let first = try workspace.grappe("eval", "--write", #"actors.add{ name = "A", kind = "demo" }"#)
    #expect(first.status == 0 && first.errors.contains("memory"), "\(first.errors)")
    try retry(workspace, times: 2)
    #expect(try workspace.sql("SELECT count(*) FROM delivery WHERE set_aside_at IS NOT NULL AND attempts = 3") == "1\n")
    #expect(try workspace.grappe("quarantine").output.contains("greedy"))
    #expect(try workspace.sql("SELECT count(*) FROM delivery WHERE set_aside_at IS NULL AND attempts = 0") == "2\n")
  }

  @Test("A chain of events ends at eight: the ninth is killed, and leaves nothing")
  func cascade() throws {
    let workspace = try Self.workspace(
      Self.plugin(
        "echo", #"grappe.on("actor.created", function(a) grappe.actors.add{ name = a.name .. "+", kind = "demo" } end)"#))
    let run = try workspace.grappe("eval", "--write", #"actors.add{ name = "A", kind = "demo" }"#)
    #expect(run.status == 0 && run.errors.contains("cascade"), "\(run.errors)")
    #expect(try workspace.sql("SELECT max(length(name)), count(*) FROM actor") == "8|8\n")
    #expect(try workspace.sql("SELECT outcome FROM invocation WHERE outcome LIKE 'limit.%'") == "limit.cascade\n")
  }

  @Test("What a bundle listens to and runs by itself is shown before it is installed, and what goes is forgotten")
  func contributions() throws {
    let plugin = Self.plugin(
      "watcher",
      """
      grappe.on("actor.created", print)
      grappe.job{ id = "night", title = "Nuit", cron = "0 3 * * *", zone = "Europe/Brussels", run = print }
      """)
    let workspace = try Self.workspace(plugin)
    let shown = try workspace.grappe("inspect", "watcher-1.0.0.grappe").output
    #expect(shown.contains("actor.created") && shown.contains("watcher:night (0 3 * * * Europe/Brussels) — Nuit"))
    #expect(try workspace.grappe("jobs").output.contains("watcher:night"))
    #expect(try workspace.grappe("uninstall", "watcher").status == 0)
    #expect(try workspace.sql("SELECT count(*) FROM job") == "0\n")
    #expect(try workspace.grappe("rollback", "--yes").status == 0)
    #expect(try workspace.sql("SELECT plugin, id, state FROM job") == "watcher|night|waiting\n")
  }
}
