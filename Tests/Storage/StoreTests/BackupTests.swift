import Foundation
import GRDB
import StoreTestSupport
import Synchronization
import Testing

@testable import Store

@Suite("A backup is one moment of the file")
struct BackupTests {
  private static let label = BackupLabel(madeAt: TemporaryStore.now, workspace: "cluster")

  private func target() throws -> String {
    let path = try TemporaryStore.makeFolder().appending(path: "backup.sqlite").path
    try Data().write(to: URL(filePath: path))
    return path
  }

  /// Counts the actors of a backup, as another program reads it.
  private func actors(_ path: String) throws -> Int {
    try DatabaseQueue(path: path).inDatabase { database throws in
      #expect(try String.fetchAll(database, sql: "PRAGMA integrity_check") == ["ok"])
      #expect(try String.fetchOne(database, sql: "PRAGMA journal_mode") == "delete")
      return try Int.fetchOne(database, sql: "SELECT count(*) FROM actor") ?? -1
    }
  }

  /// The writer runs on a thread of its own and writes at most as much as each backup allows it, so that no scheduling of the
  /// tests lets it fill the disk.
  @Test("Writers go on beside it, and of each of their transactions it has all or nothing", .timeLimit(.minutes(5)))
  func besideWriter() throws {
    let temporary = try TemporaryStore()
    try temporary.write { try $0.addConcept("actor-kind", "company") }
    let (control, ended) = (WriterControl(), DispatchSemaphore(value: 0))
    let failure = Mutex<String?>(nil)
    Thread {
      defer { ended.signal() }
      while !control.isDown.load(ordering: .relaxed) {
        let number = control.written.load(ordering: .relaxed)
        guard number < control.allowed.load(ordering: .relaxed) else {
          usleep(200)
          continue
        }
        do {
          try temporary.write { for index in 0..<10 { try $0.addActor("a\(number)-\(index)") } }
        } catch {
          return failure.withLock { $0 = "\(error)" }
        }
        control.written.add(1, ordering: .relaxed)
      }
    }.start()
    defer {
      control.isDown.store(true, ordering: .relaxed)
      ended.wait()
      #expect(failure.withLock { $0 } == nil)
    }
    var counts: [Int] = []
    for _ in 0..<6 {
      let path = try target()
      let transaction = try temporary.store.begin(.read, for: .admin)
      defer { transaction.rollback() }
      let before = control.written.load(ordering: .relaxed)
      control.allowed.store(before + 200, ordering: .relaxed)
      while control.written.load(ordering: .relaxed) < before + 3, failure.withLock({ $0 }) == nil { usleep(200) }
      try transaction.backup.write(to: path, Self.label) { _ in
      } files: { _ in
      }
      counts.append(try actors(path))
    }
    #expect(counts.allSatisfy { $0 % 10 == 0 } && counts == counts.sorted() && counts.last ?? 0 > counts[0])
  }

  @Test("It carries files, says when and of what it was made, and reports every page")
  func contents() throws {
    let (temporary, path) = (try TemporaryStore(), try target())
    var last = CopyProgress(done: 0, total: -1)
    try temporary.read { transaction throws in
      try transaction.backup.write(to: path, Self.label) {
        last = $0
      } files: {
        try $0.add("trust/pinned", [0, 1, 255])
      }
      #expect(try transaction.backup.label() == nil && transaction.backup.file("trust/pinned") == nil)
    }
    #expect(last.done == last.total && last.total > 100)
    let transaction = try Store.open(at: path).begin(.read, for: .admin)
    #expect(try transaction.backup.label() == Self.label)
    #expect(try transaction.backup.file("trust/pinned") == [0, 1, 255])
    #expect(try transaction.backup.file("trust/other") == nil)
    #expect(try transaction.integrity.structureProblems() == [])
  }

  @Test("Another content takes the place at once: who reads goes on with what it began with, no number comes twice")
  func replacement() async throws {
    let (temporary, path) = (try TemporaryStore(), try target())
    try temporary.write { try $0.addConcept("actor-kind", "company") }
    try temporary.write { try $0.addActor("old") }
    try temporary.read {
      try $0.backup.write(to: path, Self.label) { _ in
      } files: { _ in
      }
    }
    try temporary.write { try $0.addActor("new") }
    try temporary.write { try $0.registrations.declareField(.init(plugin: "demo", name: "mark", entity: "actor", type: .text)) }
    try temporary.write { _ = try $0.generations.write([], reason: "x", now: TemporaryStore.now) }

    let reader = try temporary.store.begin(.read, for: .admin)
    #expect(try reader.count("actor") == 2)
    let staged = try Store.open(at: path)
    let writer = Writer(plugin: "admin", kind: "restore", name: "", since: TemporaryStore.now)
    let replacement = try await temporary.store.beginReplacing(by: staged, as: writer)
    #expect(storeError { _ = try temporary.store.begin(.write, for: .admin, busyMilliseconds: 0) }?.kind == .busy)
    #expect(temporary.store.presentWriter == writer)
    let marks = try temporary.read { try $0.backup.highWaterMarks() }
    let coming = try staged.begin(.write, for: .admin)
    #expect(try coming.backup.prepareAsReplacement(for: marks, reason: "restore", now: TemporaryStore.later).number == 2)
    try coming.commit()
    try replacement.commit { _ in }
    #expect(try reader.count("actor") == 2)
    reader.rollback()
    try temporary.read { transaction throws in
      #expect(try transaction.count("actor") == 1 && transaction.generations.present().number == 2)
      #expect(transaction.schema.entity("actor")?.field("demo.mark") == nil)
      #expect(try transaction.backup.lastRestoration() == 2 && transaction.backup.label() == nil)
      #expect(try transaction.backup.highWaterMarks().fieldsVersion > marks.fieldsVersion)
      #expect(try transaction.integrity.structureProblems() == [] && transaction.integrity.fileProblems() == [])
    }
  }

  @Test("Without a commit everything stays, and the place is free again")
  func givenUp() async throws {
    let (temporary, path) = (try TemporaryStore(), try target())
    try temporary.read {
      try $0.backup.write(to: path, Self.label) { _ in
      } files: { _ in
      }
    }
    try temporary.write { try $0.addConcept("actor-kind", "company") }
    let writer = Writer(plugin: "admin", kind: "restore", name: "", since: TemporaryStore.now)
    do { _ = try await temporary.store.beginReplacing(by: try Store.open(at: path), as: writer) }
    #expect(temporary.store.presentWriter == nil)
    try temporary.write { transaction throws in #expect(try transaction.count("concept") == 1) }
  }

  @Test("A copy that is ended between two steps leaves its target as it was; at the last step it is too late")
  func ended() throws {
    let (source, target) = (try TemporaryStore(), try TemporaryStore())
    try target.write { try $0.addConcept("actor-kind", "company") }
    let (from, to) = (try Connection(path: source.path), try Connection(path: target.path))
    do {
      let copy = try PageCopy(from: from, to: to)
      copy.pagesAtOnce = 16
      var reports = 0
      #expect(throws: CancellationError.self) {
        try copy.run { _ in
          reports += 1
          if reports == 3 { throw CancellationError() }
        }
      }
      #expect(reports == 3)
    }
    try target.read { transaction throws in #expect(try transaction.count("concept") == 1) }
    try PageCopy(from: from, to: to).run { _ in throw CancellationError() }
    try target.write { transaction throws in #expect(try transaction.count("concept") == 0) }
  }

  @Test(
    "A structure that is not the version's own is told by name",
    arguments: [
      ("CREATE TRIGGER evil AFTER INSERT ON actor BEGIN DELETE FROM actor; END", "evil"),
      ("DROP INDEX relation_by_from", "relation_by_from"), ("DROP TRIGGER actor_deleted", "actor_deleted"),
      ("CREATE TABLE extra (a)", "extra"), ("DROP VIEW events; CREATE VIEW events AS SELECT * FROM event", "events"),
    ])
  func structure(sql: String, name: String) throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.registrations.declareField(.init(plugin: "b", name: "z", entity: "actor", type: .text, isIndexed: true))
      try transaction.registrations.declareField(.init(plugin: "a", name: "y", entity: "actor", type: .anyInteger))
    }
    try temporary.read { transaction throws in #expect(try transaction.integrity.structureProblems() == []) }
    try DatabaseQueue(path: temporary.path).write { try $0.execute(sql: sql) }
    try temporary.read { transaction throws in #expect(try transaction.integrity.structureProblems() == [name]) }
  }
}

/// The state shared by a writer and the backups beside it.
private final class WriterControl: Sendable {
  /// Number of transactions written.
  let written = Atomic<Int>(0)
  /// Number of transactions it may write.
  let allowed = Atomic<Int>(0)
  /// Whether it must stop.
  let isDown = Atomic<Bool>(false)
}
