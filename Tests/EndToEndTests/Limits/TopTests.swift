import Foundation
import Testing

/// `grappe top` lists the invocations of other processes of the workspace.
@Suite struct TopTests {
  /// Runs until the test ends it.
  private static let endless = ["eval", "while true do end", "--cpu", "1h", "--wall", "1h"]

  private func files(_ workspace: DemoWorkspace) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: workspace.directory.appending(path: "run").path)
    return names ?? []
  }

  /// Returns the entry of a process in `top --json`, once it is listed.
  private func shown(_ running: RunningGrappe, in workspace: DemoWorkspace) throws -> [String: Any]? {
    try running.observe {
      let list = try json(try workspace.grappe("top", "--json").output) as? [[String: Any]]
      return list?.first { $0["pid"] as? Int == Int(running.number) && ($0["cpu_ms"] as? Int ?? 0) > 0 }
    }
  }

  @Test("A running script is shown with its process, phase and what it used")
  func running() throws {
    let workspace = try DemoWorkspace.fresh()
    let running = try RunningGrappe(workspace, Self.endless)
    let seen = try #require(try shown(running, in: workspace))
    #expect(seen["plugin"] as? String == "admin")
    #expect(seen["kind"] as? String == "eval")
    #expect(seen["class"] as? String == "interactive")
    #expect(["running", "ready"].contains(seen["phase"] as? String))
    #expect(seen["peak_bytes"] as? Int ?? 0 > 0)
    let table = try workspace.grappe("top", "--once")
    #expect(table.status == 0)
    #expect(table.output.contains("\(running.number)"))
    #expect(try workspace.grappe("top", language: "fr").output.contains("Greffon"))
  }

  @Test("What a crashed process left behind is not shown, and is removed")
  func crashed() throws {
    let workspace = try DemoWorkspace.fresh()
    let running = try RunningGrappe(workspace, Self.endless)
    _ = try #require(try shown(running, in: workspace))
    running.crash()
    #expect(files(workspace) == ["\(running.number).json"])
    #expect(try workspace.grappe("top").output == "Nothing is running.\n")
    #expect(files(workspace).isEmpty)
  }

  @Test("A file of another process that has the same number is not believed")
  func otherProcess() throws {
    let workspace = try DemoWorkspace.fresh()
    let running = try RunningGrappe(workspace, Self.endless)
    _ = try #require(try shown(running, in: workspace))
    let folder = workspace.directory.appending(path: "run")
    let own = ProcessInfo.processInfo.processIdentifier
    try FileManager.default.copyItem(
      at: folder.appending(path: "\(running.number).json"), to: folder.appending(path: "\(own).json"))
    let list = try #require(try json(try workspace.grappe("top", "--json").output) as? [[String: Any]])
    #expect(list.compactMap { $0["pid"] as? Int } == [Int(running.number)])
    #expect(!files(workspace).contains("\(own).json"))
  }

  @Test("The file of a run goes with its end, and a short run writes none")
  func ended() throws {
    let workspace = try DemoWorkspace.fresh()
    #expect(try workspace.grappe("eval", "1 + 1").status == 0)
    #expect(!FileManager.default.fileExists(atPath: workspace.directory.appending(path: "run").path))
    let long = try RunningGrappe(workspace, ["eval", "while true do end", "--cpu", "1s"])
    let seen: Bool? = long.observe { files(workspace).isEmpty ? nil : true }
    #expect(seen == true)
    #expect(long.wait() == 4)
    #expect(files(workspace).isEmpty)
  }

  /// Builds at once a document that takes long to render.
  private static let longDocument = """
    local doc = grappe.document { title = "x" }
    local nodes, edges = {}, {}
    for i = 1, 250 do nodes[i] = { id = "n" .. i } end
    for i = 1, 250 do edges[i] = { from = "n" .. i, to = "n" .. i % 250 + 1 } end
    for i = 1, 400 do doc:network { title = "t", nodes = nodes, edges = edges } end
    """

  @Test("An invocation whose document is rendered is shown as ending, by the command and in a shell")
  func rendering() throws {
    let workspace = try DemoWorkspace.fresh()
    try Data(Self.longDocument.utf8).write(to: workspace.directory.appending(path: "rings.lua"))
    let running = try RunningGrappe(
      workspace, ["script", "rings.lua", "--memory", "1GiB", "--cpu", "1h", "--wall", "1h", "--format", "html", "-o", "rings.html"])
    let seen: [String: Any]? = try running.observe {
      let list = try json(try workspace.grappe("top", "--json").output) as? [[String: Any]]
      return list?.first { $0["pid"] as? Int == Int(running.number) && $0["phase"] as? String == "ending" }
    }
    let row = try #require(seen, "the script ended before it was seen to render")
    #expect(row["kind"] as? String == "script")
    #expect(row["cpu_ms"] as? Int ?? 0 > 0)
    let shown = try GrappeBinary.run(
      URL(filePath: "/bin/bash"), ["-c", "echo :top | '\(GrappeBinary.executable.path)' shell --lang en"], in: workspace.directory,
      environment: ["LC_ALL": "C.UTF-8"])
    #expect(shown.output.contains("ending"), "\(shown.output)")
    #expect(try workspace.grappe("top", language: "fr").output.contains("s'achève"))
  }
}
