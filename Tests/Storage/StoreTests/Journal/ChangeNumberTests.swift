import Ecosystem
import GRDB
import StoreTestSupport
import Testing

@testable import Store

@Suite("Numbers of changes are given once")
struct ChangeNumberTests {
  private func change(_ id: String, _ temporary: TemporaryStore) throws -> Int64 {
    try temporary.write { transaction throws in
      try transaction.add("concept", ["scheme": "s", "code": .text(id), "label": ["fr": .text(id)]])
    }
    return try temporary.read { try $0.journal.lastChangeNumber() }
  }

  @Test("pruning keeps the last change, and what comes next has the next number")
  func pruning() throws {
    let temporary = try TemporaryStore()
    for (index, id) in ["a", "b", "c"].enumerated() { #expect(try change(id, temporary) == Int64(index + 1)) }
    let pruned = try temporary.write { try $0.journal.prune(before: "2999-01-01T00:00:00Z") }
    #expect(pruned.changes == 2)
    #expect(try change("d", temporary) == 4)
    try temporary.write { transaction throws in
      try transaction.open().unrecorded { try transaction.open().run("DELETE FROM journal_change") }
    }
    #expect(try change("e", temporary) == 5)
  }

  @Test("a restoration counts on, keeps the id of what it replaces and counts itself")
  func restoration() throws {
    let (former, coming) = (try TemporaryStore(), try TemporaryStore())
    for id in ["a", "b", "c"] { _ = try change(id, former) }
    _ = try change("x", coming)
    let marks = try former.read { try $0.backup.highWaterMarks() }
    try coming.write { try $0.backup.prepareAsReplacement(for: marks, reason: "restore", now: TemporaryStore.now) }
    let identity = try former.read { try $0.journal.identity() }
    #expect(try coming.read { try $0.journal.identity() } == WorkspaceIdentity(id: identity.id, restorations: 1))
    #expect(try change("y", coming) == 4)
  }

  @Test("in the place of what cannot be read, the content gets another id")
  func lost() throws {
    let coming = try TemporaryStore()
    let identity = try coming.read { try $0.journal.identity() }
    try coming.write { try $0.backup.prepareAsReplacement(for: .none, reason: "restore", now: TemporaryStore.now) }
    let now = try coming.read { try $0.journal.identity() }
    #expect(now.id != identity.id && now.id.count == 32 && now.restorations == 1)
  }

  /// The tables of version 1.
  private static let versionOne = [
    "DROP TABLE workspace", "DROP TABLE record_alias", "DROP TABLE imported_object",
    "DROP TABLE proposal_change", "DROP TABLE proposal", "DROP TABLE delivery",
    "DROP TABLE outbox", "DROP TABLE cascade",
    "DROP TABLE journal_change",
    """
    CREATE TABLE journal_change (number INTEGER PRIMARY KEY,
      invocation TEXT REFERENCES invocation (id) DEFERRABLE INITIALLY DEFERRED, rows INTEGER NOT NULL DEFAULT 0,
      bytes INTEGER NOT NULL DEFAULT 0, summary TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(summary)), undone_by INTEGER) STRICT
    """,
    "CREATE UNIQUE INDEX journal_change_by_invocation ON journal_change (invocation)",
    "CREATE INDEX journal_change_by_undone_by ON journal_change (undone_by) WHERE undone_by IS NOT NULL",
    """
    CREATE TABLE outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, plugin TEXT NOT NULL, entity TEXT,
      record TEXT, payload TEXT NOT NULL CHECK (json_valid(payload)), before TEXT CHECK (before IS NULL OR json_valid(before)),
      depth INTEGER NOT NULL CHECK (depth BETWEEN 1 AND 8), recorded_at TEXT NOT NULL) STRICT
    """,
    """
    CREATE TABLE delivery (number INTEGER PRIMARY KEY AUTOINCREMENT, event INTEGER NOT NULL REFERENCES outbox (number),
      plugin TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
      due_ms INTEGER NOT NULL DEFAULT 0, set_aside_at TEXT, detail TEXT) STRICT
    """,
    "CREATE INDEX delivery_queue ON delivery (plugin, name, position, number) WHERE set_aside_at IS NULL",
    "CREATE INDEX delivery_event ON delivery (event)",
    "CREATE INDEX delivery_aside ON delivery (number) WHERE set_aside_at IS NOT NULL",
    "INSERT INTO journal_change (number, rows) VALUES (3, 1), (4, 2)",
    "INSERT INTO generation VALUES (1, '2026-01-01T00:00:00Z', 'install')",
    "INSERT INTO generation_change (generation, plugin, change) VALUES (1, 'p', 9)",
    "INSERT INTO outbox VALUES (7, 'grow:e', 'grow', NULL, NULL, '1', NULL, 2, '2026-01-01T00:00:00Z')",
    "INSERT INTO delivery (number, event, plugin, name, position, attempts) VALUES (11, 7, 'grow', 'grow:e', 0, 2)",
    "UPDATE sqlite_sequence SET seq = 20 WHERE name = 'delivery'",
    "PRAGMA user_version = 1",
  ]

  @Test("a file of version 1 keeps its changes and deliveries, and has the structure of a new one")
  func migration() throws {
    let temporary = try TemporaryStore()
    temporary.store.close()
    try DatabaseQueue(path: temporary.path).writeWithoutTransaction { database throws in
      for statement in Self.versionOne { try database.execute(sql: statement) }
    }
    let store = try Store.open(at: temporary.path)
    let transaction = try store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    #expect(try transaction.integrity.structureProblems() == [] && transaction.integrity.fileProblems() == [])
    #expect(try transaction.integrity.brokenReferences().isEmpty && transaction.journal.identity().restorations == 0)
    #expect(try transaction.journal.lastChangeNumber() == 9)
    let delivery = try #require(try transaction.queue.delivery(11))
    #expect(delivery.attempts == 2 && delivery.event.number == 7 && delivery.event.depth == 2 && delivery.event.cascade == nil)
    #expect(try transaction.backup.highWaterMarks().sequences["delivery"] == 20)
    let rows = try transaction.open().first("SELECT sum(rows) FROM journal_change") { $0.integer(0) }
    #expect(rows == 3)
  }
}
