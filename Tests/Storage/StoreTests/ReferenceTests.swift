import Ecosystem
import Localization
import Store
import StoreTestSupport
import Testing

@Suite("References lead somewhere at the end of a transaction")
struct ReferenceTests {
  private func prepared() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      for (scheme, code) in [
        ("actor-kind", "company"), ("event-kind", "festival"), ("relation-type", "organises"), ("sector", "music"),
      ] {
        try transaction.addConcept(scheme, code)
      }
      try transaction.addActor("kikk")
    }
    return temporary
  }

  /// Returns the error of the commit after one more record.
  private func refusal(_ entity: String, _ record: Record) throws -> StoreError? {
    let temporary = try prepared()
    let transaction = try temporary.store.begin(.write, for: .admin)
    try transaction.add(entity, record)
    let error = storeError { try transaction.commit() }
    #expect(transaction.isOpen == (error != nil))
    transaction.rollback()
    return error
  }

  @Test(
    "a reference to nothing is told with record, field, id and the nearest id",
    arguments: [
      ("event", ["id": "e", "name": "E", "kind": "festival", "organiser": "kik"], "organiser", "kik", "kikk"),
      ("actor", ["id": "e", "name": "E", "kind": "company", "territory": "BE-WAL"], "territory", "BE-WAL", nil),
      ("call", ["id": "e", "name": "E", "territories": ["BE-WAL"]], "territories", "BE-WAL", nil),
      ("relation", ["id": "e", "from": "kikk", "type": "organises", "to": "ev-kikk"], "to", "ev-kikk", nil),
      ("call", ["id": "e", "name": "E", "parent": "fi-x"], "parent", "fi-x", nil),
      (
        "concept", ["scheme": "sector", "code": "jazz", "label": ["fr": "Jazz"], "parent": "sector:musik"], "parent",
        "sector:musik", "sector:music"
      ),
    ] as [(String, Record, String, String, String?)])
  func missing(entity: String, record: Record, field: String, target: String, nearest: String?) throws {
    let error = try #require(try refusal(entity, record))
    #expect(error.kind == .missingReference && error.entity == entity && error.field == field)
    #expect(error.id == (entity == "concept" ? "sector:jazz" : "e"))
    #expect(error.found == target && error.suggestion == nearest)
    for language in Language.all { #expect(error.message(in: language).contains(target)) }
  }

  @Test(
    "a code its vocabulary lacks is told at once, with the nearest, and the transaction goes on",
    arguments: [
      ("event", ["id": "e", "name": "E", "kind": "festivla"], "kind", "event-kind:festivla", "event-kind:festival"),
      (
        "actor", ["id": "e", "name": "E", "kind": "company", "sectors": ["music", "musci"]], "sectors", "sector:musci",
        "sector:music"
      ),
    ] as [(String, Record, String, String, String)])
  func unknownCode(entity: String, record: Record, field: String, target: String, nearest: String) throws {
    let temporary = try prepared()
    let transaction = try temporary.store.begin(.write, for: .admin)
    let added = try #require(storeError { try transaction.add(entity, record) })
    #expect(added.kind == .missingReference && added.field == field && added.id == "e")
    #expect(added.found == target && added.suggestion == nearest)
    let changed = storeError { try transaction.update("actor", "kikk", changes: ["sectors": ["musci"]], now: TemporaryStore.later) }
    #expect(changed?.found == "sector:musci")
    try transaction.commit()
    try temporary.read { transaction throws in
      #expect(try transaction.count(entity) == (entity == "actor" ? 1 : 0))
    }
  }

  @Test("the nearest term to a misspelt word is found by its labels too", arguments: ["Entrprise", "entreprsie", "Compny"])
  func nearestLabel(word: String) throws {
    let temporary = try TemporaryStore()
    let transaction = try temporary.store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    for code in ["archive", "agency"] { try transaction.addConcept("actor-kind", code) }
    let label: FieldValue = ["fr": "Entreprise", "en": "Company"]
    try transaction.add("concept", ["scheme": "actor-kind", "code": "company", "label": label])
    let refused = storeError { try transaction.add("actor", ["name": "A", "kind": .text(word)]) }
    #expect(refused?.kind == .missingReference && refused?.suggestion == "actor-kind:company")
    let reason = refused?.reason(in: .en) ?? ""
    #expect(reason.contains("“\(word)”") && reason.contains("“company”") && !reason.contains("actor-kind:"), "\(reason)")
  }

  @Test("records may come in any order, after the words they use")
  func anyOrder() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      for (scheme, code) in [
        ("actor-kind", "company"), ("event-kind", "festival"), ("relation-type", "organises"), ("sector", "music"),
      ] {
        try transaction.addConcept(scheme, code)
      }
      try transaction.add("relation", ["id": "r", "from": "kikk", "type": "organises", "to": "ev-kikk"])
      try transaction.add(
        "event", ["id": "ev-kikk", "name": "KIKK", "kind": "festival", "organiser": "kikk", "themes": ["music"]])
      try transaction.addActor("kikk")
    }
    try temporary.read { transaction throws in #expect(try transaction.count("relation") == 1) }
  }

  @Test("a reference corrected before the end does not count")
  func corrected() throws {
    let temporary = try prepared()
    let transaction = try temporary.store.begin(.write, for: .admin)
    try transaction.add("event", ["id": "ev-kikk", "name": "KIKK", "kind": "festival"])
    try transaction.add("relation", ["id": "r", "from": "kikk", "type": "organises", "to": "ev-kik"])
    #expect(storeError { try transaction.commit() }?.field == "to")
    try transaction.update("relation", "r", changes: ["to": "ev-kikk"], now: TemporaryStore.later)
    try transaction.commit()
  }

  @Test("a reference to a record of another entity is refused at once, or at the end when it comes later")
  func wrongEntity() throws {
    let temporary = try prepared()
    let transaction = try temporary.store.begin(.write, for: .admin)
    let atOnce = storeError { try transaction.add("call", ["id": "c", "name": "C", "parent": "kikk"]) }
    #expect(atOnce?.kind == .wrongReference && atOnce?.field == "parent" && atOnce?.wanted == "programme, call")
    try transaction.add("call", ["id": "c", "name": "C", "parent": "late"])
    try transaction.addActor("late")
    let atEnd = storeError { try transaction.commit() }
    #expect(atEnd?.kind == .wrongReference && atEnd?.id == "c" && atEnd?.found == "late")
  }

  @Test("a record that is referred to cannot go, and the one that holds it is named")
  func stillReferenced() throws {
    let temporary = try prepared()
    try temporary.write {
      try $0.add("event", ["id": "ev-kikk", "name": "KIKK", "kind": "festival", "organiser": "kikk"])
      try $0.add("relation", ["id": "r", "from": "kikk", "type": "organises", "to": "ev-kikk"])
    }
    let transaction = try temporary.store.begin(.write, for: .admin)
    try transaction.delete("actor", "kikk")
    let error = storeError { try transaction.commit() }
    #expect(
      error?.kind == .stillReferenced && error?.found == "kikk" && error?.field == "organiser" && error?.id == "ev-kikk"
    )
    try transaction.delete("relation", "r")
    try transaction.delete("event", "ev-kikk")
    try transaction.commit()
    try temporary.read { transaction throws in #expect(try transaction.get("actor", "kikk") == nil) }
  }

  @Test("the concept a list holds cannot go either")
  func listedConcept() throws {
    let temporary = try prepared()
    try temporary.write { try $0.addActor("x", ["sectors": ["music"]]) }
    let transaction = try temporary.store.begin(.write, for: .admin)
    try transaction.delete("concept", "sector:music")
    let error = storeError { try transaction.commit() }
    #expect(error?.kind == .stillReferenced && error?.field == "sectors" && error?.id == "x")
    try transaction.update("actor", "x", changes: ["sectors": nil], now: TemporaryStore.later)
    try transaction.commit()
  }

  @Test("the id of a deleted record does not go to another entity in the same transaction")
  func reusedID() throws {
    let temporary = try prepared()
    let transaction = try temporary.store.begin(.write, for: .admin)
    try transaction.delete("actor", "kikk")
    #expect(
      storeError { try transaction.add("event", ["id": "kikk", "name": "K", "kind": "festival"]) }?.kind == .idTaken)
    try transaction.addActor("kikk")
    try transaction.commit()
  }
}
