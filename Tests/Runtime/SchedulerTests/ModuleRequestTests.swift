import Lua
import Sandbox
import Scheduler
import Testing

/// `require` tells the host which bundle's code calls, and loads each chunk once.
@Suite struct ModuleRequestTests {
  /// Modules by the calling bundle and the name; the source stands under the chunk's name.
  private static let names = [
    "demo shared.lib.a": "shared/lib/a.lua", "shared lib.a": "shared/lib/a.lua", "shared lib.b": "shared/lib/b.lua",
    "demo lib.b": "demo/lib/b.lua", "demo shared.lib.circle": "shared/lib/circle.lua", "shared lib.circle": "shared/lib/circle.lua",
    "demo shared.lib.facade": "shared/lib/facade.lua", "demo shared.lib.text": "shared/lib/text.lua",
    "demo shared.lib.later": "shared/lib/later.lua", "demo shared.lib.fails": "shared/lib/fails.lua",
  ]
  private static let sources = [
    "shared/lib/a.lua": "count = (count or 0) + 1 return { b = require('lib.b'), name = ... }",
    "shared/lib/b.lua": "return 'shared'", "demo/lib/b.lua": "return 'own'",
    "shared/lib/circle.lua": "return require('lib.circle')",
    "shared/lib/facade.lua": "return require('lib.b')",
    "shared/lib/text.lua": "local value = load('return select(2, pcall(require, \"lib.b\"))')() return value",
    "shared/lib/later.lua": "local M = {} function M.get() return require 'lib.b' end return M",
    "shared/lib/fails.lua": "local M = {}\nfunction M.fail() error('no') end\nreturn M",
  ]

  @Sendable private static func modules(_ request: ModuleRequest) throws(ModuleRefusal) -> SandboxConfiguration.Module? {
    if request.name == "closed.lib.x" { throw ModuleRefusal("\(request.callingBundle) may not") }
    guard let chunk = names["\(request.callingBundle) \(request.name)"], let source = sources[chunk] else { return nil }
    return (Array(source.utf8), chunk)
  }

  private func run(_ source: String) async throws -> TaskReport {
    await Scheduler(workers: 1).run(
      TaskRequest(
        sandbox: try Sandbox(SandboxConfiguration(name: "demo", modules: Self.modules)),
        body: .chunk(source: Array(source.utf8), name: "demo/init.lua"), limits: TaskLimits(cpuMilliseconds: 2_000)))
  }

  private func values(_ source: String) async throws -> [LuaValue]? {
    if case .returned(let values) = try await run(source).outcome { values } else { nil }
  }

  private func message(_ source: String) async throws -> String? {
    if case .failed(let failure) = try await run(source).outcome { failure.message } else { nil }
  }

  @Test("a module's own requires are answered for its bundle, not for the one that required it")
  func callingBundle() async throws {
    #expect(try await values("return require('shared.lib.a').b, require('lib.b')") == ["shared", "own"])
  }

  @Test(
    "the calling bundle is found through a tail call, a protected call of loaded text and a function called later",
    arguments: ["return require('shared.lib.facade')", "return require('shared.lib.text')", "return require('shared.lib.later').get()"])
  func callers(source: String) async throws {
    #expect(try await values(source) == ["shared"])
  }

  @Test("a protected call and a coroutine of one's own find one's own modules")
  func ownCallers() async throws {
    #expect(try await values("return select(2, pcall(require, 'lib.b'))") == ["own"])
    #expect(try await values("return coroutine.wrap(function() return require('lib.b') end)()") == ["own"])
  }

  @Test("a chunk is loaded once, whatever names lead to it")
  func once() async throws {
    let source = "local a = require('shared.lib.a') return a == require('shared.lib.a'), a.name, count"
    #expect(try await values(source) == [true, "shared.lib.a", 1])
  }

  @Test("a name is refused to the bundle that may not have it, also when another one has loaded the module")
  func perBundle() async throws {
    #expect(
      try await message("require('shared.lib.a') require('lib.a')") == "demo/init.lua:1: module 'lib.a' not found in this bundle")
  }

  @Test("a refusal is raised with the place of the call")
  func refusal() async throws {
    #expect(try await message("\nrequire('closed.lib.x')") == "demo/init.lua:2: demo may not")
  }

  @Test("a module that requires itself by its other name is refused")
  func circle() async throws {
    let message = try await message("require('shared.lib.circle')")
    #expect(message == "shared/lib/circle.lua:1: module 'lib.circle' requires itself, directly or through another")
  }

  @Test("an error in a module of another bundle names that bundle's file and line")
  func place() async throws {
    #expect(try await message("require('shared.lib.fails').fail()") == "shared/lib/fails.lua:2: no")
  }
}
