import Ecosystem
import Store
import StoreTestSupport
import Testing

@Suite("In a scope for a purpose persons who have not consented to it, and what refers to them, are not found")
struct ConsentedScopeTests {
  private static let scope = ReadScope(.public, includesExamples: false)

  /// A person who has consented, `ann`, one who has not, `bob`, and the studio of each on her own account.
  private func filled() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      for (scheme, code) in [
        ("actor-kind", "company"), ("event-kind", "fair"), ("role", "self"), ("purpose", "directory"), ("relation-type", "partner"),
      ] { try transaction.addConcept(scheme, code) }
      try transaction.addActor("hub")
      for person in ["ann", "bob"] {
        try transaction.add("person", ["id": .text(person), "name": .text(person), "visibility": "public"])
        try transaction.addActor("of-\(person)")
        try transaction.add("affiliation", ["person": .text(person), "actor": .text("of-\(person)"), "role": "self"])
        try transaction.add(
          "event", ["id": .text("by-\(person)"), "name": .text(person), "kind": "fair", "organiser": .text("of-\(person)")])
        try transaction.add(
          "relation", ["id": .text("tie-\(person)"), "from": .text("of-\(person)"), "type": "partner", "to": "hub", "derived": false])
      }
      try transaction.add("consent", ["id": "given", "person": "ann", "purpose": "directory", "given_at": "2026-01-01T00:00:00Z"])
    }
    return temporary
  }

  private func reading<Result>(_ scope: ReadScope, _ temporary: TemporaryStore, _ body: (StoreTransaction) throws -> Result) throws
    -> Result
  {
    let transaction = try temporary.store.begin(.read, for: scope)
    defer { transaction.rollback() }
    return try body(transaction)
  }

  @Test("records, required references and counts leave them out, other references have no value; a withdrawal holds at once")
  func found() throws {
    let temporary = try filled()
    let scope = Self.scope.consented(to: .directory)
    try reading(scope, temporary) { transaction throws in
      #expect(try transaction.ids("actor", .map([:])).sorted() == ["hub", "of-ann"])
      #expect(try transaction.ids("person", .map([:])) == ["ann"])
      #expect(try transaction.ids("relation", .map([:])) == ["tie-ann"] && transaction.count("relation") == 1)
      #expect(try transaction.get("actor", "of-bob") == nil)
      #expect(try transaction.ids("event", .map([:])).sorted() == ["by-ann", "by-bob"])
      #expect(try transaction.get("event", "by-ann")?["organiser"] == "of-ann")
      #expect(try transaction.get("event", "by-bob")?["organiser"] == .null)
      #expect(try transaction.ids("event", ["organiser": "of-bob"]) == [])
      let rows = try transaction.rows(sql: "SELECT organiser FROM events ORDER BY id").rows
      #expect(rows == [["of-ann"], [.null]])
      #expect(try transaction.rows(sql: "SELECT count(*) FROM actors WHERE name IS NOT NULL").rows == [[.integer(2)]])
    }
    try temporary.write { transaction throws in
      _ = try transaction.update("consent", "given", changes: ["withdrawn_at": "2026-02-01T00:00:00Z"], now: TemporaryStore.later)
    }
    try reading(scope, temporary) { transaction throws in #expect(try transaction.get("event", "by-ann")?["organiser"] == .null) }
  }

  @Test("without a purpose, and for the staff, they are found")
  func others() throws {
    let temporary = try filled()
    for scope in [Self.scope, ReadScope(.staff, includesExamples: false).consented(to: .directory)] {
      try reading(scope, temporary) { transaction throws in
        #expect(try transaction.get("event", "by-bob")?["organiser"] == "of-bob")
        #expect(try transaction.count("actor") == 3)
      }
    }
  }
}
