import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("Two records are merged")
struct MergeTests {
  private func filled() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      for (scheme, code) in [
        ("actor-kind", "company"), ("relation-type", "supplier"), ("relation-type", "customer"), ("skill", "a"), ("skill", "b"),
        ("skill", "c"),
      ] {
        try transaction.addConcept(scheme, code)
      }
      try transaction.addActor("keep", ["name": "Kikk", "skills": ["a", "b"], "city": "Namur", "lat": 50.4, "lon": 4.8])
      try transaction.addActor(
        "drop",
        [
          "name": "KIKK Festival", "aliases": ["KF"], "skills": ["b", "c"], "city": "Mons", "website": "https://kikk.be", "founded": "2011",
        ])
      try transaction.addActor("other")
      try transaction.add("relation", ["id": "only", "from": "drop", "to": "other", "type": "supplier"])
      try transaction.add("relation", ["id": "twice-1", "from": "other", "to": "keep", "type": "supplier", "note": "kept"])
      try transaction.add("relation", ["id": "twice-2", "from": "other", "to": "drop", "type": "supplier", "evidence": "filled"])
      try transaction.add("relation", ["id": "self", "from": "keep", "to": "drop", "type": "supplier"])
    }
    return temporary
  }

  private func merge(_ temporary: TemporaryStore, taking: Set<String> = []) throws -> RecordMerge {
    try temporary.write { transaction throws in
      try transaction.merge("drop", into: "keep", of: "actor", taking: taking, now: TemporaryStore.later)
    }
  }

  @Test("values are filled, lists unite, the name becomes an alias, and fields are taken on demand")
  func fields() throws {
    let temporary = try filled()
    let outcome = try merge(temporary, taking: ["city"])
    let kept = try #require(try temporary.read { try $0.get("actor", "keep") })
    #expect(kept["name"] == "Kikk" && kept["aliases"] == ["KF", "KIKK Festival"] && kept["skills"] == ["a", "b", "c"])
    #expect(kept["website"] == "https://kikk.be" && kept["founded"] == "2011" && kept["city"] == "Mons" && kept["lat"] == 50.4)
    #expect(outcome.fields == ["aliases", "city", "founded", "skills", "website"])
  }

  @Test("references move; a repeated tie unites with the other, a tie to itself goes")
  func references() throws {
    let temporary = try filled()
    let outcome = try merge(temporary)
    #expect(outcome.moved.map(\.id) == ["only"] && outcome.united.map(\.id) == ["twice-2"] && outcome.removed.map(\.id) == ["self"])
    try temporary.read { transaction throws in
      #expect(try transaction.get("relation", "only")?["from"] == "keep")
      let tie = try #require(try transaction.get("relation", "twice-1"))
      #expect(tie["note"] == "kept" && tie["evidence"] == "filled")
      #expect(try transaction.get("relation", "self") == nil)
      #expect(try transaction.find("relation").count == 2)
    }
  }

  @Test("the old id finds the kept record in reads and as a reference, is given to no new record, and follows a second merge")
  func oldID() throws {
    let temporary = try filled()
    _ = try merge(temporary)
    try temporary.write { transaction throws in
      #expect(try transaction.get("actor", "drop")?.id == "keep" && transaction.get("relation", "twice-2")?.id == "twice-1")
      #expect(try transaction.cursor("actor", id: "drop").next()?.id == "keep" && transaction.entity(of: "drop") == "actor")
      #expect(try transaction.update("actor", "drop", changes: ["city": "Huy"], now: TemporaryStore.later).id == "keep")
      #expect(
        try transaction.add("relation", ["id": "new", "from": "other", "to": "drop", "type": "customer"])["to"] == "keep"
      )
      let taken = #expect(throws: StoreError.self) { try transaction.addActor("drop") }
      #expect(taken?.kind == .idTaken)
      _ = try transaction.merge("keep", into: "other", of: "actor", taking: [], now: TemporaryStore.later)
      #expect(try transaction.get("actor", "drop")?.id == "other" && transaction.get("actor", "keep")?.id == "other")
    }
  }

  @Test("an undone merge leaves everything as before")
  func undone() throws {
    let temporary = try filled()
    let before = try temporary.read { transaction throws in try content(transaction) }
    _ = try merge(temporary)
    #expect(try temporary.read { transaction throws in try content(transaction) } != before)
    try temporary.write { transaction throws in
      try transaction.journal.undo(try last(transaction))
      #expect(try transaction.get("actor", "drop")?.id == "drop")
    }
    #expect(try temporary.read { transaction throws in try content(transaction) } == before)
  }

  /// The last invocation that changed something.
  private func last(_ transaction: StoreTransaction) throws -> String {
    var last = ""
    try transaction.open().run("SELECT invocation FROM journal_change ORDER BY number DESC LIMIT 1") { last = $0.text(0) }
    return last
  }

  private func content(_ transaction: StoreTransaction) throws -> [String: [Record]] {
    var all: [String: [Record]] = [:]
    for entity in transaction.schema.entities {
      all[entity.id] = try transaction.find(entity.id).sorted { $0.id < $1.id }.map { record in
        var plain = record
        plain.fields["updated_at"] = nil
        return plain
      }
    }
    return all
  }

  @Test("records that are missing, one, or of an unknown field are refused")
  func refused() throws {
    let temporary = try filled()
    try temporary.write { transaction throws in
      for (drop, keep, taken) in [("drop", "drop", []), ("none", "keep", []), ("drop", "none", []), ("drop", "keep", ["owner"])] {
        #expect(throws: StoreError.self) {
          try transaction.merge(drop, into: keep, of: "actor", taking: Set(taken), now: TemporaryStore.later)
        }
      }
      #expect(throws: EcosystemError.self) {
        try transaction.merge("drop", into: "keep", of: "actor", taking: ["nmae"], now: TemporaryStore.later)
      }
    }
  }

  /// Records of every entity that refer to two records of one entity, at random.
  @Test(
    "whatever refers to it refers to the kept record then, in every entity, and an undo brings all back",
    arguments: 1...6 as ClosedRange<UInt64>)
  func property(seed: UInt64) throws {
    let temporary = try TemporaryStore()
    var generator = RecordGenerator(seed: seed)
    generator.fullness = 0.9
    try temporary.write { transaction throws in try generator.fill(transaction, count: 6) }
    let before = try temporary.read { transaction throws in try content(transaction) }
    var (merged, movedCount) = (0, 0)
    for (first, second) in zip(generator.ids["actor"] ?? [], (generator.ids["actor"] ?? []).dropFirst()) {
      let transaction = try temporary.store.begin(.write, for: .admin)
      defer { transaction.rollback() }
      let outcome: RecordMerge
      do {
        outcome = try transaction.merge(second, into: first, of: "actor", taking: [], now: TemporaryStore.later)
        try transaction.validate()
      } catch let error as StoreError where [.circle, .disagreement, .overlap, .stillReferenced].contains(error.kind) {
        // The two records cannot be one: refused as a whole.
        continue
      }
      merged += 1
      movedCount += outcome.moved.count
      for entity in transaction.schema.entities {
        for record in try transaction.find(entity.id) {
          for field in entity.fields where field.type.referencedEntities?.contains("actor") == true {
            let values = record[field.id].listValue ?? [record[field.id]]
            #expect(!values.contains(.text(second)), "\(entity.id) \(record.id).\(field.id)")
          }
        }
      }
      let told = Set((outcome.moved + outcome.united + outcome.removed).map(\.id))
      for (entity, records) in before {
        let fields = try transaction.schema.requireEntity(entity).fields.filter { $0.type.referencedEntities?.contains("actor") == true }
        for record in records where ![first, second].contains(record.id) {
          let refers = fields.contains { (record[$0.id].listValue ?? [record[$0.id]]).contains(.text(second)) }
          #expect(!refers || told.contains(record.id), "\(entity) \(record.id) is not accounted for")
        }
      }
      #expect(try transaction.integrity.brokenReferences() == [])
      try transaction.commit()
      try temporary.write { transaction throws in
        try transaction.journal.undo(try last(transaction))
        #expect(try content(transaction) == before, "seed \(seed), \(second) into \(first)")
      }
    }
    #expect(merged > 0 && movedCount > 0, "the records must refer to actors to prove anything")
  }
}
