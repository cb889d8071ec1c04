import Foundation
import Testing

/// The write lock has an owner with a name and a bound in time, whatever plugin code holds it.
@Suite struct WriteWallTests {
  private static let hold = "grappe.storage.set(\"k\", 1) while true do end"

  /// One plugin that holds the lock in a command, a job, a handler, an importer, in SQL and in a command that another calls; those
  /// named `idle` write nothing.
  private static func holder(_ time: String) -> PluginVersion {
    let classes = ["command", "job", "handler"].map { "\($0) = { write_wall = \"\(time)\", cpu = \"10min\", wall = \"20min\" }" }
    return PluginVersion(
      name: "holder",
      permissions: """
        actors = { access = "write", reason = { fr = "x", en = "x" } }
        storage = { access = "write", reason = { fr = "x", en = "x" } }
        jobs = { access = "write", reason = { fr = "x", en = "x" } }
        sql = { access = "read", reason = { fr = "x", en = "x" } }
        """, more: "[limits]\n" + classes.joined(separator: "\n"),
      initLua: """
        grappe.command{ id = "loop", summary = "x", run = function() \(hold) end }
        grappe.command{ id = "query", summary = "x", run = function()
          grappe.storage.set("k", 1)
          grappe.sql("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) AS n FROM c")
        end }
        grappe.job{ id = "loop", every = "1h", run = function() \(hold) end }
        grappe.on("actor.created", function() \(hold) end)
        grappe.importer{ id = "loop", title = "x", accepts = { "text/csv" }, run = function() \(hold) end }
        grappe.command{ id = "idle", summary = "x", run = function() while true do end end }
        grappe.job{ id = "idle", every = "1h", run = function() while true do grappe.actors.count{} end end }
        grappe.importer{ id = "idle", title = "x", accepts = { "text/csv" }, run = function() while true do end end }
        """)
  }

  /// A plugin that calls the other's command from a command and a job.
  private static func caller(_ time: String) -> PluginVersion {
    let classes = ["command", "job"].map { "\($0) = { write_wall = \"\(time)\", cpu = \"10min\", wall = \"20min\" }" }
    return EventTests.plugin(
      "caller",
      """
      grappe.command{ id = "call", summary = "x", run = function() grappe.call("holder:loop") end }
      grappe.job{ id = "call", every = "1h", run = function() grappe.call("holder:loop") end }
      """, more: "[dependencies]\nholder = \">=1.0\"\n\n[limits]\n" + classes.joined(separator: "\n"))
  }

  private static func workspace(_ time: String) throws -> DemoWorkspace {
    let workspace = try EventTests.workspace(holder(time), caller(time))
    try Data("a\n1\n".utf8).write(to: workspace.directory.appending(path: "in.csv"))
    try Data("[store]\nwriter_wait_seconds = 0\n".utf8).write(to: workspace.directory.appending(path: "config.toml"))
    return workspace
  }

  /// How each kind of code is begun, the exit code of what begins it, and how a process that waits names it.
  private static let kinds: [(arguments: [String], status: Int32, name: String)] = [
    (["run", "holder:loop"], 4, "holder (command loop)"),
    (["run", "holder:query"], 4, "holder (command query)"),
    (["run", "caller:call"], 4, "caller (command call)"),
    (["jobs", "run", "holder:loop"], 4, "holder (job loop)"),
    (["jobs", "run", "caller:call"], 4, "caller (job call)"),
    (["import", "in.csv", "--as", "holder:loop"], 4, "holder (importer loop)"),
    (["eval", "--write", #"actors.add{ name = "A", kind = "demo" }"#], 0, "holder (handler actor.created)"),
    (["run", "holder:idle"], 4, "holder (command idle)"),
    (["jobs", "run", "holder:idle"], 4, "holder (job idle)"),
    (["import", "in.csv", "--as", "holder:idle"], 4, "holder (importer idle)"),
    (
      ["eval", "--write", #"grappe.call("holder:loop")"#, "--wall", "20min", "--cpu", "10min", "--write-wall", "5min"], 1,
      "admin (eval eval)"
    ),
  ]

  @Test("what holds the write lock is stopped and leaves nothing", .timeLimit(.minutes(10)), arguments: kinds.indices)
  func stopped(index: Int) throws {
    let (workspace, kind) = (try Self.workspace("300ms"), Self.kinds[index])
    let before = try workspace.sql("SELECT count(*) FROM storage")
    let run = try workspace.grappe.run(kind.arguments)
    #expect(run.status == kind.status, "\(run.output)\(run.errors)")
    #expect(run.errors.contains("write_wall") && run.errors.contains("300 ms allowed"), "\(run.errors)")
    #expect(try workspace.sql("SELECT count(*) FROM storage") == before)
    // A caller holds the lock for longer than the command it calls.
    let plugin = kind.name.hasPrefix("caller") ? "caller" : "holder"
    #expect(try workspace.sql("SELECT count(*) FROM invocation WHERE plugin = '\(plugin)' AND outcome = 'limit.write_wall'") == "1\n")
  }

  @Test("a process that waits is told who holds the write lock", .timeLimit(.minutes(10)), arguments: kinds.indices)
  func named(index: Int) throws {
    let (workspace, kind) = (try Self.workspace("5min"), Self.kinds[index])
    let holder = try RunningGrappe(workspace, kind.arguments)
    let held = try holder.observe { try Self.isLocked(workspace) ? true : nil }
    try #require(held == true, "it ended before it held the lock")
    for arguments in [["eval", "--write", "1"], ["jobs", "pause", "holder:loop"]] {
      let waiting = try workspace.grappe.run(arguments)
      #expect(waiting.status == 5, "\(arguments) \(waiting.output)\(waiting.errors)")
      #expect(waiting.errors.contains(kind.name) && waiting.errors.contains("\(holder.number)"), "\(arguments) \(waiting.errors)")
    }
    holder.crash()
    #expect(try workspace.damage() == "")
  }

  /// Whether somebody holds the write lock.
  private static func isLocked(_ workspace: DemoWorkspace) throws -> Bool {
    let run = try GrappeBinary.run(
      URL(filePath: "/usr/bin/sqlite3"), ["grappe.sqlite", "BEGIN IMMEDIATE; ROLLBACK;"], in: workspace.directory)
    return run.errors.contains("locked")
  }

  @Test("an admin who approves more grants more, and is told what is asked for")
  func granted() throws {
    func plugin(_ limits: String) -> PluginVersion {
      EventTests.plugin(
        "slow",
        """
        grappe.command{ id = "work", summary = "x", run = function()
          grappe.storage.set("k", 1)
          local start = os.clock()
          while os.clock() - start < 0.5 do end
          return "done"
        end }
        """, more: "[limits]\ncommand = { \(limits) }")
    }
    let asked = plugin(#"write_wall = "1h""#)
    let workspace = try EventTests.workspace(asked)
    let shown = try workspace.grappe("inspect", "slow-1.0.0.grappe").output
    #expect(shown.contains("command.write_wall: 1 h"), "\(shown)")
    #expect(try workspace.grappe("run", "slow:work").output == "done\n")
    var lower = plugin(#"write_wall = "200ms""#)
    lower.version = "1.1.0"
    #expect(try lower.install(with: workspace.grappe, "upgrade", "--yes").status == 0)
    let run = try workspace.grappe("run", "slow:work")
    #expect(run.status == 4 && run.errors.contains("200 ms allowed"), "\(run.errors)")
  }
}
