import Foundation
import Testing

/// A `grappe` that runs beside the test, to look at it meanwhile.
final class RunningGrappe {
  private let process = Process()

  /// Starts `grappe` with `arguments` in the workspace.
  init(_ workspace: DemoWorkspace, _ arguments: [String]) throws {
    process.executableURL = GrappeBinary.executable
    process.arguments = arguments
    process.currentDirectoryURL = workspace.directory
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  var number: Int32 { process.processIdentifier }

  /// Asks `look` again and again while the process runs; nil when it ended without anything to see.
  func observe<Result>(_ look: () throws -> Result?) rethrows -> Result? {
    while process.isRunning {
      if let seen = try look() { return seen }
    }
    return nil
  }

  /// The number under which `grappe top` shows what it runs, once it does and has used the processor.
  func invocationID(in workspace: DemoWorkspace) throws -> String? {
    try observe {
      let list = try json(try workspace.grappe("top", "--json").output) as? [[String: Any]]
      let own = list?.first { $0["pid"] as? Int == Int(number) && ($0["cpu_ms"] as? Int ?? 0) > 0 }
      return own?["id"] as? String
    }
  }

  func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Ends it as a crash does, without a chance to clear up.
  func crash() {
    _ = crashed()
  }

  /// The same.
  /// - Returns: whether it was still running.
  func crashed() -> Bool {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }
}
