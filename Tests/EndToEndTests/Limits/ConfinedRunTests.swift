import Foundation
import Testing

/// The host confines itself before it runs plugin code, and every command works as before.
@Suite struct ConfinedRunTests {
  @Test("Every thread of a host that runs Lua is under the filter and can gain no privileges")
  func threads() throws {
    let workspace = try DemoWorkspace.fresh()
    let running = try RunningGrappe(workspace, ["eval", "while true do end", "--cpu", "1h", "--wall", "1h"])
    let isPublished: Bool? = running.observe {
      FileManager.default.fileExists(atPath: workspace.directory.appending(path: "run/\(running.number).json").path)
        ? true : nil
    }
    try #require(isPublished == true)
    let tasks = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(running.number)/task")
    #expect(tasks.count > 1)
    for task in tasks {
      let status = try String(contentsOfFile: "/proc/\(running.number)/task/\(task)/status", encoding: .utf8)
      #expect(status.contains("NoNewPrivs:\t1"), "\(task)")
      #expect(status.contains("Seccomp:\t2"), "\(task)")
    }
    let limits = try String(contentsOfFile: "/proc/\(running.number)/limits", encoding: .utf8)
    let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
    #expect(core.split(separator: " ").suffix(3).first.map { $0 == "1" || $0 == "0" } == true, "\(core)")
  }

  @Test("doctor says what is in force, a line a measure, in both languages and as JSON")
  func doctor() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try workspace.grappe("doctor", "--json")
    let report = try #require(try json(run.output) as? [String: Any])
    let measures = try #require(report["confinement"] as? [String: [String: Any]])
    #expect(Set(measures.keys) == ["no_new_privileges", "files", "network", "programs", "core_dumps"])
    for name in ["no_new_privileges", "core_dumps"] { #expect(measures[name]?["state"] as? String == "active") }
    // On a kernel with Landlock, every thread is confined: none existed before.
    let hasLandlock = measures["files"]?["landlock"] != nil
    #expect(measures["files"]?["state"] as? String == (hasLandlock ? "active" : "unsupported"))
    #expect(try workspace.grappe("doctor").output.contains("No new privileges: active"))
    #expect(try workspace.grappe("doctor", language: "fr").output.contains("Aucun nouveau privilège : actif"))
  }

  @Test("A report is written to a file outside the workspace, also in place of another")
  func output() throws {
    let workspace = try DemoWorkspace.fresh()
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "carte.html")
    for _ in 0..<2 {
      let run = try workspace.grappe("report", "wallonia:cartographie", "--format", "html", "-o", file.path)
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(try String(contentsOf: file, encoding: .utf8).contains("</html>"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["carte.html"])
  }

  @Test("A workspace whose parts are links to other places works as before")
  func links() throws {
    let workspace = try DemoWorkspace.fresh()
    let elsewhere = try TemporaryFolder()
    for name in ["blobs", "trust"] {
      let (here, there) = (workspace.directory.appending(path: name), elsewhere.url.appending(path: name))
      try FileManager.default.moveItem(at: here, to: there)
      try FileManager.default.createSymbolicLink(at: here, withDestinationURL: there)
    }
    let linked = elsewhere.url.appending(path: "workspace")
    try FileManager.default.createSymbolicLink(at: linked, withDestinationURL: workspace.directory)
    let run = try workspace.grappe("report", "wallonia:cartographie", "--workspace", linked.path)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test("A script in a pipe is read as one in a file is")
  func pipe() throws {
    let workspace = try DemoWorkspace.fresh()
    let command = "'\(GrappeBinary.executable.path)' script <(echo 'print(40 + 2)')"
    let run = try GrappeBinary.run(URL(filePath: "/bin/bash"), ["-c", command], in: workspace.directory)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "42\n")
  }

  @Test(
    "A large result is sorted, with temporary files where memory does not hold it; one beyond their bound is stopped as memory",
    arguments: [(100_000, 100, 0), (600_000, 100, 0), (400_000, 1_000, 4)])
  func sorting(rows: Int, width: Int, status: Int) throws {
    let workspace = try DemoWorkspace.fresh()
    let code = """
      local rows = grappe.sql([[
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(rows))
        SELECT count(*) AS n FROM (SELECT i, printf('%0\(width)d', \(rows) - i) AS t FROM n ORDER BY t LIMIT \(rows - 1))]])
      return rows[1].n
      """
    let run = try workspace.grappe("eval", code)
    #expect(run.status == Int32(status), "\(run.errors)")
    #expect(status == 0 ? run.output == "\(rows - 1)\n" : run.errors.contains("memory"), "\(run.output) \(run.errors)")
  }
}
