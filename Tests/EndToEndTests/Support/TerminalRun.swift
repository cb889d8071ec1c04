import Foundation
import Testing

/// A `grappe shell` on a terminal, with input typed step by step.
struct TerminalRun: Decodable {
  /// The result of a step that waits.
  struct Step: Decodable {
    /// The output meanwhile, without escape sequences.
    var text: String
    /// The duration, in milliseconds.
    var ms: Double?
    /// The text that did not appear.
    var missing: String?
  }

  /// One step.
  enum Action {
    case send(String)
    /// Waits for a text.
    case until(String)
    /// Waits until no thread of the program runs.
    case idle

    /// Types a line and waits for the prompt after it.
    static func line(_ text: String, prompt: String = "grappe> ") -> [Action] {
      [.send(text + "\r"), .until("\n" + prompt)]
    }
  }

  /// The exit code.
  var status: Int32
  var steps: [Step]
  /// The whole output, escape sequences included.
  var raw: String

  static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Opens a shell in the workspace, waits for its prompt, runs the steps, and leaves with Ctrl-D.
  static func shell(
    in workspace: DemoWorkspace, _ steps: [[Action]], language: String = "en", columns: Int = 80, terminal: String = "xterm",
    environment: [String: String] = [:], arguments: [String] = []
  ) throws -> TerminalRun {
    let all = [[.until("> ")]] + steps + [[.send("\u{4}")]]
    let job: [String: Any] = [
      "command": [GrappeBinary.executable.path, "shell"] + arguments, "columns": columns, "rows": 24,
      "steps": all.flatMap { $0 }.map(\.json),
    ]
    let variables = ["LC_ALL": "\(language)_BE.UTF-8", "TERM": terminal, "NO_COLOR": "", "COLUMNS": "", "PAGER": "cat"]
    let run = try drive(job, in: workspace.directory, environment: variables.merging(environment) { $1 })
    for step in run.steps { try #require(step.missing == nil, "\(step.missing ?? "") did not come: \(step.text)") }
    return run
  }

  /// Runs a command in the workspace on a terminal, with typed input.
  static func command(
    in workspace: DemoWorkspace, _ arguments: [String], _ steps: [Action], language: String = "en"
  ) throws -> TerminalRun {
    let job: [String: Any] = [
      "command": [GrappeBinary.executable.path] + arguments, "columns": 120, "rows": 24, "steps": steps.map(\.json),
    ]
    let variables = ["LC_ALL": "\(language)_BE.UTF-8", "TERM": "xterm", "NO_COLOR": "1", "COLUMNS": ""]
    let run = try drive(job, in: workspace.directory, environment: variables)
    for step in run.steps { try #require(step.missing == nil, "\(step.missing ?? "") did not come: \(step.text)") }
    return run
  }

  private static func drive(_ job: [String: Any], in folder: URL, environment: [String: String]) throws -> TerminalRun {
    let process = Process()
    process.executableURL = URL(filePath: try #require(python))
    process.arguments = [GrappeBinary.root.appending(path: "Tests/EndToEndTests/Support/terminal.py").path]
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: job))
    try input.fileHandleForWriting.close()
    let result = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit(within: .seconds(600))
    return try JSONDecoder().decode(TerminalRun.self, from: result)
  }
}

extension TerminalRun.Action {
  fileprivate var json: [String: String] {
    switch self {
    case .send(let text): ["send": text]
    case .until(let text): ["until": text]
    case .idle: ["idle": ""]
    }
  }
}
