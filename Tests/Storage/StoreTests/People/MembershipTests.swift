import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("One member has one active membership in a body at a time")
struct MembershipTests {
  private func prepared() throws -> StoreTransaction {
    let transaction = try TemporaryStore().store.begin(.write, for: .admin)
    try transaction.addPeople()
    return transaction
  }

  @Test("a second active membership in the same period is refused, an application, a former one and another body are not")
  func oneActive() throws {
    let transaction = try prepared()
    try transaction.addMembership("m1")
    let error = storeError { try transaction.addMembership("m2", ["start": "2026-03"]) }
    #expect(error?.kind == .overlap && error?.wanted == "m1")
    try transaction.addMembership("m3", ["start": "2026-03", "status": "applied"])
    try transaction.addMembership("m4", ["start": "2020", "end": "2021", "status": "ended"])
    try transaction.addMembership("m5", ["member": "cluster", "body": "studio"])
    try transaction.addMembership("m6", ["member": "p1"])
  }

  @Test("a membership becomes active only once the other one has ended")
  func succession() throws {
    let transaction = try prepared()
    try transaction.addMembership("m1")
    try transaction.addMembership("m2", ["start": "2026-03-01", "status": "applied"])
    let activate: ExactDictionary<FieldValue> = ["status": "active"]
    #expect(storeError { try transaction.update("membership", "m2", changes: activate, now: TemporaryStore.later) }?.kind == .overlap)
    try transaction.update("membership", "m1", changes: ["end": "2026-02-28"], now: TemporaryStore.later)
    try transaction.update("membership", "m2", changes: activate, now: TemporaryStore.later)
    try transaction.commit()
  }

  @Test("nobody is a member of oneself, and a membership belongs to an actor or a person")
  func references() throws {
    let transaction = try prepared()
    #expect(modelError { try transaction.addMembership("m1", ["member": "cluster"]) }?.problems.first?.code == .notDistinct)
    try transaction.add("event", ["id": "day", "name": "Day", "kind": "workshop"])
    #expect(storeError { try transaction.addMembership("m1", ["member": "day"]) }?.kind == .wrongReference)
  }
}
