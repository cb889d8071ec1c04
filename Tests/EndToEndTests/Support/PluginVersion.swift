import Foundation
import Testing

/// One version of a small plugin: its folder, written and packed.
struct PluginVersion {
  var name = "demo"
  var version = "1.0.0"
  /// The lines under `[permissions]`.
  var permissions = "actors = { access = \"write\", reason = { fr = \"essayer\", en = \"to try\" } }"
  /// Further tables of the manifest.
  var more = ""
  var initLua = ""
  /// The texts of the migrations, in order.
  var migrations: [String] = []
  /// Further files by path.
  var files: [String: String] = [:]

  private var manifest: String {
    """
    [plugin]
    name = "\(name)"
    version = "\(version)"
    api = 1
    title = { fr = "Essai", en = "Test" }

    [permissions]
    \(permissions)

    [data]
    schema = \(migrations.count)

    \(more)
    """
  }

  /// Writes the plugin's folder again.
  func write(into folder: URL) throws {
    try? FileManager.default.removeItem(at: folder)
    var contents = files.merging(["plugin.toml": manifest, "init.lua": initLua], uniquingKeysWith: { $1 })
    for (index, text) in migrations.enumerated() {
      contents["migrations/000\(index + 1).lua"] = text
    }
    for (path, text) in contents {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  /// Packs it as `NAME-VERSION.grappe` in the working folder of `grappe`.
  /// - Returns: the name of the file and the id of the bundle.
  func pack(with grappe: GrappeBinary) throws -> (file: String, id: String) {
    let folder = grappe.directory.appending(path: "sources/\(name)-\(version)")
    try write(into: folder)
    let file = "\(name)-\(version).grappe"
    let packed = try grappe("pack", folder.path, "-o", file)
    try #require(packed.status == 0, "\(packed.errors)")
    return (file, "sha256:" + packed.output.prefix { $0 != " " })
  }

  /// Packs and installs it, trusted by its id.
  @discardableResult
  func install(with grappe: GrappeBinary, _ command: String = "install", _ flags: String...) throws -> GrappeBinary.Run {
    let (file, id) = try pack(with: grappe)
    return try grappe.run([command, file, "--trust", id] + flags)
  }
}

extension PluginVersion {
  /// Gives every actor that it adds a kind of its own vocabulary.
  static let vocabulary =
    "grappe.concepts.add{ scheme = \"actor-kind\", code = \"demo\", label = { fr = \"essai\", en = \"test\" } }\n"
  static let permissionLines = """
    actors = { access = "write", reason = { fr = "essayer", en = "to try" } }
    vocabulary = { access = "write", reason = { fr = "essayer", en = "to try" } }
    """

  /// A first version with two actors, a field and private storage.
  static var first: PluginVersion {
    var plugin = PluginVersion(
      permissions: permissionLines + "\nstorage = { access = \"write\", reason = { fr = \"noter\", en = \"to note\" } }"
    )
    plugin.initLua =
      "grappe.field(\"actor\", \"mark\", { type = \"text\", label = { fr = \"Marque\", en = \"Mark\" } })\n"
    plugin.migrations = [
      vocabulary + """
        grappe.actors.add{ id = "kept", name = "Kept", kind = "demo", aliases = { "one", "two" }, lat = 50.0, lon = 4.5 }
        grappe.actors.add{ id = "doomed", name = "Doomed", kind = "demo", ["demo.mark"] = "red" }
        grappe.storage.set("count", { n = 2 })
        """
    ]
    return plugin
  }

  /// A second version that changes, deletes and adds rows, and registers another field.
  static var second: PluginVersion {
    var plugin = first
    plugin.version = "2.0.0"
    plugin.initLua +=
      "grappe.field(\"actor\", \"rank\", { type = \"integer\", indexed = true, label = { fr = \"Rang\", en = \"Rank\" } })\n"
    plugin.migrations.append(
      """
      grappe.actors.set("kept", { name = "Kept and changed", aliases = { "two", "three" }, lat = 51, ["demo.rank"] = 1 })
      grappe.actors.del("doomed")
      grappe.actors.add{ id = "added", name = "Added", kind = "demo", ["demo.rank"] = 2 }
      grappe.storage.set("count", { n = 3 })
      grappe.storage.set("more", "yes")
      """)
    return plugin
  }
}

extension DemoWorkspace {
  /// Creates a workspace without plugins and without trust.
  static func bare() throws -> DemoWorkspace {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    let made = try grappe("init")
    try #require(made.status == 0, "\(made.errors)")
    return DemoWorkspace(folder: folder, grappe: grappe)
  }

  /// Returns the result of a query in the sqlite3 shell.
  func sql(_ query: String) throws -> String {
    let run = try GrappeBinary.run(URL(filePath: "/usr/bin/sqlite3"), ["-cmd", ".timeout 10000", "grappe.sqlite", query], in: directory)
    try #require(run.status == 0, "\(run.errors)")
    return run.output
  }

  /// Returns the rows of all tables except bookkeeping (generations, log, journal, identity, registrations of bundles, the
  /// count of changes to fields) and derived ones (full-text indexes), and the definitions of all tables, views and indexes.
  func data() throws -> String {
    let tables = try sql(
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search%'
        AND name NOT IN ('generation', 'generation_plugin', 'generation_change', 'counter', 'blob', 'invocation',
          'plugin_registration', 'workspace')
        AND name NOT LIKE 'journal_%'
      ORDER BY name
      """
    ).split(separator: "\n").map(String.init)
    let rows = try GrappeBinary.run(
      URL(filePath: "/usr/bin/sqlite3"),
      ["grappe.sqlite"] + [".mode quote"] + tables.map { "SELECT '\($0)', * FROM \"\($0)\"" }, in: directory)
    try #require(rows.status == 0, "\(rows.errors)")
    return rows.output + (try sql("SELECT type, name, sql FROM sqlite_schema ORDER BY name"))
  }

  /// Returns the result of SQLite's integrity checks: empty for an intact file.
  func damage() throws -> String {
    try sql("PRAGMA integrity_check; PRAGMA foreign_key_check;").replacing("ok\n", with: "")
  }
}
