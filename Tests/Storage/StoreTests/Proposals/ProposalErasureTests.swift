import Ecosystem
import Foundation
import StoreTestSupport
import Testing

@testable import Store

@Suite("An erasure reaches the queue of proposals")
struct ProposalErasureTests {
  private static let secrets = ["Zyxwvutsrq", "zyxwvutsrq@example.org", "her-own-id", "Mnbvcxylkj"]
  private static let person: Record = ["id": "her-own-id", "name": "Zyxwvutsrq", "email": "zyxwvutsrq@example.org", "note": "Mnbvcxylkj"]

  private func secrets(in temporary: TemporaryStore) throws -> [String] {
    _ = try temporary.store.purgeDeletedContent()
    temporary.store.close()
    let content = String(decoding: try Data(contentsOf: URL(filePath: temporary.path)), as: UTF8.self).lowercased()
    return Self.secrets.filter { content.contains($0.lowercased()) }
  }

  @Test("of a person in the records: proposals about her go, those that name her stay without her")
  func known() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addPeople()
      try transaction.add("event", ["id": "day", "name": "Day", "kind": "workshop"])
      try transaction.add("person", Self.person)
    }
    let ids = try temporary.write(as: "file") { transaction throws in
      let own = try transaction.propose { try $0.update("person", "her-own-id", changes: ["city": "Huy"], now: TemporaryStore.later) }
      let owned = try transaction.propose {
        try $0.add("affiliation", ["id": "af", "person": "her-own-id", "actor": "studio", "role": "contact", "title": "Mnbvcxylkj"])
      }
      let naming = try transaction.propose { transaction in
        try transaction.addActor("new", ["description": "asked by Zyxwvutsrq"])
        try transaction.add("registration", ["id": "r", "event": "day", "participant": "her-own-id"])
      }
      return [own.id, owned.id, naming.id]
    }
    try temporary.write(as: "adjust") { transaction throws in
      var change = try #require(try transaction.proposals.get(ids[0])).changes[0]
      change.fields["name"] = "Zyxwvutsrq"
      try transaction.proposals.adjust(ids[0], position: 0, to: change)
    }
    #expect(try temporary.read { try $0.persons.dossier(of: "her-own-id").texts.map(\.table) }.contains("proposal_change"))
    let erasure = try temporary.write { try $0.persons.erase("her-own-id", now: TemporaryStore.later).erasure }
    let replacement = try #require(erasure.replacement)
    try temporary.read { transaction throws in
      #expect(try transaction.proposals.get(ids[0]) == nil && transaction.proposals.get(ids[1]) == nil)
      let rest = try #require(try transaction.proposals.get(ids[2])).changes
      #expect(rest[0].fields["description"] == "asked by […]" && rest[1].fields["participant"] == .text(replacement))
      #expect(try transaction.integrity.findings().isEmpty && transaction.journal.problems().isEmpty)
    }
    #expect(try secrets(in: temporary) == [])
  }

  @Test("of a person who is only proposed, in a decided proposal too")
  func proposedOnly() throws {
    let temporary = try TemporaryStore()
    try temporary.write { try $0.addPeople() }
    let id = try temporary.write(as: "file") { try $0.propose(.form) { try $0.add("person", Self.person) }.id }
    try temporary.write(as: "reject") { transaction throws in
      let decision = Proposal.Decision(at: TemporaryStore.later, by: "bob", reason: "Zyxwvutsrq is known", invocation: "reject")
      try transaction.proposals.decide(id, as: .rejected, decision)
    }
    _ = try temporary.write { try $0.persons.erase("her-own-id", now: TemporaryStore.later) }
    #expect(try temporary.read { try $0.proposals.get(id) } == nil)
    #expect(try secrets(in: temporary) == [])
  }
}
