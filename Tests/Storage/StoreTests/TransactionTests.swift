import Ecosystem
import Foundation
import Store
import StoreTestSupport
import Synchronization
import Testing

@Suite("A transaction is whole, alone in writing, and reads one moment")
struct TransactionTests {
  private func prepared() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addActor("kikk")
    }
    return temporary
  }

  @Test("a reader keeps its snapshot while a writer commits")
  func snapshot() throws {
    let temporary = try prepared()
    let reader = try temporary.store.begin(.read, for: .admin)
    try temporary.write { try $0.addActor("tec") }
    #expect(try reader.count("actor") == 1)
    #expect(try reader.get("actor", "tec") == nil)
    reader.rollback()
    try temporary.read { transaction throws in #expect(try transaction.count("actor") == 2) }
  }

  @Test("the snapshot begins with the transaction, not with its first question")
  func snapshotAtBeginning() throws {
    let temporary = try prepared()
    let reader = try temporary.store.begin(.read, for: .admin)
    try temporary.write { try $0.addActor("tec") }
    #expect(try reader.get("actor", "tec") == nil)
  }

  @Test("a writer sees its own changes, others do not before the end")
  func ownChanges() throws {
    let temporary = try prepared()
    let writer = try temporary.store.begin(.write, for: .admin)
    try writer.addActor("tec")
    #expect(try writer.search("actor", "tec").count == 1)
    try temporary.read { transaction throws in #expect(try transaction.count("actor") == 1) }
    try writer.commit()
    try temporary.read { transaction throws in #expect(try transaction.count("actor") == 2) }
  }

  @Test("a second writer is told that the file is busy")
  func busy() throws {
    let temporary = try prepared()
    let first = try temporary.store.begin(.write, for: .admin)
    let error = storeError { _ = try temporary.store.begin(.write, for: .admin, busyMilliseconds: 0) }
    #expect(error?.kind == .busy && error?.found == "0")
    let other = try Store.open(at: temporary.path)
    #expect(storeError { _ = try other.begin(.write, for: .admin, busyMilliseconds: 20) }?.kind == .busy)
    first.rollback()
    try temporary.store.begin(.write, for: .admin, busyMilliseconds: 0).rollback()
  }

  @Test("a waiting writer goes on when the first has ended")
  func waiting() async throws {
    let temporary = try prepared()
    let first = try temporary.store.begin(.write, for: .admin)
    try first.addActor("one")
    let second = Task.detached {
      try temporary.write { transaction throws in
        try transaction.addActor("two")
        return try transaction.count("actor")
      }
    }
    try first.commit()
    #expect(try await second.value == 3)
  }

  @Test("what is rolled back or let go leaves nothing")
  func rollback() throws {
    let temporary = try prepared()
    let writer = try temporary.store.begin(.write, for: .admin)
    try writer.addActor("tec")
    try writer.registrations.storage("p").set("k", 1)
    writer.rollback()
    do { try temporary.store.begin(.write, for: .admin).addActor("tec") }
    try temporary.read { transaction throws in
      #expect(try transaction.count("actor") == 1)
      #expect(try transaction.search("actor", "tec").isEmpty)
      #expect(try transaction.registrations.storage("p").get("k") == nil)
    }
  }

  @Test("it moves between threads")
  func threads() throws {
    let temporary = try prepared()
    let writer = try temporary.store.begin(.write, for: .admin)
    let failures = Mutex<[String]>([])
    for number in 0..<8 {
      let done = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        do { try writer.addActor("t\(number)") } catch { failures.withLock { $0.append("\(error)") } }
        done.signal()
      }
      done.wait()
    }
    #expect(failures.withLock(\.self) == [])
    #expect(writer.changeCount == 8)
    try writer.commit()
    try temporary.read { transaction throws in #expect(try transaction.count("actor") == 9) }
  }

  @Test("readers run beside one another and a writer")
  func readers() async throws {
    let temporary = try prepared()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<12 {
        group.addTask {
          if number % 4 == 0 { try temporary.write { try $0.addActor("w\(number)") } }
          return try temporary.read { try $0.count("actor") }
        }
      }
      for try await count in group { #expect((1...4).contains(count)) }
    }
    try temporary.read { transaction throws in #expect(try transaction.count("actor") == 4) }
  }

  @Test("after its end it refuses everything, also its cursors")
  func closed() throws {
    let temporary = try prepared()
    let writer = try temporary.store.begin(.write, for: .admin)
    let cursor = try writer.cursor("actor")
    try writer.commit()
    #expect(!writer.isOpen)
    #expect(storeError { _ = try writer.get("actor", "kikk") }?.kind == .closed)
    #expect(storeError { try writer.addActor("x") }?.kind == .closed)
    #expect(storeError { try writer.commit() }?.kind == .closed)
    #expect(storeError { _ = try cursor.next() }?.kind == .closed)
    writer.rollback()
  }

  @Test("a reading transaction does not write")
  func readOnly() throws {
    let reader = try prepared().store.begin(.read, for: .admin)
    for attempt in [
      { try reader.addActor("x") }, { try reader.delete("actor", "kikk") }, { try reader.registrations.storage("p").set("k", 1) },
      { try reader.registrations.setPluginData("p", dataVersion: 1) }, { _ = try reader.registrations.removePluginRows(owner: "p") },
    ] { #expect(storeError(attempt)?.kind == .readOnly) }
    try reader.commit()
  }

  @Test("a cursor streams beside other questions and changes")
  func cursor() throws {
    let temporary = try prepared()
    try temporary.write { transaction throws in
      for number in 0..<50 { try transaction.addActor("a\(number)") }
      let cursor = try transaction.cursor("actor", Query(["id": ["like": "a%"]], for: .actor))
      var seen = 0
      while let record = try cursor.next() {
        #expect(try transaction.get("actor", record.id) == record)
        try transaction.add("call", ["name": "Call"])
        seen += 1
      }
      #expect(seen == 50)
      #expect(try cursor.next() == nil)
    }
  }

  @Test("a cursor gives plain columns without a record")
  func plainColumns() throws {
    try prepared().read { transaction throws in
      let cursor = try transaction.cursor("actor", Query(.null, options: ["fields": ["name", "lat"]], for: .actor))
      #expect(cursor.fields.map(\.id) == ["id", "name", "lat"])
      #expect(cursor.columns.map(\.position) == [0, 1, 2])
      #expect(try cursor.advance())
      var name = ""
      cursor.withText(at: 1) { name = String(decoding: $0, as: UTF8.self) }
      #expect(name == "kikk")
      #expect(cursor.isNull(at: 2))
      #expect(try !cursor.advance())
    }
  }

  @Test("an interrupt stops a long question, and takes a write with it")
  func interrupt() throws {
    let temporary = try prepared()
    try temporary.write { transaction throws in
      for number in 0..<300 { try transaction.addActor("a\(number)") }
    }
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    let reader = try temporary.store.begin(.read, for: .admin)
    let looks = Atomic<Int>(0)
    reader.setInterrupt { looks.wrappingAdd(1, ordering: .relaxed).newValue > 50 }
    #expect(storeError { _ = try reader.rows(sql: endless) }?.kind == .interrupted)
    #expect(looks.load(ordering: .relaxed) == 51)
    reader.setInterrupt(nil)
    #expect(try reader.count("actor") == 301)
    reader.rollback()

    let writer = try temporary.store.begin(.write, for: .admin)
    try writer.addActor("before")
    writer.setInterrupt { true }
    #expect(storeError { _ = try writer.registrations.removePluginRows(owner: "admin") }?.kind == .interrupted)
    writer.setInterrupt(nil)
    writer.rollback()
    try temporary.read { transaction throws in #expect(try transaction.count("actor") == 301) }
    try temporary.store.begin(.write, for: .admin, busyMilliseconds: 0).rollback()
  }

  @Test("connections at rest carry no interrupt over")
  func interruptGoes() throws {
    let temporary = try prepared()
    let first = try temporary.store.begin(.read, for: .admin)
    first.setInterrupt { true }
    first.rollback()
    try temporary.read { transaction throws in
      #expect(try transaction.rows(sql: "SELECT count(*) FROM actors, actors, actors").rows == [[1]])
    }
  }
}
