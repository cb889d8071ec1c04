import Foundation
import Testing

/// The findings of `grappe check` on a manifest, on names that a new version gave up, and on values of the wrong kind.
@Suite struct ManifestCheckTests {
  /// Checks a plugin beside a copy of `europe`, and returns the code and the line of each problem, and the messages.
  private func check(_ plugin: PluginVersion) throws -> (findings: [String], text: String) {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: GrappeBinary.root.appending(path: "plugins/europe"), to: folder.url.appending(path: "europe"))
    try plugin.write(into: folder.url.appending(path: "demo"))
    let run = try GrappeBinary(directory: folder.url)("check", "demo", "--json")
    let all = try #require(try json(run.output) as? [[String: Any]], "\(run.errors)").filter { $0["severity"] as? String == "problem" }
    let findings = all.map { "\($0["code"] as? String ?? "") \($0["file"] as? String ?? ""):\($0["line"] as? Int ?? 0)" }
    return (findings, all.compactMap { $0["message"] as? String }.joined(separator: "\n"))
  }

  @Test("An unknown territory, a missing dependency and processor time that no clock leaves are reported in plugin.toml")
  func manifest() throws {
    let plugin = PluginVersion(
      permissions: "actors = { access = \"write\", territories = [\"BE-WAL\", \"BE-WALL\"] }",
      more: """
        [dependencies]
        europe = ">=1.0"
        atlantis = ">=1.0"
        [limits]
        command.cpu = "30s"
        job.cpu = "20min"
        """)
    let (findings, text) = try check(plugin)
    #expect(findings.contains("dependency.missing plugin.toml:15"), "\(findings)")
    #expect(findings.contains("limit.useless plugin.toml:17") && findings.contains("limit.useless plugin.toml:18"), "\(findings)")
    #expect(text.contains("command.write_wall") && text.contains("job.wall"), "\(text)")
    var found = plugin
    found.more = "[dependencies]\neurope = \">=1.0\"\n[limits]\ncommand.cpu = \"30s\"\ncommand.write_wall = \"30s\"\n"
    found.initLua = "grappe.command { id = \"x\", summary = \"x\", run = function() grappe.actors.del(\"x\") end }"
    let territory = try check(found)
    #expect(territory.findings == ["permission.territory plugin.toml:8"], "\(territory)")
    #expect(territory.text.contains("BE-WALL") && territory.text.contains("BE-WAL"), "\(territory.text)")
  }

  @Test("A renamed field is told by its present name, in code and in rules, and no name that is given up is suggested")
  func renamed() throws {
    var plugin = PluginVersion(
      permissions: "actors = { access = \"write\" }\nfunding = { access = \"write\" }", more: "[dependencies]\neurope = \">=1.0\"")
    plugin.initLua = """
      grappe.field("actor", "employees", { type = "integer", renamed_from = "staff" })
      grappe.field("actor", "colour", { type = "text", retired = true })
      grappe.field("actor", "kolor", { type = "text" })
      local funding = grappe.funding
      funding.rules {
        call = "x", version = "1", valid_from = "2024-01-01", legal = { title = "x" }, illustrative = true,
        funding.any_of {
          funding.between { fact = "demo.staff", min = 3 },
          funding.between { fact = "demo.employees", min = 3 },
        },
      }
      grappe.command { id = "x", summary = "x", run = function(params)
        local actor = grappe.actors.get("x")
        return actor["demo.staff"], actor["demo.colour"], actor["demo.colou"]
      end }
      """
    let (findings, text) = try check(plugin)
    #expect(findings == ["field.unknown init.lua:8"] + Array(repeating: "field.unknown init.lua:14", count: 3), "\(findings)")
    #expect(text.contains("\"demo.employees\" now") && text.contains("given up"), "\(text)")
    #expect(!text.contains("did you mean demo.colour"), "\(text)")
  }

  @Test("Values of the wrong kind, too few arguments and writes of a validator are reported")
  func kinds() throws {
    var plugin = PluginVersion(permissions: "actors = { access = \"write\" }\nstorage = { access = \"write\" }")
    plugin.files["lib/pages.lua"] = """
      return function(doc)
        doc:chart("bar")
        doc:chart { kind = "bar", title = "x", labels = "a", values = { 1 } }
        doc:chart { kind = "bar", title = "x", labels = { "a", "b" }, values = { 1 } }
        doc:text({ "x" })
        doc:heading()
        doc:list("x")
        doc:text("x", nil)
      end
      """
    plugin.initLua = """
      grappe.validate("actor", function(actor)
        grappe.storage.set("x", actor.name)
      end)
      grappe.card { on = "actor", title = "x", run = function(actor, doc) doc:text(actor.nmae) end }
      grappe.form { id = "f", title = "x", audience = "staff", fields = { { name = "town", type = "text", label = "x" } },
        submit = function(values) return { message = values.twon } end }
      """
    let (findings, text) = try check(plugin)
    for place in ["validator.writes init.lua:2", "field.unknown init.lua:4", "params.unknown init.lua:6"] {
      #expect(findings.contains(place), "\(place): \(findings)\n\(text)")
    }
    let lines = Set(findings.compactMap { $0.firstMatch(of: /lib\/pages\.lua:(\d+)/).flatMap { Int($0.1) } })
    #expect(lines == [2, 3, 4, 5, 6, 7, 8], "\(findings)")
  }
}
