import Lua
import Sandbox
import Scheduler
import Synchronization
import Testing

@Suite struct SandboxTests {
  private func run(_ source: String, _ configuration: SandboxConfiguration) async throws -> TaskReport {
    await Scheduler(workers: 1).run(
      TaskRequest(
        sandbox: try Sandbox(configuration), body: .chunk(source: Array(source.utf8), name: "demo/init.lua"),
        limits: TaskLimits(cpuMilliseconds: 2_000)))
  }

  private func values(_ report: TaskReport) -> [LuaValue]? {
    if case .returned(let values) = report.outcome { values } else { nil }
  }

  private func message(_ report: TaskReport) -> String? {
    if case .failed(let failure) = report.outcome { failure.message } else { nil }
  }

  @Test func `the globals are those of the allow-list`() async throws {
    let source = """
      local names = {}
      for name in pairs(_G) do names[#names + 1] = name end
      table.sort(names)
      return table.concat(names, ' ')
      """
    let allowed =
      "_G _VERSION assert collectgarbage coroutine error getmetatable ipairs load math next os pairs pcall print rawequal rawget "
      + "rawlen rawset require select setmetatable string table tonumber tostring type utf8 warn xpcall"
    #expect(values(try await run(source, SandboxConfiguration(name: "demo"))) == [.string(allowed)])
  }

  @Test func `the os library tells the host's time in UTC and nothing else`() async throws {
    var configuration = SandboxConfiguration(name: "demo")
    configuration.clock = LuaClock(wallSeconds: { 1_000_000_000 }, processorSeconds: { 1.5 })
    let source = """
      local names = {}
      for name in pairs(os) do names[#names + 1] = name end
      table.sort(names)
      local day = os.date('*t', 86399)
      return table.concat(names, ' '), os.time(), os.clock(), os.date('%Y-%m-%dT%H:%M:%S'),
        os.time{year = 2024, month = 2, day = 30}, day.hour, day.yday, day.isdst, os.difftime(5, 3)
      """
    #expect(
      values(try await run(source, configuration)) == [
        "clock date difftime time", 1_000_000_000, 1.5, "2001-09-09T01:46:40", 1_709_294_400, 23, 1, false, 2.0,
      ])
  }

  @Test func `math random starts at the host's seed`() async throws {
    let source = "math.random() math.randomseed() return math.random(1 << 40), math.random(1 << 40)"
    let first = values(try await run(source, SandboxConfiguration(name: "demo", seed: 7)))
    #expect(first?.count == 2)
    #expect(values(try await run(source, SandboxConfiguration(name: "demo", seed: 7))) == first)
    #expect(values(try await run(source, SandboxConfiguration(name: "demo", seed: 8))) != first)
  }

  @Test func `require finds modules of the own bundle, once each`() async throws {
    let modules: @Sendable (ModuleRequest) -> SandboxConfiguration.Module? = { request in
      request.name == "lib.rules"
        ? (Array("count = (count or 0) + 1 return {name = ..., line = (select(2, pcall(error, 'x', 2)))}".utf8), "demo/lib/rules.lua")
        : nil
    }
    let configuration = SandboxConfiguration(name: "demo", modules: modules)
    let source = "local a, b = require('lib.rules'), require('lib.rules') return a == b, a.name, count"
    #expect(values(try await run(source, configuration)) == [true, "lib.rules", 1])
    #expect(
      message(try await run("require('lib.rule')", configuration))
        == "demo/init.lua:1: module 'lib.rule' not found in this bundle")
  }

  @Test func `a module that fails to load names its own file and can be required again`() async throws {
    let configuration = SandboxConfiguration(
      name: "demo", modules: { _ in (Array("local x = = 1".utf8), "demo/lib/broken.lua") })
    let source = "local a, b = pcall(require, 'x') local c, d = pcall(require, 'x') return b == d, b"
    #expect(
      values(try await run(source, configuration)) == [true, "demo/lib/broken.lua:1: unexpected symbol near '='"])
  }

  @Test func `a strict host table tells the nearest name, for reading and writing`() async throws {
    let actors = HostTable(name: "grappe.actors", entries: ["find": .function { _ in .returns(0) }, "count": .value(3)])
    let configuration = SandboxConfiguration(
      name: "demo", globals: ["grappe": .table(HostTable(name: "grappe", entries: ["actors": .table(actors)]))])
    #expect(
      message(try await run("grappe.actors.fnid()", configuration))
        == "demo/init.lua:1: grappe.actors has no 'fnid': did you mean 'find'?")
    #expect(
      message(try await run("grappe.acters = 1", configuration))
        == "demo/init.lua:1: grappe cannot be given a 'acters': did you mean 'actors'?")
    #expect(
      message(try await run("local _ = grappe[1]", configuration))
        == "demo/init.lua:1: grappe has no key of type number")
    #expect(
      message(try await run("local _ = grappe.nothing_like_it", configuration))
        == "demo/init.lua:1: grappe has no 'nothing_like_it'")
    #expect(values(try await run("return grappe.actors.count", configuration)) == [3])
  }

  @Test func `a callable host table is called with itself first`() async throws {
    let table = HostTable(
      name: "t",
      callable: { call in
        call.push(call.type(at: 1) == .table)
        call.push(copyOf: 2)
        return .returns(2)
      })
    #expect(
      values(try await run("return t('x')", SandboxConfiguration(name: "demo", globals: ["t": .table(table)])))
        == [true, "x"])
  }

  @Test func `print and warn reach the host as text, without addresses`() async throws {
    let lines = Lines()
    let configuration = SandboxConfiguration(name: "demo", output: { channel, text in lines.add("\(channel): \(text)") })
    _ = try await run(
      """
      print('a', 1, nil, 2.0, setmetatable({}, {__tostring = function() return 'T' end}))
      print()
      print({})
      warn('@off')
      warn('careful', '!')
      """, configuration)
    #expect(lines.all == ["print: a\t1\tnil\t2.0\tT", "print: ", "print: {}", "warn: careful!"])
  }

  final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
  }

  @Test func `memory is counted, and garbage does not kill`() async throws {
    let configuration = SandboxConfiguration(name: "demo", memoryBytesMax: 1 << 20)
    let report = try await run(
      "local kept = ('x'):rep(300000) for i = 1, 2000 do local s = ('y'):rep(100000) .. i end return #kept", configuration)
    #expect(values(report) == [300_000])
    #expect(report.accounting.peakBytes > 300_000)
    #expect(report.accounting.peakBytes < 2 << 20)
  }

  @Test func `what is held beyond the limit kills, with figures`() async throws {
    let configuration = SandboxConfiguration(name: "demo", memoryBytesMax: 1 << 20)
    let report = try await run("local t = {}\nfor i = 1, 1000 do t[i] = ('x'):rep(5000) .. i end", configuration)
    guard case .killed(let kill) = report.outcome else {
      Issue.record("\(report.outcome)")
      return
    }
    #expect(kill.limit == .memory)
    #expect(kill.maximum == 1 << 20)
    #expect(kill.used > 1 << 20)
    #expect(kill.traceback.contains { $0.chunk == "demo/init.lua" && $0.line == 2 })
  }
}
