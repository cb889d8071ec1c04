import Bundles
import Ecosystem
import Testing

@testable import Engine

/// The modules that a plugin requires are those of the same generation.
@Suite struct SharedModuleUpgradeTests {
  private static let go = "return require('base.lib.tool').version"

  @Test("an upgrade of the exporter and a rollback reach the plugins that require it, in a host that has them loaded")
  func upgrade() async throws {
    let workspace = try await ModuleWorkspace(.base(), .user("1.0.0", Self.go))
    #expect(try await workspace.run("user:go") == .integer(1))
    try await workspace.install(.base("1.1.0", tool: "return { version = 2 }"))
    #expect(try await workspace.run("user:go") == .integer(2))
    _ = try await workspace.host.rollback(.newest("base"))
    #expect(try await workspace.run("user:go") == .integer(1))
  }

  @Test("plugins installed together see each other's new versions, in migrations too")
  func together() async throws {
    let workspace = try await ModuleWorkspace(.base(), .user("1.0.0", Self.go))
    var user = ModulePlugin.user("2.0.0", "return grappe.storage.get('seen')")
    user.permissions = "storage = { access = \"write\", reason = { en = \"note\" } }"
    user.files["migrations/0001.lua"] = "grappe.storage.set('seen', require('base.lib.tool').version)"
    try await workspace.install(.base("2.0.0", tool: "return { version = 7 }"), user)
    #expect(try await workspace.run("user:go") == .integer(7))
  }

  @Test("a plugin that does not depend on the upgraded one keeps its state")
  func others() async throws {
    let other = ModulePlugin(name: "other", initLua: "local n = 0 " + ModulePlugin.command("go", "n = n + 1 return n"))
    let workspace = try await ModuleWorkspace(.base(), other)
    _ = try await workspace.run("other:go")
    try await workspace.install(.base("1.1.0"))
    #expect(try await workspace.run("other:go") == .integer(2))
  }

  /// A version of `base` that no longer exports the module.
  private static let without = ModulePlugin(name: "base", version: "2.0.0", files: ["lib/tool.lua": "return 1"])

  @Test("an upgrade that no longer exports a module is refused while an installed plugin requires it")
  func removed() async throws {
    let workspace = try await ModuleWorkspace(.base(), .user("1.0.0", Self.go))
    let error = await workspace.refusal(Self.without) as? EngineError
    #expect(error?.code == "dependency.not-exported")
    #expect(
      error?.message(in: .en).hasPrefix(
        "user 1.0.0 requires lib.tool of base 2.0.0, which does not export it (user/init.lua:1)\n") == true)
    #expect(try await workspace.run("user:go") == .integer(1))
    try await workspace.install(Self.without, .user("2.0.0", "return 3"))
    #expect(try await workspace.run("user:go") == .integer(3))
  }

  @Test("a rollback of the exporter is refused while a plugin requires what the former version does not export")
  func rolledBack() async throws {
    var first = Self.without
    first.version = "0.9.0"
    let workspace = try await ModuleWorkspace(first)
    try await workspace.install(.base())
    try await workspace.install(.user("1.0.0", Self.go))
    await #expect { _ = try await workspace.host.rollback(.newest("base")) } throws: { error in
      (error as? EngineError)?.code == "dependency.not-exported"
    }
    #expect(try await workspace.run("user:go") == .integer(1))
  }

  @Test("a bundle that requires a module its dependency does not export is not installed; its tests and finished migrations do not count")
  func installing() async throws {
    let workspace = try await ModuleWorkspace(.base())
    var user = ModulePlugin.user("1.0.0", "return 1")
    user.files["tests/x_test.lua"] = "require 'base.lib.own'"
    try await workspace.install(user)
    user.version = "1.1.0"
    user.files["lib/late.lua"] = "\nlocal x = require 'base.lib.own'"
    let error = await workspace.refusal(user) as? EngineError
    #expect(error?.message(in: .en).contains("(user/lib/late.lua:2)") == true)
  }

  @Test("an upgrade with which an installed plugin would no longer load is refused, and names it")
  func broken() async throws {
    var user = ModulePlugin.user("1.0.0", "return 1")
    user.initLua = "require('base.lib.tool').version:rep(2)\n" + user.initLua
    let workspace = try await ModuleWorkspace(.base("1.0.0", tool: "return { version = 'a' }"), user)
    let error = await workspace.refusal(.base("1.1.0", tool: "return { }")) as? EngineError
    #expect(error?.code == "dependency.fails")
    let message = error?.message(in: .en) ?? ""
    #expect(message.hasPrefix("user 1.0.0 would no longer load with this"))
    #expect(message.contains("user/init.lua:1: attempt to index a nil value (field 'version')"))
    #expect(try await workspace.run("user:go") == .integer(1))
  }
}
