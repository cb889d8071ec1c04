import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("What must hold between records is refused where it does not")
struct RuleTests {
  private func prepared() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      for type in ["member-of", "controls", "funds"] { try transaction.addConcept("relation-type", type) }
      for id in ["a", "b", "c", "d"] { try transaction.addActor(id) }
    }
    return temporary
  }

  private func tie(
    _ id: String, _ from: String, _ type: String, _ to: String, _ start: String? = nil, _ end: String? = nil
  ) -> Record {
    var record: Record = ["id": .text(id), "from": .text(from), "type": .text(type), "to": .text(to)]
    if let start { record["start"] = .text(start) }
    if let end { record["end"] = .text(end) }
    return record
  }

  // MARK: Periods

  @Test("two relations that say the same may follow each other, not overlap")
  func overlap() throws {
    let transaction = try prepared().store.begin(.write, for: .admin)
    try transaction.add("relation", tie("r1", "a", "member-of", "b", "2019", "2022"))
    try transaction.add("relation", tie("r2", "a", "member-of", "b", "2022-06-01", "2024"))
    try transaction.add("relation", tie("r3", "a", "funds", "b", "2020", "2021"))
    try transaction.add("relation", tie("r4", "b", "member-of", "a", "2020", "2021"))
    for (start, end) in [("2021", "2023"), ("2019", "2019"), ("2018", nil), ("2023", nil), (nil, nil), (nil, "2020")] {
      let error = storeError { try transaction.add("relation", tie("r9", "a", "member-of", "b", start, end)) }
      #expect(error?.kind == .overlap && ["r1", "r2"].contains(error?.wanted), "\(start ?? "") \(end ?? "")")
    }
    try transaction.add("relation", tie("r5", "a", "member-of", "b", "2024-05"))
    try transaction.commit()
  }

  @Test("a change of dates may not make them overlap, and a relation does not stand in its own way")
  func overlapByChange() throws {
    let transaction = try prepared().store.begin(.write, for: .admin)
    try transaction.add("relation", tie("r1", "a", "member-of", "b", "2019", "2022"))
    try transaction.add("relation", tie("r2", "a", "member-of", "b", "2023"))
    let error = storeError { try transaction.update("relation", "r1", changes: ["end": nil], now: TemporaryStore.later) }
    #expect(error?.kind == .overlap && error?.wanted == "r2")
    try transaction.update("relation", "r1", changes: ["end": "2021", "note": "x"], now: TemporaryStore.later)
    try transaction.delete("relation", "r2")
    try transaction.update("relation", "r1", changes: ["end": nil], now: TemporaryStore.later)
  }

  // MARK: Cycles

  @Test("nobody controls itself through others, at one time")
  func controlCircle() throws {
    let transaction = try prepared().store.begin(.write, for: .admin)
    try transaction.add("relation", tie("r1", "a", "controls", "b", "2010", "2020"))
    try transaction.add("relation", tie("r2", "b", "controls", "c", "2015"))
    let error = storeError { try transaction.add("relation", tie("r3", "c", "controls", "a", "2018")) }
    #expect(error?.kind == .circle && error?.field == "to" && error?.found == "a" && error?.wanted == "c")
    // When c began to control a, a no longer controlled b.
    try transaction.add("relation", tie("r3", "c", "controls", "a", "2020"))
    let changed = storeError { try transaction.update("relation", "r1", changes: ["end": nil], now: TemporaryStore.later) }
    #expect(changed?.kind == .circle)
    try transaction.add("relation", tie("r4", "c", "funds", "a"))
    try transaction.add("relation", tie("r5", "a", "funds", "c"))
  }

  @Test("a tree does not grow into a circle, in whatever order its parts come")
  func treeCircle() throws {
    let transaction = try prepared().store.begin(.write, for: .admin)
    func add(_ id: String, parent: String) throws {
      try transaction.add("programme", ["id": .text(id), "name": .text(id), "parent": .text(parent)])
    }
    try add("p1", parent: "p2")
    try add("p2", parent: "p3")
    #expect(storeError { try add("p3", parent: "p1") }?.kind == .circle)
    try transaction.add("programme", ["id": "p3", "name": "p3"])
    let error = storeError {
      try transaction.update("programme", "p3", changes: ["parent": "p1"], now: TemporaryStore.later)
    }
    #expect(error?.kind == .circle)
    try transaction.commit()
  }

  // MARK: Derived

  @Test("a derived tie is added and deleted by what computes it, never changed")
  func derived() throws {
    let transaction = try prepared().store.begin(.write, for: .admin)
    var derived = tie("r1", "a", "member-of", "b")
    derived["derived"] = true
    try transaction.add("relation", derived)
    try transaction.add("relation", tie("r2", "a", "funds", "b"))
    for (id, changes) in [("r1", ["weight": 2]), ("r1", ["derived": false]), ("r2", ["derived": true])]
      as [(String, ExactDictionary<FieldValue>)]
    {
      let error = storeError { try transaction.update("relation", id, changes: changes, now: TemporaryStore.later) }
      #expect(error?.kind == .computed && error?.field == "derived")
    }
    try transaction.update("relation", "r1", changes: ["derived": true], now: TemporaryStore.later)
    try transaction.delete("relation", "r1")
    try transaction.add("relation", derived)
    try transaction.commit()
  }

  // MARK: Agreement

  private func withEvents() throws -> TemporaryStore {
    let temporary = try prepared()
    try temporary.write { transaction throws in
      try transaction.addConcept("event-kind", "festival")
      for id in ["kikk", "tec"] { try transaction.add("event", ["id": .text(id), "name": "E", "kind": "festival"]) }
      try transaction.add("session", session("s1", of: "kikk"))
    }
    return temporary
  }

  private func session(_ id: String, of event: String) -> Record {
    [
      "id": .text(id), "event": .text(event), "title": "S", "start": "2024-10-24T08:00:00Z",
      "end": "2024-10-24T09:00:00Z",
    ]
  }

  @Test("a registration or a feedback names a session of its event")
  func agreement() throws {
    let transaction = try withEvents().store.begin(.write, for: .admin)
    let error = storeError {
      try transaction.add("registration", ["id": "i1", "event": "tec", "session": "s1", "participant": "a"])
    }
    #expect(error?.kind == .disagreement && error?.field == "session" && error?.wanted == "event kikk")
    try transaction.add("feedback", ["id": "f1", "event": "kikk", "session": "s1", "score": 4])
    let changed = storeError { try transaction.update("feedback", "f1", changes: ["event": "tec"], now: TemporaryStore.later) }
    #expect(changed?.kind == .disagreement)
    let moved = storeError { try transaction.update("session", "s1", changes: ["event": "tec"], now: TemporaryStore.later) }
    #expect(moved?.kind == .disagreement && moved?.found == "feedback f1")
    try transaction.delete("feedback", "f1")
    try transaction.update("session", "s1", changes: ["event": "tec"], now: TemporaryStore.later)
  }

  @Test("a session that comes later is looked at when the transaction ends")
  func lateAgreement() throws {
    let transaction = try withEvents().store.begin(.write, for: .admin)
    try transaction.add("feedback", ["id": "f1", "event": "kikk", "session": "s2"])
    try transaction.add("session", session("s2", of: "tec"))
    #expect(storeError { try transaction.commit() }?.kind == .disagreement)
    try transaction.update("feedback", "f1", changes: ["event": "tec"], now: TemporaryStore.later)
    try transaction.commit()
  }
}
