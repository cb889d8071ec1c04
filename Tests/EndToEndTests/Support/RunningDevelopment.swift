import Foundation
import Testing

/// A running `grappe dev --json` on a new plugin `demo`, and its output so far.
final class RunningDevelopment {
  let folder: URL
  let plugin: URL
  /// Keeps the folder while the test uses it.
  private let owner: TemporaryFolder
  private let process = Process()
  private let output: URL

  /// Creates the plugin in a temporary folder and develops it in a throw-away workspace.
  convenience init(environment: [String: String] = [:]) throws {
    let owner = try TemporaryFolder()
    try #require(try GrappeBinary(directory: owner.url)("new", "demo").status == 0)
    try self.init(owner, ["dev", "demo"], environment)
  }

  /// Develops the plugin `demo` in a workspace, and creates it if it is missing.
  /// - Parameter more: further arguments.
  convenience init(in workspace: DemoWorkspace, _ more: [String] = []) throws {
    if !FileManager.default.fileExists(atPath: workspace.directory.appending(path: "demo").path) {
      try #require(try workspace.grappe("new", "demo").status == 0)
    }
    try self.init(workspace.folder, ["dev", "demo", "--yes"] + more)
  }

  private init(_ owner: TemporaryFolder, _ arguments: [String], _ environment: [String: String] = [:]) throws {
    self.owner = owner
    folder = owner.url
    plugin = folder.appending(path: "demo")
    output = folder.appending(path: "output-\(UUID().uuidString)")
    try Data().write(to: output)
    process.executableURL = GrappeBinary.executable
    process.arguments = arguments + ["--json", "--lang", "en"]
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  var events: [[String: Any]] {
    let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { (try? json(String($0))) as? [String: Any] }
  }

  /// Returns the events of the round of that number, counted from 0, once it has ended; nil when the process ended before.
  func round(_ number: Int) -> [[String: Any]]? {
    while process.isRunning {
      let rounds = events.split(omittingEmptySubsequences: false) { $0["event"] as? String == "done" }
      if rounds.count > number + 1 {
        let ends = events.filter { $0["event"] as? String == "done" }
        return Array(rounds[number]) + [ends[number]]
      }
    }
    return nil
  }

  func write(_ text: String, to path: String) throws { try Data(text.utf8).write(to: plugin.appending(path: path)) }

  func text(_ path: String) throws -> String { try String(contentsOf: plugin.appending(path: path), encoding: .utf8) }

  /// Sends Ctrl-C.
  func interrupt() -> Int32 {
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit(within: .seconds(600))
    return process.terminationStatus
  }

  /// Kills it with SIGKILL.
  func crash() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit(within: .seconds(600))
  }

  func wait() -> Int32 {
    process.waitUntilExit(within: .seconds(600))
    return process.terminationStatus
  }

  /// Returns the texts of a field of the events of a kind.
  static func words(_ events: [[String: Any]], _ event: String, _ field: String) -> [String] {
    events.filter { $0["event"] as? String == event }.compactMap { $0[field] as? String }
  }
}
