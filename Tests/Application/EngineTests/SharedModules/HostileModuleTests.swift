import Ecosystem
import Lua
import Testing

@testable import Engine

/// A module of another bundle is code of the plugin that requires it: it may do there what that plugin may, and nothing elsewhere.
@Suite struct HostileModuleTests {
  private static let limits = "memory = \"8MiB\"\ncommand = { cpu = \"300ms\" }"

  private func workspace(_ tool: String, go: String = "return require('base.lib.tool')()") async throws -> ModuleWorkspace {
    var base = ModulePlugin.base(tool: tool)
    base.initLua = ModulePlugin.command("go", "return string.format('%d', 7)")
    var user = ModulePlugin.user("1.0.0", go)
    user.limits = Self.limits
    let other = ModulePlugin(name: "other", initLua: ModulePlugin.command("go", "return string.format('%d', 7)"))
    return try await ModuleWorkspace(base, user, other)
  }

  @Test(
    "a module that loops or fills memory is stopped at the limit of the plugin that requires it, and neighbours answer on",
    arguments: [
      ("return function() while true do end end", Limit.cpu), ("while true do pcall(error) end", .cpu),
      ("return function() local t = {} while true do t[#t + 1] = { t } end end", .memory),
      ("return function() return ('x'):rep(1 << 30) end", .memory),
    ])
  func limits(tool: String, limit: Limit) async throws {
    let workspace = try await workspace(tool)
    do {
      _ = try await workspace.run("user:go")
      Issue.record("it was not stopped")
    } catch EngineError.stopped(let place, let kill) {
      #expect(place == "user:go")
      #expect(kill.limit == limit)
      #expect(kill.traceback.contains { $0.chunk == "base/lib/tool.lua" })
    }
    #expect(try await workspace.run("other:go") == .text("7"))
    #expect(try await workspace.run("base:go") == .text("7"))
  }

  @Test("a module that overwrites globals changes them for the plugin that requires it alone, not for its own plugin or another")
  func globals() async throws {
    let workspace = try await workspace(
      "string.format = function() return 'mine' end require = nil return function() return string.format('%d', 7) end")
    #expect(try await workspace.run("user:go") == .text("mine"))
    #expect(try await workspace.run("base:go") == .text("7"))
    #expect(try await workspace.run("other:go") == .text("7"))
  }

  @Test("a chunk that takes the name of another bundle's file gains no file of a bundle outside the plugin's dependencies")
  func takenName() async throws {
    let go = "return select(2, pcall(load(\"return require 'lib.own'\", '@other/lib/x.lua')))"
    let workspace = try await workspace("return 1", go: go)
    let text = try await workspace.run("user:go")?.textValue ?? ""
    #expect(text.contains("module 'lib.own' not found in this bundle"), "\(text)")
  }
}
