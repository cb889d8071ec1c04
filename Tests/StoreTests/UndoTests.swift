import Ecosystem
import GRDB
import Testing

@testable import Store

@Suite("What a generation did to the data is undone")
struct UndoTests {
  /// All rows with their numbers, table by table, without bookkeeping and the indexes by words and by place.
  private func rows(_ path: String) throws -> [String] {
    try DatabaseQueue(path: path).read { database in
      let tables = try String.fetchAll(
        database,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search%'
            AND name NOT LIKE '%!_place%' ESCAPE '!'
            AND name NOT LIKE 'generation%' AND name <> 'counter' ORDER BY name
          """)
      return try tables.flatMap { table in
        let hasNumber = try Int.fetchOne(database, sql: "SELECT wr FROM pragma_table_list WHERE name = ?", arguments: [table]) == 0
        let sql = "SELECT \(hasNumber ? "rowid AS n, " : "")* FROM \"\(table)\""
        return try Row.fetchAll(database, sql: sql).map { "\(table): \($0)" }
      }
    }
  }

  /// Changes, deletes and adds records of every entity.
  private func churn(_ transaction: StoreTransaction, _ generator: inout RecordGenerator, _ ids: [(entity: String, id: String)]) throws {
    for (index, record) in ids.enumerated() {
      switch index % 3 {
      case 0: try? transaction.delete(record.entity, record.id)
      case 1:
        let description = try transaction.schema.requireEntity(record.entity)
        let other = generator.record(description, id: record.id)
        let changes = other.fields.filter { description.field($0.key)?.isWritable == true && $0.key != "id" }
        _ = try? transaction.update(record.entity, record.id, changes, now: TemporaryStore.later)
      default: break
      }
    }
    for entity in transaction.schema.entities {
      for index in 0..<30 {
        // Random values may be refused; a statement that fails half way must leave no trace in the recording either.
        let id = index % 10 == 0 ? ids[index - index % 3 + 2].id : "\(entity.id.replacing("_", with: "-"))-new-\(index)"
        _ = try? transaction.add(entity.id, generator.record(entity, id: id))
      }
    }
  }

  private func everyRecord(_ transaction: StoreTransaction) throws -> [(entity: String, id: String)] {
    try transaction.schema.entities.flatMap { entity in
      try transaction.ids(entity.id, .map([:]), options: ["order": "id"]).map { (entity.id, $0) }
    }
  }

  @Test("to the row and its number, after random changes to every entity", arguments: [1, 2, 3, 4, 5] as [UInt64])
  func exact(seed: UInt64) throws {
    let temporary = try TemporaryStore()
    var generator = RecordGenerator(seed: seed)
    let transaction = try temporary.store.begin(.write)
    try generator.fill(transaction, count: 60)
    try transaction.commit()
    let before = try rows(temporary.path)

    let change = try temporary.store.begin(.write)
    try change.startRecording()
    try churn(change, &generator, try everyRecord(change))
    let changes = try change.stopRecording()
    #expect(!changes.isEmpty)
    let generation = try change.write(generation: [], reason: "test", now: TemporaryStore.now)
    try change.note(changes, of: "test", in: generation)
    // What random deletions leave dangling is no matter here: the whole is undone in the same transaction.
    let noted = try #require(try change.changes().first)
    try change.undo(noted)
    try change.commit()
    let after = try rows(temporary.path)
    #expect(after.count == before.count)
    for (one, other) in zip(after, before) where one != other { Issue.record("\(other) became \(one)"); break }
    let integrity = try DatabaseQueue(path: temporary.path).read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
    #expect(integrity == "ok")
  }

  @Test("what is not recorded is not noted, and what is undone is not offered again")
  func bounds() throws {
    let temporary = try TemporaryStore()
    let transaction = try temporary.store.begin(.write)
    try transaction.addConcept("actor-kind", "company")
    try transaction.startRecording()
    try transaction.addActor("kikk")
    try transaction.addActor("brief")
    try transaction.delete("actor", "brief")
    let changes = try transaction.stopRecording()
    try transaction.addActor("later")
    #expect(changes.rows.map(\.table).sorted() == ["actor", "record"])
    let generation = try transaction.write(generation: [], reason: "test", now: TemporaryStore.now)
    try transaction.note(changes, of: "test", in: generation)
    let change = try #require(try transaction.changes().first)
    try transaction.undo(change)
    try transaction.mark(change, undoneBy: generation)
    #expect(try transaction.changes().isEmpty)
    #expect(try transaction.ids("actor", .map([:])) == ["later"])
    #expect(try transaction.ids("concept", .map([:])) == ["actor-kind:company"])
  }

  @Test("not over a row that moved on: it is named with the fields that differ")
  func movedOn() throws {
    let temporary = try TemporaryStore()
    let transaction = try temporary.store.begin(.write)
    try transaction.addConcept("actor-kind", "company")
    try transaction.addActor("kikk")
    try transaction.startRecording()
    try transaction.update("actor", "kikk", ["name": "KIKK", "city": "Namur"], now: TemporaryStore.later)
    let changes = try transaction.stopRecording()
    let generation = try transaction.write(generation: [], reason: "test", now: TemporaryStore.now)
    try transaction.note(changes, of: "test", in: generation)
    try transaction.update("actor", "kikk", ["city": "Liège"], now: TemporaryStore.later)
    let change = try #require(try transaction.changes().first)
    let error = storeError { try transaction.undo(change) }
    #expect(error?.kind == .movedOn && error?.id == "kikk" && error?.found == "city")
    for language in Language.allCases { #expect(error?.message(in: language).contains("city") == true) }
  }

  @Test("triggers work again afterwards")
  func triggers() throws {
    let temporary = try TemporaryStore()
    let transaction = try temporary.store.begin(.write)
    try transaction.addConcept("actor-kind", "company")
    try transaction.startRecording()
    try transaction.addActor("kikk")
    let changes = try transaction.stopRecording()
    let generation = try transaction.write(generation: [], reason: "test", now: TemporaryStore.now)
    try transaction.note(changes, of: "test", in: generation)
    try transaction.undo(try #require(try transaction.changes().first))
    try transaction.addActor("kikk", ["aliases": ["festival"]])
    #expect(try transaction.ids("actor", ["aliases": ["has": "festival"]]) == ["kikk"])
    #expect(try transaction.search("actor", "kikk", try Query(.map([:]), options: .null, for: transaction.schema.requireEntity("actor"))).map(\.id) == ["kikk"])
  }
}
