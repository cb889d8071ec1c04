import Foundation
import Testing

/// No code of a bundle runs before the bundle is trusted and its permissions are approved.
@Suite struct UntrustedCodeTests {
  private static let plugin = TestPlugin(
    name: "loud",
    initLua: """
      print("CODE RAN")
      grappe.report{ id = "r", title = "Rapport", run = function() end }
      """)

  @Test("inspect shows manifest and files of an untrusted bundle, and says what it cannot know")
  func inspect() throws {
    let workspace = try DemoWorkspace.fresh()
    _ = try Self.plugin.pack(into: workspace)
    let run = try workspace.grappe("inspect", "loud.grappe")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("init.lua (") && run.output.contains("Not known") && run.output.contains("was not run"))
    #expect(!(run.output + run.errors).contains("CODE RAN") && !run.output.contains("loud:r"))
    let parsed = try #require(try json(try workspace.grappe("inspect", "loud.grappe", "--json").output) as? [String: Any])
    #expect(parsed["reports"] is NSNull && parsed["not_run"] is String)
  }

  @Test("inspect runs no code of a folder, and that of a bundle once it is pinned")
  func folderAndPinned() throws {
    let workspace = try DemoWorkspace.fresh()
    let id = try Self.plugin.pack(into: workspace)
    let folder = try workspace.grappe("inspect", "sources/loud")
    #expect(folder.status == 0 && !(folder.output + folder.errors).contains("CODE RAN"), "\(folder.errors)")
    let pinned = workspace.directory.appending(path: "trust/pinned")
    let former = (try? String(contentsOf: pinned, encoding: .utf8)) ?? ""
    try Data((former + "\(id.dropFirst(7))  loud.grappe\n").utf8).write(to: pinned)
    let run = try workspace.grappe("inspect", "loud.grappe")
    #expect(run.output.contains("loud:r"), "\(run.output) \(run.errors)")
  }

  @Test("What is not approved is shown, and none of its code runs", arguments: [[], ["--dry-run"], ["--json"]])
  func unapproved(flags: [String]) throws {
    let workspace = try DemoWorkspace.fresh()
    let id = try Self.plugin.pack(into: workspace)
    let run = try workspace.grappe.run(["install", "loud.grappe", "--trust", id] + flags)
    #expect(run.status == (flags == ["--dry-run"] ? 0 : 3), "\(run.errors)")
    #expect(!(run.output + run.errors).contains("CODE RAN"), "\(run.output)")
  }

  @Test(
    "Code that never ends, writes or steers the terminal runs in no look at its bundle",
    arguments: [
      "while true do end", #"print("\27[2J\27]0;owned\7")"#, "local t = {} while true do t[#t + 1] = ('x'):rep(1000000) end",
      #"grappe.actors.add{ id = "intruder", name = "Intruder", kind = "company" }"#, "error('CODE RAN')",
    ])
  func hostile(code: String) throws {
    let workspace = try DemoWorkspace.fresh()
    var plugin = Self.plugin
    plugin.initLua = code
    let id = try plugin.pack(into: workspace)
    let before = try workspace.dump()
    for arguments in [
      ["inspect", "loud.grappe"], ["inspect", "loud.grappe", "--json"], ["inspect", "sources/loud"], ["install", "loud.grappe"],
      ["install", "loud.grappe", "--trust", id], ["install", "loud.grappe", "--trust", id, "--dry-run"],
      ["upgrade", "loud.grappe", "--trust", id],
    ] {
      let run = try workspace.grappe.run(arguments)
      #expect([0, 3].contains(run.status), "\(arguments): \(run.status) \(run.errors)")
      let text = run.output + run.errors
      #expect(!text.contains("CODE RAN") && !text.contains("\u{1B}[2J") && !text.contains("owned"), "\(arguments): \(text)")
      #expect(!text.contains("stopped"), "\(arguments): \(text)")
    }
    #expect(try workspace.dump() == before)
  }

  @Test("What asks for more than the installed version runs no code before that is approved")
  func upgrade() throws {
    let workspace = try DemoWorkspace.fresh()
    try #require(try Self.plugin.install(into: workspace).status == 0)
    let manifest = workspace.directory.appending(path: "sources/loud/plugin.toml")
    let text = try String(contentsOf: manifest, encoding: .utf8)
      .replacing("1.0.0", with: "1.1.0")
      .replacing("[permissions]", with: "[permissions]\nactors = { access = \"read\", reason = { fr = \"x\", en = \"x\" } }")
    try Data(text.utf8).write(to: manifest)
    let packed = try workspace.grappe("pack", "sources/loud", "-o", "next.grappe")
    let id = "sha256:" + packed.output.prefix { $0 != " " }
    let run = try workspace.grappe("upgrade", "next.grappe", "--trust", id)
    #expect(run.status == 3 && run.output.contains("actors"), "\(run.output) \(run.errors)")
    #expect(!(run.output + run.errors).contains("CODE RAN"))
    #expect(try workspace.grappe("upgrade", "next.grappe", "--trust", id, "--yes").status == 0)
  }

  @Test("On a terminal one question comes before any code, and one after it", .enabled(if: TerminalRun.python != nil))
  func questions() throws {
    let workspace = try DemoWorkspace.fresh()
    let id = try Self.plugin.pack(into: workspace)
    let run = try TerminalRun.command(
      in: workspace, ["install", "loud.grappe", "--trust", id],
      [.until("permissions? [y/N] "), .send("y\r"), .until("Install? [y/N] "), .send("n\r")])
    #expect(!run.steps[0].text.contains("CODE RAN"))
    #expect(run.steps[1].text.contains("CODE RAN") && run.steps[1].text.contains("loud:r"))
    #expect(run.status == 3)
  }
}
