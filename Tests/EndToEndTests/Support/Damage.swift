import Foundation
import Testing

/// One kind of damage to a workspace, and the findings expected of `grappe doctor`.
struct Damage: Sendable, CustomTestStringConvertible {
  /// The means of the damage, within the folder of the workspace.
  enum Means: Sendable {
    /// Statements for the sqlite3 shell.
    case sql(String)
    /// A line of shell.
    case shell(String)
    /// Bytes written at an offset of the database.
    case bytes(offset: Int, [UInt8])
    /// The content of a trust file.
    case trust(String, [UInt8])
  }

  var name: String
  var means: Means
  /// The codes of the expected findings; each must be present.
  var codes: [String]
  /// Whether `--repair` removes all damage.
  var isRepaired = false

  var testDescription: String { name }

  func apply(to workspace: DemoWorkspace) throws {
    switch means {
    case .sql(let statements): _ = try workspace.sql(statements)
    case .shell(let line):
      let run = try GrappeBinary.run(URL(filePath: "/bin/sh"), ["-c", line], in: workspace.directory)
      if run.status != 0 { throw CocoaError(.fileWriteUnknown) }
    case .bytes(let offset, let bytes):
      let handle = try FileHandle(forWritingTo: workspace.directory.appending(path: "grappe.sqlite"))
      try handle.seek(toOffset: UInt64(offset))
      try handle.write(contentsOf: Data(bytes))
      try handle.close()
    case .trust(let name, let bytes): try Data(bytes).write(to: workspace.directory.appending(path: "trust/\(name)"))
    }
  }
}

extension Damage {
  private static let firstBlob = "blobs/$(ls blobs | head -1)"

  /// Returns pseudo-random bytes, the same in each run.
  static func noise(_ count: Int, seed: UInt64) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
  }

  static let all: [Damage] = generations + bundles + trust + folders + structure + database

  private static let generations = [
    Damage(
      name: "grants emptied", means: .sql("UPDATE generation_plugin SET grants = '{}'"), codes: ["grants.altered"], isRepaired: true),
    Damage(
      name: "grants of one plugin widened",
      means: .sql("UPDATE generation_plugin SET grants = replace(grants, '\"read\"', '\"write\"') WHERE name = 'paca'"),
      codes: ["grants.altered"], isRepaired: true),
    Damage(
      name: "grants that are no JSON", means: .sql("UPDATE generation_plugin SET grants = 'x' WHERE name = 'europe'"),
      codes: ["grants.altered"], isRepaired: true),
    Damage(
      name: "a plugin's row of the generation deleted", means: .sql("DELETE FROM generation_plugin WHERE name = 'paca'"),
      codes: ["generation.altered"]),
    Damage(
      name: "a plugin's row added to the generation",
      means: .sql(
        "INSERT INTO generation_plugin SELECT generation, 'other', version, bundle_id, grants, installed_at FROM generation_plugin WHERE name = 'paca'"
      ),
      codes: ["generation.altered", "generation.bundle"]),
    Damage(name: "the generation's row deleted", means: .sql("DELETE FROM generation"), codes: ["generation.missing", "reference.broken"]),
    Damage(
      name: "the generation deleted whole", means: .sql("DELETE FROM generation_plugin; DELETE FROM generation"),
      codes: ["generation.missing"]),
    Damage(
      name: "a gap before the generation",
      means: .sql(
        "PRAGMA foreign_keys = OFF; UPDATE generation SET number = 4; UPDATE generation_plugin SET generation = 4; UPDATE generation_change SET generation = 4"
      ),
      codes: ["generation.missing"]),
    Damage(
      name: "a version that the bundle is not", means: .sql("UPDATE generation_plugin SET version = '9.9.9' WHERE name = 'paca'"),
      codes: ["generation.bundle", "generation.altered"]),
    Damage(
      name: "a bundle id that is none", means: .sql("UPDATE generation_plugin SET bundle_id = 'sha256:zz' WHERE name = 'paca'"),
      codes: ["bundle.damaged"]),
  ]

  private static let bundles = [
    Damage(name: "blobs/ removed", means: .shell("rm -r blobs"), codes: ["bundle.damaged", "blobs.unreadable"]),
    Damage(name: "blobs/ is a file", means: .shell("rm -r blobs; echo x > blobs"), codes: ["bundle.damaged", "blobs.unreadable"]),
    Damage(name: "a blob emptied", means: .shell(": > \(firstBlob)"), codes: ["bundle.damaged"]),
    Damage(name: "a blob removed", means: .shell("rm \(firstBlob)"), codes: ["bundle.damaged"]),
    Damage(name: "a blob longer", means: .shell("echo x >> \(firstBlob)"), codes: ["bundle.damaged"]),
    Damage(
      name: "a byte of a blob altered",
      means: .shell("printf '\\377' | dd of=\(firstBlob) bs=1 seek=900 conv=notrunc 2>/dev/null"), codes: ["bundle.damaged"]),
    Damage(
      name: "two blobs exchanged",
      means: .shell("cd blobs; set -- $(ls); mv $1 x; mv $2 $1; mv x $2"), codes: ["bundle.damaged"]),
  ]

  private static let trust = [
    Damage(name: "garbage in allowed_signers", means: .trust("allowed_signers", noise(300, seed: 7)), codes: ["trust.invalid"]),
    Damage(name: "garbage in revoked", means: .trust("revoked", Array("a\nb\n".utf8)), codes: ["trust.invalid"]),
    Damage(name: "garbage in pinned", means: .trust("pinned", Array("sha256:zz x\n".utf8)), codes: ["trust.invalid"]),
    Damage(name: "a trust list too large", means: .shell("truncate -s 2000000 trust/revoked"), codes: ["trust.unreadable"]),
    Damage(name: "a trust list is a folder", means: .shell("mkdir trust/allowed_signers"), codes: ["trust.unreadable"]),
    Damage(name: "a trust list is a link to nowhere", means: .shell("ln -s nowhere trust/revoked"), codes: ["trust.unreadable"]),
    Damage(name: "a trust list is a pipe", means: .shell("mkfifo trust/revoked"), codes: ["trust.unreadable"]),
    Damage(name: "trust/ is a file", means: .shell("rm -r trust; echo x > trust; chmod 600 trust"), codes: ["trust.unreadable"]),
    Damage(name: "config.toml is a pipe", means: .shell("mkfifo config.toml"), codes: ["settings.invalid"]),
    Damage(name: "config.toml is no TOML", means: .shell("echo '[store' > config.toml"), codes: ["settings.invalid"]),
  ]

  private static let folders = [
    Damage(name: "a folder for everybody", means: .shell("chmod 0777 ."), codes: ["file.mode"], isRepaired: true),
    Damage(
      name: "a database for everybody", means: .shell("chmod 0755 .; chmod 0644 grappe.sqlite"), codes: ["file.mode"], isRepaired: true),
    Damage(name: "trust files for everybody", means: .shell("chmod 0666 trust/pinned"), codes: ["file.mode"], isRepaired: true),
    Damage(name: "blobs for everybody", means: .shell("chmod 0777 blobs"), codes: ["file.mode"], isRepaired: true),
    Damage(
      name: "secrets for a group", means: .shell("mkdir \"$PWD.secrets\"; chmod 0750 \"$PWD.secrets\""), codes: ["file.mode"],
      isRepaired: true),
  ]

  private static let structure = [
    Damage(name: "a table of records dropped", means: .sql("DROP TABLE award"), codes: ["structure.table"]),
    Damage(name: "the actors dropped", means: .sql("DROP TABLE actor"), codes: ["structure.table", "check.failed"]),
    Damage(name: "the counters dropped", means: .sql("DROP TABLE counter"), codes: ["database.unreadable", "structure.table"]),
    Damage(
      name: "the fields of plugins dropped", means: .sql("DROP TABLE plugin_field"), codes: ["database.unreadable", "structure.table"]),
    Damage(name: "the generations dropped", means: .sql("DROP TABLE generation"), codes: ["structure.table", "check.failed"]),
    Damage(name: "the log dropped", means: .sql("DROP TABLE invocation"), codes: ["structure.table"]),
    Damage(name: "the journal dropped", means: .sql("DROP TABLE journal_change"), codes: ["structure.table", "check.failed"]),
    Damage(name: "a column dropped", means: .sql("ALTER TABLE invocation DROP COLUMN output_bytes"), codes: ["structure.table"]),
    Damage(name: "a list dropped", means: .sql("DROP TABLE actor_aliases"), codes: ["structure.changed"], isRepaired: true),
    Damage(name: "the full-text index dropped", means: .sql("DROP TABLE actor_search"), codes: ["structure.changed"], isRepaired: true),
    Damage(
      name: "a part of the full-text index dropped", means: .sql("DROP TABLE actor_search_config"), codes: ["structure.changed"],
      isRepaired: true),
    Damage(name: "the register dropped", means: .sql("DROP TABLE record"), codes: ["structure.changed"], isRepaired: true),
    Damage(name: "an index dropped", means: .sql("DROP INDEX actor_by_city"), codes: ["structure.changed"], isRepaired: true),
    Damage(name: "a trigger dropped", means: .sql("DROP TRIGGER actor_inserted"), codes: ["structure.changed"], isRepaired: true),
    Damage(name: "a view dropped", means: .sql("DROP VIEW actors"), codes: ["structure.changed"], isRepaired: true),
    Damage(
      name: "a foreign trigger", means: .sql("CREATE TRIGGER other AFTER INSERT ON actor BEGIN DELETE FROM actor; END"),
      codes: ["structure.changed"], isRepaired: true),
    Damage(name: "a foreign table", means: .sql("CREATE TABLE other (x)"), codes: ["structure.foreign-table"]),
    Damage(name: "the identity deleted", means: .sql("DELETE FROM workspace"), codes: ["workspace.identity"], isRepaired: true),
    Damage(
      name: "two identities", means: .sql("INSERT INTO workspace SELECT lower(hex(randomblob(16))), 3 FROM workspace"),
      codes: ["workspace.identity"], isRepaired: true),
    Damage(
      name: "an identity that is none",
      means: .sql("PRAGMA ignore_check_constraints = ON; UPDATE workspace SET id = 'mine'"), codes: ["workspace.identity"],
      isRepaired: true),
    Damage(name: "the table of the identity dropped", means: .sql("DROP TABLE workspace"), codes: ["structure.table", "check.failed"]),
  ]

  private static let database = [
    Damage(name: "a page of noise", means: .bytes(offset: 40 * 4096, noise(4096, seed: 1)), codes: ["database.damaged"]),
    Damage(name: "another page of noise", means: .bytes(offset: 200 * 4096, noise(4096, seed: 2)), codes: ["database.damaged"]),
    Damage(
      name: "the first page of noise after the header", means: .bytes(offset: 100, noise(3996, seed: 3)), codes: ["database.unreadable"]),
    Damage(name: "the header wiped", means: .bytes(offset: 0, [UInt8](repeating: 0, count: 100)), codes: ["database.header"]),
    Damage(
      name: "the owner of the file altered", means: .bytes(offset: 68, [0, 0, 0, 1]), codes: ["database.header", "database.refused"]),
    Damage(name: "a page size that cannot be", means: .bytes(offset: 16, [0x12, 0x34]), codes: ["database.header"]),
    Damage(name: "a newer version", means: .bytes(offset: 60, [0, 0, 0, 200]), codes: ["database.refused"]),
    Damage(name: "a file cut off", means: .shell("truncate -s 1000000 grappe.sqlite"), codes: ["database.truncated"]),
    Damage(name: "an empty file", means: .shell(": > grappe.sqlite"), codes: ["database.header"]),
    Damage(name: "no database", means: .shell("rm grappe.sqlite"), codes: ["database.missing"]),
    Damage(
      name: "a log removed beside its index", means: .shell("head -c 32768 /dev/zero > grappe.sqlite-shm"), codes: ["database.log-missing"],
      // Opening the database removes the index: the finding is reported once.
      isRepaired: true),
  ]
}
