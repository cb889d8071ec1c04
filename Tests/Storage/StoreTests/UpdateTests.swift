import Ecosystem
import Store
import StoreTestSupport
import Testing

@Suite("Records change field by field")
struct UpdateTests {
  private func prepared() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addActor("kikk", ["city": "Namur", "aliases": ["K"]])
      try transaction.add("programme", ["id": "p", "name": "P", "budget": ["amount": 5, "currency": "EUR"]])
    }
    return temporary
  }

  @Test("only what is given changes, and the moment with it")
  func change() throws {
    let temporary = try prepared()
    try temporary.write { transaction throws in
      let changed = try transaction.update(
        "actor", "kikk", changes: ["city": "Mons", "aliases": nil, "lat": 50, "lon": 4], now: TemporaryStore.later)
      #expect(changed["city"] == "Mons" && changed["aliases"] == .null && changed["lat"] == 50.0)
      #expect(changed["name"] == "kikk" && changed["owner"] == "admin")
      #expect(
        changed["created_at"] == .text(TemporaryStore.now) && changed["updated_at"] == .text(TemporaryStore.later))
      #expect(try transaction.get("actor", "kikk") == changed)
      let money = try transaction.update("programme", "p", changes: ["budget": nil], now: TemporaryStore.later)
      #expect(money["budget"] == .null)
      #expect(try transaction.get("programme", "p") == money)
    }
  }

  @Test("what is the same already writes nothing")
  func noChange() throws {
    let temporary = try prepared()
    try temporary.write { transaction throws in
      let before = transaction.changeCount
      let record = try transaction.update(
        "actor", "kikk", changes: ["city": "Namur", "aliases": ["K"]], now: TemporaryStore.later)
      #expect(record["updated_at"] == .text(TemporaryStore.now))
      #expect(transaction.changeCount == before)
    }
  }

  @Test("a change that does not fit leaves the record as it was")
  func refused() throws {
    let temporary = try prepared()
    try temporary.write { transaction throws in
      for changes in [["name": nil], ["lat": 5], ["owner": "x"], ["id": "y"], ["ctiy": "x"]] as [ExactDictionary<FieldValue>] {
        #expect(modelError { try transaction.update("actor", "kikk", changes: changes, now: TemporaryStore.later) } != nil)
      }
      #expect(try transaction.get("actor", "kikk")?["updated_at"] == .text(TemporaryStore.now))
    }
  }
}
