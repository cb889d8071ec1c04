import Ecosystem
import HostAPI
import Store
import Testing

@testable import Engine

/// The proposals that forms and actions of plugins file.
extension PluginPortalTests {
  @Suite struct ProposalTests {
    private static let staff = EngineWorkspace.viewer(.staff, name: "eva")

    private func proposed(_ answer: SubmitAnswer) throws -> String {
      guard case .proposed(let id, _, _) = answer else { throw NoProposal(answer: answer) }
      return id
    }

    private struct NoProposal: Error { let answer: SubmitAnswer }

    /// Adds an actor that the plugin owns, and returns its id.
    private func own(_ workspace: EngineWorkspace, _ name: String) async throws -> String {
      let answer = try await workspace.submit(["name": [name], "kind": ["hub"]], for: .staff, name: "eva")
      guard case .accepted(_, .page(_, let path, _)?) = answer else { throw NoProposal(answer: answer) }
      return String(path.dropFirst("actors/".count))
    }

    private func values(_ workspace: EngineWorkspace, _ lua: String) async throws -> [FieldValue] {
      try await workspace.host.evaluate(lua, limits: ScriptLimits(), isWriting: false, for: .admin)
    }

    private func fields(_ answer: SubmitAnswer) -> [String?]? {
      if case .refused(let problems) = answer { problems.map(\.field) } else { nil }
    }

    @Test("what a visitor sends is one pending proposal with its origin, and no record until the staff accepts it; undo takes it back")
    func lifetime() async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      let count = try await values(workspace, "actors.count{}")
      let answer = try await workspace.submit(["name": ["Zephyr"], "kind": ["hub"], "about": ["windy"]])
      guard case .proposed(let id, "thanks false 0"?, nil) = answer else {
        Issue.record("\(answer)")
        return
      }
      #expect(try await values(workspace, "actors.count{}") == count)
      let found = try #require(try workspace.host.proposal(id, for: Self.staff))
      let (proposal, change) = (found.proposal, try #require(found.proposal.changes.first))
      #expect(proposal.state == .pending && proposal.changes.count == 1)
      #expect(
        [proposal.origin.principal, proposal.origin.kind, proposal.origin.owner, proposal.origin.name] == [
          "web", "form", "demo", "propose",
        ])
      #expect(change.operation == .add && change.fields["name"] == "Zephyr" && change.fields["description"] == "windy")
      #expect(try workspace.log().first { $0.kind == "form" }?.principal == "web")

      let decision = try await workspace.host.acceptProposals([id], by: Self.staff)
      #expect(try await values(workspace, "actors.first{ name = 'Zephyr' }.description") == ["windy"])
      _ = try await workspace.host.undo(try #require(decision.invocation), by: Self.staff)
      #expect(try await values(workspace, "actors.count{}") == count)
      #expect(try workspace.host.proposal(id, for: Self.staff)?.proposal.state == .pending)
    }

    @Test("the same sent twice is filed once, and a rejected one again; a change keeps the former value, and conflicts with a later one")
    func repeated() async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      let actor = try await own(workspace, "Mover")
      func move(_ city: String) async throws -> SubmitAnswer {
        try await workspace.submit(["actor": [actor], "city": [city]], form: "move", for: .members, name: "paul")
      }
      let answer = try await move("Namur")
      guard case .proposed(let id, nil, .page("demo", let path, [])?) = answer, path == "actors/\(actor)" else {
        Issue.record("\(answer)")
        return
      }
      #expect(try proposed(try await move("Namur")) == id)
      let proposal = try #require(try workspace.host.proposal(id, for: Self.staff)).proposal
      #expect(proposal.origin.principal == "web:paul")
      #expect(proposal.changes == [ProposedChange(.change, "actor", record: actor, fields: ["city": "Namur"], base: ["city": .null])])
      _ = try await workspace.submit(["actor": [actor], "city": ["Mons"]], form: "move", for: .staff, name: "eva")
      #expect(try workspace.host.proposal(id, for: Self.staff)?.hasConflict == true)
      _ = try await workspace.host.rejectProposals([id], reason: "no", by: Self.staff)
      let second = try proposed(try await move("Namur"))
      #expect(second != id)
      _ = try await workspace.host.rejectProposals([second], reason: "no", by: Self.staff)
    }

    @Test("an action below the staff proposes, one that changes nothing and a form that writes nothing file nothing")
    func others() async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      let actor = try await own(workspace, "Closer")
      let viewer = EngineWorkspace.viewer(.members, name: "paul")
      let request = ActionRequest(plugin: "demo", action: "close", record: actor, viewer: viewer)
      let id = try proposed(try await workspace.host.runAction(request))
      #expect(try workspace.host.proposal(id, for: Self.staff)?.proposal.origin.kind == "action")
      _ = try await workspace.host.acceptProposals([id], by: Self.staff)
      #expect(try await values(workspace, "actors.get('\(actor)').city") == ["Closed"])
      #expect(try await workspace.host.runAction(request) == .accepted(message: nil, target: nil))
      let before = try workspace.host.proposalCounts(for: Self.staff)
      #expect(try await workspace.submit(["word": ["x"]], form: "ask") == .accepted(message: "seen x", target: nil))
      #expect(fields(try await workspace.submit(["name": ["Twice"], "kind": ["hub"]])) == ["name"])
      #expect(try workspace.host.proposalCounts(for: Self.staff) == before)
    }

    @Test("storage and events, which a proposal cannot hold, are refused below the staff", arguments: ["set", "del", "emit"])
    func other(how: String) async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      let failure = try await #require(throws: PageFailure.self) { try await workspace.submit(["how": [how]], form: "keep") }
      let cause = try #require(failure.cause as? EngineError)
      #expect(
        cause.message(in: .en).contains("grappe.\(how == "emit" ? "" : "storage.")\(how) is not for a form"), "\(cause.message(in: .en))")
      #expect(try await workspace.submit(["how": [how]], form: "keep", for: .staff) == .accepted(message: nil, target: nil))
    }

    @Test("a full queue, of one account and of all visitors, and too much at once are refused with a sentence")
    func bounds() async throws {
      let workspace = try await EngineWorkspace.portal(limits: "page.cpu = \"10s\"\npage.wall = \"20s\"\npage.write_wall = \"20s\"")
      #expect(fields(try await workspace.submit(["count": ["101"]], form: "many")) == [nil])
      try await fill(workspace, ProposalLimits.accountMax, as: "web:paul")
      func send(_ name: String, by account: String?) async throws -> SubmitAnswer {
        try await workspace.submit(["name": [name], "kind": ["hub"]], for: account == nil ? .public : .members, name: account)
      }
      let refused = try await send("One", by: "paul")
      guard case .refused(let problems) = refused else {
        Issue.record("\(refused)")
        return
      }
      #expect(problems.map(\.message[.fr]).first?.contains("réessayez") == true)
      _ = try proposed(try await send("One", by: "ada"))
      try await fill(workspace, ProposalLimits.visitorsMax, as: "web")
      #expect(fields(try await send("Two", by: nil)) == [nil])
      _ = try proposed(try await send("Three", by: "ada"))
      #expect(try await values(workspace, "actors.count{}") == [2])
    }

    /// Files proposals of a principal.
    private func fill(_ workspace: EngineWorkspace, _ count: Int, as principal: String) async throws {
      let transaction = try await workspace.host.beginWriting(.form, "demo", name: "fill", for: .admin)
      let origin = ProposalOrigin(principal: principal, kind: "form", owner: "demo", name: "propose")
      let drafts = (0..<count).map { number in
        ProposalDraft(origin, [ProposedChange(.change, "actor", record: "kikk", fields: ["city": .text("\(principal) \(number)")])])
      }
      try transaction.proposals.file(drafts, now: "2026-01-01T00:00:00Z")
      try transaction.commit()
    }
  }
}
