import Foundation
import Testing

/// A restore beside a running host, and its consequences for jobs and deliveries.
@Suite struct RestoreServeTests {
  private func settle(_ host: RunningGrappe, _ workspace: DemoWorkspace, _ query: String, _ wanted: String) throws {
    let seen = try host.observe { try workspace.sql(query) == wanted + "\n" ? true : nil }
    try #require(seen == true, "the host has ended")
  }

  private func end(_ host: RunningGrappe) {
    kill(host.number, SIGTERM)
    #expect(host.wait() == 0)
  }

  /// Makes a backup of a workspace, and returns its path.
  private func backup(_ workspace: DemoWorkspace) throws -> String {
    let run = try workspace.grappe("backup", "b.sqlite", "--force")
    try #require(run.status == 0, "\(run.errors)")
    return "b.sqlite"
  }

  @Test("A running host takes the restored content over: plugins, their memory, and events from then on")
  func takenOver() throws {
    // The count in memory shows whether the plugin's state is the one from before.
    let counting = """
      local count = 0
      grappe.on("actor.created", function(a)
        count = count + 1
        grappe.storage.set(a.name, count)
      end)
      """
    let workspace = try EventTests.workspace(EventTests.plugin("hearer", counting))
    let host = try RunningGrappe(workspace, ["serve"])
    func add(_ name: String, wanted: Int) throws {
      #expect(try workspace.grappe("eval", "--write", #"actors.add{ name = "\#(name)", kind = "demo" }"#).status == 0)
      try settle(host, workspace, "SELECT value FROM storage WHERE key = '\(name)'", "\(wanted)")
    }
    try settle(host, workspace, "SELECT 1", "1")
    let isServed = try host.observe { try workspace.grappe("jobs", "--json").output.contains("\"served\": true") ? true : nil }
    try #require(isServed == true)
    try add("A", wanted: 1)
    let (file, data) = (try backup(workspace), try workspace.data())
    try add("B", wanted: 2)
    let extra = EventTests.plugin("extra", #"grappe.field("actor", "mark", { type = "text" })"#)
    #expect(try extra.install(with: workspace.grappe, "install", "--yes").status == 0)
    let run = try workspace.grappe("restore", file)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try workspace.data() == data)
    try add("C", wanted: 1)
    #expect(try workspace.sql("SELECT group_concat(name, ' ') FROM (SELECT name FROM actor ORDER BY name)") == "A C\n")
    let field = try workspace.grappe("eval", "--write", #"actors.set(actors.first{ name = "A" }.id, { ["extra.mark"] = "x" })"#)
    #expect(field.status != 0, "the field went with the plugin")
    end(host)
    #expect(try workspace.damage() == "" && workspace.grappe("doctor").status == 0)
  }

  @Test("A command that runs meanwhile ends on what it began with")
  func running() throws {
    let workspace = try EventTests.workspace()
    let file = try backup(workspace)
    #expect(try workspace.grappe("eval", "--write", #"actors.add{ id = "late", name = "Late", kind = "demo" }"#).status == 0)
    let slow = "local n = actors.count() for i = 1, 400000000 do end return n .. actors.count()"
    let outcome = Capture()
    let process = try outcome.start(workspace, ["eval", slow, "--cpu", "1h", "--wall", "1h"])
    let status = workspace.directory.appending(path: "run/\(process.processIdentifier).json").path
    while process.isRunning, !FileManager.default.fileExists(atPath: status) {}
    #expect(try workspace.grappe("restore", file).status == 0)
    #expect(try workspace.sql("SELECT count(*) FROM actor") == "0\n")
    process.waitUntilExit(within: .seconds(600))
    #expect(try outcome.text() == "11\n")
  }

  @Test("A once-only job that ran since the backup is named, and runs again, once, with its effect")
  func onceAgain() throws {
    let workspace = try EventTests.workspace(
      EventTests.plugin(
        "clock",
        """
        grappe.job{ id = "once", at = "2026-01-01T06:00", zone = "Europe/Brussels", run = function(job)
          grappe.actors.add{ name = job.meant_at, kind = "demo" } end }
        """))
    let file = try backup(workspace)
    for round in 1...2 {
      let host = try RunningGrappe(workspace, ["serve"])
      try settle(host, workspace, "SELECT state FROM job", "done")
      end(host)
      #expect(try workspace.sql("SELECT count(*) FROM actor") == "1\n")
      guard round == 1 else { continue }
      let run = try workspace.grappe("restore", file)
      #expect(run.output.contains("run again by the next host: clock:once"), "\(run.output)")
      #expect(try workspace.sql("SELECT state, (SELECT count(*) FROM actor) FROM job") == "waiting|0\n")
    }
  }

  @Test("Deliveries made since are made again, those of later events go with them, and no number comes twice")
  func deliveries() throws {
    let workspace = try EventTests.workspace(
      EventTests.plugin("hearer", #"grappe.on("actor.created", function(a) grappe.storage.set(a.name, true) end)"#))
    func add(_ name: String) throws {
      #expect(try workspace.grappe("eval", "--write", #"actors.add{ name = "\#(name)", kind = "demo" }"#).status == 0)
    }
    // A stopped host keeps deliveries pending.
    let host = try RunningGrappe(workspace, ["serve"])
    let isServed = try host.observe { try workspace.grappe("jobs", "--json").output.contains("\"served\": true") ? true : nil }
    try #require(isServed == true)
    kill(host.number, SIGSTOP)
    try add("A")
    let file = try backup(workspace)
    kill(host.number, SIGCONT)
    try settle(host, workspace, "SELECT count(*) FROM storage", "1")
    kill(host.number, SIGSTOP)
    try add("B")
    let run = try workspace.grappe("restore", file, "--json")
    let outcome = try #require(try json(run.output) as? [String: Any])
    let queue = try #require(outcome["queue"] as? [String: Any])
    #expect(queue["delivered_again"] as? Int == 1 && queue["deliveries_gone"] as? Int == 1)
    #expect(try workspace.sql("SELECT seq FROM sqlite_sequence WHERE name = 'delivery'") == "2\n")
    #expect(try workspace.sql("SELECT count(*) FROM storage") == "0\n")
    kill(host.number, SIGCONT)
    try settle(host, workspace, "SELECT group_concat(key) FROM storage", "A")
    end(host)
  }

  @Test("A lease from the time of the backup is nobody's, though its host still runs")
  func leases() throws {
    let workspace = try EventTests.workspace(
      EventTests.plugin("clock", #"grappe.job{ id = "tick", every = "1h", run = function(job) end }"#))
    _ = try workspace.sql("UPDATE job SET lease_owner = 'serve-x', lease_until_ms = unixepoch() * 1000 + 9999999")
    let file = try backup(workspace)
    #expect(try workspace.grappe("restore", file).status == 0)
    #expect(try workspace.sql("SELECT count(*) FROM job WHERE lease_owner IS NULL AND lease_until_ms IS NULL") == "1\n")
  }

  @Test("A database that cannot be opened is not replaced under a running host")
  func unreadable() throws {
    let workspace = try EventTests.workspace()
    let file = try backup(workspace)
    let host = try RunningGrappe(workspace, ["serve"])
    let isServed = try host.observe { try workspace.grappe("jobs", "--json").output.contains("\"served\": true") ? true : nil }
    try #require(isServed == true)
    kill(host.number, SIGSTOP)
    let database = workspace.directory.appending(path: "grappe.sqlite")
    try FileManager.default.moveItem(at: database, to: workspace.directory.appending(path: "aside"))
    try Data(repeating: 0xAA, count: 9_000).write(to: database)
    let run = try workspace.grappe("restore", file)
    #expect(run.status == 5 && run.errors.contains("grappe serve"), "\(run.errors)")
    #expect(try Data(contentsOf: database).count == 9_000)
    host.crash()
  }
}

/// The output of a process, collected while the test does other work.
private final class Capture {
  private let url = FileManager.default.temporaryDirectory.appending(path: "grappe-output-\(UUID().uuidString)")

  deinit { try? FileManager.default.removeItem(at: url) }

  func start(_ workspace: DemoWorkspace, _ arguments: [String]) throws -> Process {
    try Data().write(to: url)
    let process = Process()
    process.executableURL = GrappeBinary.executable
    process.arguments = arguments
    process.currentDirectoryURL = workspace.directory
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: url)
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  func text() throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }
}
