import Foundation
import Testing

/// Every subcommand is confined, or its type forbids plugin code.
@Suite struct SubcommandConfinementTests {
  /// The commands without plugin code: an attempt to run it aborts the process.
  private static let withoutPluginCode: Set<String> = [
    "init", "new", "pack", "sign", "verify", "reference", "settings", "completions", "version", "web", "uninstall",
  ]
  /// Arguments with which a command writes output; an error is sufficient.
  private static let arguments: [String: [String]] = [
    "install": ["nothing.grappe"], "upgrade": ["nothing.grappe"], "uninstall": ["nothing"], "inspect": ["europe"],
    "run": ["nothing:nothing"], "script": ["nothing.lua"], "eval": ["1"], "import": ["nothing.csv", "--as", "actor"],
    "export": ["actor", "--filter", "{}"], "publish": ["www", "--data-only"], "check": ["nothing"], "test": ["nothing"],
    "dev": ["nothing", "--once"],
    "kill": ["1"], "history": ["actor", "nothing"], "undo": ["nothing"], "quarantine": ["list"], "backup": ["grappe.sqlite"],
    "restore": ["nothing.sqlite"], "top": ["--once"], "shell": [], "init": ["."], "new": ["."], "pack": ["nothing"],
    "sign": ["nothing", "--key", "nothing"], "verify": ["nothing"], "reference": ["--json"], "salvage": ["nothing.sqlite"],
    "stubs": ["nothing"], "completions": ["bash"], "complete": ["--", "rep"], "search": ["--in", "nothing"],
    "outdated": ["--in", "nothing"], "page": ["nothing/nothing"], "person": ["show", "nothing"], "duplicates": ["actor"],
    "merge": ["nothing", "other"],
  ]

  private static func subcommands() throws -> [String] {
    let run = try GrappeBinary(directory: GrappeBinary.root)("--experimental-dump-help")
    let tool = try #require(try json(run.output) as? [String: Any])
    let root = try #require(tool["command"] as? [String: Any])
    let names = try #require(root["subcommands"] as? [[String: Any]]).compactMap { $0["commandName"] as? String }
    return names.filter { $0 != "help" }
  }

  @Test("All subcommands but those without plugin code have NoNewPrivs and Seccomp while they write")
  func all() throws {
    let workspace = try DemoWorkspace.fresh()
    let names = try Self.subcommands()
    #expect(names.count > 30)
    #expect(Self.withoutPluginCode.isSubset(of: names))
    for name in names {
      let blocked = try BlockedGrappe(workspace, [name] + Self.arguments[name, default: []])
      let status = try #require(try blocked.statusWhileWriting(), "\(name) wrote nothing")
      let isConfined = !Self.withoutPluginCode.contains(name)
      #expect(status.contains("NoNewPrivs:\t1") == isConfined, "\(name)")
      #expect(status.contains("Seccomp:\t2") == isConfined, "\(name)")
    }
  }

  @Test("An importer and a filter of an export run under the filter", arguments: ["import", "export"])
  func endlessCode(command: String) throws {
    let workspace = try DemoWorkspace.fresh()
    let importer = """
      grappe.importer{ id = "endless", title = "Sans fin", accepts = { "text/csv" }, run = function() while true do end end }
      """
    let installed = try TestPlugin(name: "endless", initLua: importer).install(into: workspace)
    try #require(installed.status == 0, "\(installed.errors)")
    let file = workspace.directory.appending(path: "rows.csv")
    try Data("name\nA\n".utf8).write(to: file)
    let arguments =
      command == "import"
      ? ["import", file.path, "--as", "endless:endless"]
      : ["export", "actor", "--filter", "(function() while true do end end)()"]
    let running = try RunningGrappe(workspace, arguments)
    let status: String? = try running.observe {
      guard FileManager.default.fileExists(atPath: workspace.directory.appending(path: "run/\(running.number).json").path)
      else { return nil }
      return try String(contentsOfFile: "/proc/\(running.number)/status", encoding: .utf8)
    }
    #expect(status?.contains("NoNewPrivs:\t1") == true)
    #expect(status?.contains("Seccomp:\t2") == true)
  }
}

/// A `grappe` whose first write blocks, since its output has no reader and the pipe is full.
private final class BlockedGrappe {
  private let process = Process()
  private let pipe = Pipe()

  init(_ workspace: DemoWorkspace, _ arguments: [String]) throws {
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    let flags = fcntl(descriptor, F_GETFL)
    _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    let filling = [UInt8](repeating: 0x20, count: 4_096)
    while write(descriptor, filling, filling.count) > 0 {}
    while write(descriptor, filling, 1) > 0 {}
    _ = fcntl(descriptor, F_SETFL, flags)
    process.executableURL = GrappeBinary.executable
    process.arguments = arguments
    process.currentDirectoryURL = workspace.directory
    // A line for the shell, which prints nothing by itself in a pipe.
    let input = workspace.directory.appending(path: "input.lua")
    try Data("return 1\n".utf8).write(to: input)
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit(within: .seconds(600))
  }

  /// Returns the status of the first thread once a thread of the process blocks in a write; nil when it ended or wrote nothing
  /// within a minute.
  func statusWhileWriting() throws -> String? {
    let end = ContinuousClock.now + .seconds(60)
    while process.isRunning, ContinuousClock.now < end {
      if Self.isWriting(process.processIdentifier) {
        return try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
      }
    }
    return nil
  }

  /// Whether a thread is in write(2) to a standard stream: its system call as /proc shows it (proc_pid_syscall(5)).
  private static func isWriting(_ number: Int32) -> Bool {
    #if arch(x86_64)
      let write = "1"
    #else
      let write = "64"
    #endif
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(number)/task")) ?? []
    return threads.contains { thread in
      let call = (try? String(contentsOfFile: "/proc/\(number)/task/\(thread)/syscall", encoding: .utf8)) ?? ""
      return call.hasPrefix("\(write) 0x1 ") || call.hasPrefix("\(write) 0x2 ")
    }
  }
}
