import Ecosystem
import Foundation
import StoreTestSupport
import Testing

@testable import Store

@Suite("An erased person is in no byte of the file, and nothing else is lost")
struct ErasureTests {
  private static let name = "Zyxwvutsrq Ponmlkjihg"
  private static let phone = "+32 400 12 34 56"
  private static let later = "+32 400 98 76 54"
  private static let email = "zyxwvutsrq@example.org"
  /// Every text that identifies her, and her id.
  private static let secrets = [
    name, phone, later, email, "Zyxwvutsrq", "Ponmlkjihg", "Qwertzuiop", "Mnbvcxylkj", "hidden-note", "her-own-id",
  ]

  /// Adds her with everything that refers to her, in several invocations, and returns the invocation that registered her.
  private func fill(_ temporary: TemporaryStore) throws -> String {
    try temporary.write { transaction throws in
      try transaction.addPeople()
      try transaction.add("event", ["id": "day", "name": "Day", "kind": "workshop"])
    }
    try temporary.write { transaction throws in
      try transaction.add(
        "person",
        [
          "id": "her-own-id", "name": .text(Self.name), "given_name": "Zyxwvutsrq", "family_name": "Ponmlkjihg",
          "email": .text(Self.email), "phone": .text(Self.phone), "note": "hidden-note", "city": "Li\u{E8}ge",
        ])
      for (id, role) in [("a1", "contact"), ("a2", "director")] {
        try transaction.add(
          "affiliation", ["id": .text(id), "person": "her-own-id", "actor": "studio", "role": .text(role), "title": "Qwertzuiop"])
      }
      try transaction.add(
        "consent", ["person": "her-own-id", "purpose": "newsletter", "given_at": "2026-01-01T00:00:00Z", "wording": "Mnbvcxylkj"])
      try transaction.add("person", ["id": "other", "name": "\u{C9}ric Example", "given_name": "\u{C9}ric"])
    }
    let invocation = try temporary.write { transaction throws in
      try transaction.add("registration", ["id": "r1", "event": "day", "participant": "her-own-id"])
      try transaction.addActor("added-with-her")
      return try attribute(transaction, detail: "no mail to \(Self.email.uppercased())")
    }
    try temporary.write { transaction throws in
      try transaction.addMembership("m1", ["member": "her-own-id"])
      try transaction.addDues("d1", of: "m1", year: "2026")
      try transaction.update("person", "her-own-id", changes: ["phone": .text(Self.later)], now: TemporaryStore.later)
      try transaction.delete("affiliation", "a2")
      try transaction.registrations.storage("wallonia").set("seen:her-own-id", ["who": .text(Self.name), "kept": 1])
    }
    try temporary.write { try $0.registrations.storage("wallonia").set("seen:her-own-id", ["who": .text(Self.email), "kept": 2]) }
    return invocation
  }

  private func attribute(_ transaction: StoreTransaction, detail: String) throws -> String {
    let id = try transaction.invocations.makeID(now: TemporaryStore.later)
    try transaction.invocations.append(
      InvocationRecord(
        id: id, plugin: "admin", principal: "admin", kind: "script", name: "x", startedAt: TemporaryStore.later, outcome: "done",
        detail: detail))
    try transaction.journal.attributeChanges(to: id)
    return id
  }

  /// Returns the secrets that a file of the database contains, in any letter case.
  private func found(in temporary: TemporaryStore) throws -> Set<String> {
    var found: Set<String> = []
    for suffix in ["", "-wal", "-shm"] {
      guard let bytes = FileManager.default.contents(atPath: temporary.path + suffix) else { continue }
      let text = String(decoding: bytes, as: Unicode.ASCII.self).lowercased()
      found.formUnion(Self.secrets.filter { text.contains($0.lowercased()) })
    }
    return found
  }

  private func erase(_ id: String, from temporary: TemporaryStore) throws -> PersonErasure {
    let erasure = try temporary.write { try $0.persons.erase(id, now: TemporaryStore.later).erasure }
    #expect(try temporary.store.purgeDeletedContent())
    return erasure
  }

  @Test("the records that were merged into hers are erased with it, by any of their ids", arguments: ["her-own-id", "second"])
  func merged(by id: String) throws {
    let temporary = try TemporaryStore()
    _ = try fill(temporary)
    try temporary.write { transaction throws in
      try transaction.add("person", ["id": "second", "name": "Hgfdsapoiu Zyxwvutsrq", "email": "hgfdsa@example.org"])
      try transaction.add("affiliation", ["id": "a3", "person": "second", "actor": "studio", "role": "contact"])
    }
    try temporary.write { transaction throws in
      _ = try transaction.merge("second", into: "her-own-id", of: "person", taking: [], now: TemporaryStore.later)
    }
    #expect(try temporary.read { try $0.persons.dossier(of: "second").person?.id } == "her-own-id")
    _ = try erase(id, from: temporary)
    let bytes = try #require(FileManager.default.contents(atPath: temporary.path))
    let text = String(decoding: bytes, as: Unicode.ASCII.self).lowercased()
    #expect(try found(in: temporary) == [] && !text.contains("hgfdsa"))
    #expect(try temporary.read { try $0.get("person", "second") } == nil)
  }

  @Test("records, journal, index, storage, log and the log of SQLite hold nothing of her; registrations and dues stay")
  func erased() throws {
    let temporary = try TemporaryStore()
    _ = try fill(temporary)
    #expect(try found(in: temporary) == Set(Self.secrets))
    let erasure = try erase("her-own-id", from: temporary)
    #expect(try found(in: temporary) == [])
    #expect(erasure.recordsDeleted == 3 && erasure.anonymised == ["registration": 1, "membership": 1])
    #expect(erasure.mentions.isEmpty)
    let replacement = try #require(erasure.replacement)
    try temporary.read { transaction throws in
      #expect(try transaction.find("person").map(\.id).sorted() == [replacement, "other", "p1"].sorted())
      #expect(try transaction.get("registration", "r1")?["participant"] == .text(replacement))
      #expect(try transaction.get("dues_period", "d1")?["reference"] == "2026-0001")
      #expect(try transaction.find("affiliation").isEmpty && transaction.find("consent").isEmpty)
      #expect(try transaction.search("person", "zyxwvutsrq").isEmpty)
      #expect(try transaction.ids("person", ["given_name": "eric"]) == ["other"])
      #expect(try transaction.registrations.storage("wallonia").get("seen:\(replacement)") == ["who": .text(ErasedTexts.mark), "kept": 2])
      let findings = try transaction.integrity.findings()
      // The storage of a plugin that is not installed, as before.
      #expect(findings.map(\.code) == [.storage])
      #expect(try transaction.integrity.structureProblems() == [])
      #expect(try transaction.journal.problems() == [] && transaction.integrity.brokenReferences().isEmpty)
    }
  }

  @Test("what others changed in the same invocations can still be undone and done again")
  func undone() throws {
    let temporary = try TemporaryStore()
    let invocation = try fill(temporary)
    _ = try erase("her-own-id", from: temporary)
    let undo = try temporary.write { transaction throws in
      try transaction.journal.undo(invocation)
      #expect(try transaction.get("actor", "added-with-her") == nil && transaction.get("registration", "r1") == nil)
      return try attribute(transaction, detail: "")
    }
    try temporary.write { transaction throws in
      try transaction.journal.undo(undo)
      #expect(try transaction.get("actor", "added-with-her") != nil)
      #expect(try transaction.get("registration", "r1")?["participant"].textValue?.count == 26)
    }
    #expect(try found(in: temporary) == [])
  }

  @Test("a person whose record was deleted before is erased from the journal, and leaves no record")
  func deletedBefore() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addPeople()
      try transaction.add("person", ["id": "her-own-id", "name": .text(Self.name), "phone": .text(Self.phone)])
    }
    try temporary.write { try $0.delete("person", "her-own-id") }
    #expect(try found(in: temporary).contains(Self.phone))
    let erasure = try erase("her-own-id", from: temporary)
    #expect(erasure.replacement == nil && erasure.recordsDeleted == 0 && erasure.journalOperations > 0)
    #expect(try found(in: temporary) == [])
    #expect(storeError { _ = try erase("her-own-id", from: temporary) }?.kind == .notFound)
  }

  @Test("texts of other records that mention her are named and left alone")
  func mentions() throws {
    let temporary = try TemporaryStore()
    _ = try fill(temporary)
    let text: FieldValue = "Ask zyxwvutsrq PONMLKJIHG."
    try temporary.write { try $0.update("actor", "studio", changes: ["description": text], now: TemporaryStore.later) }
    let erasure = try erase("her-own-id", from: temporary)
    #expect(erasure.mentions == [PersonMention(entity: "actor", id: "studio")])
    #expect(try temporary.read { try $0.get("actor", "studio")?["description"] } == text)
  }

  @Test("all known ids are those of the records and of the journal")
  func knownIDs() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addPeople()
      try transaction.add("person", ["id": "gone", "name": "Gone"])
    }
    try temporary.write { try $0.delete("person", "gone") }
    var ids: [String] = []
    try temporary.read { try $0.persons.eachKnownID { ids.append($0) } }
    #expect(ids == ["gone", "p1"])
  }
}
