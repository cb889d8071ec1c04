import Ecosystem
import Foundation
import GRDB
import StoreTestSupport
import Testing

@testable import Store

/// Databases of former versions of the program, kept in `Tests/FormerDatabases`.
@Suite("A database of a former version is brought forward and keeps its content")
struct FormerDatabaseTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "FormerDatabases")

  /// Unpacks a kept database into a folder of its own.
  private func unpacked(version: Int) throws -> String {
    let path = try TemporaryStore.makeFolder().appendingPathComponent("grappe.sqlite").path
    try Data().write(to: URL(filePath: path))
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-dc", Self.folder.appending(path: "version-\(version).sqlite.gz").path]
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: path))
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return path
  }

  @Test("each version before the present one is kept")
  func complete() {
    for version in 1..<FileFormat.version(after: FileFormat.migrations) {
      #expect(FileManager.default.fileExists(atPath: Self.folder.appending(path: "version-\(version).sqlite.gz").path))
    }
  }

  @Test(
    "records, words, lists and journal are there, the structure is that of a new file",
    arguments: 1..<FileFormat.version(after: FileFormat.migrations))
  func migrated(version: Int) throws {
    let path = try unpacked(version: version)
    #expect(DatabaseHeader(file: path)?.version == version)
    let store = try Store.open(at: path)
    let transaction = try store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    #expect(try transaction.integrity.structureProblems() == [] && transaction.integrity.fileProblems() == [])
    #expect(try transaction.integrity.brokenReferences() == [] && transaction.journal.problems() == [])
    #expect(try transaction.integrity.findings() == [])
    #expect(try transaction.get("actor", "tec")?["city"] == "Namur")
    #expect(try transaction.get("actor", "kikk")?["sectors"] == ["games"])
    #expect(try transaction.journal.identities().count == 1 && transaction.journal.identity().restorations == 0)
    #expect(try transaction.journal.lastChangeNumber() == 2)
    try transaction.update("actor", "kikk", changes: ["city": "Mons"], now: TemporaryStore.later)
    try transaction.commit()
    let after = try store.begin(.read, for: .admin)
    defer { after.rollback() }
    #expect(try after.journal.lastChangeNumber() == 3)
  }

  @Test("texts of version 2 get their normal form, and changes from before can still be undone")
  func normalTexts() throws {
    let store = try Store.open(at: try unpacked(version: 2))
    let transaction = try store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    let kikk = try #require(try transaction.get("actor", "kikk"))
    #expect(kikk["name"] == "KIKK" && kikk["aliases"] == ["K", "KK", "\u{C9}cluse"])
    #expect(kikk["description"] == "Un festival d'arts num\u{E9}riques.\n\u{C0} Namur.")
    #expect(try transaction.get("concept", "sector:games")?["label"] == ["fr": "Jeux vid\u{E9}o", "en": "Games"])
    #expect(try transaction.ids("actor", ["name": "atelier de l'ECLUSE"]) == ["tec"])
    #expect(try transaction.ids("actor", ["aliases": ["has": "ecluse"]]) == ["kikk"])
    #expect(try transaction.search("actor", "namur").map(\.id).sorted() == ["kikk", "tec"])
    var invocations: [String] = []
    try transaction.open().run("SELECT invocation FROM journal_change ORDER BY number DESC") { invocations.append($0.text(0)) }
    try transaction.journal.undo(invocations[0])
    #expect(try transaction.ids("actor", ["city": "liege"]) == ["tec"])
    #expect(try transaction.get("actor", "tec")?["city"] == "Li\u{E8}ge")
    try transaction.journal.undo(invocations[1])
    #expect(try transaction.get("actor", "tec") == nil)
  }

  @Test("registrations, feedback, support, needs and ties of version 3 are kept, and may name persons afterwards")
  func personsAreAdded() throws {
    let store = try Store.open(at: try unpacked(version: 3))
    let transaction = try store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    #expect(try transaction.find("registration").map(\.id) == ["r1", "r2"])
    #expect(try transaction.get("registration", "r2")?["status"] == "waitlisted")
    #expect(try transaction.get("feedback", "f1")?["themes"] == ["games"])
    #expect(try transaction.get("support_action", "s1")?["beneficiary"] == "tec")
    #expect(try transaction.get("skill_need", "n1")?["actor"] == "tec")
    #expect(try transaction.get("relation", "t1")?["start"] == "2020")
    #expect(try transaction.search("actor", "kikk").map(\.id) == ["kikk"])
    try transaction.add("person", ["id": "p1", "name": "Example One"])
    try transaction.update("registration", "r2", changes: ["participant": "p1"], now: TemporaryStore.later)
    try transaction.update("actor", "tec", changes: ["street": "Rue 1", "country": "BE"], now: TemporaryStore.later)
    try transaction.commit()
  }

  @Test("an undo of a change that the former version recorded still works")
  func undoneAfterwards() throws {
    let store = try Store.open(at: try unpacked(version: 3))
    let transaction = try store.begin(.write, for: .admin)
    try transaction.journal.undo(change: 2)
    try transaction.journal.undo(change: 1)
    #expect(try transaction.recordCount() == 0)
    try transaction.commit()
    let again = try store.begin(.write, for: .admin)
    try again.journal.undo(change: 3)
    #expect(try again.get("registration", "r1")?["participant"] == "kikk")
    try again.commit()
    let after = try store.begin(.read, for: .admin)
    defer { after.rollback() }
    #expect(try after.integrity.findings() == [] && after.integrity.structureProblems() == [])
  }

  @Test("the fields of plugins keep their values, their index and their column in the view")
  func pluginFields() throws {
    let path = try unpacked(version: 3)
    try DatabaseQueue(path: path).write { database throws in
      try database.execute(
        sql: """
          INSERT INTO plugin_field VALUES ('actor', 'studios', 'staff', 'integer', '{}', '{}', 1, 'public');
          UPDATE counter SET value = 1 WHERE name = 'plugin_fields';
          UPDATE actor SET plugin_fields = '{"studios.staff":12}' WHERE id = 'kikk';
          CREATE INDEX "actor_by_studios.staff" ON "actor" (json_extract(plugin_fields, '$."studios.staff"'));
          DROP VIEW actors; CREATE VIEW actors AS SELECT id FROM actor;
          """)
    }
    let transaction = try Store.open(at: path).begin(.read, for: .admin)
    defer { transaction.rollback() }
    #expect(try transaction.integrity.structureProblems() == [])
    #expect(try transaction.get("actor", "kikk")?["studios.staff"] == 12)
  }

  @Test(
    "its records come out of a salvage as well, without being brought forward",
    arguments: 1..<FileFormat.version(after: FileFormat.migrations))
  func salvaged(version: Int) throws {
    let path = try unpacked(version: version)
    var ids: Set<String> = []
    let summary = try DatabaseSalvage(path: path, log: nil).run { if case .record("actor", let record) = $0 { ids.insert(record.id) } }
    #expect(ids == ["kikk", "tec"] && summary.tables.allSatisfy { !$0.isRootLost })
    #expect(DatabaseHeader(file: path)?.version == version)
  }
}
