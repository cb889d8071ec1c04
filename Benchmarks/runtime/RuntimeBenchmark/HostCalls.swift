import Foundation
import Lua
import Sandbox
import Scheduler

enum HostCalls {
  static let count = 10_000_000

  /// Compares `math.ult` in C with the same function in Swift: two integers in, a boolean out. The time of the empty loop is
  /// subtracted.
  static func run() async throws {
    let ult: HostFunction = { call in
      guard let left = call.integer(at: 1), let right = call.integer(at: 2) else { return .error("two integers") }
      call.push(UInt64(bitPattern: left) < UInt64(bitPattern: right))
      return .returns(1)
    }
    let scheduler = Scheduler(workers: 1)
    let box = try sandbox("host", globals: ["ult": .function(ult)])
    var best = (empty: Double.infinity, c: Double.infinity, host: Double.infinity)
    for _ in 0..<5 {
      best.empty = min(best.empty, await time(scheduler, box, "local f = math.ult for i = 1, \(count) do local _ = i end"))
      best.c = min(best.c, await time(scheduler, box, "local f = math.ult for i = 1, \(count) do local _ = f(i, 7) end"))
      best.host = min(best.host, await time(scheduler, box, "local f = ult for i = 1, \(count) do local _ = f(i, 7) end"))
    }
    let (c, host) = (best.c - best.empty, best.host - best.empty)
    print(String(format: "host call %.1f ns, C function %.1f ns, ratio %.2f", host, c, host / c))
  }

  private static func time(_ scheduler: Scheduler, _ box: Sandbox, _ source: String) async -> Double {
    let report = await scheduler.run(request(box, source))
    expectReturn(report)
    return Double(report.accounting.cpuNanoseconds) / Double(count)
  }
}
