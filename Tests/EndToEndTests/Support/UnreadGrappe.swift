import Foundation

/// A `grappe` whose output goes into pipes that the test reads when it wants to: a writer that fills one stands in its write.
final class UnreadGrappe {
  private let process = Process()
  private let output = Pipe()
  private let errors = Pipe()

  init(_ workspace: DemoWorkspace, _ arguments: [String]) throws {
    process.executableURL = GrappeBinary.executable
    process.arguments = arguments
    process.currentDirectoryURL = workspace.directory
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "en_BE.UTF-8"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    for pipe in [output, errors] {
      let end = pipe.fileHandleForReading.fileDescriptor
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
    }
  }

  deinit { if isRunning { kill(number, SIGKILL) } }

  var isRunning: Bool { process.isRunning }
  var number: Int32 { process.processIdentifier }

  /// The bytes in the pipe of standard output now.
  func readOutput() -> String { Self.read(output) }

  /// The bytes in the pipe of standard error now.
  func readErrors() -> String { Self.read(errors) }

  /// How many bytes lie in the pipe of standard error.
  var errorByteCount: Int {
    var count: Int32 = 0
    _ = ioctl(errors.fileHandleForReading.fileDescriptor, UInt(FIONREAD), &count)
    return Int(count)
  }

  /// Waits for the end of the process.
  ///
  /// - Returns: the exit code and whether a signal ended it; nil when it still runs after so many seconds.
  func end(within seconds: Double) -> (status: Int32, isSignalled: Bool)? {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while process.isRunning {
      guard Date() < deadline else { return nil }
      usleep(20_000)
    }
    return (process.terminationStatus, process.terminationReason == .uncaughtSignal)
  }

  private static func read(_ pipe: Pipe) -> String {
    var (text, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
    while true {
      let count = Foundation.read(pipe.fileHandleForReading.fileDescriptor, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: text, as: UTF8.self) }
      text += buffer[..<count]
    }
  }
}
