import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

/// The fields by which records refer to a record.
@Suite struct ReferringFieldTests {
  @Test("the fields that refer to a record are found, those that do not and lists are not")
  func found() throws {
    let store = try TemporaryStore()
    let transaction = try store.store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    try transaction.addConcept("actor-kind", "company")
    try transaction.addConcept("relation-type", "partner-of")
    for id in ["one", "two", "three"] { try transaction.addActor(id) }
    try transaction.add("relation", ["from": "one", "to": "two", "type": "partner-of"])
    let asked = [ReferringField("relation", "from"), ReferringField("relation", "to"), ReferringField("event", "organiser")]
    #expect(try transaction.fields(asked, referringTo: "one") == [asked[0]])
    #expect(try transaction.fields(asked, referringTo: "two") == [asked[1]])
    #expect(try transaction.fields(asked, referringTo: "three").isEmpty)
    #expect(try transaction.fields([ReferringField("actor", "sectors"), ReferringField("actor", "nothing")], referringTo: "one").isEmpty)
    #expect(try transaction.fields([], referringTo: "one").isEmpty)
  }
}
