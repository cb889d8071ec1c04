import Foundation
import Testing

/// The number of a plugin's registrations, log lines and stored values is bounded.
@Suite struct RegistrationLimitTests {
  @Test(
    "a plugin that registers too much is refused with the bound",
    arguments: [
      ("for i = 1, 201 do grappe.field('actor', 'f' .. i, { type = 'text' }) end", "at most 200 fields"),
      (
        "for i = 1, 33 do grappe.field('actor', 'f' .. i, { type = 'text', indexed = true }) end",
        "at most 32 indexed fields"
      ),
      (
        "local v = {} for i = 1, 1001 do v[i] = 'v' .. i end grappe.field('actor', 'f', { type = 'choice', values = v })",
        "at most 1000 values"
      ),
      (
        "for i = 1, 501 do grappe.command{ id = 'c' .. i, summary = 's', run = function() end } end",
        "at most 500 commands"
      ),
    ])
  func registrations(code: String, bound: String) throws {
    let workspace = try DemoWorkspace.fresh()
    let plugin = TestPlugin(name: "vorace", permissions: "actors = { access = \"write\" }", initLua: code)
    let run = try plugin.install(into: workspace)
    #expect(run.status != 0)
    #expect(run.errors.contains(bound), "\(run.errors)")
  }

  @Test(
    "storage beyond what the manifest asked for ends the invocation, also when it is written over and over",
    arguments: [
      "for i = 1, 100 do grappe.storage.set('k' .. i, ('x'):rep(1 << 10)) end",
      "for i = 1, 1000 do grappe.storage.set('k', ('x'):rep(10 << 10) .. i) end",
      "for i = 1, 1000 do grappe.storage.set('k' .. i, ('x'):rep(10 << 10)) grappe.storage.del('k' .. i) end",
    ])
  func storage(code: String) throws {
    let workspace = try DemoWorkspace.fresh()
    let plugin = TestPlugin(
      name: "ecureuil", permissions: "storage = { access = \"write\" }", limits: "storage = \"64KiB\"",
      initLua: "grappe.command{ id = 'essai', summary = 'essai', run = function() \(code) end }")
    let installed = try plugin.install(into: workspace)
    try #require(installed.status == 0, "\(installed.errors)")
    let run = try workspace.grappe("run", "ecureuil:essai")
    #expect(run.status == 4, "\(run.output)\(run.errors)")
    #expect(run.errors.contains("storage"), "\(run.errors)")
  }
}
