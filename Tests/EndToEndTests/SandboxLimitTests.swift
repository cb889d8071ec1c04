import Foundation
import Testing

/// What a user sees when code is stopped by a limit.
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
    let run = try workspace.grappe("eval", "while true do pcall(function() while true do end end) end", "--cpu", "200ms")
    #expect(run.status == 4)
  }

  @Test("A table bomb ends with exit code 4 and the name of the limit")
  func tableBomb() throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try workspace.grappe("eval", "local t = {} while true do t[#t + 1] = { t } end", "--memory", "16MiB")
    #expect(run.status == 4)
    #expect(run.errors.contains("memory"))
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
