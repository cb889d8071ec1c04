import Ecosystem
import Foundation
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
