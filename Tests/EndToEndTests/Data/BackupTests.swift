import Foundation
import Testing

/// `grappe backup` and `grappe restore` with the real binary; the sqlite3 shell checks the contents of the files.
@Suite struct BackupTests {
  /// A small workspace with a plugin of two actors, and a backup of it in `b.sqlite` in a temporary folder.
  private struct Sample {
    let workspace: DemoWorkspace
    let outside = try! TemporaryFolder()
    let file: String
    let data: String

    init() throws {
      workspace = try DemoWorkspace.bare()
      let installed = try PluginVersion.first.install(with: workspace.grappe, "install", "--yes")
      try #require(installed.status == 0, "\(installed.errors)")
      file = outside.url.appending(path: "b.sqlite").path
      let made = try workspace.grappe("backup", file)
      try #require(made.status == 0, "\(made.errors)")
      data = try workspace.data()
    }

    func add(_ id: String) throws {
      #expect(try workspace.grappe("eval", "--write", #"actors.add{ id = "\#(id)", name = "X", kind = "demo" }"#).status == 0)
    }

    func sqlite(_ query: String, _ file: String? = nil) throws -> String {
      let run = try GrappeBinary.run(URL(filePath: "/usr/bin/sqlite3"), [file ?? self.file, query], in: outside.url)
      try #require(run.status == 0, "\(run.errors)")
      return run.output
    }
  }

  // MARK: backup

  @Test("A backup is one file that the sqlite3 shell reads, for its owner alone, with bundles and settings")
  func made() throws {
    let sample = try Sample()
    try Data("[log]\ndays = 30\n".utf8).write(to: sample.workspace.directory.appending(path: "config.toml"))
    let other = sample.outside.url.appending(path: "c.sqlite").path
    let run = try sample.workspace.grappe("backup", other, "--json")
    let outcome = try #require(try json(run.output) as? [String: Any])
    #expect(outcome["bundles"] as? Int == 1 && outcome["generation"] as? Int == 1 && outcome["records"] as? Int == 3)
    #expect(outcome["settings"] as? [String] == ["config.toml"])
    #expect(try sample.sqlite("PRAGMA integrity_check; PRAGMA foreign_key_check; PRAGMA journal_mode", other) == "ok\ndelete\n")
    #expect(try sample.sqlite("SELECT count(*), sum(path GLOB 'blobs/*') FROM backup_file", other) == "2|1\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: sample.outside.url.path).sorted() == ["b.sqlite", "c.sqlite"])
    let mode = try FileManager.default.attributesOfItem(atPath: other)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test("What is there is not written over without --force, and never the workspace's own files")
  func refusals() throws {
    let sample = try Sample()
    let before = try Data(contentsOf: URL(filePath: sample.file))
    let run = try sample.workspace.grappe("backup", sample.file)
    #expect(run.status == 3 && run.errors.contains("--force"))
    #expect(try Data(contentsOf: URL(filePath: sample.file)) == before)
    try sample.add("later")
    #expect(try sample.workspace.grappe("backup", sample.file, "--force").status == 0)
    #expect(try sample.sqlite("SELECT count(*) FROM actor") == "3\n")
    for own in ["grappe.sqlite", "grappe.sqlite-wal", "../\(sample.workspace.directory.lastPathComponent)/grappe.sqlite"] {
      let run = try sample.workspace.grappe("backup", own, "--force")
      #expect(run.status == 3 && run.errors.contains("Name another file"), "\(own): \(run.errors)")
    }
    #expect(try sample.workspace.grappe("backup", sample.outside.url.path).status == 3)
    let nowhere = try sample.workspace.grappe("backup", "/nowhere/b.sqlite", language: "fr")
    #expect(nowhere.status == 1 && nowhere.errors.contains("ne peut pas être écrit"))
    #expect(try sample.workspace.grappe("backup", "/proc/b.sqlite").status == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: sample.outside.url.path) == ["b.sqlite"])
    #expect(try sample.workspace.damage() == "")
  }

  @Test("A bundle that is missing is told, and the rest is kept")
  func missingBundle() throws {
    let sample = try Sample()
    let blob = try #require(try sample.workspace.blobs().first)
    try FileManager.default.removeItem(at: sample.workspace.directory.appending(path: "blobs/\(blob)"))
    let other = sample.outside.url.appending(path: "c.sqlite").path
    let run = try sample.workspace.grappe("backup", other)
    #expect(run.status == 0 && run.output.contains("demo 1.0.0 is missing"))
    // Restored in a workspace that lacks the bundle too, the plugin could not run.
    let restored = try sample.workspace.grappe("restore", other)
    #expect(restored.status == 3 && restored.errors.contains("demo 1.0.0"))
    let whole = try sample.workspace.grappe("restore", sample.file)
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(try sample.workspace.blobs() == [blob])
  }

  // MARK: restore

  @Test("Restoring brings everything back, keeps what was there, and can be gone back on")
  func roundTrip() throws {
    let sample = try Sample()
    let workspace = sample.workspace
    try sample.add("later")
    #expect(try PluginVersion.second.install(with: workspace.grappe, "upgrade", "--yes").status == 0)
    let later = try workspace.data()
    let tried = try workspace.grappe("restore", sample.file, "--dry-run")
    #expect(tried.status == 0 && tried.output.contains("demo 2.0.0 → demo 1.0.0") && tried.output.contains("Trial"))
    #expect(try workspace.data() == later)
    let run = try workspace.grappe("restore", sample.file, "--json")
    let outcome = try #require(try json(run.output) as? [String: Any])
    #expect(try workspace.data() == sample.data)
    #expect(outcome["generation"] as? Int == 3 && outcome["changes_gone"] as? Int == 2)
    #expect(try workspace.damage() == "" && workspace.grappe("doctor").status == 0)
    #expect(try workspace.grappe("log").output.contains("restore"))
    let former = try #require(outcome["former"] as? String)
    #expect(try workspace.grappe("restore", former).status == 0)
    #expect(try workspace.data() == later)
    #expect(try workspace.sql("SELECT max(number) FROM generation") == "4\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.directory.appending(path: "backups").path).count == 2)
  }

  @Test("A backup fills another workspace, with bundles, trust and settings")
  func elsewhere() throws {
    let source = try DemoWorkspace.fresh()
    try Data("[log]\ndays = 30\n".utf8).write(to: source.directory.appending(path: "config.toml"))
    let outside = try TemporaryFolder()
    let file = outside.url.appending(path: "b.sqlite").path
    #expect(try source.grappe("backup", file).status == 0)
    let target = try DemoWorkspace.bare()
    let run = try target.grappe("restore", file)
    #expect(run.status == 0 && run.output.contains("config.toml is restored"), "\(run.errors)")
    #expect(try target.data() == source.data())
    #expect(try target.blobs() == source.blobs())
    let report = ["report", "wallonia:cartographie", "--city", "Namur"]
    #expect(try target.grappe.run(report).output == source.grappe.run(report).output)
    #expect(
      try Data(contentsOf: target.directory.appending(path: "trust/pinned"))
        == Data(contentsOf: source.directory.appending(path: "trust/pinned")))
  }

  @Test("Trust and settings that are there stay: what was revoked since stays revoked")
  func trustStays() throws {
    let sample = try Sample()
    let trust = sample.workspace.directory.appending(path: "trust/revoked")
    let file = sample.outside.url.appending(path: "c.sqlite").path
    try Data("sha256:\(String(repeating: "0", count: 64))\n".utf8).write(to: trust)
    #expect(try sample.workspace.grappe("backup", file).status == 0)
    let revoked = Data("sha256:\(String(repeating: "1", count: 64))\n".utf8)
    try revoked.write(to: trust)
    let run = try sample.workspace.grappe("restore", file)
    #expect(run.status == 0 && run.output.contains("trust/revoked stays as it is"))
    #expect(try Data(contentsOf: trust) == revoked)
  }

  /// Invalid backups, made from a valid one.
  static let hostile: [(name: String, make: String, status: Int32, says: String)] = [
    ("a text", "echo 'Bonjour, ceci est une longue lettre.' > x", 1, "not a database of Grappe"),
    ("an empty file", ": > x", 1, "not a database of Grappe"),
    ("a folder", "mkdir x", 3, "folder"),
    ("a pipe", "mkfifo x", 3, "regular"),
    ("nothing at all", "true", 1, "No such file"),
    ("the first half", "head -c $(( $(stat -c %s b.sqlite) / 2 )) b.sqlite > x", 1, "malformed"),
    ("another application's file", "cp b.sqlite x; sqlite3 x 'PRAGMA application_id = 7'", 1, "not a database of Grappe"),
    ("a newer version", "cp b.sqlite x; sqlite3 x 'PRAGMA user_version = 99'", 1, "99"),
    ("a database that is open", "cp b.sqlite x; echo frames > x-wal", 3, "x-wal"),
    (
      "a trigger from elsewhere", "cp b.sqlite x; sqlite3 x 'CREATE TRIGGER t AFTER INSERT ON actor BEGIN DELETE FROM actor; END'", 3,
      "damaged"
    ),
    ("a table that is missing", "cp b.sqlite x; sqlite3 x 'DROP TABLE delivery'", 3, "delivery"),
    (
      "a reference that leads nowhere",
      "cp b.sqlite x; sqlite3 x \"PRAGMA foreign_keys = 0; UPDATE actor SET territory = 'zz' WHERE id = 'kept'\"", 3, "territory"
    ),
    (
      "a bundle that was altered", "cp b.sqlite x; sqlite3 x \"UPDATE backup_file SET bytes = zeroblob(100) WHERE path GLOB 'blobs/*'\"", 3,
      "demo 1.0.0"
    ),
    (
      "an index that does not follow its table",
      """
      cp b.sqlite x; sqlite3 x "PRAGMA writable_schema = 1; CREATE TEMP TABLE s AS SELECT * FROM sqlite_schema WHERE name = 'actor_by_city';
      DELETE FROM sqlite_schema WHERE name = 'actor_by_city'; PRAGMA writable_schema = RESET; UPDATE actor SET city = 'zz';
      PRAGMA writable_schema = 1; INSERT INTO sqlite_schema SELECT * FROM s;"
      """, 3, "actor_by_city"
    ),
  ]

  @Test("What is not a good backup is refused, and nothing has changed", arguments: hostile.indices)
  func hostileInput(index: Int) throws {
    let (name, make, status, says) = Self.hostile[index]
    let sample = try Sample()
    let made = try GrappeBinary.run(URL(filePath: "/bin/bash"), ["-c", make], in: sample.outside.url)
    try #require(made.status == 0, "\(name): \(made.errors)")
    let (before, files) = (try sample.workspace.dump(), try contents(sample.workspace.directory))
    for language in ["en", "fr"] {
      let run = try sample.workspace.grappe.run(["restore", sample.outside.url.appending(path: "x").path], language: language)
      #expect(run.status == status, "\(name): \(run.status) \(run.errors)")
      #expect(language == "fr" || run.errors.contains(says), "\(name): \(run.errors)")
      #expect(run.errors.split(separator: "\n").count <= 2, "\(name): \(run.errors)")
    }
    #expect(try sample.workspace.dump() == before)
    #expect(try contents(sample.workspace.directory) == files, "\(name)")
  }

  private func contents(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix("grappe.sqlite-") && $0 != "run" }.sorted()
  }

  @Test("The workspace's own database is no backup of it")
  func ownDatabase() throws {
    let sample = try Sample()
    let run = try sample.workspace.grappe("restore", "grappe.sqlite")
    #expect(run.status == 3 && run.errors.contains("database of the workspace itself"))
    #expect(try sample.workspace.data() == sample.data)
  }

  @Test("A backup of an older version of the file is brought forward")
  func older() throws {
    let sample = try Sample()
    try sample.add("later")
    _ = try sample.sqlite(Self.downgrade)
    #expect(try sample.workspace.grappe("restore", sample.file).status == 0)
    #expect(try sample.workspace.sql("PRAGMA user_version") == "4\n")
    #expect(try sample.workspace.data() == sample.data)
    #expect(try sample.sqlite("PRAGMA user_version") == "1\n", "the backup itself stays as it was")
  }

  /// Converts a file of today to the tables of version 1, with their rows; its texts are in normal form already.
  private static let downgrade = """
    CREATE TABLE former (number INTEGER PRIMARY KEY,
      invocation TEXT REFERENCES invocation (id) DEFERRABLE INITIALLY DEFERRED, rows INTEGER NOT NULL DEFAULT 0,
      bytes INTEGER NOT NULL DEFAULT 0, summary TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(summary)), undone_by INTEGER) STRICT;
    INSERT INTO former SELECT number, invocation, rows, bytes, summary, undone_by FROM journal_change;
    DROP TABLE journal_change;
    ALTER TABLE former RENAME TO journal_change;
    CREATE UNIQUE INDEX journal_change_by_invocation ON journal_change (invocation);
    CREATE INDEX journal_change_by_undone_by ON journal_change (undone_by) WHERE undone_by IS NOT NULL;
    DROP TABLE delivery;
    DROP TABLE outbox;
    DROP TABLE cascade;
    DROP TABLE workspace;
    DROP TABLE record_alias;
    DROP TABLE imported_object;
    DROP TABLE proposal_change;
    DROP TABLE proposal;
    CREATE TABLE outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, plugin TEXT NOT NULL, entity TEXT,
      record TEXT, payload TEXT NOT NULL CHECK (json_valid(payload)), before TEXT CHECK (before IS NULL OR json_valid(before)),
      depth INTEGER NOT NULL CHECK (depth BETWEEN 1 AND 8), recorded_at TEXT NOT NULL) STRICT;
    CREATE TABLE delivery (number INTEGER PRIMARY KEY AUTOINCREMENT, event INTEGER NOT NULL REFERENCES outbox (number),
      plugin TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
      due_ms INTEGER NOT NULL DEFAULT 0, set_aside_at TEXT, detail TEXT) STRICT;
    CREATE INDEX delivery_queue ON delivery (plugin, name, position, number) WHERE set_aside_at IS NULL;
    CREATE INDEX delivery_event ON delivery (event);
    CREATE INDEX delivery_aside ON delivery (number) WHERE set_aside_at IS NOT NULL;
    PRAGMA user_version = 1;
    """

  @Test("A plain copy of a database is taken as well, when the workspace has its bundles")
  func plainCopy() throws {
    let sample = try Sample()
    let copy = sample.outside.url.appending(path: "plain.sqlite").path
    _ = try sample.workspace.sql("VACUUM INTO '\(copy)'")
    try sample.add("later")
    #expect(try sample.workspace.grappe("restore", copy).status == 0)
    #expect(try sample.workspace.data() == sample.data)
  }

  // MARK: damaged databases

  @Test("A database that cannot be opened is replaced, and its files are kept as they are")
  func unreadable() throws {
    let sample = try Sample()
    let database = sample.workspace.directory.appending(path: "grappe.sqlite")
    try Data(repeating: 0xAA, count: 50_000).write(to: database)
    let run = try sample.workspace.grappe("restore", sample.file, "--json")
    #expect(run.status == 0, "\(run.errors)")
    let outcome = try #require(try json(run.output) as? [String: Any])
    #expect(outcome["was_unreadable"] as? Bool == true)
    #expect(try sample.workspace.data() == sample.data)
    #expect(try sample.workspace.damage() == "" && sample.workspace.sql("PRAGMA journal_mode") == "wal\n")
    let former = try #require(outcome["former"] as? String)
    #expect(try Data(contentsOf: URL(filePath: former)) == Data(repeating: 0xAA, count: 50_000))
  }

  @Test("A database with a damaged page takes a backup too")
  func damagedPage() throws {
    let sample = try Sample()
    let database = sample.workspace.directory.appending(path: "grappe.sqlite")
    let page = try #require(
      Int(
        try sample.workspace.sql("PRAGMA wal_checkpoint(TRUNCATE); SELECT rootpage FROM sqlite_schema WHERE name = 'actor'").split(
          separator: "\n"
        ).last ?? ""))
    let handle = try FileHandle(forWritingTo: database)
    try handle.seek(toOffset: UInt64((page - 1) * 4096))
    try handle.write(contentsOf: Data(repeating: 0xFF, count: 4096))
    try handle.close()
    #expect(try sample.workspace.grappe("doctor").status == 1)
    let run = try sample.workspace.grappe("restore", sample.file)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try sample.workspace.data() == sample.data)
    #expect(try sample.workspace.damage() == "" && sample.workspace.grappe("doctor").status == 0)
  }

  @Test("A database that is gone is brought back into its folder")
  func gone() throws {
    let sample = try Sample()
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(at: sample.workspace.directory.appending(path: "grappe.sqlite" + suffix))
    }
    let run = try sample.workspace.grappe("restore", sample.file, "--workspace", sample.workspace.directory.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try sample.workspace.data() == sample.data)
  }
}
