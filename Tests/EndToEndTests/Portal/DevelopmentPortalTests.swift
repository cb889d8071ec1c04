import Foundation
import Testing

/// `grappe dev --web` shows the pages of the plugin under development.
@Suite struct DevelopmentPortalTests {
  private static func plugin(_ text: String) -> String {
    "grappe.page { path = \"/\", title = \"Demo\", run = function(request, doc) doc:text(\"\(text)\") end }\n"
  }

  private static func get(_ address: String, _ path: String) throws -> String {
    try GrappeBinary.run(
      URL(filePath: "/usr/bin/curl"), ["-s", "-g", "--max-time", "10", address + path], in: GrappeBinary.root
    ).output
  }

  @Test("a saved page is shown, with a script that notices the next save; the portal ends with the development")
  func reload() throws {
    let workspace = try DemoWorkspace.fresh()
    try #require(try workspace.grappe("new", "demo").status == 0)
    try Data(Self.plugin("the first text").utf8).write(to: workspace.directory.appending(path: "demo/init.lua"))
    let development = try RunningDevelopment(in: workspace, ["--web", "127.0.0.1:0"])
    _ = try #require(development.round(0))
    let address = try #require(
      try RunningPortal.poll { development.events.first { $0["event"] as? String == "web" }?["address"] as? String })
    let page = try RunningPortal.poll { try Self.get(address, "/p/demo/").firstRange(of: "the first text") }
    #expect(page != nil)
    let before = try Self.get(address, "/development")
    #expect(before.contains("demo "))
    let script = try Self.get(address, "/p/demo/").firstMatch(of: /<script src="(\/assets\/[0-9a-f]+\.js)" defer>/)
    #expect(try Self.get(address, String(try #require(script).1)).contains("location.reload()"))
    try development.write(Self.plugin("the second text"), to: "init.lua")
    _ = try #require(development.round(1))
    #expect(try RunningPortal.poll { try Self.get(address, "/p/demo/").firstRange(of: "the second text") } != nil)
    #expect(try Self.get(address, "/development") != before)
    #expect(development.interrupt() == 0)
    #expect(try RunningPortal.poll { try Self.get(address, "/p/demo/").isEmpty ? true : nil } == true)
  }

  @Test("an address that others can reach, and a folder without a workspace, are refused")
  func refused() throws {
    let workspace = try DemoWorkspace.fresh()
    try #require(try workspace.grappe("new", "demo").status == 0)
    let open = try workspace.grappe("dev", "demo", "--web", "0.0.0.0:0")
    #expect(open.status == 2 && open.errors.contains("127.0.0.1"), "\(open.errors)")
    let scratch = try workspace.grappe("dev", "demo", "--scratch", "--web", "127.0.0.1:0")
    #expect(scratch.status == 2 && scratch.errors.contains("--workspace"), "\(scratch.errors)")
  }

  @Test("the portal of a workspace has no script that loads pages again")
  func live() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    #expect(try portal.get("/development").status == 404)
    #expect(try !portal.get("/about").body.contains("<script"))
  }
}
