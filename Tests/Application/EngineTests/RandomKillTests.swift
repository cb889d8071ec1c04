import Ecosystem
import Foundation
import Lua
import Testing

@testable import Engine

/// A plugin is killed at random moments while it writes: none of its rows stays.
@Suite struct RandomKillTests {
  private static let permissions = """
    vocabulary = { access = "read", reason = { fr = "lire", en = "read" } }
    actors = { access = "write", reason = { fr = "écrire", en = "write" } }
    storage = { access = "write", reason = { fr = "garder", en = "keep" } }
    """

  /// Adds, changes and deletes records, searches them, computes in between, and never ends by itself.
  private static let work = """
    for i = 1, 40 do
      local id = 'actor-' .. i
      grappe.actors.add{ id = id, name = 'Name ' .. i, kind = 'company', aliases = { 'a' .. i, 'b' } }
      if i % 2 == 0 then grappe.actors.set(id, { city = 'Namur', aliases = { 'c' } }) end
      if i % 5 == 0 then grappe.actors.del(id) end
      grappe.storage.set('count', { n = i })
      local n = 0
      for k = 1, 200 do n = n + k % 7 end
      if i % 10 == 0 then grappe.actors.search('name') end
    end
    while true do end
    """
  /// The number of rows that `work` writes: 40 added, 20 changed, 8 deleted.
  private static let rowsOfWork = 68
  /// The number of kills: 1,000 in `make crash`, fewer in an ordinary test run.
  private static let killsWanted = ProcessInfo.processInfo.environment["GRAPPE_RANDOM_KILLS"].flatMap(Int.init) ?? 200

  @Test("Killed at random moments, the database is row for row what it was, each time")
  func moments() async throws {
    let workspace = try await EngineWorkspace(permissions: Self.permissions, commands: ["work": Self.work])
    let before = try workspace.content()
    var (span, moments) = (20_000.0, Set<Int>())
    for kill in 1...Self.killsWanted {
      let rows = try await rowsWritten(within: .microseconds(Int.random(in: 0...Int(span))), workspace)
      moments.insert(rows)
      // Adjusts the delay so that about one kill in ten comes after all writes, and the others before.
      span = max(100, rows == Self.rowsOfWork ? span * 0.91 : span * 1.01)
      let after = try workspace.content()
      if after != before { return #expect(after == before, "kill \(kill), after \(rows) rows") }
    }
    #expect(moments.count > 20, "kills fell at few moments: \(moments.sorted())")
    #expect(try workspace.kills().count == Self.killsWanted)
  }

  /// Runs the command, cancels it after that time, and returns the number of rows it had written.
  private func rowsWritten(within time: Duration, _ workspace: EngineWorkspace) async throws -> Int {
    let command = Task { try await workspace.host.run("demo:work", parameters: [:], for: .admin) }
    try await Task.sleep(for: time)
    command.cancel()
    do {
      _ = try await command.value
      Issue.record("the command came to an end")
    } catch EngineError.stopped(_, let kill) {
      #expect(kill.limit == .cancelled)
    }
    return try workspace.lastRowsWritten()
  }
}
