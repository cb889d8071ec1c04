import Ecosystem
import Foundation
import GRDB
import Localization
import StoreTestSupport
import Testing

@testable import Store

@Suite("The file is made, opened, brought forward or refused")
struct FileTests {
  private func refusal(_ body: (String) throws -> Void) throws -> StoreError? {
    let folder = try TemporaryStore.makeFolder()
    let path = folder.appendingPathComponent("grappe.db").path
    try body(path)
    let before = FileManager.default.contents(atPath: path)
    let error = storeError { _ = try Store.open(at: path) }
    #expect(FileManager.default.contents(atPath: path) == before)
    for language in Language.all { #expect(error?.message(in: language).isEmpty == false) }
    return error
  }

  @Test("what is not there, or not a database, or not one of Grappe's is refused and left alone")
  func refused() throws {
    #expect(try refusal { _ in }?.kind == .noFile)
    let text = try refusal {
      try Data("Bonjour, ceci n’est pas une base de données. ".utf8).write(to: URL(fileURLWithPath: $0))
    }
    #expect(text?.kind == .notGrappe && text?.found?.hasSuffix("grappe.db") == true)
    #expect(try refusal { try Data().write(to: URL(fileURLWithPath: $0)) }?.kind == .notGrappe)
    #expect(SQLMemory.isCounted)
    let foreign = try refusal { path in
      try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE actor (id)") }
    }
    #expect(foreign?.kind == .notGrappe)
  }

  @Test("a file of a newer version is refused with both versions")
  func newer() throws {
    let temporary = try TemporaryStore()
    temporary.store.close()
    try DatabaseQueue(path: temporary.path).inDatabase { try $0.execute(sql: "PRAGMA user_version = 99") }
    let error = storeError { _ = try Store.open(at: temporary.path) }
    #expect(error?.kind == .newerFile && error?.found == "99" && error?.wanted == "\(FileFormat.version(after: FileFormat.migrations))")
  }

  @Test("the log of a large transaction is cut when the next one begins it again")
  func logSize() throws {
    let temporary = try TemporaryStore()
    let text = FieldValue.text(String(repeating: "0123456789abcdef", count: 4_000))
    try temporary.write { transaction in
      try transaction.addConcept("actor-kind", "company")
      for number in 0..<270 {
        try transaction.add("actor", ["name": .text("A\(number)"), "kind": "company", "description": text])
      }
    }
    let log = { try FileManager.default.attributesOfItem(atPath: temporary.path + "-wal")[.size] as? Int ?? 0 }
    #expect(try log() > Connection.logBytesMax)
    try temporary.write { try $0.add("actor", ["name": "B", "kind": "company"]) }
    #expect(try log() <= Connection.logBytesMax)
  }

  @Test("the log of an idle file is truncated, once no transaction reads it")
  func idleLog() throws {
    let temporary = try TemporaryStore()
    let log = { try FileManager.default.attributesOfItem(atPath: temporary.path + "-wal")[.size] as? Int ?? 0 }
    let watch = try StoreWatch(temporary.store)
    try temporary.write { try $0.addConcept("actor-kind", "company") }
    try watch.truncateLog()
    #expect(try log() > 0, "a small log stays")
    let reader = try temporary.store.begin(.read, for: .admin)
    #expect(try reader.get("actor", "a1") == nil)
    try temporary.write { transaction in
      let text = FieldValue.text(String(repeating: "0123456789abcdef", count: 4_000))
      for number in 0..<270 { try transaction.addActor("a\(number)", ["description": text]) }
    }
    try watch.truncateLog()
    #expect(try log() > Connection.logBytesMax)
    reader.rollback()
    try watch.truncateLog()
    #expect(try log() == 0)
  }

  @Test("a damaged file is told as such")
  func corrupt() throws {
    let temporary = try TemporaryStore()
    temporary.store.close()
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: temporary.path))
    try handle.seek(toOffset: 100)
    try handle.write(contentsOf: Data(repeating: 0xAA, count: 8_000))
    try handle.close()
    #expect(storeError { _ = try Store.open(at: temporary.path) }?.kind == .corrupt)
  }

  @Test("an existing file is not overwritten, and a failed creation leaves nothing")
  func creation() throws {
    let temporary = try TemporaryStore()
    #expect(storeError { _ = try Store.create(at: temporary.path) }?.kind == .fileExists)
    #expect(storeError { _ = try Store.create(at: "/nowhere/at/all.db") }?.kind == .disk)
    let folder = try TemporaryStore.makeFolder()
    let twice = EntityDescription(
      id: "record", collection: "records", permissionGroup: "x", label: LocalizedText(verbatim: "x"),
      doc: LocalizedText(verbatim: "x"),
      fields: [],
      roles: FieldRoles(title: "id"))
    let path = folder.appendingPathComponent("x.db").path
    #expect(storeError { _ = try Store.create(at: path, schema: Schema([twice])) } != nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test("an older file takes the steps it lacks, each once, and keeps its records")
  func migration() throws {
    let temporary = try TemporaryStore()
    try temporary.write { try $0.addConcept("actor-kind", "company") }
    temporary.store.close()
    let steps = [
      Migration(version: 5, statements: ["CREATE TABLE extra (a INTEGER) STRICT"]),
      Migration(version: 6, statements: ["INSERT INTO extra VALUES (1)", "INSERT INTO extra VALUES (2)"]),
    ]
    for _ in 0..<2 { try Store.open(at: temporary.path, schema: .grappe, migrations: steps).close() }
    try DatabaseQueue(path: temporary.path).inDatabase { database throws in
      #expect(try Int.fetchAll(database, sql: "SELECT a FROM extra") == [1, 2])
      #expect(try Int.fetchOne(database, sql: "PRAGMA user_version") == 6)
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM concept") == 1)
    }
    #expect(storeError { _ = try Store.open(at: temporary.path) }?.kind == .newerFile)
  }

  /// The pattern of the test of each released version: a file of that version, here one before a table, an index and a view were
  /// added.
  @Test("an older file that took its steps has the structure of a new one, and one whose steps forget something has not")
  func migratedStructure() throws {
    let coming = [("TABLE", "blob"), ("INDEX", "actor_by_city"), ("VIEW", "events")]
    let temporary = try TemporaryStore()
    temporary.store.close()
    let steps = try DatabaseQueue(path: temporary.path).write { database throws in
      try coming.map { type, name in
        let sql = try String.fetchOne(database, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [name])
        try database.execute(sql: "DROP \(type) \(name)")
        return try #require(sql)
      }
    }
    let forgetful = try FileManager.default.copy(temporary.path)
    for (path, steps, missing) in [(temporary.path, steps, []), (forgetful, Array(steps.prefix(1)), ["actor_by_city", "events"])] {
      let store = try Store.open(at: path, schema: .grappe, migrations: [Migration(version: 5, statements: steps)])
      let transaction = try store.begin(.read, for: .admin)
      #expect(try transaction.integrity.structureProblems() == missing && transaction.integrity.fileProblems() == [])
    }
  }

  @Test("a step that fails leaves the file at its version")
  func failedMigration() throws {
    let temporary = try TemporaryStore()
    temporary.store.close()
    let steps = [Migration(version: 5, statements: ["CREATE TABLE extra (a INTEGER) STRICT", "NONSENSE"])]
    #expect(storeError { _ = try Store.open(at: temporary.path, schema: .grappe, migrations: steps) } != nil)
    try Store.open(at: temporary.path).close()
  }

  /// A change of the tables without a migration would break files of this version: with a change of a description, add a step to
  /// `FileFormat.migrations`, and then update the fingerprint here.
  @Test("the tables of this version are those that were released")
  func fingerprint() {
    let ddl = FileFormat.ddl(StoreLayout(.grappe)).joined(separator: "\n")
    let fingerprint = ddl.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    #expect(FileFormat.version(after: FileFormat.migrations) == 4)
    #expect(String(fingerprint, radix: 16) == "a65a7914f46dd063")
  }

  @Test("the file needs nothing but SQLite to be read and checked")
  func readableByOthers() throws {
    let temporary = try TemporaryStore()
    var generator = RecordGenerator(seed: 3)
    try temporary.write { try generator.fill($0, count: 5) }
    try DatabaseQueue(path: temporary.path).writeWithoutTransaction { database throws in
      #expect(try String.fetchAll(database, sql: "PRAGMA integrity_check") == ["ok"])
      #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
      try database.execute(sql: "VACUUM")
      try database.execute(sql: "UPDATE actor SET name = 'Été à Liège' WHERE id = 'actor-0'")
    }
    // Words written by another program are indexed by the next transaction that writes.
    try temporary.store.begin(.write, for: .admin).commit()
    try temporary.read { transaction throws in
      #expect(try transaction.search("actor", "ete liege").map(\.id) == ["actor-0"])
    }
  }

  @Test("every error of the store speaks both languages and names the remedy", arguments: StoreError.Kind.allCases)
  func wording(kind: StoreError.Kind) {
    let error = StoreError(
      kind, entity: "actor", id: "kikk", field: "city", found: "FOUND", wanted: "WANTED", suggestion: "NEAR")
    let (french, english) = (error.message(in: .fr), error.message(in: .en))
    #expect(french != english && error.description == english)
    #expect(french.hasPrefix("actor kikk, city: ") && french.contains("NEAR") && english.contains("NEAR"))
    #expect(error.code == kind.rawValue)
  }
}

extension FileManager {
  /// Copies a file beside it.
  fileprivate func copy(_ path: String) throws -> String {
    try copyItem(atPath: path, toPath: path + ".copy")
    return path + ".copy"
  }
}
