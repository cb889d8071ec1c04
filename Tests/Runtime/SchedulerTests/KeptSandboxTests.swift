import Lua
import Sandbox
import Scheduler
import Testing

/// Code that a person types and stops: the sandbox is kept when the stop left it intact.
@Suite struct KeptSandboxTests {
  private let scheduler = Scheduler(workers: 1, sliceNanoseconds: 1_000_000)

  private func run(
    _ source: String, in box: Sandbox, keeping: Bool = true, limits: TaskLimits = TaskLimits(cpuMilliseconds: 30)
  ) async -> TaskReport {
    var request = TaskRequest(
      sandbox: box, body: .chunk(source: Array(source.utf8), name: "line"), limits: limits)
    request.keepsSandbox = keeping
    return await scheduler.run(request)
  }

  private func box(_ globals: [String: HostEntry] = [:]) throws -> Sandbox {
    try Sandbox(SandboxConfiguration(name: "typed", memoryBytesMax: 8 << 20, globals: globals))
  }

  @Test(
    "a stop that leaves the state whole leaves the variables",
    arguments: [
      "while true do end", "while true do pcall(function() while true do end end) end",
      "coroutine.wrap(function() while true do end end)()", "while true do string.rep('x', 1 << 20):find('y') end",
      "for i = 1, math.huge do host() end", "while true do tostring(host) end",
      "local co = coroutine.create(function() for i = 1, math.huge do host() end end) while true do coroutine.resume(co) end",
    ])
  func whole(source: String) async throws {
    let box = try box(["host": .function { _ in .returns(0) }])
    #expect(await run("x = 41", in: box).values == [])
    #expect(await run("x = x + 1 " + source, in: box).kill != nil)
    #expect(!box.isInvalidated)
    #expect(await run("return x", in: box).values == [42])
  }

  @Test("a stop that had to leave the middle of a library function condemns the sandbox")
  func torn() async throws {
    let box = try box()
    #expect(await run("table.sort({3, 2, 1}, function() while true do end end)", in: box).kill?.limit == .cpu)
    #expect(box.isInvalidated)
    #expect(await run("return 1", in: box).kill?.limit == .abandoned)
  }

  @Test("a stop for memory condemns the sandbox")
  func memory() async throws {
    let box = try box()
    let report = await run("t = {} while true do t[#t + 1] = {} end", in: box, limits: TaskLimits())
    #expect(report.kill?.limit == .memory)
    #expect(box.isInvalidated)
  }

  @Test("a kill while the host works for the task leaves the variables too")
  func hostCall() async throws {
    let box = try box(["kill": .function { _ in .kill(KillReason(.cancelled)) }])
    #expect(await run("x = 1 kill()", in: box).kill?.limit == .cancelled)
    #expect(await run("return x", in: box).values == [1])
  }

  @Test("any number of kills count for nothing, where those of plugins quarantine")
  func ledger() async throws {
    let kept = try box()
    for _ in 0..<4 { #expect(await run("while true do end", in: kept).kill?.limit == .cpu) }
    #expect(scheduler.quarantined.isEmpty)
    for _ in 0..<3 { _ = await run("while true do end", in: try box(), keeping: false) }
    #expect(scheduler.quarantined["typed"] != nil)
  }
}
