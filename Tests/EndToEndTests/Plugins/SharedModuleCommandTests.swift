import Foundation
import Testing

/// `grappe check`, `test`, `inspect` and `reference` on plugins that share modules.
@Suite struct SharedModuleCommandTests {
  private static var base: PluginVersion {
    PluginVersion(
      name: "base", permissions: "", more: "[exports]\nmodules = [\"lib.tool\"]",
      files: [
        "lib/tool.lua": "local own = require 'lib.own'\nreturn { name = grappe.t('tool.name'), own = own }\n",
        "lib/own.lua": "return { n = 2 }\n", "locales/fr.toml": "tool.name = \"outil\"\n", "locales/en.toml": "tool.name = \"tool\"\n",
      ])
  }

  private static func user(_ lua: String, dependencies: String = "base = \"*\"") -> PluginVersion {
    PluginVersion(name: "user", permissions: "", more: "[dependencies]\n\(dependencies)", files: ["lib/work.lua": lua])
  }

  /// Writes the plugins side by side.
  private func folder(_ plugins: PluginVersion...) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for plugin in plugins { try plugin.write(into: folder.url.appending(path: plugin.name)) }
    return folder
  }

  private func findings(in folder: TemporaryFolder) throws -> [String] {
    let run = try GrappeBinary(directory: folder.url)("check", "user", "--json")
    let list = try #require(try json(run.output) as? [[String: Any]], "\(run.errors)")
    return list.map { "\($0["code"] ?? "") \($0["file"] as? String ?? "-"):\($0["line"] as? Int ?? 0)" }
  }

  @Test("An exported module of a dependency beside the folder is in order, and its texts with it")
  func inOrder() throws {
    let user = Self.user("local tool = require 'base.lib.tool'\nreturn { tool, grappe.t('tool.name') }\n")
    #expect(try findings(in: folder(Self.base, user)) == [])
  }

  @Test(
    "A module that does not exist, is not exported, or is one of no dependency is told with file and line",
    arguments: [
      ("base.lib.own", "module.not-exported lib/work.lua:2"), ("base.lib.tol", "module.not-exported lib/work.lua:2"),
      ("other.lib.tool", "module.undeclared lib/work.lua:2"), ("lib.tool", "lua.module lib/work.lua:2"),
      ("base.tool", "module.not-exported lib/work.lua:2"), ("socket.http", "lua.module lib/work.lua:2"),
    ])
  func problems(name: String, finding: String) throws {
    let user = Self.user("local used = 'base:go'\nreturn { require '\(name)', used }\n")
    #expect(try findings(in: folder(Self.base, user)) == [finding])
  }

  @Test("A dependency that is not found is a note, one without use too, and one that brings data is none")
  func dependencies() throws {
    #expect(try findings(in: folder(Self.user("return require 'base.lib.tool'\n"))) == ["dependency.not-found plugin.toml:14"])
    #expect(try findings(in: folder(Self.base, Self.user("return 1\n"))) == ["dependency.unused plugin.toml:14"])
    var base = Self.base
    base.migrations = ["return 1\n"]
    #expect(try findings(in: folder(base, Self.user("return 1\n"))) == [])
  }

  @Test("A dependency whose folder is invalid is told with its own file")
  func invalidDependency() throws {
    var base = Self.base
    base.files["lib/tool.lua"] = nil
    let found = try findings(in: folder(base, Self.user("return 1\n")))
    #expect(found.count == 1 && found[0].hasPrefix("export.missing-file ") && found[0].hasSuffix("/base/plugin.toml:14"), "\(found)")
  }

  @Test("A permission that only a required module uses is used")
  func permissions() throws {
    var base = Self.base
    base.files["lib/tool.lua"] = "return function() return grappe.actors.count() end\n"
    base.permissions = "actors = { access = \"read\", reason = { fr = \"lire\", en = \"to read\" } }"
    var user = Self.user("return require 'base.lib.tool'\n")
    user.permissions = base.permissions
    #expect(try findings(in: folder(base, user)) == [])
  }

  @Test("The tests find the dependency beside the folder, and coverage counts the plugin's own lines")
  func tests() throws {
    var user = Self.user("local tool = require 'base.lib.tool'\nreturn tool.own.n\n")
    user.files["tests/work_test.lua"] = "test('shared', function(t) t.equal(require 'lib.work', 2) end)\n"
    let folder = try folder(Self.base, user)
    let run = try GrappeBinary(directory: folder.url)("test", "user", "--coverage")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("lib/work.lua: 2 of 2 lines, 100 %"), "\(run.output)")
    #expect(!run.output.contains("tool.lua") && !run.output.contains("own.lua"), "\(run.output)")
  }

  @Test("An editor finds copies of the exported modules beside the stubs, and no outdated ones")
  func stubs() throws {
    let folder = try folder(Self.base, Self.user("return require 'base.lib.tool'\n"))
    let meta = folder.url.appending(path: "user/.grappe/meta")
    let old = meta.appending(path: "gone/lib/x.lua")
    try FileManager.default.createDirectory(at: old.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("return 1\n".utf8).write(to: old)
    let run = try GrappeBinary(directory: folder.url)("reference", "--plugin", "user")
    #expect(run.status == 0, "\(run.errors)")
    let copy = try String(contentsOf: meta.appending(path: "base/lib/tool.lua"), encoding: .utf8)
    #expect(copy == Self.base.files["lib/tool.lua"])
    #expect(FileManager.default.fileExists(atPath: meta.appending(path: "grappe.lua").path))
    #expect(!FileManager.default.fileExists(atPath: meta.appending(path: "gone").path))
    #expect(!FileManager.default.fileExists(atPath: meta.appending(path: "base/lib/own.lua").path))
  }

  @Test("The plan of an installation and inspect show what is exported")
  func shown() throws {
    let workspace = try DemoWorkspace.bare()
    let run = try Self.base.install(with: workspace.grappe, "install", "--yes")
    #expect(run.output.contains("+ module lib.tool: can be required"), "\(run.output)\(run.errors)")
    #expect(try workspace.grappe("inspect", "base").output.contains("Exports\n  lib.tool"))
    var next = Self.base
    next.version = "1.1.0"
    next.more = ""
    let upgrade = try next.install(with: workspace.grappe, "upgrade", "--yes")
    #expect(upgrade.output.contains("- module lib.tool: no longer exported"), "\(upgrade.output)\(upgrade.errors)")
  }

  @Test("The plan of an exporter names the plugins with whose permissions its modules run")
  func requirers() throws {
    let workspace = try DemoWorkspace.bare()
    _ = try Self.base.install(with: workspace.grappe, "install", "--yes")
    let user = Self.user("return require 'base.lib.tool'\n")
    #expect(try user.install(with: workspace.grappe, "install", "--yes").status == 0)
    var next = Self.base
    next.version = "1.1.0"
    let run = try next.install(with: workspace.grappe, "upgrade", "--yes")
    #expect(run.output.contains("* its modules run with the permissions of: user"), "\(run.output)\(run.errors)")
  }

  @Test("A packed bundle whose init.lua requires a module is inspected with its dependency, and says why it did not run without")
  func inspected() throws {
    let workspace = try DemoWorkspace.bare()
    var user = Self.user("return 1\n")
    user.initLua = "require 'base.lib.tool'\n"
    let (file, id) = try user.pack(with: workspace.grappe)
    let without = try workspace.grappe.run(["install", file, "--trust", id, "--yes"])
    #expect(without.status != 0 && without.errors.contains("base"), "\(without.errors)")
    _ = try Self.base.install(with: workspace.grappe, "install", "--yes")
    let run = try workspace.grappe.run(["install", file, "--trust", id, "--yes"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try workspace.grappe("inspect", file).status == 0)
  }
}
