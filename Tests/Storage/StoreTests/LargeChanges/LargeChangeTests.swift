import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

/// The memory of a change does not grow with its rows: what is beyond a bound is in the file.
@Suite struct LargeChangeTests {
  private func sample(_ count: Int, owner: String = "admin") throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.invoke("start") { transaction in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addConcept("event-kind", "festival")
      try transaction.addConcept("relation-type", "partner-of")
    }
    try temporary.invoke("import") { transaction in
      for number in 0..<count { try transaction.addActor("a\(number)", ["description": "a text of some words"], owner: owner) }
    }
    return temporary
  }

  private func festival(_ id: String) -> Record { ["id": .text(id), "name": "K", "kind": "festival", "start": "2026-05-20"] }

  // MARK: Deleted ids

  @Test("an id that was deleted many deletions ago is not given to another entity, but may be given to its own again")
  func reuse() throws {
    let temporary = try sample(9)
    let transaction = try temporary.store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    transaction.deleted = DeletedRecords(idsMax: 3)
    for number in 0..<8 { try transaction.delete("actor", "a\(number)") }
    #expect(transaction.deleted.idCount <= 3)
    for number in 0..<8 {
      let error = storeError { try transaction.add("event", festival("a\(number)")) }
      #expect(error?.kind == .idTaken && error?.wanted == "actor", "a\(number)")
    }
    try transaction.addActor("a0")
    try transaction.add("event", festival("never"))
  }

  @Test("a deletion of a former transaction, and one that was rolled back to a savepoint, do not keep an id")
  func former() throws {
    let temporary = try sample(9)
    try temporary.write { try $0.delete("actor", "a0") }
    let transaction = try temporary.store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    transaction.deleted = DeletedRecords(idsMax: 1)
    let savepoint = try transaction.savepoint()
    for number in 1..<5 { try transaction.delete("actor", "a\(number)") }
    try transaction.rollback(to: savepoint)
    for number in 5..<8 { try transaction.delete("actor", "a\(number)") }
    try transaction.add("event", festival("a0"))
    #expect(try transaction.get("actor", "a1") != nil)
    #expect(storeError { try transaction.add("event", festival("a5")) }?.kind == .idTaken)
  }

  @Test("a record that still refers to one deleted many deletions ago is named as such")
  func reference() throws {
    let temporary = try sample(9)
    try temporary.write { try $0.add("relation", ["id": "r", "from": "a0", "to": "a8", "type": "partner-of"]) }
    let transaction = try temporary.store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    transaction.deleted = DeletedRecords(idsMax: 2)
    for number in 0..<7 { try transaction.delete("actor", "a\(number)") }
    #expect(storeError { try transaction.commit() }?.kind == .stillReferenced)
  }

  @Test("an undo that deletes many records keeps few ids, and can be undone")
  func undo() throws {
    let temporary = try sample(2_500)
    let before = try temporary.content()
    let transaction = try temporary.store.begin(.write, for: .admin)
    transaction.deleted = DeletedRecords(idsMax: 200)
    try transaction.journal.undo("import")
    #expect(transaction.deleted.idCount <= 200)
    #expect(storeError { try transaction.add("event", festival("a2400")) }?.kind == .idTaken)
    #expect(storeError { try transaction.add("event", festival("a3")) }?.kind == .idTaken)
    try transaction.attribute("undo")
    try transaction.commit()
    #expect(try temporary.read { try $0.recordCount() } == 3)
    try temporary.invoke("again") { try $0.journal.undo("undo") }
    #expect(try temporary.content() == before)
    #expect(try temporary.read { try $0.integrity.findings() } == [])
    #expect(try temporary.read { try $0.integrity.fileProblems() } == [])
  }

  // MARK: Memory of SQLite, and of the journal

  /// Runs `body` with a bound for the memory that SQLite takes on this thread.
  private func bounded(mebibytes: Int, _ body: () throws -> Void) throws {
    try #require(SQLMemory.isCounted, "Another test used SQLite before the store; its memory is not counted in this process.")
    try SQLMemory.bounded(bytes: mebibytes << 20, body) { StoreError(.tooLarge, found: "\($0)") }
  }

  @Test("the records of a plugin, and the values of its field, are removed in parts")
  func removal() throws {
    let temporary = try sample(6_000, owner: "demo")
    let transaction = try temporary.store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    let connection = try transaction.open()
    try bounded(mebibytes: 14) { try transaction.registrations.removePluginRows(owner: "demo") }
    #expect(try transaction.recordCount() == 3)
    #expect(connection.journal.map { $0.recorder.bytes.capacity < 1 << 20 } == true)
  }

  @Test("the words of records are indexed in parts, of several entities, and each is found")
  func words() throws {
    let temporary = try sample(0)
    let transaction = try temporary.store.begin(.write, for: .admin)
    for number in 0..<10 {
      try transaction.addActor("a\(number)", ["description": .text("word\(number) said")])
      try transaction.add("event", festival("e\(number)"))
    }
    let connection = try transaction.open()
    try connection.unrecorded { try PendingWords(connection).index(transaction.layout, recordsMax: 3) }
    try transaction.attribute("words")
    try transaction.commit()
    try temporary.read { transaction throws in
      #expect(try transaction.search("actor", "said").count == 10)
      #expect(try transaction.search("actor", "word9").map(\.id) == ["a9"])
      #expect(try transaction.integrity.findings() == [])
    }
  }
}
