import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("A proposal holds the net changes of a transaction that is taken back")
struct RecordedChangeTests {
  @Test("an added, a changed and a removed record, with the values before")
  func kinds() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addSample()
      try transaction.addActor("gone", ["name": "Gone", "city": "Mons"])
    }
    let id = try temporary.write { transaction throws in
      try transaction.propose { transaction in
        try transaction.addActor("new", ["name": "New"])
        try transaction.update("actor", "kikk", changes: ["city": "Huy", "website": .null], now: TemporaryStore.later)
        try transaction.delete("actor", "gone")
      }.id
    }
    try temporary.read { transaction throws in
      let changes = try #require(try transaction.proposals.get(id)).changes
      #expect(changes.map(\.operation) == [.add, .change, .remove] && changes.map(\.record) == ["new", "kikk", "gone"])
      #expect(changes[0].fields["name"] == "New" && changes[0].fields["id"] == nil && changes[0].fields["owner"] == nil)
      #expect(changes[0].base.isEmpty && changes[0].fields["created_at"] == nil)
      #expect(changes[1].fields == ["city": "Huy", "website": .null])
      #expect(changes[1].base == ["city": "Namur", "website": "https://kikk.be"])
      #expect(changes[2].fields.isEmpty && changes[2].base["city"] == "Mons")
      #expect(try transaction.get("actor", "new") == nil && transaction.get("actor", "gone") != nil)
      #expect(try transaction.get("actor", "kikk")?["city"] == "Namur")
    }
  }

  @Test("several writes of one record are one change; what is undone within the transaction is none")
  func net() throws {
    let temporary = try TemporaryStore()
    try temporary.write { try $0.addSample() }
    try temporary.write { transaction throws in
      let mark = try transaction.proposals.mark()
      try transaction.update("actor", "kikk", changes: ["city": "Huy"], now: TemporaryStore.later)
      try transaction.update("actor", "kikk", changes: ["city": "Ath", "website": .null], now: TemporaryStore.later)
      try transaction.update("actor", "kikk", changes: ["website": "https://kikk.be"], now: TemporaryStore.later)
      try transaction.addActor("brief")
      try transaction.delete("actor", "brief")
      let changes = try transaction.proposals.takeBack(to: mark)
      #expect(changes == [ProposedChange(.change, "actor", record: "kikk", fields: ["city": "Ath"], base: ["city": "Namur"])])
    }
  }

  @Test("money keeps its currency where the amount alone changes, texts their other languages")
  func compositeValues() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addPeople()
      try transaction.addMembership("m1")
      try transaction.addDues("d1", of: "m1", year: "2026")
      let label: FieldValue = ["fr": "prix", "en": "prize"]
      try transaction.add("concept", ["scheme": "event-kind", "code": "prize", "label": label])
    }
    try temporary.write { transaction throws in
      let mark = try transaction.proposals.mark()
      let amount: FieldValue = ["amount": 30_000, "currency": "EUR"]
      try transaction.update("dues_period", "d1", changes: ["amount": amount], now: TemporaryStore.later)
      let label: FieldValue = ["fr": "prix", "en": "award"]
      try transaction.update("concept", "event-kind:prize", changes: ["label": label], now: TemporaryStore.later)
      let changes = try transaction.proposals.takeBack(to: mark)
      #expect(changes[0].fields == ["amount": amount] && changes[0].base == ["amount": ["amount": 25_000, "currency": "EUR"]])
      #expect(changes[1].fields == ["label": label] && changes[1].base == ["label": ["fr": "prix", "en": "prize"]])
    }
  }

  @Test("a change that a commit would refuse is not taken")
  func checked() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addSample()
      try transaction.addConcept("relation-type", "supplier")
    }
    let transaction = try temporary.store.begin(.write, for: .admin)
    let mark = try transaction.proposals.mark()
    try transaction.addActor("new", ["kind": "company"])
    try transaction.add("relation", ["from": "new", "to": "nobody", "type": "supplier"])
    #expect(storeError { _ = try transaction.proposals.takeBack(to: mark) }?.kind == .missingReference)
    transaction.rollback()
  }

  @Test("more records than allowed are refused")
  func bounded() throws {
    let temporary = try TemporaryStore()
    let transaction = try temporary.store.begin(.write, for: .admin)
    let mark = try transaction.proposals.mark()
    for number in 0...5 { try transaction.addConcept("skill", "s\(number)") }
    #expect(storeError { _ = try transaction.proposals.takeBack(to: mark, recordsMax: 5) }?.kind == .proposalTooLarge)
    transaction.rollback()
  }
}
