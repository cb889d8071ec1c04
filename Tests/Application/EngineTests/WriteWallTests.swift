import Ecosystem
import Lua
import Testing

@testable import Engine

/// An invocation holds the write lock for a bounded time, whether it writes or not.
@Suite struct WriteWallTests {
  private static let permissions = """
    actors = { access = "write", reason = { fr = "écrire", en = "write" } }
    storage = { access = "write", reason = { fr = "garder", en = "keep" } }
    sql = { access = "read", reason = { fr = "demander", en = "ask" } }
    """
  private static let endlessSQL = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) AS n FROM c"
  private static let commands = [
    "loop": "grappe.storage.set('k', 1) while true do end",
    "caught": "grappe.storage.set('k', 1) while true do pcall(function() while true do end end) end",
    "query": "grappe.actors.add{ id = 'mine', name = 'Mine', kind = 'company' } grappe.sql('\(endlessSQL)')",
    "reader": "while true do end",
  ]

  private func workspace() async throws -> EngineWorkspace {
    try await EngineWorkspace(
      permissions: Self.permissions, limits: #"command = { write_wall = "200ms", cpu = "5s", wall = "1min" }"#,
      commands: Self.commands)
  }

  private func limit(of command: String, in workspace: EngineWorkspace) async throws -> Limit? {
    do {
      _ = try await workspace.host.run("demo:\(command)", parameters: [:], for: .admin)
      return nil
    } catch EngineError.stopped(_, let kill) {
      return kill.limit
    }
  }

  @Test(arguments: ["loop", "caught", "query"])
  func `an invocation that holds the write lock for too long is stopped and leaves nothing`(name: String) async throws {
    let workspace = try await workspace()
    let before = try workspace.content()
    #expect(try await limit(of: name, in: workspace) == .writeWall)
    #expect(try workspace.content() == before)
  }

  @Test func `the time counts from the moment the lock is held, also without a write`() async throws {
    #expect(try await limit(of: "reader", in: try await workspace()) == .writeWall)
  }

  @Test func `a report of the same plugin holds no lock, and only its other limits bound it`() async throws {
    let workspace = try await EngineWorkspace(
      permissions: Self.permissions, limits: #"command = { write_wall = "50ms", cpu = "300ms", wall = "1min" }"#,
      initLua: "grappe.report{ id = 'r', title = 'r', run = function() while true do end end }")
    do {
      _ = try await workspace.host.report("demo:r", parameters: [:], for: .admin)
      Issue.record("it was not stopped")
    } catch EngineError.stopped(_, let kill) {
      #expect(kill.limit == .cpu)
    }
  }

  @Test func `a script has the limit that its caller names`() async throws {
    let workspace = try await workspace()
    var limits = ScriptLimits()
    limits.writeWallMilliseconds = 150
    do {
      _ = try await workspace.host.evaluate(
        "actors.add{ id = 'a', name = 'A', kind = 'company' } while true do end", limits: limits, isWriting: true, for: .admin)
      Issue.record("it was not stopped")
    } catch EngineError.stopped(_, let kill) {
      #expect(kill.limit == .writeWall && kill.maximum == 150)
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `a deferred transaction that writes is named to those who wait`() async throws {
    let workspace = try await workspace()
    let transaction = try workspace.host.beginDeferred(.shell, "admin", name: "line", for: .admin)
    let statusFile = WriterStatusFile(workspace.host.workspace)
    #expect(statusFile.read() == nil)
    try transaction.insert(
      "concept", ["scheme": "actor-kind", "code": "x", "label": ["en": "x"]], owner: "admin", now: "2026-01-01T00:00:00Z")
    while statusFile.read() == nil { try await Task.sleep(for: .milliseconds(10)) }
    #expect(statusFile.read()?.writer.name == "line")
    transaction.rollback()
    #expect(statusFile.read() == nil)
  }
}
