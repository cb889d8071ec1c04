import Ecosystem
import Lua
import Testing

@testable import Engine

/// Records that a question about funding gathers count towards the memory limit while they are read.
@Suite struct FundingMemoryTests {
  private static let permissions = ["actors", "relations", "funding", "vocabulary"]
    .map { #"\#($0) = { access = "read", reason = { fr = "lire", en = "read" } }"# }.joined(separator: "\n")

  /// A workspace with an actor and 10,000 sectors, whose parents each question reads: about 6 MB.
  private func workspace(memory: String) async throws -> EngineWorkspace {
    let workspace = try await EngineWorkspace(
      permissions: Self.permissions, limits: "memory = \"\(memory)\"",
      commands: ["ask": "return grappe.funding.headroom('asked', '2025-01-01').date"])
    let transaction = try workspace.host.workspace.store.begin(.write, for: .admin)
    let (tail, now) = (String(repeating: "x", count: 150), "2026-01-01T00:00:00Z")
    for number in 0..<10_000 {
      try transaction.insert(
        "concept", ["scheme": "sector", "code": .text("s\(number)-\(tail)"), "label": ["en": "sector"]], owner: "admin", now: now)
    }
    try transaction.insert("actor", ["id": "asked", "name": "Asked", "kind": "company"], owner: "admin", now: now)
    try transaction.commit()
    return workspace
  }

  @Test func `a question that gathers more than its memory is stopped, and one with room is answered`() async throws {
    let roomy = try await workspace(memory: "32MiB")
    #expect(try await roomy.host.run("demo:ask", parameters: [:], for: .admin) == [.text("2025-01-01")])
    let tight = try await workspace(memory: "3MiB")
    defer { withExtendedLifetime((roomy, tight)) {} }
    do {
      _ = try await tight.host.run("demo:ask", parameters: [:], for: .admin)
      Issue.record("it was not stopped")
    } catch EngineError.stopped(_, let kill) {
      #expect(kill.limit == .memory)
    }
  }
}
