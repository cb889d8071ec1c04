import Lua
import Sandbox
import Scheduler
import Testing

/// A task that is killed within a library function leaves it at a poll, and the state stays intact; without a poll, the worker
/// jumps out of the function and the state is lost.
@Suite struct LibraryPollTests {
  @Test(
    "a date of millions of conversions is left at a poll",
    arguments: [
      "os.date('x' .. ('%t'):rep(4000000))", "os.date(('%%'):rep(4000000))", "os.date(('%c'):rep(4000000))", "os.date(('x'):rep(60000000))",
    ])
  func dates(call: String) async throws {
    let sandbox = try Sandbox(SandboxConfiguration(name: "dates", memoryBytesMax: 512 << 20))
    let report = await Scheduler(workers: 1).run(
      TaskRequest(
        sandbox: sandbox, body: .chunk(source: Array("while true do \(call) end".utf8), name: "dates.lua"),
        limits: TaskLimits(cpuMilliseconds: 150)))
    guard case .killed(let kill) = report.outcome else {
      Issue.record("\(report.outcome)")
      return
    }
    #expect(kill.limit == .cpu)
    #expect(!sandbox.state.isAbandoned)
  }
}
