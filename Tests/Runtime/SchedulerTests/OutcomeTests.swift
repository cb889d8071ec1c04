import Lua
import Sandbox
import Scheduler
import Testing

/// Runs a chunk in a fresh sandbox.
func run(
  _ source: String, name: String = "probe", memory: Int = 8 << 20, limits: TaskLimits = TaskLimits(cpuMilliseconds: 200),
  globals: [String: HostEntry] = [:], arguments: [LuaValue] = [],
  on scheduler: Scheduler = Scheduler(workers: 1, sliceNanoseconds: 1_000_000)
) async throws -> TaskReport {
  let sandbox = try Sandbox(SandboxConfiguration(name: name, memoryBytesMax: memory, globals: globals))
  return await scheduler.run(
    TaskRequest(
      sandbox: sandbox, body: .chunk(source: Array(source.utf8), name: "\(name)/init.lua"), arguments: arguments,
      limits: limits))
}

extension TaskReport {
  var values: [LuaValue]? { if case .returned(let values) = outcome { values } else { nil } }
  var failure: LuaFailure? { if case .failed(let failure) = outcome { failure } else { nil } }
  var kill: Kill? { if case .killed(let kill) = outcome { kill } else { nil } }
}

@Suite struct OutcomeTests {
  @Test func `a chunk returns its values`() async throws {
    let report = try await run("local a = ... return a + 1, 'é', {1, 2, x = true}", arguments: [41])
    #expect(report.values == [42, "é", .table(LuaTable(array: [1, 2], fields: ["x": true]))])
  }

  @Test func `an error carries chunk, line and traceback`() async throws {
    let report = try await run("local function deep() error('broken') end\nlocal function way() deep() end\nway()")
    #expect(report.failure?.message == "probe/init.lua:1: broken")
    #expect(report.failure?.traceback.contains(LuaFrame(chunk: "probe/init.lua", line: 2, name: "way")) == true)
  }

  @Test func `an endless loop is killed for its processor time where it stands`() async throws {
    let report = try await run("local n = 0\nwhile true do n = n + 1 end", limits: TaskLimits(cpuMilliseconds: 50))
    #expect(report.kill?.limit == .cpu)
    #expect(report.kill?.maximum == 50)
    #expect((report.kill?.used ?? 0) >= 50)
    #expect(report.kill?.traceback.first?.chunk == "probe/init.lua")
    #expect(report.kill?.traceback.first?.line == 2)
  }

  @Test func `pcall does not catch a kill`() async throws {
    let report = try await run(
      "while true do pcall(function() while true do end end) end", limits: TaskLimits(cpuMilliseconds: 50))
    #expect(report.kill?.limit == .cpu)
  }

  @Test func `memory beyond the limit kills`() async throws {
    let report = try await run("local t = {} while true do t[#t + 1] = {} end")
    #expect(report.kill?.limit == .memory)
  }

  @Test func `a sort with an endless comparison is killed`() async throws {
    let report = try await run(
      "table.sort({3, 2, 1}, function() while true do end end)", limits: TaskLimits(cpuMilliseconds: 50))
    #expect(report.kill?.limit == .cpu)
  }

  @Test func `waiting beyond the wall limit kills`() async throws {
    let wait: HostFunction = { _ in .wait }
    let report = try await run(
      "wait()", limits: TaskLimits(wallMilliseconds: 30), globals: ["wait": .function(wait)])
    #expect(report.kill?.limit == .wall)
  }

  @Test func `a sleeping task goes on after its time`() async throws {
    let sleep: HostFunction = { call in
      if call.isResumed {
        call.push("slept")
        return .returns(1)
      }
      call.wake(afterNanoseconds: 2_000_000)
      return .wait
    }
    let report = try await run(
      "return sleep(), coroutine.wrap(function() return sleep() end)()",
      globals: ["sleep": .function(sleep)])
    #expect(report.values == ["slept", "slept"])
  }
}
