import Ecosystem
import Foundation
import GRDB
import StoreTestSupport
import Testing

@testable import Store

/// Drops each object of the file in turn, as another program may do it.
@Suite("A dropped table, index, trigger, view or column is named, and what follows from records is made again")
struct StructureDamageTests {
  /// Makes a file with a record that has lists and words.
  private func file() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addConcept("sector", "games")
      try transaction.addActor("kikk", ["aliases": ["K", "KK"], "sectors": ["games"], "city": "Namur"])
    }
    temporary.store.close()
    return temporary
  }

  private func objects(_ path: String, _ type: String) throws -> [String] {
    try DatabaseQueue(path: path).read {
      try String.fetchAll(
        $0, sql: "SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name",
        arguments: [type])
    }
  }

  @Test("each index, trigger and view dropped in turn is named alone, and made again", arguments: ["index", "trigger", "view"])
  func objects(type: String) throws {
    let temporary = try file()
    let names = try objects(temporary.path, type)
    let transaction = try Store.open(at: temporary.path).begin(.write, for: .admin)
    defer { transaction.rollback() }
    let (reference, connection) = (try transaction.integrity.reference(), try transaction.open())
    for name in names {
      try connection.run("DROP \(type) \(SQLText.name(name))")
      let problems = try transaction.integrity.structureComparison(with: reference)
      #expect(problems.map(\.text) == ["\(type) \(name): missing"])
      #expect(try transaction.integrity.repairStructure(problems, with: reference) == problems)
      #expect(try transaction.integrity.structureComparison(with: reference) == [], "\(name)")
    }
    #expect(names.count > 20)
    #expect(try transaction.integrity.findings() == [] && transaction.integrity.fileProblems() == [])
  }

  @Test("each table dropped in turn is named; a table that follows from records is made again and filled")
  func tables() throws {
    let temporary = try file()
    let names = try objects(temporary.path, "table")
    let reference = try Store.open(at: temporary.path).begin(.read, for: .admin).integrity.reference()
    var repaired = 0
    for name in names {
      let copy = temporary.path + "-copy"
      defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + suffix) } }
      try FileManager.default.copyItem(atPath: temporary.path, toPath: copy)
      guard try drop(name, in: copy) else { continue }
      let transaction = try Store.openDamaged(at: copy).begin(.write, for: .admin)
      let problems = try transaction.integrity.structureComparison(with: reference)
      #expect(problems.contains { $0.name == name && $0.state == .missing }, "\(name): \(problems.map(\.text))")
      // No check ends the process; one that needs the table fails alone.
      let checks = transaction.integrity.contentChecks().filter { $0.name != ContentCheck.structure }
      for check in checks { _ = try? check.findings(in: transaction) }
      guard problems.allSatisfy(\.isRepairable) else { continue }
      repaired += 1
      #expect(try transaction.integrity.repairStructure(problems, with: reference).count == problems.count, "\(name)")
      for check in checks { _ = try transaction.integrity.repair(try check.findings(in: transaction)) }
      #expect(try checks.flatMap { try $0.findings(in: transaction) } == [], "\(name)")
      #expect(try transaction.integrity.structureComparison(with: reference) == [], "\(name)")
      #expect(try transaction.integrity.fileProblems() == [], "\(name)")
    }
    #expect(repaired > 20 && names.count > 100)
  }

  /// Drops a table with foreign keys off.
  /// - Returns: false for one that cannot be dropped alone.
  private func drop(_ name: String, in path: String) throws -> Bool {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    return try DatabaseQueue(path: path, configuration: configuration).writeWithoutTransaction { database in
      (try? database.execute(sql: "DROP TABLE \(SQLText.name(name))")) != nil
    }
  }

  @Test("a dropped column is named with its table, and is not repaired")
  func column() throws {
    let temporary = try file()
    try DatabaseQueue(path: temporary.path).write { try $0.execute(sql: "ALTER TABLE invocation DROP COLUMN output_bytes") }
    let transaction = try Store.open(at: temporary.path).begin(.write, for: .admin)
    defer { transaction.rollback() }
    let problems = try transaction.integrity.structureComparison()
    #expect(problems.map(\.text) == ["table invocation: altered, without output_bytes"])
    #expect(try transaction.integrity.repairStructure(problems) == [])
  }

  @Test("a foreign trigger, index and view are dropped; a foreign table and its content stay")
  func foreign() throws {
    let temporary = try file()
    try DatabaseQueue(path: temporary.path).write {
      try $0.execute(
        sql: """
          CREATE TABLE other (x); INSERT INTO other VALUES (1); CREATE INDEX other_x ON actor (licence); CREATE VIEW other_view AS SELECT 1;
          CREATE TRIGGER other_trigger AFTER INSERT ON actor BEGIN DELETE FROM actor; END
          """)
    }
    let transaction = try Store.open(at: temporary.path).begin(.write, for: .admin)
    defer { transaction.rollback() }
    let repaired = try transaction.integrity.repairStructure(try transaction.integrity.structureComparison())
    #expect(Set(repaired.map(\.name)) == ["other_x", "other_view", "other_trigger"])
    #expect(try transaction.integrity.structureComparison().map(\.text) == ["table other: foreign"])
    #expect(try transaction.open().first("SELECT count(*) FROM other") { $0.integer(0) } == 1)
  }

  @Test("an altered trigger is made again; a unique index over rows that are not unique stays a problem")
  func altered() throws {
    let temporary = try file()
    try DatabaseQueue(path: temporary.path).write {
      try $0.execute(
        sql: """
          DROP TRIGGER actor_inserted; CREATE TRIGGER actor_inserted AFTER INSERT ON actor BEGIN DELETE FROM record; END;
          DROP INDEX journal_change_by_invocation;
          INSERT INTO invocation (id, plugin, principal, kind, name, started_at, outcome, queue_ms, cpu_ms, wall_ms, peak_bytes, rows_read,
            rows_written) VALUES ('i', 'p', 'p', 'k', 'n', 's', 'o', 0, 0, 0, 0, 0, 0);
          INSERT INTO journal_change (invocation) VALUES ('i'), ('i')
          """)
    }
    let transaction = try Store.open(at: temporary.path).begin(.write, for: .admin)
    defer { transaction.rollback() }
    let problems = try transaction.integrity.structureComparison()
    #expect(problems.map(\.name) == ["actor_inserted", "journal_change_by_invocation"])
    #expect(try transaction.integrity.repairStructure(problems).map(\.name) == ["actor_inserted"])
    #expect(try transaction.integrity.structureComparison().map(\.text) == ["index journal_change_by_invocation: missing"])
  }
}
