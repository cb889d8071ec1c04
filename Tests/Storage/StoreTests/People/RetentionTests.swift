import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("Persons without a ground to keep them are found")
struct RetentionTests {
  private func found(_ day: String, _ fill: (StoreTransaction) throws -> Void) throws -> [RetentionCandidate] {
    let transaction = try TemporaryStore().store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    try transaction.addPeople()
    try fill(transaction)
    return try transaction.persons.retained(pastGroundsBefore: day)
  }

  @Test("a person of whom nothing else is known is past the rule once her entry is")
  func entry() throws {
    #expect(try found("2026-01-02") { _ in } == [])
    #expect(try found("2026-01-03") { _ in } == [RetentionCandidate(id: "p1", ground: .entry, date: "2026-01-02")])
  }

  @Test("a membership counts until its end, a person's own and that of an actor she belongs to")
  func memberships() throws {
    let member: Record = ["member": "p1", "start": "2027", "end": "2028-03", "status": "ended"]
    #expect(try found("2028-03-31") { try $0.addMembership("m", member) } == [])
    let candidate = RetentionCandidate(id: "p1", ground: .membership, date: "2028-03")
    #expect(try found("2028-04-01") { try $0.addMembership("m", member) } == [candidate])
    #expect(
      try found("2099-01-01") { transaction throws in
        try transaction.addMembership("m")
        try transaction.add("affiliation", ["person": "p1", "actor": "studio", "role": "contact"])
      } == [])
    #expect(
      try found("2099-01-01") { transaction throws in
        try transaction.addMembership("m")
        try transaction.add("affiliation", ["person": "p1", "actor": "studio", "role": "contact", "end": "2030"])
      } == [RetentionCandidate(id: "p1", ground: .membership, date: "2030")])
  }

  @Test("a consent in force keeps her, a withdrawn one until its withdrawal")
  func consents() throws {
    let given: Record = ["id": "c", "person": "p1", "purpose": "newsletter", "given_at": "2026-05-01T00:00:00Z"]
    #expect(try found("2099-01-01") { try $0.add("consent", given) } == [])
    #expect(
      try found("2099-01-01") { transaction throws in
        try transaction.add("consent", given)
        try transaction.update("consent", "c", changes: ["withdrawn_at": "2027-05-01T00:00:00Z"], now: TemporaryStore.later)
      } == [RetentionCandidate(id: "p1", ground: .consent, date: "2027-05-01")])
  }

  @Test("a registration counts at the day of its event, and an erased person is not found again")
  func registrations() throws {
    let register: (StoreTransaction) throws -> Void = { transaction in
      try transaction.add("event", ["id": "day", "name": "Day", "kind": "workshop", "start": "2029-06-01"])
      try transaction.add("registration", ["id": "r", "event": "day", "participant": "p1"])
    }
    let candidate = RetentionCandidate(id: "p1", ground: .registration, date: "2029-06-01")
    #expect(try found("2029-06-01", register) == [] && found("2029-06-02", register) == [candidate])
    #expect(
      try found("2099-01-01") { transaction throws in
        try register(transaction)
        _ = try transaction.persons.erase("p1", now: TemporaryStore.later)
      } == [])
  }
}
