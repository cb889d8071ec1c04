import Foundation
import Testing

/// A plugin of `grappe new --kind` is in order, tested and ready to pack, in each language.
@Suite struct PluginKindTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: GrappeBinary.root.appending(path: "plugins/europe"), to: folder.url.appending(path: "europe"))
    return folder
  }

  @Test("Each kind of plugin passes its own check and tests", arguments: ["report", "region", "importer", "library", "page"])
  func kinds(kind: String) throws {
    let folder = try folder()
    let grappe = GrappeBinary(directory: folder.url)
    #expect(try grappe("new", "my_plugin", "--kind", kind, "--title", "Hauts \"de\" France").status == 0)
    let check = try grappe("check", "my_plugin")
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    for language in ["en", "fr", "de"] {
      let tests = try grappe.run(["test", "my_plugin"], language: language)
      #expect(tests.status == 0, "\(tests.output)\(tests.errors)")
    }
    #expect(try grappe("pack", "my_plugin").status == 0)
  }

  @Test("Stubs describe the fields of the plugin and of its dependencies, and leave no other field open")
  func stubs() throws {
    let folder = try folder()
    let grappe = GrappeBinary(directory: folder.url)
    #expect(try grappe("new", "my_plugin").status == 0)
    let actors = folder.url.appending(path: "my_plugin/.grappe/meta/actors.lua")
    #expect(!(try String(contentsOf: actors, encoding: .utf8)).contains("my_plugin.theme"))
    let run = try grappe("stubs", "my_plugin")
    #expect(run.status == 0, "\(run.errors)")
    let text = try String(contentsOf: actors, encoding: .utf8)
    #expect(text.contains("---@field [\"my_plugin.theme\"] ") && !text.contains("[string] any"))
    let editor = try String(contentsOf: folder.url.appending(path: "my_plugin/.luarc.json"), encoding: .utf8)
    #expect(!editor.contains("package"))
  }
}
