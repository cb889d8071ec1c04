import Ecosystem
import Store
import StoreTestSupport
import Testing

/// Values and previews that could tell that a hidden record exists.
@Suite("A value that only hidden records have is an unknown one")
struct HiddenValueTests {
  private func filled() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addConcept("skill", "welding")
      try transaction.addConcept("skill", "smelting")
      try transaction.update("concept", "skill:smelting", changes: ["visibility": "staff"], now: TemporaryStore.later)
      try transaction.addActor("seen", ["email": "seen@example.org", "skills": ["welding", "smelting"]])
      try transaction.addActor("hidden", ["visibility": "members"])
      try transaction.addActor("former")
      try transaction.delete("actor", "former", now: TemporaryStore.later)
    }
    return temporary
  }

  private func refusal(_ name: String, _ value: FieldValue, _ entity: EntityDescription, _ transaction: StoreTransaction) -> Problem? {
    do {
      try transaction.checkValues(of: Filter([name: value], for: entity), on: entity)
      return nil
    } catch let error as EcosystemError {
      return error.problems.first
    } catch {
      Issue.record("\(error)")
      return nil
    }
  }

  @Test("filters name hidden records and codes as little as unknown ones", arguments: [Audience.public, .members, .staff])
  func filters(audience: Audience) throws {
    let temporary = try filled()
    let transaction = try temporary.store.begin(.read, for: ReadScope(audience, includesExamples: true))
    defer { transaction.rollback() }
    #expect(refusal("from", "seen", .relation, transaction) == nil)
    #expect((refusal("from", "hidden", .relation, transaction) == nil) == (audience >= .members))
    #expect((refusal("from", "former", .relation, transaction) == nil) == (audience == .staff))
    #expect(refusal("skills", ["has": "welding"], .actor, transaction) == nil)
    #expect((refusal("skills", ["has": "smelting"], .actor, transaction) == nil) == (audience == .staff))
    if audience == .public { #expect(refusal("from", "hiddem", .relation, transaction)?.suggestion == nil) }
    #expect(try transaction.nearestValue(to: "smeltin", of: .concept(scheme: "skill")) == (audience == .staff ? "smelting" : nil))
  }

  @Test("a record that is validated holds what the audience sees", arguments: [Audience.public, .staff])
  func preview(audience: Audience) throws {
    let temporary = try filled()
    let transaction = try temporary.store.begin(.write, for: ReadScope(audience, includesExamples: true))
    defer { transaction.rollback() }
    let (before, after) = try transaction.preview("actor", "seen", changing: ["city": "Mons"])
    for record in [before, after] {
      #expect(record["email"].isNull == (audience == .public))
      #expect(record["skills"] == (audience == .public ? ["welding"] : ["welding", "smelting"]))
    }
    #expect(before["city"].isNull && after["city"] == "Mons")
    if audience == .public {
      #expect(throws: StoreError.self) { try transaction.preview("actor", "hidden", changing: ["city": "Mons"]) }
      #expect(throws: EcosystemError.self) { try transaction.preview("actor", "seen", changing: ["email": "a@example.org"]) }
    }
  }

  @Test(
    "an address or number counts as personal data only where it is seen",
    arguments: [
      ("seen@example.org", Audience.staff, true), ("seen@example.org", .members, false), ("other@example.org", .staff, false),
      ("3265000000", .staff, false), ("+3265000000", .staff, true),
    ])
  func contacts(word: String, audience: Audience, isFound: Bool) throws {
    let temporary = try filled()
    try temporary.write { transaction throws in
      try transaction.update("actor", "seen", changes: ["phone": "+32 (65) 00.00-00"], now: TemporaryStore.later)
    }
    let transaction = try temporary.store.begin(.read, for: ReadScope(audience, includesExamples: false))
    defer { transaction.rollback() }
    #expect(try transaction.hasContact(among: [word, "nobody@example.org"]) == isFound)
  }
}
