import Foundation
import Testing

/// A run of the binary with its peak memory.
struct MeasuredRun {
  /// The end of a process.
  enum End: Equatable {
    case status(Int32)
    case signal(Int32)
  }

  var end: End
  /// The peak resident memory, in bytes (`ru_maxrss` of the children).
  var peakBytes: Int
  var errors: String

  /// Runs `grappe` in a folder, in English, and kills it after `seconds`, which gives the status 137.
  ///
  /// A small program starts it: the kernel counts the parent's memory at the fork for the child, and the test process uses
  /// much.
  ///
  /// - Throws: when the process cannot be started or prints no number.
  init(_ arguments: [String], in directory: URL, seconds: Int = 120) throws {
    let oracle = GrappeBinary.root.appending(path: "Tests/Oracle/peak_memory.py").path
    let command = ["timeout", "-s", "KILL", "\(seconds)", GrappeBinary.executable.path] + arguments
    let run = try GrappeBinary.run(
      URL(filePath: "/usr/bin/env"), ["python3", oracle] + command, in: directory, environment: ["LC_ALL": "en_BE.UTF-8"])
    end = run.isSignalled ? .signal(run.status) : .status(run.status)
    let line = try #require(run.output.split(separator: "\n").first, "\(run.errors)")
    peakBytes = try #require(Int(line)) * 1_024
    errors = run.errors
  }
}
