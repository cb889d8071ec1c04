import Foundation

/// The built binary, run as a user runs it.
struct GrappeBinary: Sendable {
  /// The output of a run and its exit status.
  struct Run {
    var status: Int32
    var output: String
    var errors: String
    /// Whether a signal ended it; `status` is then the number of the signal.
    var isSignalled = false
  }

  /// The root of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The working folder of the commands.
  let directory: URL

  /// Runs `grappe` with `arguments` in the folder, by default in English, with empty input.
  func callAsFunction(_ arguments: String..., language: String = "en") throws -> Run {
    try run(arguments, language: language)
  }

  func run(_ arguments: [String], language: String = "en") throws -> Run {
    try Self.run(Self.executable, arguments, in: directory, environment: ["LC_ALL": "\(language)_BE.UTF-8"])
  }

  /// Runs any program and waits for it, for `limit` at most.
  static func run(
    _ executable: URL, _ arguments: [String], in directory: URL, environment: [String: String] = [:],
    limit: Duration = .seconds(600)
  ) throws -> Run {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: a child that fills a pipe without a reader would block for ever.
    let (output, errors) = (try Capture(), try Capture())
    process.standardOutput = output.handle
    process.standardError = errors.handle
    try process.run()
    process.waitUntilExit(within: limit)
    return Run(
      status: process.terminationStatus, output: try output.text(), errors: try errors.text(),
      isSignalled: process.terminationReason == .uncaughtSignal)
  }

  /// The folder of the binary, for `PATH`.
  static var folder: String { executable.deletingLastPathComponent().path }

  static let executable: URL = {
    if let path = ProcessInfo.processInfo.environment["GRAPPE_BINARY"] { return URL(filePath: path) }
    return root.appending(path: ".build/debug/grappe")
  }()

  private struct Capture {
    let url = FileManager.default.temporaryDirectory.appending(path: "grappe-output-\(UUID().uuidString)")
    let handle: FileHandle

    init() throws {
      try Data().write(to: url)
      handle = try FileHandle(forWritingTo: url)
    }

    func text() throws -> String {
      defer { try? FileManager.default.removeItem(at: url) }
      return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }
  }
}

/// A folder that is removed when the test ends.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "grappe-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
