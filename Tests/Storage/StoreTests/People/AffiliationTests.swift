import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("A person registers for the actor of her main affiliation")
struct AffiliationTests {
  /// Registers the person with the given affiliations; returns the organisation that was filled in.
  private func organisation(_ affiliations: [Record], _ more: Record = [:]) throws -> FieldValue {
    let transaction = try TemporaryStore().store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    try transaction.addPeople()
    try transaction.add("event", ["id": "day", "name": "Day", "kind": "workshop"])
    for affiliation in affiliations {
      let fields: ExactDictionary<FieldValue> = ["person": "p1", "actor": "studio", "role": "contact"]
      try transaction.add("affiliation", Record(fields.merging(affiliation.fields) { _, new in new }))
    }
    let fields: ExactDictionary<FieldValue> = ["event": "day", "participant": "p1"]
    return try transaction.add("registration", Record(fields.merging(more.fields) { _, new in new }))["organisation"]
  }

  @Test("the only one counts, of several the one marked as main, else none")
  func choice() throws {
    let other: Record = ["actor": "cluster", "role": "director"]
    #expect(try organisation([]) == .null)
    #expect(try organisation([[:]]) == "studio")
    #expect(try organisation([[:], ["role": "director"]]) == "studio")
    #expect(try organisation([[:], other]) == .null)
    #expect(try organisation([[:], ["actor": "cluster", "primary": true]]) == "cluster")
  }

  @Test("a former or coming affiliation does not count, one that ends this year or month does")
  func periods() throws {
    // The registration is of 2026-01-02.
    #expect(try organisation([["end": "2025"]]) == .null)
    #expect(try organisation([["start": "2026-02"]]) == .null)
    #expect(try organisation([["start": "2026-01", "end": "2026"]]) == "studio")
    #expect(try organisation([["actor": "cluster", "primary": true, "end": "2025-12-31"], [:]]) == "studio")
  }

  @Test("an organisation that is given is kept, and an actor that registers has none")
  func given() throws {
    #expect(try organisation([[:]], ["organisation": "cluster"]) == "cluster")
    #expect(try organisation([[:]], ["participant": "studio"]) == .null)
  }

  @Test("a person has one main affiliation at a time")
  func onePrimary() throws {
    let primary: Record = ["primary": true]
    let second: Record = ["actor": "cluster", "primary": true]
    #expect(storeError { _ = try organisation([primary, second]) }?.kind == .overlap)
    #expect(try organisation([["primary": true, "end": "2025"], ["actor": "cluster", "primary": true, "start": "2026"]]) == "cluster")
  }
}
