import Ecosystem
import GRDB
import StoreTestSupport
import Testing

@testable import Store

@Suite("The journal holds what every invocation did")
struct JournalTests {
  @Test("The shapes that are recorded are those of the tables")
  func shapes() throws {
    let temporary = try TemporaryStore()
    let shapes = StoreLayout(.grappe).recordedShapes
    #expect(shapes.first == .register)
    try DatabaseQueue(path: temporary.path).read { database in
      for shape in shapes {
        let rows = try Row.fetchAll(
          database, sql: "SELECT cid, name, type, pk FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid",
          arguments: [shape.table])
        let stored = rows.filter { ($0["cid"] as Int32) >= shape.firstPosition }
        #expect(stored.map { $0["name"] } == shape.columns)
        #expect(Set(stored.indices.filter { stored[$0]["type"] == "REAL" }) == shape.reals)
        let key = stored.filter { ($0["pk"] as Int) > 0 }.map { $0["name"] as String }
        #expect(key.isEmpty ? shape == .register : key == shape.key.map { shape.columns[$0] })
        let sql = "SELECT wr FROM pragma_table_list WHERE name = ?"
        #expect(try Int.fetchOne(database, sql: sql, arguments: [shape.table]) == (shape.hasRowNumber ? 0 : 1))
      }
    }
  }

  @Test("Each invocation has its own change, and its counts tell which rows")
  func attribution() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction in
      try transaction.addConcept("actor-kind", "company")
      try transaction.attribute("a")
      try transaction.addActor("kikk")
      try transaction.addActor("gone")
      try transaction.registrations.storage("one").set("key", 1)
      try transaction.attribute("b")
      try transaction.update("actor", "kikk", changes: ["city": "Namur"], now: TemporaryStore.later)
      try transaction.delete("actor", "gone")
      try transaction.attribute("c")
    }
    func summary(_ id: String) throws -> ExactDictionary<[Int]> {
      let tables = try temporary.read { try $0.journal.change(of: id)?.summary.tables } ?? [:]
      return tables.mapValues { [$0.added, $0.changed, $0.deleted] }
    }
    #expect(try summary("a") == ["concept": [1, 0, 0]])
    #expect(try summary("b") == ["actor": [2, 0, 0], "storage": [1, 0, 0]])
    #expect(try summary("c") == ["actor": [0, 1, 1]])
    let size = try temporary.read { try $0.journal.size() }
    #expect(size.changes == 3 && size.rows == 6 && size.bytes > 0 && size.since == TemporaryStore.now)
  }

  @Test("What is rolled back leaves nothing in the journal")
  func rolledBack() throws {
    let temporary = try TemporaryStore()
    try temporary.invoke("a") { try $0.addConcept("actor-kind", "company") }
    let transaction = try temporary.store.begin(.write, for: .admin)
    for index in 0..<5_000 { try transaction.addActor("actor-\(index)") }
    transaction.rollback()
    #expect(try temporary.read { try $0.journal.size() }.changes == 1)
    let chunks = try DatabaseQueue(path: temporary.path).read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM journal_chunk")
    }
    #expect(chunks == 1)
  }

  @Test("A long change goes to the file in pieces, and memory holds one of them")
  func pieces() throws {
    let temporary = try TemporaryStore()
    try temporary.invoke("start") { try $0.addConcept("actor-kind", "company") }
    let before = try temporary.content()
    let transaction = try temporary.store.begin(.write, for: .admin)
    for index in 0..<6_000 {
      try transaction.addActor("actor-\(index)")
      if index % 3 == 0 {
        try transaction.update("actor", "actor-\(index)", changes: ["city": "Namur"], now: TemporaryStore.later)
      }
      #expect(try transaction.open().journal?.recorder.bytes.count ?? 0 < Journal.chunkBytes + 1_000)
    }
    try transaction.attribute("many")
    try transaction.commit()
    let chunks = try DatabaseQueue(path: temporary.path).read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM journal_chunk")
    }
    #expect(chunks ?? 0 > 3)
    try temporary.invoke("undo") { try $0.journal.undo("many") }
    #expect(try temporary.content() == before)
  }

  @Test("Bytes that are cut short or altered are told, and nothing traps", arguments: 0..<200)
  func altered(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let shape = RowShape.plugins[3]
    var bytes: [UInt8] = [0, RowOperation.delete.rawValue]
    for value: SQLValue in ["one", "key"].map(SQLValue.text) { bytes.append(value) }
    bytes.append(signed: -7)
    for value: SQLValue in [.text("one"), .text("key"), .text("[1]")] { bytes.append(value) }
    #expect(try RowChange.all(in: bytes, shapes: [0: shape]).count == 1)
    let place = Int.random(in: 0..<bytes.count, using: &random)
    bytes[place] = UInt8.random(in: 0...255, using: &random)
    bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
    do { _ = try RowChange.all(in: bytes, shapes: [0: shape]) } catch {
      #expect((error as? StoreError)?.kind == .corrupt)
    }
  }

  @Test("Numbers come back from their bytes", arguments: [0, 1, -1, 63, 64, -64, 8_191, .max, .min] as [Int64])
  func numbers(number: Int64) throws {
    var bytes: [UInt8] = []
    bytes.append(signed: number)
    var reader = RowByteReader(bytes)
    #expect(try reader.signed() == number && reader.isAtEnd)
  }
}
