import Lua
import Testing

@testable import Scheduler

@Suite struct KillLedgerTests {
  private static let minute: Int64 = 60_000_000_000

  @Test func `the third kill within an hour quarantines`() {
    var ledger = KillLedger()
    for kill in 0..<3 {
      #expect(ledger.quarantined["p"] == nil)
      ledger.note(KillReason(.cpu, maximum: 1, used: 2), plugin: "p", now: Int64(kill) * 29 * Self.minute)
    }
    #expect(ledger.quarantined["p"] == Quarantine(reason: KillReason(.cpu, maximum: 1, used: 2), kills: 3))
  }

  @Test func `kills further apart do not`() {
    var ledger = KillLedger()
    for kill in 0..<10 { ledger.note(KillReason(.memory), plugin: "p", now: Int64(kill) * 31 * Self.minute) }
    #expect(ledger.quarantined.isEmpty)
  }

  @Test func `kills of others, cancelled and abandoned tasks do not count`() {
    var ledger = KillLedger()
    for limit in [Limit.cancelled, .abandoned, .quarantined, .killed, .cpu] {
      ledger.note(KillReason(limit), plugin: "p", now: 0)
      ledger.note(KillReason(.cpu), plugin: limit.rawValue, now: 0)
    }
    #expect(ledger.quarantined.isEmpty)
  }

  @Test func `one stuck worker is enough, and lifting forgets`() {
    var ledger = KillLedger()
    ledger.note(KillReason(.stuck), plugin: "p", now: 0)
    #expect(ledger.quarantined["p"] != nil)
    ledger.lift("p")
    ledger.note(KillReason(.cpu), plugin: "p", now: 1)
    #expect(ledger.quarantined.isEmpty)
  }
}
