import Foundation
import Lua
import Sandbox
import Scheduler

/// Measures the runtime; Benchmarks/runtime/run.sh compares the figures with plain Lua.
///
///     RuntimeBenchmark program FILE     processor seconds of a program in the sandbox
///     RuntimeBenchmark host             nanoseconds of a host call, and of the same function in C
///     RuntimeBenchmark switch           nanoseconds of a forced switch
///     RuntimeBenchmark open             microseconds to open and close a sandbox
///     RuntimeBenchmark latency          a 1 ms task beside eight endless loops, and the loops' shares
///     RuntimeBenchmark suspended        bytes of a suspended task, of 10,000
@main
enum RuntimeBenchmark {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "program": try await Programs.run(arguments.last ?? "")
    case "host": try await HostCalls.run()
    case "switch": try await Switches.run()
    case "open": try Opening.run()
    case "latency": try await Latency.run()
    case "suspended": try await Suspended.run()
    default:
      FileHandle.standardError.write(Data("usage: RuntimeBenchmark program FILE | host | switch | open | latency | suspended\n".utf8))
      exit(2)
    }
  }
}

/// Creates a sandbox without limits except memory.
func sandbox(_ name: String, globals: [String: HostEntry] = [:]) throws -> Sandbox {
  try Sandbox(SandboxConfiguration(name: name, memoryBytesMax: 1 << 30, globals: globals))
}

func request(_ sandbox: Sandbox, _ source: String, _ limits: TaskLimits = TaskLimits()) -> TaskRequest {
  TaskRequest(sandbox: sandbox, body: .chunk(source: Array(source.utf8), name: "\(sandbox.name)/init.lua"), limits: limits)
}

func elapsed(_ body: () async throws -> Void) async rethrows -> Double {
  let start = SystemClock.monotonicNanoseconds()
  try await body()
  return Double(SystemClock.monotonicNanoseconds() - start)
}

func expectReturn(_ report: TaskReport) {
  guard case .returned = report.outcome else { fatalError("\(report.outcome)") }
}
