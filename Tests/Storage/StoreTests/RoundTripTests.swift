import Ecosystem
import Store
import StoreTestSupport
import Testing

@Suite("Records come back as they went in")
struct RoundTripTests {
  @Test("every field of every entity is kept, also by a store opened again")
  func everyField() throws {
    let temporary = try TemporaryStore()
    var generator = RecordGenerator(seed: 7)
    generator.fullness = 1
    let kept = try temporary.write { transaction throws in
      try generator.fill(transaction, count: 12)
      return try allRecords(transaction)
    }
    temporary.store.close()
    let again = try Store.open(at: temporary.path)
    let transaction = try again.begin(.read, for: .admin)
    #expect(try allRecords(transaction) == kept)
    for entity in Schema.grappe.entities where !["territory", "concept"].contains(entity.id) {
      let filled = Set(kept.filter { $0.entity == entity.id }.flatMap { $0.record.fields.keys })
      let missing = entity.fields.map(\.id).filter { !filled.contains($0) }
      #expect(missing.isEmpty, "no value ever reached \(entity.id) \(missing)")
    }
  }

  private func allRecords(_ transaction: StoreTransaction) throws -> [Pair] {
    try transaction.schema.entities.flatMap { entity in try transaction.find(entity.id).map { Pair(entity.id, $0) } }
  }

  private struct Pair: Equatable {
    let entity: String
    let record: Record
    init(_ entity: String, _ record: Record) { (self.entity, self.record) = (entity, record) }
  }

  @Test("what insert returns is what get gives")
  func insertReturnsTheRecord() throws {
    let temporary = try TemporaryStore()
    var generator = RecordGenerator(seed: 8)
    try temporary.write { transaction throws in
      try generator.fill(transaction, count: 2)
      for seed in 0..<40 {
        let added = try transaction.add("actor", generator.record(transaction.schema.entity("actor")!, id: "x\(seed)"))
        #expect(try transaction.get("actor", added.id) == added)
        let call = try transaction.add("call", generator.record(transaction.schema.entity("call")!, id: "c\(seed)"))
        #expect(try transaction.get("call", call.id) == call)
      }
    }
  }

  @Test("a field without value is absent")
  func absentFields() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addActor("kikk", ["city": "", "aliases": [], "founded": nil])
      let record = try #require(try transaction.get("actor", "kikk"))
      #expect(
        record.fields.keys.sorted() == [
          "created_at", "id", "kind", "name", "owner", "standing", "updated_at", "visibility",
        ])
    }
  }

  @Test("the store writes owner and moments, and names what nobody named")
  func bookkeeping() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      let first = try transaction.insert(
        "actor", ["name": "A", "kind": "company"], owner: "wallonia", now: TemporaryStore.now)
      let second = try transaction.insert(
        "actor", ["name": "B", "kind": "company"], owner: "wallonia", now: TemporaryStore.now)
      #expect(first["owner"] == "wallonia")
      #expect(first["created_at"] == .text(TemporaryStore.now))
      #expect(first["updated_at"] == .text(TemporaryStore.now))
      #expect(first.id.count == 26 && first.id == first.id.lowercased())
      #expect(first.id < second.id)
      // The time of a ULID is its first ten digits: 2026-01-02T03:04:05Z is 1767323045000 ms.
      #expect(first.id.hasPrefix("01kdyak348"))
    }
  }

  @Test("only the fields asked for come, with the id")
  func someFields() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addActor("kikk", ["city": "Namur"])
      #expect(try transaction.get("actor", "kikk", fields: ["city"]) == ["id": "kikk", "city": "Namur"])
      let query = try Query(.null, options: ["fields": ["name"]], for: .actor)
      #expect(try transaction.find("actor", query) == [["id": "kikk", "name": "kikk"]])
    }
  }
}
