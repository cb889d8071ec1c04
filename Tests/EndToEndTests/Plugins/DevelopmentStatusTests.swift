import Foundation
import Testing

/// The exit codes of `grappe dev --once`: that of `grappe check` for a folder with problems, else that of `grappe test`.
@Suite struct DevelopmentStatusTests {
  private func status(_ plugin: PluginVersion) throws -> [Int32] {
    let folder = try TemporaryFolder()
    try plugin.write(into: folder.url.appending(path: "demo"))
    let grappe = GrappeBinary(directory: folder.url)
    return [
      try grappe("check", "demo").status, try grappe("test", "demo").status, try grappe("dev", "demo", "--once").status,
    ]
  }

  @Test("A plugin in order ends with 0, a failed test with 1, a problem with 3")
  func codes() throws {
    var plugin = PluginVersion()
    plugin.files["tests/a_test.lua"] = "test(\"a\", function(t) t.ok(true) end)"
    #expect(try status(plugin) == [0, 0, 0])
    plugin.files["tests/a_test.lua"] = "test(\"a\", function(t) t.ok(false) end)"
    #expect(try status(plugin) == [0, 1, 1])
    plugin.files["lib/work.lua"] = "return grappe.actors.fnd{}"
    #expect(try status(plugin) == [3, 1, 3])
  }

  @Test("A migration that fails, which the check does not run, ends with the code of the test")
  func migration() throws {
    var plugin = PluginVersion(migrations: ["error(\"no\")"])
    plugin.files["tests/a_test.lua"] = "test(\"a\", function(t) t.ok(true) end)"
    #expect(try status(plugin) == [0, 1, 1])
  }
}
