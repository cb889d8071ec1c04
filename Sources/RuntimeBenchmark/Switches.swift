import Foundation
import Lua
import Scheduler

enum Switches {
  static let source = "local n = 0 for i = 1, 200000000 do n = n + i end"

  /// Two loops on one worker, with slices of 100 µs and of 20 ms. What the many switches cost more, each.
  static func run() async throws {
    var best = Double.infinity
    var switches = 0
    for _ in 0..<3 {
      let (few, fewCount) = try await pair(sliceNanoseconds: 20_000_000)
      let (many, manyCount) = try await pair(sliceNanoseconds: 100_000)
      if (many - few) / Double(manyCount - fewCount) < best {
        best = (many - few) / Double(manyCount - fewCount)
        switches = manyCount - fewCount
      }
    }
    print(String(format: "forced switch %.0f ns (signal, yield, queue and resume; over %d switches)", best, switches))
  }

  private static func pair(sliceNanoseconds: Int64) async throws -> (Double, Int) {
    let scheduler = Scheduler(workers: 1, sliceNanoseconds: sliceNanoseconds)
    let (left, right) = (try sandbox("left"), try sandbox("right"))
    let start = SystemClock.monotonicNanoseconds()
    let handles = [left, right].map { scheduler.submit(request($0, source)) }
    var count = 0
    for handle in handles {
      let report = await handle.value
      expectReturn(report)
      count += report.accounting.switches
    }
    let time = Double(SystemClock.monotonicNanoseconds() - start)
    await scheduler.shutdown()
    return (time, count)
  }
}
