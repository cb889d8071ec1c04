import Foundation
import Testing

/// `grappe serve`: a long-running host, observed from another process.
@Suite struct ServeTests {
  /// Adds an actor named by the scheduled time of the run.
  private static let tick = """
    grappe.job{ id = "tick", every = "1s", run = function(job) grappe.actors.add{ name = job.meant_at, kind = "demo" } end }
    """

  /// Waits until `query` returns the wanted value.
  private func settle(_ host: RunningGrappe, _ workspace: DemoWorkspace, _ query: String, _ wanted: String) throws {
    let seen = try host.observe { try workspace.sql(query) == wanted + "\n" ? true : nil }
    try #require(seen == true, "the host has ended")
  }

  private func end(_ host: RunningGrappe) {
    kill(host.number, SIGTERM)
    #expect(host.wait() == 0)
  }

  @Test("A host runs the jobs that are due, says that it serves, and ends cleanly")
  func jobs() throws {
    let workspace = try EventTests.workspace(EventTests.plugin("clock", Self.tick))
    let host = try RunningGrappe(workspace, ["serve"])
    try settle(host, workspace, "SELECT count(*) >= 2 FROM actor", "1")
    let listed = try #require(try json(try workspace.grappe("jobs", "--json").output) as? [String: Any])
    #expect(listed["served"] as? Bool == true)
    end(host)
    #expect(try workspace.sql("SELECT count(*) FROM job WHERE lease_owner IS NOT NULL") == "0\n")
    #expect(try workspace.sql("SELECT count(*) - count(DISTINCT name) FROM actor") == "0\n")
    #expect(try workspace.grappe("jobs").output.contains("No host serves the workspace"))
    #expect(try workspace.damage() == "")
  }

  @Test("Two hosts on one workspace run each job once")
  func two() throws {
    let workspace = try EventTests.workspace(EventTests.plugin("clock", Self.tick))
    let hosts = [try RunningGrappe(workspace, ["serve"]), try RunningGrappe(workspace, ["serve"])]
    try settle(hosts[0], workspace, "SELECT count(*) >= 4 FROM actor", "1")
    hosts.forEach(end)
    #expect(try workspace.sql("SELECT count(*) - count(DISTINCT name) FROM actor") == "0\n")
    #expect(
      try workspace.sql("SELECT (SELECT count(*) FROM actor) - (SELECT count(*) FROM invocation WHERE kind = 'job')") == "0\n")
  }

  @Test("What was missed is caught up once, and the next run is ahead")
  func missed() throws {
    let workspace = try EventTests.workspace(
      EventTests.plugin("clock", Self.tick.replacing("1s", with: "1h")))
    _ = try workspace.sql("UPDATE job SET due_ms = due_ms - 864000000, meant_ms = meant_ms - 864000000")
    let host = try RunningGrappe(workspace, ["serve"])
    try settle(host, workspace, "SELECT last_outcome = 'done' AND due_ms > unixepoch() * 1000 FROM job", "1")
    end(host)
    #expect(try workspace.sql("SELECT count(*) FROM actor") == "1\n")
  }

  @Test("A running host takes over a new version without a restart")
  func reload() throws {
    func version(_ number: String) -> PluginVersion {
      var plugin = EventTests.plugin(
        "hearer", "grappe.on(\"actor.created\", function(a) grappe.storage.set(a.name, \"\(number)\") end)")
      plugin.version = number
      return plugin
    }
    let workspace = try EventTests.workspace(version("1.0.0"))
    let host = try RunningGrappe(workspace, ["serve"])
    try settle(host, workspace, "SELECT 1", "1")
    func hear(_ name: String, by number: String) throws {
      #expect(try workspace.grappe("eval", "--write", "actors.add{ name = \"\(name)\", kind = \"demo\" }").status == 0)
      try settle(host, workspace, "SELECT value FROM storage WHERE key = '\(name)'", "\"\(number)\"")
    }
    try hear("A", by: "1.0.0")
    #expect(try version("2.0.0").install(with: workspace.grappe, "upgrade", "--yes").status == 0)
    try hear("B", by: "2.0.0")
    #expect(try workspace.grappe("rollback", "--yes").status == 0)
    try hear("C", by: "1.0.0")
    end(host)
  }

  @Test("While a host serves the workspace, a command leaves deliveries to it")
  func leftToTheHost() throws {
    let workspace = try EventTests.workspace(
      EventTests.plugin("hearer", #"grappe.on("actor.created", function(a) grappe.storage.set(a.name, true) end)"#))
    let host = try RunningGrappe(workspace, ["serve"])
    let isServed = try host.observe { try workspace.grappe("jobs", "--json").output.contains("\"served\": true") ? true : nil }
    try #require(isServed == true)
    kill(host.number, SIGSTOP)
    #expect(try workspace.grappe("eval", "--write", #"actors.add{ name = "A", kind = "demo" }"#).status == 0)
    #expect(try workspace.sql("SELECT count(*) FROM delivery") == "1\n")
    kill(host.number, SIGCONT)
    try settle(host, workspace, "SELECT count(*) FROM storage", "1")
    end(host)
  }

  @Test("A lease of a host that died is taken over")
  func deadHost() throws {
    let slow = """
      grappe.job{ id = "slow", every = "1s", run = function(job)
        for i = 1, 60000000 do end
        grappe.actors.add{ name = job.meant_at, kind = "demo" }
      end }
      """
    let workspace = try EventTests.workspace(EventTests.plugin("clock", slow))
    let first = try RunningGrappe(workspace, ["serve"])
    try settle(first, workspace, "SELECT count(*) FROM job WHERE lease_owner IS NOT NULL", "1")
    first.crash()
    let (owner, done) = (try workspace.sql("SELECT lease_owner FROM job"), try workspace.sql("SELECT count(*) FROM actor"))
    #expect(owner.hasPrefix("serve-"))
    let second = try RunningGrappe(workspace, ["serve"])
    try settle(second, workspace, "SELECT count(*) > \(done.trimmingCharacters(in: .newlines)) FROM actor", "1")
    end(second)
    #expect(try workspace.sql("SELECT count(*) - count(DISTINCT name) FROM actor") == "0\n")
  }

  @Test("A job that always fails is tried again, set aside with its error, and waits for an admin")
  func failing() throws {
    let workspace = try EventTests.workspace(
      EventTests.plugin("faulty", #"grappe.job{ id = "j", every = "1h", run = function(job) error("attempt " .. job.attempt) end }"#))
    let run = try workspace.grappe("jobs", "run", "faulty:j")
    #expect(run.status == 1 && run.errors.contains("attempt 1"))
    #expect(try workspace.sql("SELECT attempts, state FROM job") == "0|waiting\n", "what an admin tries changes no plan")
    _ = try workspace.sql("UPDATE job SET due_ms = 0")
    let host = try RunningGrappe(workspace, ["serve"])
    for attempt in 1...4 {
      try settle(host, workspace, "SELECT attempts FROM job", "\(attempt)")
      _ = try workspace.sql("UPDATE job SET due_ms = 0")
    }
    try settle(host, workspace, "SELECT state FROM job", "set-aside")
    end(host)
    let listed = try workspace.grappe("jobs").output
    #expect(listed.contains("set aside") && listed.contains("attempt 5"))
    #expect(try workspace.grappe("jobs", "retry", "faulty:j").status == 0)
    #expect(try workspace.sql("SELECT attempts, state, due_ms <= unixepoch() * 1000 + 1000 FROM job") == "0|waiting|1\n")
    #expect(try workspace.grappe("jobs", "retry", "faulty:j").status == 3)
  }

  @Test("A job that is paused waits, one that runs once is done, and only those there are can be steered")
  func steering() throws {
    let workspace = try EventTests.workspace(
      EventTests.plugin(
        "clock",
        Self.tick + """

          grappe.job{ id = "once", at = "2026-01-01T06:00", zone = "Europe/Brussels", run = function(job)
            grappe.storage.set("once", job.meant_at) end }
          """))
    #expect(try workspace.grappe("jobs", "pause", "clock:tick").status == 0)
    let host = try RunningGrappe(workspace, ["serve"])
    try settle(host, workspace, "SELECT state FROM job WHERE id = 'once'", "done")
    #expect(try workspace.sql("SELECT value FROM storage") == "\"2026-01-01T05:00:00.000Z\"\n")
    #expect(try workspace.sql("SELECT count(*) FROM actor") == "0\n")
    #expect(try workspace.grappe("jobs", "resume", "clock:tick").status == 0)
    try settle(host, workspace, "SELECT count(*) >= 1 FROM actor", "1")
    end(host)
    let unknown = try workspace.grappe("jobs", "run", "clock:tik")
    #expect(unknown.status == 2 && unknown.errors.contains("clock:tick"))
    #expect(try workspace.grappe("jobs", "run").status == 2)
    #expect(try workspace.grappe("jobs", "list", "clock:tick").status == 2)
  }
}
