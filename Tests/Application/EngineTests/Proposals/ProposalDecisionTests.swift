import Ecosystem
import HostAPI
import Localization
import Store
import Testing

@testable import Engine

@Suite("The staff decide on proposals, each decision one invocation")
struct ProposalDecisionTests {
  private static let staff = EngineWorkspace.viewer(.staff, name: "ada")

  /// A workspace whose plugin refuses the name `Refused`, with the actor `kikk`.
  private func workspace() async throws -> EngineWorkspace {
    let permissions = #"actors = { access = "write", reason = { fr = "écrire", en = "write" } }"#
    let lua = #"grappe.validate("actor", function(actor) if actor.name == "Refused" then return "name", "not this name" end end)"#
    let workspace = try await EngineWorkspace(permissions: permissions, initLua: lua)
    try workspace.write { try $0.insert("actor", Self.kikk, owner: "admin", now: Self.now) }
    return workspace
  }

  private static let now = "2026-01-02T03:04:05Z"
  private static let kikk: Record = ["id": "kikk", "name": "KIKK", "kind": "hub", "city": "Namur", "website": "https://kikk.be"]
  private static let actor: Record = ["id": "new", "name": "New", "kind": "company"]
  private static let relation: Record = ["id": "tie", "from": "new", "to": "kikk", "type": "partner"]

  @Test("an accepted change is applied under the name of the viewer, and its undo makes it pending again")
  func accepted() async throws {
    let workspace = try await workspace()
    let id = try workspace.propose { try $0.update("actor", "kikk", changes: ["city": "Huy"], now: Self.now) }
    try workspace.write { try $0.update("actor", "kikk", changes: ["website": .null], now: Self.now) }
    let decision = try await workspace.host.acceptProposals([id], by: Self.staff)
    #expect(decision.ids == [id] && decision.needed == [])
    let invocation = try #require(decision.invocation)
    #expect(try workspace.log().first { $0.id == invocation }?.principal == "web:ada")
    #expect(try workspace.actor("kikk")?["city"] == "Huy" && workspace.actor("kikk")?["website"] == .null)
    let decided = try #require(try workspace.host.proposal(id, for: Self.staff)).proposal
    #expect(decided.state == .accepted && decided.decision?.by == "web:ada" && decided.decision?.invocation == invocation)
    _ = try await workspace.host.undo(invocation)
    #expect(try workspace.actor("kikk")?["city"] == "Namur")
    #expect(try workspace.host.proposal(id, for: Self.staff)?.proposal.state == .pending)
  }

  @Test("a field changed since is a conflict, shown with the three values, and accepted only over the change")
  func conflict() async throws {
    let workspace = try await workspace()
    let id = try workspace.propose {
      try $0.update("actor", "kikk", changes: ["city": "Huy", "name": "KIKK!", "website": .null], now: Self.now)
    }
    try workspace.write { try $0.update("actor", "kikk", changes: ["city": "Ath", "website": .null], now: Self.now) }
    let record = try #require(try workspace.host.proposal(id, for: Self.staff)).records[0]
    #expect(record.state == .conflict && record.fields.map(\.field) == ["name", "website", "city"])
    #expect(record.fields.map(\.state) == [.open, .same, .conflict])
    #expect(record.fields[2].base == "Namur" && record.fields[2].proposed == "Huy" && record.fields[2].present == "Ath")
    await #expect { try await workspace.host.acceptProposals([id], by: Self.staff) } throws: {
      if case .conflict(id, "actor", "kikk", ["city"])? = $0 as? ProposalError { true } else { false }
    }
    #expect(try workspace.actor("kikk")?["name"] == "KIKK")
    _ = try await workspace.host.acceptProposals([id], anyway: true, by: Self.staff)
    #expect(try workspace.actor("kikk")?["city"] == "Huy" && workspace.actor("kikk")?["name"] == "KIKK!")
  }

  @Test("a record that is gone or exists by now is refused in a sentence")
  func blocked() async throws {
    let workspace = try await workspace()
    let change = try workspace.propose { try $0.update("actor", "kikk", changes: ["city": "Huy"], now: Self.now) }
    let addition = try workspace.propose { try $0.insert("actor", Self.actor, owner: "demo", now: Self.now) }
    try workspace.write { transaction throws in
      try transaction.delete("actor", "kikk")
      try transaction.insert("actor", Self.actor, owner: "admin", now: Self.now)
    }
    for (id, code) in [(change, "proposal.record-gone"), (addition, "proposal.record-exists")] {
      await #expect { try await workspace.host.acceptProposals([id], anyway: true, by: Self.staff) } throws: {
        ($0 as? ProposalError)?.code == code
      }
    }
  }

  @Test("a removal conflicts with any change made since")
  func removal() async throws {
    let workspace = try await workspace()
    let id = try workspace.propose { try $0.delete("actor", "kikk") }
    try workspace.write { try $0.update("actor", "kikk", changes: ["street": "Rue 1"], now: Self.now) }
    await #expect { try await workspace.host.acceptProposals([id], by: Self.staff) } throws: {
      if case .conflict(_, _, _, ["street"])? = $0 as? ProposalError { true } else { false }
    }
    _ = try await workspace.host.acceptProposals([id], anyway: true, by: Self.staff)
    #expect(try workspace.actor("kikk") == nil)
  }

  @Test("a proposal is accepted together with the one that adds the record it refers to")
  func needed() async throws {
    let workspace = try await workspace()
    try workspace.write {
      try $0.insert("concept", ["scheme": "relation-type", "code": "partner", "label": ["en": "partner"]], owner: "admin", now: Self.now)
    }
    let ids = try workspace.write { transaction throws in
      let mark = try transaction.proposals.mark()
      try transaction.insert("actor", Self.actor, owner: "admin", now: Self.now)
      try transaction.insert("relation", Self.relation, owner: "admin", now: Self.now)
      let drafts = try transaction.proposals.takeBack(to: mark).map { ProposalDraft(EngineWorkspace.origin, [$0]) }
      return try transaction.proposals.file(drafts, now: Self.now).map(\.id)
    }
    #expect(try workspace.host.proposal(ids[1], for: Self.staff)?.needed == [ids[0]])
    let decision = try await workspace.host.acceptProposals([ids[1]], by: Self.staff)
    #expect(decision.ids == ids && decision.needed == [ids[0]])
    #expect(try workspace.actor("new")?["owner"] == "demo")
  }

  @Test("all of several proposals are accepted, or none; validators are asked")
  func together() async throws {
    let workspace = try await workspace()
    let ids = try workspace.write { transaction throws in
      let drafts = ["One", "Refused"].map { name in
        let fields: ExactDictionary<FieldValue> = ["name": .text(name), "kind": "company"]
        return ProposalDraft(EngineWorkspace.origin, [ProposedChange(.add, "actor", record: name.lowercased(), fields: fields)])
      }
      return try transaction.proposals.file(drafts, now: Self.now).map(\.id)
    }
    await #expect { try await workspace.host.acceptProposals(ids, by: Self.staff) } throws: {
      guard case .blocked(let id, let reason)? = $0 as? ProposalError else { return false }
      return id == ids[1] && reason.contains("not this name")
    }
    #expect(try workspace.actor("one") == nil)
    #expect(try workspace.host.proposalCounts(for: Self.staff) == [.pending: 2])
    let adjusted = try await workspace.host.adjustProposal(ids[1], texts: ["name": "Two"], by: Self.staff)
    #expect(adjusted.records[0].title[.en] == "Two")
    #expect(try await workspace.host.acceptProposals(ids, isDryRun: true, by: Self.staff).invocation == nil)
    #expect(try workspace.actor("one") == nil)
    _ = try await workspace.host.acceptProposals(ids, by: Self.staff)
    #expect(try workspace.actor("refused")?["name"] == "Two")
  }

  @Test("an adjustment is checked by its field, compared with the record, and undoable")
  func adjusted() async throws {
    let workspace = try await workspace()
    let id = try workspace.propose { try $0.update("actor", "kikk", changes: ["city": "Huy"], now: Self.now) }
    for (field, text) in [("kind", "circus"), ("website", "javascript:1"), ("nothing", "x"), ("owner", "me")] {
      await #expect(throws: (any Error).self) { try await workspace.host.adjustProposal(id, texts: [field: text], by: Self.staff) }
    }
    let difference = try await workspace.host.adjustProposal(id, texts: ["city": "Ath", "website": ""], by: Self.staff)
    #expect(difference.records[0].change.fields == ["city": "Ath", "website": .null])
    #expect(difference.records[0].change.base == ["city": "Namur", "website": "https://kikk.be"])
    let former: ExactDictionary<String> = ["city": "Namur", "website": "https://kikk.be"]
    await #expect { try await workspace.host.adjustProposal(id, texts: former, by: Self.staff) } throws: {
      ($0 as? ProposalError)?.code == "proposal.nothing-left"
    }
    let adjustment = try #require(try workspace.log().first { $0.kind == "adjust" })
    _ = try await workspace.host.undo(adjustment.id)
    #expect(try workspace.host.proposal(id, for: Self.staff)?.proposal.changes[0].fields == ["city": "Huy"])
  }

  @Test("a rejection has a reason, and a second decision is refused")
  func rejected() async throws {
    let workspace = try await workspace()
    let id = try workspace.propose { try $0.delete("actor", "kikk") }
    for reason in [" ", String(repeating: "x", count: 1_001)] {
      await #expect(throws: ProposalError.self) { try await workspace.host.rejectProposals([id], reason: reason, by: Self.staff) }
    }
    _ = try await workspace.host.rejectProposals([id.uppercased()], reason: " Not ours. ", by: Self.staff)
    #expect(try workspace.host.proposal(id, for: Self.staff)?.proposal.decision?.reason == "Not ours.")
    await #expect { try await workspace.host.acceptProposals([id], by: Self.staff) } throws: {
      ($0 as? ProposalError)?.code == "proposal.decided"
    }
  }

  @Test("below the staff the queue is empty, and nothing can be decided", arguments: [Audience.public, .members])
  func hidden(audience: Audience) async throws {
    let workspace = try await workspace()
    let id = try workspace.propose { try $0.delete("actor", "kikk") }
    let viewer = EngineWorkspace.viewer(audience, name: "mallory")
    #expect(try workspace.host.proposals(for: viewer).total == 0 && workspace.host.proposals(for: Self.staff).total == 1)
    #expect(try workspace.host.proposal(id, for: viewer) == nil && workspace.host.proposalCounts(for: viewer).isEmpty)
    #expect(try workspace.host.proposalIDs(beginningWith: "", limit: 9, for: viewer) == [])
    await #expect { try await workspace.host.acceptProposals([id], by: viewer) } throws: {
      ($0 as? ProposalError)?.code == "proposal.unknown"
    }
    await #expect(throws: ProposalError.self) { try await workspace.host.rejectProposals([id], reason: "x", by: viewer) }
    await #expect(throws: ProposalError.self) { try await workspace.host.adjustProposal(id, texts: ["city": "x"], by: viewer) }
    #expect(try workspace.actor("kikk") != nil)
  }
}

extension EngineWorkspace {
  static let origin = ProposalOrigin(principal: "web", kind: "form", owner: "demo", name: "suggest")

  /// Writes in one transaction.
  @discardableResult
  fileprivate func write<Result>(_ body: (StoreTransaction) throws -> Result) throws -> Result {
    let transaction = try host.workspace.store.begin(.write, for: .admin)
    let result = try body(transaction)
    try transaction.commit()
    return result
  }

  /// Files changes as one proposal, and returns its id.
  fileprivate func propose<Ignored>(_ changes: (StoreTransaction) throws -> Ignored) throws -> String {
    try write { transaction throws in
      let mark = try transaction.proposals.mark()
      _ = try changes(transaction)
      let draft = ProposalDraft(Self.origin, try transaction.proposals.takeBack(to: mark))
      return try transaction.proposals.file([draft], now: "2026-01-02T03:04:05Z")[0].id
    }
  }

  fileprivate func actor(_ id: String) throws -> Record? {
    let transaction = try host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.get("actor", id)
  }
}
