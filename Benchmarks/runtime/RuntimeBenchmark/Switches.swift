import Foundation
import Lua
import Sandbox
import Scheduler

enum Switches {
  static let count = 1_000_000

  /// Runs two tasks of two plugins on one worker. Measures the cost of ending a slice at every turn beyond that of an empty
  /// host call: hook, yield, queue and resume. Then the cost of the timer's signal, which is the system's.
  static func run() async throws {
    let body = "local f = ... for i = 1, \(count) do f() end"
    var best = Double.infinity
    for _ in 0..<3 {
      let idle = try await pair(body, slice: 5_000_000) { _ in .returns(0) }
      let forced = try await pair(body, slice: 5_000_000) { call in
        call.endSlice()
        return .returns(0)
      }
      best = min(best, (forced.time - idle.time) / Double(forced.switches))
    }
    print(String(format: "forced switch %.0f ns (hook, yield, queue, resume)", best))
    try await signals()
  }

  private static func signals() async throws {
    let body = "local n = 0 for i = 1, 150000000 do n = n + i end"
    let few = try await pair(body, slice: 20_000_000) { _ in .returns(0) }
    let many = try await pair(body, slice: 200_000) { _ in .returns(0) }
    let each = (many.time - few.time) / Double(many.switches - few.switches)
    print(String(format: "forced switch with the timer's interrupt and signal on this machine %.0f ns", each))
  }

  private static func pair(
    _ source: String, slice: Int64, _ function: @escaping HostFunction
  ) async throws -> (time: Double, switches: Int) {
    let scheduler = Scheduler(workers: 1, sliceNanoseconds: slice)
    let start = processNanoseconds()
    let handles = try ["left", "right"].map { name in
      let box = try sandbox(name, globals: ["f": .function(function)])
      return scheduler.submit(request(box, source.replacingOccurrences(of: "...", with: "f")))
    }
    var switches = 0
    for handle in handles {
      let report = await handle.value
      expectReturn(report)
      switches += report.accounting.switches
    }
    let time = processNanoseconds() - start
    await scheduler.shutdown()
    return (time, switches)
  }

  /// Processor time of all threads, so that other processes do not count.
  private static func processNanoseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
