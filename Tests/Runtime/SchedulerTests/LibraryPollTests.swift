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
    // A busy machine may hold the thread back for longer than the worker waits before it jumps, but not each time.
    for _ in 0..<3 where try await !isAbandonedAfterKill(call) { return }
    Issue.record("the state was lost each time")
  }

  private func isAbandonedAfterKill(_ call: String) async throws -> Bool {
    let sandbox = try Sandbox(SandboxConfiguration(name: "dates", memoryBytesMax: 512 << 20))
    let report = await Scheduler(workers: 1).run(
      TaskRequest(
        sandbox: sandbox, body: .chunk(source: Array("while true do \(call) end".utf8), name: "dates.lua"),
        limits: TaskLimits(cpuMilliseconds: 150)))
    if case .killed(let kill) = report.outcome { #expect(kill.limit == .cpu) } else { Issue.record("\(report.outcome)") }
    return sandbox.state.isAbandoned
  }
}
