import Foundation
import Testing

/// SIGINT and SIGTERM end every command, whatever it is doing.
@Suite struct SignalTests {
  /// A run that was given a signal: how it ended, what it said, and how long that took.
  private struct Ending {
    var status: Int32
    var errors: String
  }

  /// Starts `grappe`, waits for a moment of work, and sends a signal.
  private func end(
    _ workspace: DemoWorkspace, _ arguments: [String], _ signal: Int32, input: String? = nil, after seconds: Double = 0.7
  ) throws -> Ending {
    let process = Process()
    process.executableURL = GrappeBinary.executable
    process.arguments = arguments
    process.currentDirectoryURL = workspace.directory
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "en_BE.UTF-8"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = workspace.directory.appending(path: "errors-\(UUID().uuidString)")
    try Data().write(to: errors)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    Thread.sleep(forTimeInterval: seconds)
    kill(process.processIdentifier, signal)
    let limit = Date(timeIntervalSinceNow: 20)
    while process.isRunning, Date() < limit { Thread.sleep(forTimeInterval: 0.02) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    #expect(process.terminationReason == .exit, "\(arguments) had to be killed")
    return Ending(status: process.terminationStatus, errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  private func script(_ workspace: DemoWorkspace, _ lua: String) throws -> String {
    let file = workspace.directory.appending(path: "work-\(UUID().uuidString).lua")
    try Data(lua.utf8).write(to: file)
    return file.path
  }

  private static let endless = "while true do end"

  @Test("a script in an endless loop ends with the number of the signal", arguments: [SIGINT, SIGTERM])
  func loop(signal: Int32) throws {
    let workspace = try DemoWorkspace.fresh()
    let ending = try end(workspace, ["script", try script(workspace, Self.endless)], signal)
    #expect(ending.status == 128 + signal)
    #expect(!ending.errors.isEmpty)
  }

  @Test("a written row of a script that a signal ends is not kept")
  func rollback() throws {
    let workspace = try DemoWorkspace.fresh()
    let lua = "grappe.actors.add{ name = 'Signal', kind = 'company' } while true do end"
    #expect(try end(workspace, ["script", "--write", try script(workspace, lua)], SIGTERM).status == 143)
    #expect(try workspace.sql("SELECT count(*) FROM actor WHERE name = 'Signal'") == "0\n")
    #expect(try workspace.damage() == "")
  }

  @Test("eval and the tests of a plugin end as well")
  func others() throws {
    let workspace = try DemoWorkspace.fresh()
    #expect(try end(workspace, ["eval", "(function() while true do end end)()"], SIGTERM).status == 143)
    let plugin = workspace.directory.appending(path: "slow")
    try FileManager.default.createDirectory(at: plugin.appending(path: "tests"), withIntermediateDirectories: true)
    let manifest = """
      [plugin]
      name = "slow"
      version = "1.0.0"
      api = 1
      title = { fr = "Lent", en = "Slow" }
      """
    try Data(manifest.utf8).write(to: plugin.appending(path: "plugin.toml"))
    try Data().write(to: plugin.appending(path: "init.lua"))
    try Data("test('endless', function(t) while true do end end)".utf8).write(to: plugin.appending(path: "tests/slow_test.lua"))
    let ending = try end(workspace, ["test", plugin.path], SIGINT)
    #expect(ending.status == 130, "\(ending)")
  }

  @Test("a document that takes long to render ends at the signal and leaves no file")
  func rendering() throws {
    let workspace = try DemoWorkspace.fresh()
    let lua = """
      local doc = grappe.document{ title = "x" }
      local labels, values = {}, {}
      for i = 1, 20000 do labels[i] = "label " .. i; values[i] = i end
      for i = 1, 40 do doc:chart{ kind = "bar", title = "t" .. i, labels = labels, values = values } end
      """
    let ending = try end(
      workspace, ["script", try script(workspace, lua), "--format", "html", "-o", "out.html"], SIGTERM, after: 2)
    let left = try FileManager.default.contentsOfDirectory(atPath: workspace.directory.path)
    #expect(ending.status == 143 || left.contains("out.html"))
    #expect(!left.contains { $0.contains(".partial-") })
  }

  @Test("serve ends although a job goes on, and nothing of the job is kept")
  func serve() throws {
    let lua = """
      grappe.job{ id = "stuck", every = "1s", run = function()
        grappe.actors.add{ name = "Signal", kind = "demo" }
        local ok = pcall(function() while true do string.rep("x", 1000):find(("x"):rep(20) .. "y") end end)
      end }
      """
    let workspace = try EventTests.workspace(EventTests.plugin("clock", lua))
    let ending = try end(workspace, ["serve"], SIGTERM, after: 3)
    #expect(ending.status == 0 || ending.status == 143)
    #expect(try workspace.sql("SELECT count(*) FROM actor WHERE name = 'Signal'") == "0\n")
    #expect(try workspace.damage() == "")
  }
}
