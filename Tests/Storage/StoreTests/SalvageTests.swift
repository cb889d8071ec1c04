import Ecosystem
import Foundation
import GRDB
import StoreTestSupport
import Testing

@testable import Store

/// Damages a database by hand and recovers its records without SQLite.
@Suite("Records are brought out of a damaged file, page by page")
struct SalvageTests {
  private static let actors = 400

  /// A file with records on many pages, some longer than a page, checkpointed and closed; made once.
  private static let original: Result<TemporaryStore, any Error> = Result {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      for number in 0..<actors {
        let description = String(repeating: "Œuvre n° \(number). ", count: number % 40 == 0 ? 900 : 10)
        try transaction.addActor(
          "actor-\(number)",
          ["city": "Liège", "aliases": [.text("A\(number)")], "description": .text(description), "lat": 50, "lon": 4.5])
      }
    }
    try close(temporary)
    return temporary
  }

  private struct Copy { var path: String }

  /// Copies it to a folder of its own.
  private func file() throws -> Copy {
    let path = try TemporaryStore.makeFolder().appendingPathComponent("grappe.db").path
    try FileManager.default.copyItem(atPath: try Self.original.get().path, toPath: path)
    return Copy(path: path)
  }

  private static func close(_ temporary: TemporaryStore) throws {
    temporary.store.close()
    try DatabaseQueue(path: temporary.path).writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
  }

  /// Returns the recovered records, by entity and id, and the rest.
  private func salvage(_ path: String, log: Bool = true) throws -> (
    records: [String: [String: Ecosystem.Record]], lost: Int, summary: SalvageSummary
  ) {
    var (records, lost) = ([String: [String: Ecosystem.Record]](), 0)
    let salvage = try DatabaseSalvage(path: path, log: log ? path + "-wal" : nil)
    let summary = try salvage.run { row in
      switch row {
      case .record(let entity, let record): records[entity, default: [:]][record.id] = record
      case .lost: lost += 1
      }
    }
    return (records, lost, summary)
  }

  @Test("the page size is found without the header where most pages are overflow", arguments: [1_024, 4_096, 16_384])
  func pageSize(size: Int) throws {
    let path = try TemporaryStore.makeFolder().appendingPathComponent("overflow.db").path
    var configuration = Configuration()
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA page_size = \(size)") }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in
      try database.execute(sql: "CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB)")
      for number in 0..<300 {
        try database.execute(sql: "INSERT INTO t (b) VALUES (?)", arguments: [Data(repeating: 7, count: size * (number % 3) + 40)])
      }
    }
    try queue.close()
    let file = try FileHandle(forReadingFrom: URL(filePath: path))
    let length = try Int(file.seekToEnd())
    #expect(PageSizeGuess(descriptor: file.fileDescriptor, fileSize: length).pageSize == size)
  }

  private func root(_ name: String, _ path: String) throws -> Int {
    try DatabaseQueue(path: path).read {
      try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = ?", arguments: [name]) ?? 0
    }
  }

  /// Returns the leaf pages of a table, as the sqlite3 shell walks its tree.
  private func leaves(_ name: String, _ path: String) throws -> [Int] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sqlite3")
    process.arguments = [path, "SELECT pageno FROM dbstat WHERE name = '\(name)' AND pagetype = 'leaf' ORDER BY pageno"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").compactMap { Int($0) }
  }

  private func overwrite(_ path: String, at offset: Int, _ bytes: [UInt8]) throws {
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.seek(toOffset: UInt64(offset))
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }

  @Test("of a whole file every record comes out as the store reads it, and the file is not touched")
  func whole() throws {
    let temporary = try file()
    let before = try Data(contentsOf: URL(filePath: temporary.path))
    let found = try salvage(temporary.path)
    #expect(found.records["actor"]?.count == Self.actors && found.lost == 0 && found.summary.rowsLost == 0)
    try Store.open(at: temporary.path).begin(.read, for: .admin).eachActor { #expect(found.records["actor"]?[$0.id] == $0) }
    #expect(found.summary.tables.allSatisfy { !$0.isRootLost && $0.damagedPages.count == 0 })
    #expect(try Data(contentsOf: URL(filePath: temporary.path)) == before)
  }

  @Test("what only the log holds comes out too; without the log the older state does")
  func log() throws {
    let temporary = try file()
    let store = try Store.open(at: temporary.path)
    let transaction = try store.begin(.write, for: .admin)
    try transaction.addActor("late")
    try transaction.update("actor", "actor-3", changes: ["city": "Namur"], now: TemporaryStore.later)
    try transaction.commit()
    let found = try salvage(temporary.path)
    #expect(found.records["actor"]?["late"] != nil && found.records["actor"]?["actor-3"]?["city"] == "Namur")
    #expect(found.summary.logPages > 0 && found.records["actor"]?.count == Self.actors + 1)
    let older = try salvage(temporary.path, log: false)
    #expect(older.records["actor"]?["late"] == nil && older.records["actor"]?["actor-3"]?["city"] == "Liège")
    withExtendedLifetime(store) {}
  }

  @Test("a page of noise costs the rows of that page and no other", arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func noise(seed: UInt64) throws {
    let temporary = try file()
    let leaves = try leaves("actor", temporary.path)
    var random = Noise(seed: seed)
    let page = leaves[Int(random.next() % UInt64(leaves.count))]
    let whole = try salvage(temporary.path)
    try overwrite(temporary.path, at: (page - 1) * 4096, (0..<4096).map { _ in UInt8(truncatingIfNeeded: random.next()) })
    let found = try salvage(temporary.path)
    let left = found.records["actor"] ?? [:]
    #expect(left.count < Self.actors && left.count >= Self.actors - 60, "\(left.count)")
    #expect(left.allSatisfy { whole.records["actor"]?[$0.key] == $0.value })
    let table = try #require(found.summary.tables.first { $0.entity == "actor" })
    #expect(table.damagedPages.ranges.contains { $0.contains(page) } || table.rowsLost > 0)
  }

  @Test("a lost root page costs no row: the leaves are told by their rows")
  func root() throws {
    let temporary = try file()
    try overwrite(temporary.path, at: (try root("actor", temporary.path) - 1) * 4096, [UInt8](repeating: 0xFF, count: 4096))
    #expect(try salvage(temporary.path).records["actor"]?.count == Self.actors)
  }

  @Test("a wiped header, and a wiped first page, cost no row", arguments: [100, 4096])
  func header(count: Int) throws {
    let temporary = try file()
    try overwrite(temporary.path, at: 0, [UInt8](repeating: 0, count: count))
    let found = try salvage(temporary.path)
    #expect(found.records["actor"]?.count == Self.actors && !found.summary.hasHeader && found.summary.pageSize == 4096)
  }

  @Test("of a file cut off the rows of the pages that are left come out")
  func truncated() throws {
    let temporary = try file()
    let leaves = try leaves("actor", temporary.path)
    let middle = leaves[leaves.count / 2]
    truncate(temporary.path, off_t(middle * 4096))
    let found = try salvage(temporary.path).records["actor"]?.count ?? 0
    #expect(found >= Self.actors / 4 && found < Self.actors, "\(found)")
  }

  @Test("a deleted record does not come back")
  func deleted() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      for number in 0..<300 { try transaction.addActor("actor-\(number)") }
    }
    try temporary.write { transaction throws in
      for number in 0..<300 where number != 7 { try transaction.delete("actor", "actor-\(number)", now: TemporaryStore.later) }
    }
    try Self.close(temporary)
    #expect(try salvage(temporary.path).records["actor"].map { Array($0.keys) } == ["actor-7"])
  }

  @Test("pages that name each other in a circle, and sizes that cannot be, end the salvage soon")
  func hostile() throws {
    let temporary = try file()
    let root = try root("actor", temporary.path)
    // An interior page whose children are itself and the first page.
    var circle = [UInt8](repeating: 0, count: 4096)
    circle.replaceSubrange(0..<12, with: [5, 0, 0, 0, 2, 0x0F, 0xF0, 0, 0, 0, 0, UInt8(root)])
    circle.replaceSubrange(12..<16, with: [0x0F, 0xF0, 0x0F, 0xF8])
    circle[0xFF3] = UInt8(root)
    circle[0xFFB] = 1
    try overwrite(temporary.path, at: (root - 1) * 4096, circle)
    #expect(try salvage(temporary.path).records["actor"]?.count == Self.actors)
    // A leaf whose only row claims the largest size a number can encode.
    var leaf = [UInt8](repeating: 0xFF, count: 4096)
    leaf.replaceSubrange(0..<10, with: [13, 0, 0, 0, 1, 0x0F, 0x00, 0, 0x0F, 0x00])
    try overwrite(temporary.path, at: (root - 1) * 4096, leaf)
    #expect(try salvage(temporary.path).records["actor"]?.count == Self.actors)
  }

  @Test("files with pages and headers of noise are read to their end", arguments: 0..<24)
  func fuzzed(seed: Int) throws {
    let temporary = try file()
    var random = Noise(seed: UInt64(seed) &+ 1_000)
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: temporary.path)))
    for _ in 0..<(1 << (seed % 12)) { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
    if seed % 3 == 0 { for index in 0..<100 where random.next() % 4 == 0 { bytes[index] = UInt8(truncatingIfNeeded: random.next()) } }
    if seed % 5 == 0 { bytes.removeLast(Int(random.next() % UInt64(bytes.count / 2))) }
    let path = temporary.path + "-fuzzed"
    try Data(bytes).write(to: URL(filePath: path))
    let found = try salvage(path)
    #expect(found.records.values.reduce(0) { $0 + $1.count } == found.summary.rows)
  }

  @Test("what is no file, empty or of another program gives no record", arguments: ["", "x", "SQLite format 3\0"])
  func foreign(text: String) throws {
    let path = try TemporaryStore.makeFolder().appendingPathComponent("file").path
    try Data(text.utf8).write(to: URL(filePath: path))
    #expect(try salvage(path).summary.rows == 0)
    #expect(throws: StoreError.self) { try DatabaseSalvage(path: path + "-none", log: nil) }
    #expect(throws: StoreError.self) { try DatabaseSalvage(path: "/dev/zero", log: nil) }
  }
}

/// Pseudo-random numbers that are the same in each run.
private struct Noise {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}

extension StoreTransaction {
  /// Calls `body` with each actor, and ends the transaction.
  fileprivate func eachActor(_ body: (Ecosystem.Record) throws -> Void) throws {
    defer { rollback() }
    let cursor = try cursor("actor", try Query(.map([:]), options: .map(["order": .text("id")]), for: schema.requireEntity("actor")))
    while let record = try cursor.next() { try body(record) }
  }
}
