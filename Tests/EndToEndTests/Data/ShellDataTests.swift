import Foundation
import Testing

/// The shell's commands on data and plugins, and its confinement.
@Suite struct ShellDataTests {
  private func shell(_ lines: String, in workspace: DemoWorkspace, options: String = "") throws -> GrappeBinary.Run {
    try GrappeBinary.run(
      URL(filePath: "/bin/bash"), ["-c", "printf '%s' \"$TYPED\" | '\(GrappeBinary.executable.path)' shell --lang en \(options)"],
      in: workspace.directory, environment: ["TYPED": lines, "LC_ALL": "C.UTF-8"])
  }

  private func concept(_ code: String) -> String {
    "concepts.add{ scheme = 'actor-kind', code = '\(code)', label = { en = '\(code)' } }"
  }

  @Test("a backup written in the shell is restored there, and the lines after it read its content")
  func restore() throws {
    let workspace = try DemoWorkspace.bare()
    let (one, two) = (concept("one"), concept("two"))
    let run = try shell("\(one)\n:backup kept.sqlite\n\(two)\n:restore kept.sqlite\nreturn concepts.count{}", in: workspace)
    #expect(run.status == 0 && run.output.hasSuffix("1\n"), "\(run.output)\(run.errors)")
    #expect(try workspace.grappe("eval", "concepts.count{}").output == "1\n")
  }

  @Test("records are exported and imported, files of Lua run, bundles inspected and plugins uninstalled in the shell")
  func commands() throws {
    let workspace = try DemoWorkspace.fresh()
    try Data("return 6 * 7".utf8).write(to: workspace.directory.appending(path: "answer.lua"))
    let exported = try workspace.grappe("export", "label", "--format", "csv").output
    let inspected = try workspace.grappe("inspect", "paca").output
    #expect(try shell(":export label --format csv", in: workspace).output == exported)
    #expect(try shell(":inspect paca", in: workspace).output == inspected)
    let script = try shell(":run answer.lua", in: workspace)
    #expect(try script.output == workspace.grappe("script", "answer.lua").output && script.status == 0, "\(script.errors)")
    let uninstall = try shell(":uninstall paca\n:plugins", in: workspace)
    #expect(uninstall.status == 0 && uninstall.output.contains("wallonia"), "\(uninstall.errors)")
    #expect(try !workspace.grappe("list", "--json").output.contains("\"paca\""))
  }

  @Test("the shell says how it is started to write outside of the workspace")
  func confinement() throws {
    let workspace = try DemoWorkspace.bare()
    let outside = try TemporaryFolder()
    let backup = ":backup \(outside.url.path)/kept.sqlite"
    let refused = try shell(backup, in: workspace)
    #expect(refused.status == 1 && refused.errors.contains("--write-to DIR"), "\(refused.errors)")
    let allowed = try shell(backup, in: workspace, options: "--write-to '\(outside.url.path)'")
    #expect(allowed.status == 0, "\(allowed.errors)")
    #expect(FileManager.default.fileExists(atPath: outside.url.appending(path: "kept.sqlite").path))
  }
}
