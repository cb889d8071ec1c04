import Foundation
import Testing

/// A `grappe` that runs beside the test.
final class RunningGrappe {
  private let process = Process()

  /// Starts `grappe` with `arguments` in the workspace, in English.
  ///
  /// - Parameters:
  ///   - output: the target of its standard output; dropped by default.
  ///   - errors: the target of its standard error; dropped by default.
  init(
    _ workspace: DemoWorkspace, _ arguments: [String], output: FileHandle = .nullDevice, errors: FileHandle = .nullDevice
  ) throws {
    process.executableURL = GrappeBinary.executable
    process.arguments = arguments
    process.currentDirectoryURL = workspace.directory
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "en_BE.UTF-8"]) { $1 }
    try process.run()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  var number: Int32 { process.processIdentifier }

  /// Polls `look` while the process runs; returns nil when it ended without a result.
  func observe<Result>(_ look: () throws -> Result?) rethrows -> Result? {
    while process.isRunning {
      if let seen = try look() { return seen }
    }
    return nil
  }

  /// Returns the number of its invocation in `grappe top`, once it is listed and has used processor time.
  func invocationID(in workspace: DemoWorkspace) throws -> String? {
    try observe {
      let list = try json(try workspace.grappe("top", "--json").output) as? [[String: Any]]
      let own = list?.first { $0["pid"] as? Int == Int(number) && ($0["cpu_ms"] as? Int ?? 0) > 0 }
      return own?["id"] as? String
    }
  }

  func wait() -> Int32 {
    process.waitUntilExit(within: .seconds(600))
    return process.terminationStatus
  }

  /// Sends a signal and waits until the process has ended.
  ///
  /// - Returns: the exit code, and the seconds from the signal to the end; nil when it had not ended after `limit` seconds.
  func end(by signal: Int32, limit: Double = 20) -> (status: Int32, seconds: Double)? {
    let clock = ContinuousClock()
    let sent = clock.now
    kill(process.processIdentifier, signal)
    let last = Date(timeIntervalSinceNow: limit)
    while process.isRunning, Date() < last { Thread.sleep(forTimeInterval: 0.02) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit(within: .seconds(600))
    return process.terminationReason == .exit ? (process.terminationStatus, (clock.now - sent) / .seconds(1)) : nil
  }

  /// Kills it with SIGKILL, so that it cannot clean up.
  func crash() {
    _ = crashed()
  }

  /// Kills it with SIGKILL.
  /// - Returns: whether it was still running.
  func crashed() -> Bool {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit(within: .seconds(600))
    return process.terminationReason == .uncaughtSignal
  }
}
