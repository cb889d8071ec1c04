import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("Several invocations share a write transaction")
struct InvocationsInTransactionTests {
  private func writer(_ name: String) -> Writer {
    Writer(plugin: "demo", kind: "handler", name: name, since: TemporaryStore.now)
  }

  @Test("the next one starts the clock of the write lock again, and is the one that waiting writers see")
  func clock() async throws {
    let temporary = try TemporaryStore()
    let transaction = try await temporary.store.beginWriting(writer("first"), for: .admin)
    let first = try #require(transaction.writeClock.lockedSinceNanoseconds)
    transaction.beginInvocation(as: writer("second"))
    #expect(try #require(transaction.writeClock.lockedSinceNanoseconds) > first)
    #expect(temporary.store.presentWriter?.name == "second")
    transaction.rollback()
    #expect(temporary.store.presentWriter == nil)
    transaction.beginInvocation(as: writer("late"))
    #expect(transaction.writeClock.lockedSinceNanoseconds == nil && temporary.store.presentWriter == nil)
  }

  @Test("the cursors of the one before are closed, and their memory is not counted any more")
  func cursors() throws {
    let temporary = try TemporaryStore()
    try temporary.write {
      try $0.addConcept("actor-kind", "company")
      for id in ["a", "b"] { try $0.addActor(id) }
    }
    let transaction = try temporary.store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    transaction.boundsCursors = true
    let cursor = try transaction.cursor("actor", Query())
    #expect(try cursor.next() != nil && transaction.cursorBytes > 0)
    transaction.beginInvocation(as: writer("second"))
    #expect(try cursor.next() == nil && transaction.cursorBytes == 0)
  }

  @Test("each is a change of its own in the journal; one that is rolled back leaves the others")
  func changes() throws {
    let temporary = try TemporaryStore()
    try temporary.write { try $0.addConcept("actor-kind", "company") }
    try temporary.write { transaction in
      for id in ["a", "bad", "b"] {
        let savepoint = try transaction.savepoint()
        try transaction.addActor(id)
        if id == "bad" { try transaction.rollback(to: savepoint) } else { try close(id, savepoint, transaction) }
      }
    }
    #expect(try temporary.read { try $0.count("actor") } == 2)
    let changes = try temporary.read { transaction in try ["a", "b"].map { try transaction.journal.change(of: $0) } }
    #expect(changes.map { $0?.summary.tables["actor"]?.added } == [1, 1])
    let second = try #require(changes[1]?.number)
    #expect(changes[0]?.number == second - 1)
    try temporary.write { try $0.journal.undo(change: second) }
    #expect(try temporary.read { try $0.get("actor", "a") != nil && $0.get("actor", "b") == nil })
  }

  private func close(_ id: String, _ savepoint: Savepoint, _ transaction: StoreTransaction) throws {
    try transaction.invocations.append(
      InvocationRecord(
        id: id, plugin: "demo", principal: "event", kind: "handler", name: id, startedAt: TemporaryStore.now, outcome: "done"))
    try transaction.journal.attributeChanges(to: id)
    try transaction.release(savepoint)
  }

  @Test("the storage that a plugin uses is counted once and then kept up to date, also by what rolls back")
  func storage() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction in
      let storage = transaction.registrations.storage("demo")
      func expectCounted() throws {
        let kept = try storage.bytes()
        transaction.storageBytes = [:]
        #expect(try storage.bytes() == kept)
      }
      #expect(try storage.bytes() == 0)
      #expect(try storage.set("clé", .text("é")) == (before: 0, after: 8))
      #expect(try storage.bytes() == 8)
      try expectCounted()
      let savepoint = try transaction.savepoint()
      #expect(try storage.set("clé", .integer(1)) == (before: 8, after: 5))
      #expect(try storage.set("other", .text("x")).after == 8)
      try expectCounted()
      #expect(try storage.bytes() == 13)
      try transaction.rollback(to: savepoint)
      #expect(try storage.bytes() == 8)
      #expect(try storage.set("clé", .null) == (before: 8, after: 0))
      #expect(try storage.delete("clé") == 0)
      try expectCounted()
      #expect(try storage.bytes() == 0)
    }
  }
}
