import Foundation
import Lua
import Scheduler

enum Latency {
  /// Eight plugins loop on two workers while a ninth runs tasks of about a millisecond, one after another.
  static func run() async throws {
    let scheduler = Scheduler(workers: 2)
    let loops = try (1...8).map { scheduler.submit(request(try sandbox("loop\($0)"), loopSource($0))) }
    let quick = try sandbox("quick")
    var latencies: [Double] = []
    for _ in 0..<500 {
      let report = await elapsed { expectReturn(await scheduler.run(request(quick, "for i = 1, 150000 do end"))) }
      latencies.append(report / 1e6)
    }
    latencies.sort()
    print(
      String(
        format: "latency of a short task beside eight loops: median %.2f ms, p99 %.2f ms, worst %.2f ms",
        latencies[250], latencies[494], latencies[499]))
    try await shares(scheduler, loops)
  }

  /// Half of the loops are in a sort comparison, where a coroutine cannot yield.
  private static func loopSource(_ number: Int) -> String {
    number % 2 == 0 ? "while true do end" : "table.sort({2, 1}, function() while true do end end)"
  }

  /// Starts a ninth loop, and measures the share of each of the nine in the next four seconds.
  private static func shares(_ scheduler: Scheduler, _ loops: [TaskHandle]) async throws {
    let ninth = scheduler.submit(request(try sandbox("ninth"), "while true do end"))
    let before = used(scheduler)
    try await Task.sleep(for: .seconds(4))
    let after = used(scheduler)
    let gained = after.map { ($0.key, Double($0.value - (before[$0.key] ?? 0))) }.filter { $0.0 != "quick" }
    let fair = gained.map(\.1).reduce(0, +) / Double(gained.count)
    let ninthGain = gained.first { $0.0 == "ninth" }!.1
    let worst = gained.map { abs($0.1 / fair - 1) }.max()!
    print(
      String(format: "share of the ninth plugin: %.1f %% of fair; farthest of all nine: %.1f %% off", 100 * ninthGain / fair, 100 * worst))
    for handle in loops + [ninth] { handle.cancel() }
    await scheduler.shutdown()
  }

  private static func used(_ scheduler: Scheduler) -> [String: Int64] {
    Dictionary(uniqueKeysWithValues: scheduler.status().map { ($0.plugin, $0.accounting.cpuNanoseconds) })
  }
}
