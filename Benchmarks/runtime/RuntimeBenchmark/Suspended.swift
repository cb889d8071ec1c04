import Foundation
import Lua
import Sandbox
import Scheduler

enum Suspended {
  /// Ten thousand tasks of one plugin that wait in a host function.
  static func run() async throws {
    let count = 10_000
    let scheduler = Scheduler(workers: 1)
    let wait: HostFunction = { _ in .wait }
    let box = try sandbox("suspended", globals: ["wait": .function(wait)])
    let body = try box.load(source: Array("local a, b = 1, 2 wait() return a + b".utf8), chunkName: "suspended/init.lua")
    let (luaBefore, processBefore) = (box.memory.used, residentBytes())
    let handles = (0..<count).map { _ in scheduler.submit(TaskRequest(sandbox: box, function: body, limits: TaskLimits())) }
    while !scheduler.status().allSatisfy({ $0.phase == .waiting }) { try await Task.sleep(for: .milliseconds(20)) }
    let lua = (box.memory.used - luaBefore) / count
    let process = (residentBytes() - processBefore) / count
    print("suspended task \(lua) bytes of Lua memory, \(process) bytes of resident memory in all (of \(handles.count))")
    await scheduler.shutdown()
  }

  private static func residentBytes() -> Int {
    let pages = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
    return (pages.flatMap { Int($0) } ?? 0) * 4_096
  }
}
