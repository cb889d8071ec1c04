import Ecosystem
import GRDB
import StoreTestSupport
import Testing

@testable import Store

@Suite("What may not be is refused, and nothing of it stays")
struct ConstraintTests {
  private func prepared() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addConcept("relation-type", "funds")
      try transaction.addActor("kikk")
      try transaction.addActor("tec")
      try transaction.add("identifier", ["id": "n1", "actor": "kikk", "scheme": "BE-BCE_KBO", "value": "0403.170.701"])
      try transaction.add("relation", ["id": "r1", "from": "kikk", "type": "funds", "to": "tec"])
      try transaction.add("figure", ["id": "f1", "actor": "kikk", "year": 2023, "staff": 7.5])
    }
    return temporary
  }

  @Test("the id of a record of whatever entity is taken")
  func takenID() throws {
    let transaction = try prepared().store.begin(.write, for: .admin)
    for (entity, record) in [
      ("actor", ["id": "kikk", "name": "K", "kind": "company"]), ("call", ["id": "kikk", "name": "K"]),
    ] as [(String, Ecosystem.Record)] {
      let error = storeError { try transaction.add(entity, record) }
      #expect(error?.kind == .idTaken && error?.field == "id" && error?.found == "kikk" && error?.wanted == "actor")
    }
  }

  @Test(
    "unique values name the record that has them",
    arguments: [
      (
        "identifier", ["id": "n2", "actor": "tec", "scheme": "BE-BCE_KBO", "value": "0403170701"], "scheme, value", "n1"
      ),
      ("figure", ["id": "f2", "actor": "kikk", "year": 2023, "staff": 8], "actor, year, status", "f1"),
    ] as [(String, Ecosystem.Record, String, String)])
  func notUnique(entity: String, record: Ecosystem.Record, fields: String, other: String) throws {
    let transaction = try prepared().store.begin(.write, for: .admin)
    let error = storeError { try transaction.add(entity, record) }
    #expect(error?.kind == .notUnique && error?.field == fields && error?.wanted == other)
    #expect(try transaction.get(entity, record.id) == nil)
  }

  @Test("a change may not take a unique value either")
  func notUniqueByChange() throws {
    let transaction = try prepared().store.begin(.write, for: .admin)
    try transaction.add("figure", ["id": "f2", "actor": "kikk", "year": 2024])
    let error = storeError { try transaction.update("figure", "f2", changes: ["year": 2023], now: TemporaryStore.later) }
    #expect(error?.kind == .notUnique && error?.wanted == "f1")
    #expect(try transaction.get("figure", "f2")?["year"] == 2024)
  }

  @Test("a record that does not fit leaves no trace, and the transaction goes on")
  func invalid() throws {
    let transaction = try prepared().store.begin(.write, for: .admin)
    let error = modelError {
      try transaction.add("actor", ["id": "x", "name": "X", "kind": "company", "founded": "hier"])
    }
    #expect(error?.problems.first?.id == "x" && error?.problems.first?.field == "founded")
    #expect(try transaction.count("actor") == 2)
    try transaction.addActor("y")
    try transaction.commit()
  }

  @Test("a wrong entity, id, or moment is told")
  func wrongCalls() throws {
    let transaction = try prepared().store.begin(.write, for: .admin)
    #expect(modelError { _ = try transaction.get("actr", "x") }?.problems.first?.suggestion == "actor")
    #expect(
      modelError { _ = try transaction.get("actor", "x", fields: ["nmae"]) }?.problems.first?.suggestion == "name")
    #expect(storeError { try transaction.delete("actor", "kik") }?.suggestion == "kikk")
    #expect(storeError { try transaction.update("actor", "kik", changes: [:], now: TemporaryStore.later) }?.kind == .notFound)
    #expect(storeError { try transaction.update("actor", "kikk", changes: ["city": "Mons"], now: "now") }?.kind == .badArgument)
    #expect(
      storeError { try transaction.insert("actor", ["name": "X", "kind": "company"], owner: "a", now: "") }?.field
        == "now")
    #expect(try transaction.entity(of: "kikk") == "actor")
    #expect(try transaction.entity(of: "kik") == nil)
  }

  /// The tables enforce the rules themselves, against any other program that writes to the file.
  @Test(
    "SQLite itself refuses what the model refuses",
    arguments: [
      "UPDATE actor SET name = NULL", "UPDATE actor SET name = ''", "UPDATE actor SET visibility = 'all'",
      "UPDATE actor SET founded = 'hier'", "UPDATE actor SET lat = 91, lon = 4", "UPDATE actor SET lat = 50",
      "UPDATE actor SET founded = '2024', dissolved = '2023'", "UPDATE actor SET sectors = 'x'",
      "UPDATE actor SET sectors = '{}'",
      "UPDATE actor SET website = 'kikk.be'", "UPDATE actor SET created_at = 'x'",
      "UPDATE actor SET plugin_fields = 'x'",
      "UPDATE relation SET \"to\" = \"from\"", "UPDATE relation SET share = 1.5", "UPDATE relation SET derived = 2",
      "UPDATE relation SET \"start\" = '2024-05', \"end\" = '2024-04'", "UPDATE actor SET kind = 'nothing'",
      "DELETE FROM actor WHERE id = 'kikk'", "INSERT INTO record (id, entity) VALUES ('kikk', 'event')",
      "INSERT INTO programme (id, name, budget_amount, visibility, standing, created_at, updated_at, owner) VALUES ('p', 'P', 1, 'public', 'existing', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z', 'x')",
      "UPDATE actor SET name = x'00'", "UPDATE relation SET weight = 'heavy'",
    ])
  func heldByTheTables(sql: String) throws {
    let temporary = try prepared()
    let queue = try DatabaseQueue(path: temporary.path)
    #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
  }

  @Test("a file without complaint of SQLite comes out of every kind of change")
  func integrity() throws {
    let temporary = try prepared()
    try temporary.write { transaction throws in
      try transaction.addConcept("sector", "a")
      try transaction.addConcept("sector", "b")
      try transaction.update(
        "actor", "kikk", changes: ["sectors": ["a"], "aliases": ["x", "y"], "name": "Kikk"], now: TemporaryStore.later)
      try transaction.update("actor", "kikk", changes: ["sectors": ["b"], "aliases": nil], now: TemporaryStore.later)
      try transaction.delete("relation", "r1")
      try transaction.delete("actor", "tec")
    }
    let queue = try DatabaseQueue(path: temporary.path)
    try queue.inDatabase { database throws in
      #expect(try String.fetchAll(database, sql: "PRAGMA integrity_check") == ["ok"])
      #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
      #expect(
        try Row.fetchAll(database, sql: "SELECT * FROM actor_sectors").map(\.description) == [
          "[target:\"sector:b\" id:\"kikk\"]"
        ])
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM actor_aliases") == 0)
      #expect(
        try String.fetchAll(database, sql: "SELECT id FROM record WHERE entity IN ('actor', 'relation')") == ["kikk"])
    }
  }

  @Test("of records that are added together all are there, or none where one does not fit")
  func together() throws {
    let temporary = try prepared()
    func records(_ last: Ecosystem.Record) -> [Ecosystem.Record] {
      (2...16).map { ["id": .text("a\($0)"), "name": "Name", "kind": "company", "aliases": ["x"]] } + [last]
    }
    try temporary.write { transaction throws in
      #expect(try transaction.recordsTogether(of: "actor") == 16 && transaction.recordsTogether(of: "registration") == 1)
      for last: Ecosystem.Record in [
        ["id": "kikk", "name": "Taken", "kind": "company"], ["id": "a2", "name": "Twice", "kind": "company"],
        ["id": "n1", "name": "Another's", "kind": "company"], ["id": "a1", "kind": "company"],
        ["id": "a1", "name": "Word", "kind": "nonsense"],
      ] {
        #expect(throws: (any Error).self) {
          try transaction.insert("actor", together: records(last), owner: "demo", now: TemporaryStore.now)
        }
        #expect(try transaction.count("actor") == 2)
        #expect(try transaction.ids("actor", ["aliases": ["has": "x"]]).isEmpty)
      }
      let good: Ecosystem.Record = ["id": "a1", "name": "Name", "kind": "company"]
      let added = try transaction.insert("actor", together: records(good), owner: "demo", now: TemporaryStore.now)
      #expect(try added.map(\.id).sorted() == transaction.ids("actor", ["owner": "demo"]).sorted() && added.count == 16)
      #expect(try transaction.get("actor", "a5") == added[3])
    }
    try temporary.read { transaction throws in
      #expect(try transaction.search("actor", "name").count == 16)
    }
  }
}
