import Foundation
import Testing

/// `grappe new`: a new plugin is valid, passes its tests and packs without changes.
@Suite struct NewPluginTests {
  @Test("A new plugin is in order, its tests pass, it packs and installs", arguments: ["fr", "en"])
  func complete(language: String) throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    let made = try grappe("new", "Cités-créatives", "--title", "Les \"Cités\"", language: language)
    try #require(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("cites_creatives"))
    let plugin = "Cités-créatives"
    let check = try grappe("check", plugin)
    #expect(check.status == 0 && check.output == "In order.\n", "\(check.output)\(check.errors)")
    for language in ["fr", "en"] {
      let tests = try grappe("test", plugin, "--lang", language)
      let verdict = language == "fr" ? "3 réussis, 0 échoué\n" : "3 passed, 0 failed\n"
      #expect(tests.output.hasSuffix(verdict), "\(tests.output)\(tests.errors)")
    }
    let packed = try grappe("pack", plugin)
    #expect(packed.status == 0, "\(packed.errors)")
    let id = "sha256:" + packed.output.prefix { $0 != " " }
    try #require(try grappe("init", "ws").status == 0)
    let workspace = GrappeBinary(directory: folder.url.appending(path: "ws"))
    let installed = try workspace("install", "../cites_creatives-0.1.0.grappe", "--yes", "--trust", id)
    #expect(installed.status == 0, "\(installed.errors)")
    let report = try workspace("report", "cites_creatives:themes", "--city", "Namur")
    #expect(report.output.contains("Sound") && report.output.contains("Namur"), "\(report.output)\(report.errors)")
  }

  @Test("The stubs for editors lie where the settings of the editor look for them")
  func stubs() throws {
    let folder = try TemporaryFolder()
    _ = try GrappeBinary(directory: folder.url)("new", "demo")
    let plugin = folder.url.appending(path: "demo")
    let settings = try #require(
      try json(try String(contentsOf: plugin.appending(path: ".luarc.json"), encoding: .utf8)) as? [String: Any])
    let library = try #require((settings["workspace.library"] as? [String])?.first)
    let stub = plugin.appending(path: library).appending(path: "actors.lua")
    let shipped = GrappeBinary.root.appending(path: "plugins/meta/actors.lua")
    #expect(try Data(contentsOf: stub) == Data(contentsOf: shipped))
  }

  @Test("Nothing that is there is written over")
  func refused() throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    try Data("mine".utf8).write(to: folder.url.appending(path: "notes.txt"))
    let run = try grappe("new", ".", "--name", "demo")
    #expect(run.status == 3 && run.errors.contains("already holds something"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["notes.txt"])
    #expect(try grappe("new", "notes.txt").status == 3)
  }

  @Test("A name that no plugin may have is refused before anything is made", arguments: ["2026", "x", "grappe", "a b"])
  func badName(name: String) throws {
    let folder = try TemporaryFolder()
    let run = try GrappeBinary(directory: folder.url)("new", "demo", "--name", name)
    #expect(run.status == 2 && run.errors.contains("\"\(name)\" is no name"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
  }
}
