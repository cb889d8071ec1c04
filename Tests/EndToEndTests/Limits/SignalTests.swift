import Foundation
import Testing

/// SIGINT and SIGTERM end every command at any moment.
@Suite struct SignalTests {
  /// The result of a run that got a signal: its exit status, its output, and the time it took to end.
  private struct Ending {
    var status: Int32
    var errors: String
    /// The time from the signal to the end of the process.
    var seconds: Double
  }

  /// Starts `grappe`, waits until it works, and sends a signal.
  private func end(
    _ workspace: DemoWorkspace, _ arguments: [String], _ signal: Int32, after seconds: Double = 0.7
  ) throws -> Ending {
    let errors = workspace.directory.appending(path: "errors-\(UUID().uuidString)")
    try Data().write(to: errors)
    let run = try RunningGrappe(workspace, arguments, errors: try FileHandle(forWritingTo: errors))
    Thread.sleep(forTimeInterval: seconds)
    let end = try #require(run.end(by: signal), "\(arguments) had to be killed")
    return Ending(status: end.status, errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self), seconds: end.seconds)
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
    let ending = try end(
      workspace, ["script", try script(workspace, SlowDrawing.rings(200)), "--cpu", "60s", "--format", "html", "-o", "out.html"], SIGTERM,
      after: 1.5)
    let left = try FileManager.default.contentsOfDirectory(atPath: workspace.directory.path)
    #expect(ending.status == 143 && !left.contains("out.html"), "\(ending)")
    #expect(!left.contains { $0.contains(".partial-") })
  }

  /// Writes a plugin of modules that `check` and `pack` need several seconds to read.
  private func largePlugin(in workspace: DemoWorkspace) throws -> String {
    let plugin = workspace.directory.appending(path: "large")
    try FileManager.default.createDirectory(at: plugin.appending(path: "lib"), withIntermediateDirectories: true)
    let manifest = """
      [plugin]
      name = "large"
      version = "1.0.0"
      api = 1
      title = { fr = "Grand", en = "Large" }
      """
    try Data(manifest.utf8).write(to: plugin.appending(path: "plugin.toml"))
    try Data().write(to: plugin.appending(path: "init.lua"))
    let line = "t[1] = function(a, b) if a == b then return a .. 'x' else return grappe.actors.count{ kind = a } end end\n"
    let module = Data(("local t = {}\n" + String(repeating: line, count: 8_000)).utf8)
    for number in 1...30 { try module.write(to: plugin.appending(path: "lib/m\(number).lua")) }
    return plugin.path
  }

  @Test("check ends in the middle of a large plugin")
  func check() throws {
    let workspace = try DemoWorkspace.fresh()
    let ending = try end(workspace, ["check", try largePlugin(in: workspace)], SIGTERM)
    #expect(ending.status == 143, "\(ending)")
    #expect(ending.seconds < Self.secondsMax, "\(ending)")
  }

  /// Packing is quick: the signal may come after its end.
  @Test("pack ends at once and leaves a whole bundle or none")
  func pack() throws {
    let workspace = try DemoWorkspace.fresh()
    let ending = try end(workspace, ["pack", try largePlugin(in: workspace), "-o", "large.grappe"], SIGTERM)
    #expect(ending.seconds < Self.secondsMax, "\(ending)")
    let bundle = workspace.directory.appending(path: "large.grappe")
    if ending.status == 143 {
      #expect(!FileManager.default.fileExists(atPath: bundle.path))
    } else {
      #expect(try ending.status == 0 && workspace.grappe("inspect", bundle.path).status == 0, "\(ending)")
    }
  }

  /// A second, and the delay of a busy machine.
  private static let secondsMax = 2.0

  @Test(
    "doctor, export and backup end although another program holds the database",
    arguments: [["doctor"], ["export", "actor", "--format", "json", "-o", "left.out"], ["backup", "left.out"]])
  func locked(arguments: [String]) throws {
    let workspace = try DemoWorkspace.fresh()
    let holder = try LockHolder(of: workspace)
    defer { holder.end() }
    let ending = try end(workspace, arguments, SIGTERM)
    #expect(ending.status == 143, "\(ending)")
    #expect(ending.seconds < Self.secondsMax, "\(ending)")
    #expect(!FileManager.default.fileExists(atPath: workspace.directory.appending(path: "left.out").path))
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

/// A sqlite3 shell that holds an exclusive lock on a workspace's database.
private final class LockHolder {
  private let process = Process()
  private let input = Pipe()

  /// Waits until the lock is held.
  init(of workspace: DemoWorkspace) throws {
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/sqlite3")
    process.arguments = [workspace.directory.appending(path: "grappe.sqlite").path]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let lock = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE held(x); SELECT 'held';\n"
    try input.fileHandleForWriting.write(contentsOf: Data(lock.utf8))
    var said = Data()
    while !String(decoding: said, as: UTF8.self).contains("held") {
      let more = output.fileHandleForReading.availableData
      try #require(!more.isEmpty, "the lock was not taken")
      said += more
    }
  }

  func end() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit(within: .seconds(600))
  }
}
