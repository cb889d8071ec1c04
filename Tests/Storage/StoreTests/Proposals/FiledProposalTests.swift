import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("Proposals are filed once, decided once, and bounded")
struct FiledProposalTests {
  private func sample() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { try $0.addSample() }
    return temporary
  }

  private func decision(_ invocation: String) -> Proposal.Decision {
    Proposal.Decision(at: TemporaryStore.later, by: "bob", reason: "No.", invocation: invocation)
  }

  @Test("the same content is filed once, whatever ids its new records would get")
  func once() throws {
    let temporary = try sample()
    let outcomes = try (0..<3).map { _ in
      try temporary.write { try $0.propose { _ = try $0.add("actor", ["name": "Same", "kind": "company"]) } }
    }
    #expect(outcomes[1...] == [.known(outcomes[0].id), .known(outcomes[0].id)])
    #expect(try temporary.read { try $0.proposals.list(ProposalQuery()).total } == 1)
  }

  @Test("a new record's references follow the record of the same content that waits already")
  func references() throws {
    let temporary = try sample()
    func draft(_ id: String, _ change: ProposedChange) -> ProposalDraft {
      var change = change
      change.hasGeneratedID = true
      return ProposalDraft(.file, [change])
    }
    func drafts(_ actor: String, _ label: String) -> [ProposalDraft] {
      [
        draft(actor, ProposedChange(.add, "actor", record: actor, fields: ["name": "A", "kind": "company"])),
        draft(
          "r",
          ProposedChange(.add, "relation", record: "r-" + actor, fields: ["from": .text(actor), "to": "kikk", "note": .text(label)])),
      ]
    }
    let first = try temporary.write { try $0.proposals.file(drafts("one", "x"), now: TemporaryStore.now) }
    let again = try temporary.write { try $0.proposals.file(drafts("two", "x"), now: TemporaryStore.later) }
    #expect(again == first.map { .known($0.id) })
    let other = try temporary.write { try $0.proposals.file(drafts("three", "y"), now: TemporaryStore.later) }
    #expect(other[0] == .known(first[0].id))
    #expect(try temporary.read { try $0.proposals.get(other[1].id)?.changes[0].fields["from"] } == "one")
  }

  @Test("what was rejected is filed again by a form, and not by an import")
  func rejected() throws {
    let temporary = try sample()
    let draft = ProposalDraft(.file, [ProposedChange(.change, "actor", record: "kikk", fields: ["city": "Huy"], base: ["city": "Namur"])])
    let id = try temporary.write { try $0.proposals.file([draft], now: TemporaryStore.now)[0].id }
    try temporary.write(as: "reject") { try $0.proposals.decide(id, as: .rejected, decision("reject")) }
    let again = try temporary.write { try $0.proposals.file([draft], now: TemporaryStore.later, refilesRejected: false) }
    #expect(again == [.known(id)])
    let form = try temporary.write { try $0.proposals.file([draft], now: TemporaryStore.later)[0] }
    #expect(form != .known(id))
  }

  @Test("a later value of the same file replaces the pending one; a form's does not")
  func superseded() throws {
    let temporary = try sample()
    for city in ["Huy", "Ath"] {
      for origin in [ProposalOrigin.file, .form] {
        let changes: ExactDictionary<FieldValue> = ["city": .text(city)]
        _ = try temporary.write { try $0.propose(origin) { try $0.update("actor", "kikk", changes: changes, now: TemporaryStore.later) } }
      }
    }
    let found = try temporary.read { try $0.proposals.list(ProposalQuery()).proposals }
    let cities = found.map { $0.origin.kind + " " + ($0.changes[0].fields["city"]?.textValue ?? "") }
    #expect(cities.sorted() == ["form Ath", "form Huy", "import Ath"])
  }

  @Test("a decision is made once, and its undo makes the proposal pending again")
  func undone() throws {
    let temporary = try sample()
    let id = try temporary.write(as: "file") { try $0.propose { try $0.addActor("new") }.id }
    try temporary.write(as: "reject") { try $0.proposals.decide(id, as: .rejected, decision("reject")) }
    let error = storeError { try temporary.write { try $0.proposals.decide(id, as: .accepted, decision("again")) } }
    #expect(error?.kind == .proposalDecided && error?.found == "rejected")
    let decided = try #require(try temporary.read { try $0.proposals.get(id) })
    #expect(decided.state == .rejected && decided.decision == decision("reject"))
    try temporary.write(as: "undo") { try $0.journal.undo("reject") }
    let pending = try #require(try temporary.read { try $0.proposals.get(id) })
    #expect(pending.state == .pending && pending.decision == nil)
  }

  @Test("a decision can be undone after its proposal was deleted, and the file stays sound")
  func pruned() throws {
    let temporary = try sample()
    let id = try temporary.write(as: "file") { try $0.propose { try $0.addActor("new") }.id }
    try temporary.write(as: "accept") { transaction throws in
      try transaction.addActor("new")
      try transaction.proposals.decide(id, as: .accepted, decision("accept"))
    }
    #expect(try temporary.write { try $0.proposals.prune(before: TemporaryStore.later) } == 0)
    #expect(try temporary.write { try $0.proposals.prune(before: "2026-03-01T00:00:00Z") } == 1)
    try temporary.read { transaction throws in
      #expect(try transaction.proposals.get(id) == nil && transaction.integrity.findings().isEmpty)
    }
    try temporary.write(as: "undo") { try $0.journal.undo("accept") }
    #expect(try temporary.read { try $0.get("actor", "new") } == nil)
  }

  @Test("visitors fill no more than their share, and leave room for others")
  func flood() throws {
    let temporary = try sample()
    let drafts = (0...ProposalLimits.visitorsMax).map { number in
      ProposalDraft(.form, [ProposedChange(.add, "actor", record: "a\(number)", fields: ["name": .text("\(number)")])])
    }
    let error = storeError { _ = try temporary.write { try $0.proposals.file(drafts, now: TemporaryStore.now) } }
    #expect(error?.kind == .proposalsFull)
    try temporary.write { transaction throws in
      try transaction.proposals.file(Array(drafts.dropLast()), now: TemporaryStore.now)
      #expect(try !transaction.proposals.hasRoom(for: "web") && transaction.proposals.hasRoom(for: "web:ann"))
      #expect(try transaction.proposals.hasRoom(for: "alice"))
    }
    #expect(storeError { _ = try temporary.write { try $0.propose(.form) { try $0.addActor("more") } } }?.kind == .proposalsFull)
    try temporary.write { try $0.propose { try $0.addActor("more") } }
  }

  @Test("a proposal has bounds of its own, and a long raw object is left out")
  func sizes() throws {
    let temporary = try sample()
    func draft(_ length: Int, raw: String? = nil) -> ProposalDraft {
      let text = FieldValue.text(String(repeating: "a", count: length))
      return ProposalDraft(.form, [ProposedChange(.change, "actor", record: "kikk", fields: ["description": text])], raw: raw)
    }
    let large = storeError { _ = try temporary.write { try $0.proposals.file([draft(ProposalLimits.bytesMax)], now: TemporaryStore.now) } }
    #expect(large?.kind == .proposalTooLarge)
    let many = ProposalDraft(.form, (0...ProposalLimits.changesMax).map { ProposedChange(.add, "actor", record: "\($0)") })
    #expect(storeError { _ = try temporary.write { try $0.proposals.file([many], now: TemporaryStore.now) } }?.kind == .proposalTooLarge)
    let raw = String(repeating: "r", count: ProposalLimits.rawBytesMax + 1)
    let ids = try temporary.write { try $0.proposals.file([draft(1, raw: raw), draft(2, raw: "row")], now: TemporaryStore.now).map(\.id) }
    let kept = try temporary.read { transaction throws in try ids.map { try transaction.proposals.get($0)?.raw } }
    #expect(kept == [nil, "row"])
  }

  @Test("a list is filtered by state, entity, record and principal, and paged")
  func listed() throws {
    let temporary = try sample()
    try temporary.write { transaction throws in
      for number in 0..<3 { try transaction.propose { try $0.addActor("a\(number)") } }
      try transaction.propose(.form) { try $0.addConcept("skill", "s") }
    }
    try temporary.read { transaction throws in
      func names(_ change: (inout ProposalQuery) -> Void) throws -> [String] {
        var query = ProposalQuery()
        change(&query)
        return try transaction.proposals.list(query).proposals.map { $0.changes[0].record }
      }
      #expect(try names { $0.entity = "actor" } == ["a0", "a1", "a2"])
      #expect(try names { $0.principal = "web" } == ["skill:s"])
      #expect(try names { $0.record = "a1" } == ["a1"])
      #expect(try names { ($0.limit, $0.offset) = (2, 1) } == ["a1", "a2"])
      #expect(try names { $0.state = .rejected } == [])
      #expect(try transaction.proposals.counts() == [.pending: 4])
      #expect(try transaction.proposals.id(adding: "a2") != nil && transaction.proposals.id(adding: "kikk") == nil)
    }
  }
}
