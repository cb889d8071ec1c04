import Foundation
import Sandbox
import Scheduler
import Synchronization

/// The output of a program, and the reason it failed, if it did.
struct ProgramRun: Sendable, Equatable {
  var lines: [String] = []
  var failure: String?
}

/// Debian's `lua5.4`, the oracle.
enum StockLua {
  private static let candidates = ["/usr/bin/lua5.4", "/usr/local/bin/lua5.4"]
  static var path: String? { candidates.first { FileManager.default.isExecutableFile(atPath: $0) } }

  /// Runs a program in a process of its own, in UTC.
  static func run(_ program: String, secondsMax: Int = 60) throws -> ProgramRun {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lua-fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(program.utf8).write(to: folder.appending(path: SandboxLua.chunkName))
    let process = Process()
    let output = Pipe()
    let errors = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = ["-s", "KILL", "\(secondsMax)", path ?? candidates[0], SandboxLua.chunkName]
    process.currentDirectoryURL = folder
    process.environment = ["TZ": "UTC0", "LC_ALL": "C"]
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let message = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
    let failure = process.terminationStatus == 0 ? nil : "status \(process.terminationStatus): \(String(decoding: message, as: UTF8.self))"
    return ProgramRun(lines: lines, failure: failure)
  }
}

/// Our sandbox, with slices of a given length.
struct SandboxLua: Sendable {
  static let chunkName = "calls.lua"
  private let scheduler: Scheduler

  /// Runs without preemption: a slice longer than any program.
  static let whole = SandboxLua(sliceNanoseconds: 60_000_000_000)
  static let preempted = SandboxLua(sliceNanoseconds: 100_000)

  private init(sliceNanoseconds: Int64) { scheduler = Scheduler(workers: 1, sliceNanoseconds: sliceNanoseconds) }

  /// Runs a program in a sandbox of its own.
  func run(_ program: String, memoryBytesMax: Int = 256 << 20) async throws -> ProgramRun {
    let lines = Lines()
    let sandbox = try Sandbox(
      SandboxConfiguration(name: "calls", memoryBytesMax: memoryBytesMax, output: { _, line in lines.add(line) }))
    let report = await scheduler.run(
      TaskRequest(
        sandbox: sandbox, body: .chunk(source: Array(program.utf8), name: Self.chunkName),
        limits: TaskLimits(cpuMilliseconds: 120_000)))
    sandbox.close()
    guard case .returned = report.outcome else { return ProgramRun(lines: lines.all, failure: "\(report.outcome)") }
    return ProgramRun(lines: lines.all)
  }

  private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
  }
}
