import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("The log of invocations")
struct InvocationLogTests {
  private func record(_ id: String, _ plugin: String, kind: String = "report", at: String, outcome: String = "done") -> InvocationRecord {
    InvocationRecord(
      id: id, plugin: plugin, principal: "admin", kind: kind, name: "x", startedAt: at, outcome: outcome
    ).with {
      $0.outputBytes = 7
    }
  }

  @Test("an invocation is found by its id with all it says")
  func byID() throws {
    let temporary = try TemporaryStore()
    let noted = record("01a", "wallonia", at: TemporaryStore.now)
    try temporary.write { try $0.invocations.append(noted) }
    try temporary.read { transaction throws in
      #expect(try transaction.invocations.get("01a") == noted)
      #expect(try transaction.invocations.get("01b") == nil)
    }
  }

  @Test("the invocations of a plugin begin at a moment")
  func since() throws {
    let temporary = try TemporaryStore()
    let moments = ["2026-01-01T00:00:00.000Z", "2026-01-01T01:00:00.000Z", "2026-01-01T02:00:00.000Z"]
    try temporary.write { transaction throws in
      for moment in moments {
        for plugin in ["wallonia", "paca"] {
          try transaction.invocations.append(record(try transaction.invocations.makeID(now: moment), plugin, at: moment))
        }
      }
    }
    try temporary.read { transaction throws in
      let found = try transaction.invocations.all(of: "paca", since: moments[1])
      #expect(found.map(\.startedAt) == [moments[2], moments[1]])
      #expect(found.allSatisfy { $0.plugin == "paca" })
    }
  }

  @Test("the last word about a quarantine counts, for each plugin")
  func quarantines() throws {
    let temporary = try TemporaryStore()
    let kind = InvocationRecord.quarantineKind
    try temporary.write { transaction throws in
      try transaction.invocations.append(record("01a", "paca", kind: kind, at: TemporaryStore.now, outcome: "quarantined"))
      try transaction.invocations.append(record("01b", "wallonia", kind: kind, at: TemporaryStore.now, outcome: "quarantined"))
      try transaction.invocations.append(record("01c", "paca", kind: kind, at: TemporaryStore.now, outcome: "lifted"))
      try transaction.invocations.append(record("01d", "paca", at: TemporaryStore.now))
    }
    try temporary.read { transaction throws in
      #expect(try transaction.invocations.lastQuarantine(of: "paca")?.outcome == "lifted")
      #expect(try transaction.invocations.lastQuarantine(of: "europe") == nil)
      #expect(try transaction.invocations.lastQuarantines().map(\.outcome) == ["lifted", "quarantined"])
    }
  }
}
