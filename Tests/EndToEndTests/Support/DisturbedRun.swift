import Dispatch
import Foundation

/// A run of the binary that is killed: at a numbered step (debug builds only), or after a time.
struct DisturbedRun {
  /// Whether it was killed before its end.
  let isKilled: Bool
  /// The exit code when it was not killed.
  let status: Int32
  let microseconds: useconds_t

  init(_ arguments: [String], in directory: URL, crashingAt step: Int) throws {
    try self.init(arguments, directory, environment: ["GRAPPE_CRASH_AT": "\(step)"]) { _ in }
  }

  init(_ arguments: [String], in directory: URL, killedAfter microseconds: useconds_t) throws {
    try self.init(arguments, directory, environment: [:]) { process in
      usleep(microseconds)
      kill(process.processIdentifier, SIGKILL)
    }
  }

  private init(
    _ arguments: [String], _ directory: URL, environment: [String: String], _ disturb: (Process) -> Void
  ) throws {
    let process = Process()
    process.executableURL = GrappeBinary.executable
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let start = DispatchTime.now()
    try process.run()
    disturb(process)
    process.waitUntilExit(within: .seconds(600))
    microseconds = useconds_t((DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1_000)
    isKilled = process.terminationReason == .uncaughtSignal
    status = process.terminationStatus
  }
}
