import Foundation
import Testing

/// The messages for code that a limit stops.
@Suite struct SandboxLimitTests {
  @Test("An endless loop ends with exit code 4 and the name of the limit")
  func endlessLoop() throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try workspace.grappe("eval", "while true do end", "--cpu", "200ms")
    #expect(run.status == 4)
    #expect(run.errors.contains("cpu"))
    #expect(run.errors.contains("200 ms"))
  }

  @Test("A loop that catches every error ends all the same")
  func caughtLoop() throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try workspace.grappe(
      "eval", "while true do pcall(function() while true do end end) end", "--cpu", "200ms")
    #expect(run.status == 4)
  }

  @Test("A table bomb ends with exit code 4 and the name of the limit")
  func tableBomb() throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try workspace.grappe("eval", "local t = {} while true do t[#t + 1] = { t } end", "--memory", "16MiB")
    #expect(run.status == 4)
    #expect(run.errors.contains("memory"))
  }

  @Test("A report whose rendering passes the processor limit ends with exit code 4 and leaves no file")
  func rendering() throws {
    let workspace = try DemoWorkspace.fresh()
    try Data(SlowDrawing.rings(100).utf8).write(to: workspace.directory.appending(path: "rings.lua"))
    // Rendering as text needs no layout: the same script is within the limit, so the rendering exceeds it.
    #expect(try workspace.grappe("script", "rings.lua", "--cpu", "2s").status == 0)
    let run = try workspace.grappe("script", "rings.lua", "--cpu", "2s", "--format", "html", "-o", "rings.html")
    #expect(run.status == 4, "\(run.errors)")
    #expect(run.errors.contains("cpu") && run.errors.contains("2000 ms"), "\(run.errors)")
    let left = try FileManager.default.contentsOfDirectory(atPath: workspace.directory.path)
    #expect(!left.contains { $0.hasPrefix("rings.html") || $0.contains(".partial-") }, "\(left)")
  }

  @Test("A write that is stopped leaves nothing")
  func stoppedWrite() throws {
    let workspace = try DemoWorkspace.fresh()
    let before = try workspace.dump()
    let code = "for i = 1, 10 do actors.add{ name = 'Essai ' .. i, kind = 'company' } end while true do end"
    let run = try workspace.grappe("eval", code, "--write", "--cpu", "300ms")
    #expect(run.status == 4)
    #expect(try workspace.dump() == before)
  }

  @Test(
    "The limits that a manifest asks for and the admin approved hold for the plugin",
    arguments: [
      ("command.cpu = \"150ms\"", "while true do end", "150 ms"),
      ("memory = \"8MiB\"", "local t = {} while true do t[#t + 1] = { t } end", "8 MiB"),
      ("command.rows_read = 5", "return #grappe.concepts.find{}", "5 rows"),
    ])
  func manifestLimits(limits: String, code: String, allowed: String) throws {
    let workspace = try DemoWorkspace.fresh()
    let plugin = TestPlugin(
      name: "gourmand", permissions: "vocabulary = { access = \"read\" }", limits: limits,
      initLua: "grappe.command{ id = 'essai', summary = 'essai', run = function() \(code) end }")
    let installed = try plugin.install(into: workspace)
    try #require(installed.status == 0, "\(installed.errors)")
    let run = try workspace.grappe("run", "gourmand:essai")
    #expect(run.status == 4, "\(run.output)\(run.errors)")
    #expect(run.errors.contains("\(allowed) allowed"), "\(run.errors)")
  }

  @Test("A script has its arguments and names its own file and line when it fails")
  func script() throws {
    let workspace = try DemoWorkspace.shared.get()
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "tool.lua")
    try Data("local name = ...\nprint(name)\nerror('no ' .. name)\n".utf8).write(to: file)
    let run = try workspace.grappe("script", file.path, "Namur")
    #expect(run.status == 1)
    #expect(run.output == "Namur\n")
    #expect(run.errors.contains("tool.lua:3: no Namur"))
  }
}
