import Ecosystem
import Lua
import Testing

@testable import Engine

/// A writing plugin that is stopped by a limit leaves no row, and other plugins are not affected.
@Suite struct WritingLimitTests {
  private static let permissions = """
    vocabulary = { access = "read", reason = { fr = "lire", en = "read" } }
    actors = { access = "write", reason = { fr = "écrire", en = "write" } }
    storage = { access = "write", reason = { fr = "garder", en = "keep" } }
    sql = { access = "read", reason = { fr = "demander", en = "ask" } }
    """
  private static let add = "grappe.actors.add{ id = 'mine', name = 'Mine', kind = 'company' } grappe.storage.set('k', 1) "

  private static let attacks: [(name: String, code: String, limit: Limit)] = [
    ("loop", "while true do end", .cpu),
    ("caught", "while true do pcall(function() while true do end end) end", .cpu),
    (
      "cross",
      "grappe.sql('SELECT count(*) FROM concepts a, concepts b, concepts c, concepts d, concepts e, concepts f, concepts g, "
        + "concepts h, concepts i, concepts j, concepts k, concepts l, concepts m, concepts n, concepts o, concepts p, concepts q, "
        + "concepts r, concepts s, concepts t, concepts u, concepts v, concepts w, concepts x, concepts y, concepts z')", .cpu
    ),
    ("bomb", "local t = {} while true do t[#t + 1] = { t } end", .memory),
    ("rows", "for i = 1, 100 do grappe.actors.add{ id = 'a' .. i, name = 'A', kind = 'company' } end", .rows),
    ("storage", "for i = 1, 100 do grappe.storage.set('k' .. i, ('x'):rep(1000)) end", .storage),
  ]

  private static let limits = """
    memory = "8MiB"
    storage = "20KiB"
    command = { cpu = "300ms", rows_written = 50 }
    """

  private func workspace() async throws -> EngineWorkspace {
    var commands = Dictionary(uniqueKeysWithValues: Self.attacks.map { ($0.name, Self.add + $0.code) })
    commands["good"] = "local n = 0 for i = 1, 1000 do n = n + i end return n"
    commands["keep"] = "grappe.storage.set('k', ('x'):rep(15000))"
    commands["shrink"] = "grappe.storage.set('k', ('x'):rep(100)) grappe.storage.del('k') grappe.storage.set('l', ('x'):rep(15000))"
    return try await EngineWorkspace(permissions: Self.permissions, limits: Self.limits, commands: commands)
  }

  @Test("Nothing is written, the reason is right, and the neighbour's answer as well", arguments: attacks.map(\.name))
  func stopped(name: String) async throws {
    let workspace = try await workspace()
    let before = try workspace.content()
    let attack = try #require(Self.attacks.first { $0.name == name })
    async let neighbour = workspace.host.evaluate(
      "(function() local n = 0 for i = 1, 1e5 do n = n + i end return n end)()", limits: ScriptLimits(), isWriting: false,
      for: .admin)
    do {
      _ = try await workspace.host.run("demo:\(name)", parameters: [:], for: .admin)
      Issue.record("\(name) was not stopped")
    } catch EngineError.stopped(_, let kill) {
      #expect(kill.limit == attack.limit)
    }
    #expect(try await neighbour == [.integer(5_000_050_000)])
    #expect(try workspace.content() == before)
    // The plugin's next call gets a new Lua state.
    #expect(try await workspace.host.run("demo:good", parameters: [:], for: .admin) == [.integer(500_500)])
  }

  @Test("Storage is counted over all invocations; what makes room makes room")
  func storage() async throws {
    let workspace = try await workspace()
    _ = try await workspace.host.run("demo:keep", parameters: [:], for: .admin)
    _ = try await workspace.host.run("demo:keep", parameters: [:], for: .admin)
    let kept = try workspace.content()
    await #expect(throws: EngineError.self) { _ = try await workspace.host.run("demo:storage", parameters: [:], for: .admin) }
    #expect(try workspace.kills().map(\.outcome) == ["limit.storage"])
    #expect(try workspace.content() == kept)
    _ = try await workspace.host.run("demo:shrink", parameters: [:], for: .admin)
  }

  @Test("Two invocations of one process that write take turns, and each sees the whole of the other", .timeLimit(.minutes(10)))
  func turns() async throws {
    let workspace = try await workspace()
    let code = "local n = actors.count() actors.add{ id = 'n' .. n, name = 'N', kind = 'company' } return n"
    let numbers = try await withThrowingTaskGroup(of: Int64?.self) { group in
      for _ in 0..<40 {
        group.addTask { try await workspace.host.evaluate(code, limits: ScriptLimits(), isWriting: true, for: .admin).first?.integerValue }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(numbers.compactMap(\.self).sorted() == Array(0..<40))
  }
}
