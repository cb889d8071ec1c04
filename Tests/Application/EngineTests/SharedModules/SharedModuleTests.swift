import Bundles
import Ecosystem
import Lua
import Sandbox
import Testing

@testable import Engine

/// A plugin requires the modules that its dependencies export.
@Suite struct SharedModuleTests {
  @Test("an exported module runs in the sandbox of the plugin that requires it, with a state of its own")
  func ownState() async throws {
    var base = ModulePlugin.base(tool: "local M = { n = 0 } function M.count() M.n = M.n + 1 return M.n end return M")
    base.initLua = "loaded_by_base = true\n" + ModulePlugin.command("go", "return require('lib.tool').count()")
    let user = ModulePlugin.user("1.0.0", "return { require('base.lib.tool').count(), loaded_by_base == nil, grappe.plugin.name }")
    let workspace = try await ModuleWorkspace(base, user)
    #expect(try await workspace.run("base:go") == .integer(1))
    #expect(try await workspace.run("base:go") == .integer(2))
    #expect(try await workspace.run("user:go") == .list([.integer(1), .boolean(true), .text("user")]))
    #expect(try await workspace.run("user:go") == .list([.integer(2), .boolean(true), .text("user")]))
  }

  @Test("within an exported module require finds the files of its own bundle, exported or not, and its dependencies'")
  func ownFiles() async throws {
    let deep = ModulePlugin(name: "deep", exports: ["lib.x"], files: ["lib/x.lua": "return 'deep'"])
    var base = ModulePlugin.base(tool: "return { require('lib.own'), require('base.lib.own'), require('deep.lib.x') }")
    base.dependencies = "deep = \"*\""
    var user = ModulePlugin.user("1.0.0", "local t = require('base.lib.tool') return { t[1], t[2], t[3], require('lib.own') }")
    user.files["lib/own.lua"] = "return 'user'"
    let workspace = try await ModuleWorkspace(deep, base, user)
    #expect(try await workspace.run("user:go") == .list([.text("base"), .text("base"), .text("deep"), .text("user")]))
  }

  @Test("a folder of the plugin with the name of a dependency is no rival: its modules begin with lib")
  func sameNames() async throws {
    var user = ModulePlugin.user("1.0.0", "return { require('lib.base.lib.tool'), require('base.lib.tool').version }")
    user.files["lib/base/lib/tool.lua"] = "return 'own'"
    let workspace = try await ModuleWorkspace(.base(), user)
    #expect(try await workspace.run("user:go") == .list([.text("own"), .integer(1)]))
  }

  @Test("the permissions and the territories are those of the plugin that requires")
  func permissions() async throws {
    var base = ModulePlugin.base(tool: "return function() return grappe.actors.count() end")
    base.permissions = "actors = { access = \"read\", reason = { en = \"count\" } }"
    base.initLua = ModulePlugin.command("go", "return require('lib.tool')()")
    let workspace = try await ModuleWorkspace(base, .user("1.0.0", "return require('base.lib.tool')()"))
    #expect(try await workspace.run("base:go") == .integer(0))
    let error = await #expect(throws: EngineError.self) { _ = try await workspace.run("user:go") }
    #expect(error?.message(in: .en).contains("base/lib/tool.lua:1: ") == true, "\(String(describing: error))")
  }

  @Test("an error names the exporter's file and line, with the line itself, and so does the traceback")
  func places() async throws {
    let base = ModulePlugin.base(tool: "local M = {}\nfunction M.fail(x)\n  return x.missing.field\nend\nreturn M")
    let workspace = try await ModuleWorkspace(base, .user("1.0.0", "local r = require('base.lib.tool').fail({}) return r"))
    do {
      _ = try await workspace.run("user:go")
      Issue.record("nothing failed")
    } catch EngineError.luaFailure(_, let failure, _) {
      #expect(failure.message.hasPrefix("base/lib/tool.lua:3: attempt to index a nil value"))
      #expect(failure.traceback.map(\.chunk) == ["base/lib/tool.lua", "user/init.lua"])
      #expect(failure.traceback.map(\.source) == ["return x.missing.field", failure.traceback[1].source])
    }
  }

  @Test(
    "a module that may not be required is refused with the reason and the remedy",
    arguments: [
      ("base.lib.own", "is not exported by base 1.0.0, which exports base.lib.tool: require one of these, or write \"lib.own\""),
      ("base.tool", "is not exported by base 1.0.0, which exports base.lib.tool"),
      ("base.lib.none", "is not exported by base 1.0.0, which exports base.lib.tool"),
      ("base.lib.tool.", "is not exported by base 1.0.0"),
      ("other.lib.tool", "is one of other, on which user does not depend: write other under [dependencies] in the plugin.toml of user"),
      ("socket.http", "module 'socket.http' not found in this bundle"),
      ("user.lib.tool", "module 'user.lib.tool' not found in this bundle"),
      ("lib.tool", "module 'lib.tool' not found in this bundle"),
    ])
  func refused(name: String, reason: String) async throws {
    let other = ModulePlugin(name: "other", exports: ["lib.tool"], files: ["lib/tool.lua": "return 1"])
    let user = ModulePlugin.user("1.0.0", "local name = '\(name)' return select(2, pcall(require, name))")
    let workspace = try await ModuleWorkspace(.base(), other, user)
    let text = try await workspace.run("user:go")?.textValue ?? ""
    #expect(text.contains(reason), "\(text)")
  }

  @Test("a dependency that the generation has not is named with its range")
  func absent() throws {
    let user = try ModulePlugin.user("1.0.0", "").bundle()
    let shared = try SharedModules(for: user.manifest) { _ in nil }
    let error = #expect(throws: ModuleRefusal.self) {
      try shared.module(ModuleRequest(name: "base.lib.tool", callingBundle: "user"), of: user, in: .en)
    }
    #expect(error?.message == "module 'base.lib.tool' is one of base, which is not installed: install base *")
  }

  @Test("grappe.t finds the texts of a module's bundle; the plugin's own come first")
  func texts() async throws {
    var base = ModulePlugin.base(tool: "return function() return { grappe.t('hello', { name = 'x' }), grappe.t('bye') } end")
    base.files["locales/en.toml"] = "hello = \"Hello {name}\"\nbye = \"Bye\"\n"
    base.files["locales/fr.toml"] = "hello = \"Bonjour {name}\"\nbye = \"Adieu\"\n"
    var user = ModulePlugin.user("1.0.0", "return require('base.lib.tool')()")
    user.files["locales/en.toml"] = "bye = \"See you\"\n"
    let workspace = try await ModuleWorkspace(base, user)
    #expect(try await workspace.run("user:go") == .list([.text("Hello x"), .text("See you")]))
  }

  @Test("grappe.bundle reads the files of the plugin that requires")
  func files() async throws {
    var base = ModulePlugin.base(tool: "return function() return (grappe.bundle.read('data/x.txt')) end")
    base.files["data/x.txt"] = "base"
    var user = ModulePlugin.user("1.0.0", "return require('base.lib.tool')()")
    user.files["data/x.txt"] = "user"
    let workspace = try await ModuleWorkspace(base, user)
    #expect(try await workspace.run("user:go") == .text("user"))
  }
}
