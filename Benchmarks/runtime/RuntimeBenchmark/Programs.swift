import Foundation
import Scheduler

enum Programs {
  /// Runs a program on a scheduler with its usual slices and prints its processor seconds.
  static func run(_ path: String) async throws {
    let source = try String(contentsOfFile: path, encoding: .utf8)
    let report = await Scheduler(workers: 1).run(request(try sandbox("program"), source))
    expectReturn(report)
    print(String(format: "%.4f", Double(report.accounting.cpuNanoseconds) / 1e9))
  }
}
