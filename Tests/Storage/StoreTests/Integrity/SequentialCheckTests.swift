import Foundation
import GRDB
import StoreTestSupport
import Testing

@testable import Store

/// `PRAGMA integrity_check` is the oracle.
@Suite("The sequential check passes no file in which PRAGMA integrity_check finds something")
struct SequentialCheckTests {
  /// Tables with every kind of index: of columns, expressions, generated columns, unique, partial, descending, of each collation, and
  /// without rowids.
  private static let schema = """
    PRAGMA page_size = 512;
    CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b REAL, c TEXT COLLATE NOCASE, d BLOB, g TEXT GENERATED ALWAYS AS (a || '!'));
    CREATE INDEX ta ON t (a);
    CREATE UNIQUE INDEX tu ON t (a, b);
    CREATE INDEX tc ON t (c DESC, a);
    CREATE INDEX "t (e), 'f'" ON t (coalesce(c, '(,)'), length(a));
    CREATE INDEX tp ON t (b) WHERE b IS NOT NULL AND a <> ' WHERE ';
    CREATE INDEX tg ON t (g);
    CREATE INDEX tr ON t (a COLLATE RTRIM);
    CREATE INDEX td ON t (d);
    CREATE TABLE w (k TEXT, n INTEGER, v TEXT, PRIMARY KEY (k DESC, n)) WITHOUT ROWID;
    CREATE INDEX wv ON w (v);
    """

  private static let texts = ["a", "B", "b ", "éa", "Zz", "", "a  ", String(repeating: "long", count: 300)]

  private func makeFile() throws -> String {
    // The store counts SQLite's memory if it uses SQLite first in this process.
    _ = SQLMemory.isCounted
    let path = try TemporaryStore.makeFolder().appending(path: "file.sqlite").path
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { database in
      try database.execute(sql: Self.schema)
      for row in 0..<120 {
        let (text, other) = (Self.texts[row % Self.texts.count], Self.texts[row * 3 % Self.texts.count])
        try database.execute(
          sql: "INSERT INTO t (a, b, c, d) VALUES (?, ?, ?, ?)",
          arguments: [
            "\(row)\(text)", row % 5 == 0 ? nil : Double(row % 7) / 2, row % 3 == 0 ? nil : other,
            Data([UInt8](repeating: 7, count: row % 4)),
          ])
        try database.execute(sql: "INSERT INTO w VALUES (?, ?, ?)", arguments: [other, row, row % 2 == 0 ? nil : text])
      }
    }
    try queue.close()
    return path
  }

  /// Whether `PRAGMA integrity_check` finds nothing.
  private func isIntact(_ path: String) -> Bool {
    let found = try? DatabaseQueue(path: path).inDatabase { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
    return found == ["ok"]
  }

  @Test("an intact file passes, and is not changed")
  func intact() throws {
    let path = try makeFile()
    let before = try Data(contentsOf: URL(filePath: path))
    #expect(isIntact(path) && SequentialCheck.passes(path: path))
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test("a store with records of all kinds passes, also while another connection writes")
  func store() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.registrations.declareField(.init(plugin: "demo", name: "mark", entity: "actor", type: .text, isIndexed: true))
      try transaction.addConcept("actor-kind", "company")
      for number in 0..<50 {
        try transaction.addActor("a\(number)", ["aliases": ["K"], "lat": 50.5, "lon": 4, "demo.mark": number % 2 == 0 ? "x" : .null])
      }
    }
    #expect(SequentialCheck.passes(path: temporary.path))
    let writer = try temporary.store.begin(.write, for: .admin)
    defer { writer.rollback() }
    try writer.addActor("late")
    #expect(SequentialCheck.passes(path: temporary.path))
  }

  @Test("of files with one altered byte none passes that is not intact, and most pass that are")
  func altered() throws {
    let path = try makeFile()
    let original = try Data(contentsOf: URL(filePath: path))
    var (random, damaged, passed, intact) = (SeededRandom(seed: 11), 0, 0, 0)
    for number in 0..<200 {
      var bytes = original
      let place = Int.random(in: 100..<bytes.count, using: &random)
      bytes[place] ^= UInt8.random(in: 1...255, using: &random)
      let copy = "\(path)-\(number)"
      try bytes.write(to: URL(filePath: copy))
      defer { for suffix in ["", "-journal", "-wal", "-shm"] { unlink(copy + suffix) } }
      let passes = SequentialCheck.passes(path: copy)
      if isIntact(copy) {
        intact += 1
        if passes { passed += 1 }
      } else {
        damaged += 1
        #expect(!passes, "byte \(place) of the file")
      }
    }
    #expect(damaged > 60 && passed > intact / 2, "\(damaged) damaged, \(passed) of \(intact) passed")
  }

  @Test(
    "a row without an entry, an entry without a row, a wrong value, and equal entries of a unique index are found",
    arguments: [
      "INSERT INTO t (a, b) VALUES ('new', 1)", "DELETE FROM t WHERE id = 7", "UPDATE t SET a = 'other' WHERE id = 9",
    ])
  func unindexed(change: String) throws {
    for index in ["ta", "tu", "tc", "t (e), 'f'", "tp", "tg", "tr"] {
      let path = try makeFile()
      try withoutIndex(index, in: path, change)
      #expect(SequentialCheck.passes(path: path) == isIntact(path), "\(index)")
    }
    let path = try makeFile()
    try withoutIndex("ta", in: path, change)
    #expect(!SequentialCheck.passes(path: path))
  }

  @Test("equal entries of a unique index are found, and entries with NULL are not equal")
  func unique() throws {
    let path = try makeFile()
    try DatabaseQueue(path: path).inDatabase { database in
      try database.execute(sql: "INSERT INTO t (a, b) VALUES ('twice', NULL), ('twice', NULL)")
    }
    #expect(SequentialCheck.passes(path: path))
    try DatabaseQueue(path: path).inDatabase { database in
      try database.execute(
        sql: """
          DROP INDEX tu; CREATE INDEX tu ON t (a, b); INSERT INTO t (a, b) VALUES ('twice', 5), ('twice', 5);
          PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE UNIQUE INDEX tu ON t (a, b)' WHERE name = 'tu';
          """)
    }
    #expect(!isIntact(path) && !SequentialCheck.passes(path: path))
  }

  /// Runs a statement as if the file had no such index.
  private func withoutIndex(_ name: String, in path: String, _ change: String) throws {
    let hidden: (sql: String, root: Int)? = try DatabaseQueue(path: path).inDatabase { database in
      let row = try Row.fetchOne(database, sql: "SELECT sql, rootpage FROM sqlite_schema WHERE name = ?", arguments: [name])
      try database.execute(sql: "PRAGMA writable_schema = ON")
      try database.execute(sql: "DELETE FROM sqlite_schema WHERE name = ?", arguments: [name])
      return row.map { ($0["sql"], $0["rootpage"]) }
    }
    let index = try #require(hidden)
    try DatabaseQueue(path: path).inDatabase { database in
      try database.execute(sql: change)
      try database.execute(sql: "PRAGMA writable_schema = ON")
      try database.execute(
        sql: "INSERT INTO sqlite_schema VALUES ('index', ?, 't', ?, ?)", arguments: [name, index.root, index.sql])
    }
  }

  @Test("the expressions and the condition of an index are read from its statement")
  func definition() throws {
    let partial = try #require(IndexDefinition(#"CREATE INDEX "a(b" ON "t" (coalesce("x", ',)'), y DESC) WHERE z  IS NOT NULL"#))
    #expect(partial.columns == [#"coalesce("x", ',)')"#, " y DESC"] && partial.condition == "z IS NOT NULL")
    #expect(IndexDefinition("CREATE INDEX a ON t (x)")?.condition == nil)
    #expect(IndexDefinition("CREATE INDEX a ON t (x") == nil && IndexDefinition("CREATE INDEX a ON t (x) elsewhere") == nil)
  }
}

@Suite("References to missing rows are found as PRAGMA foreign_key_check finds them")
struct ReferenceCheckTests {
  @Test(
    "columns with and without an index, keys of several columns, and a missing table",
    arguments: [
      "SELECT 1", "INSERT INTO c (x) VALUES (9)", "INSERT INTO c (y) VALUES (9)", "INSERT INTO c (p, q) VALUES (1, 9)",
      "INSERT INTO c (x, y, p, q) VALUES (1, 1, 1, 1)", "DELETE FROM p WHERE i = 1",
    ])
  func found(change: String) throws {
    _ = SQLMemory.isCounted
    let path = try TemporaryStore.makeFolder().appending(path: "file.sqlite").path
    try DatabaseQueue(path: path).inDatabase { database in
      try database.execute(
        sql: """
          PRAGMA foreign_keys = OFF;
          CREATE TABLE p (i INTEGER PRIMARY KEY, j INTEGER, UNIQUE (i, j));
          CREATE TABLE c (x INTEGER REFERENCES p (i), y INTEGER REFERENCES p (i), p INTEGER, q INTEGER, FOREIGN KEY (p, q) REFERENCES p (i, j));
          CREATE INDEX cx ON c (x);
          INSERT INTO p VALUES (1, 1), (2, 2);
          INSERT INTO c (x, y) VALUES (1, 1), (1, 2), (NULL, NULL);
          \(change);
          """)
    }
    let connection = try Connection(path: path)
    var broken = 0
    try connection.run("PRAGMA foreign_key_check") { _ in broken += 1 }
    #expect(try ReferenceCheck(connection).passes() == (broken == 0))
  }
}
