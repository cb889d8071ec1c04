import Foundation
import Testing

/// The front keeps public pages, and no page is older than the workspace.
@Suite struct PortalCacheTests {
  /// The number of pages that the cache has answered.
  private static func hits(_ portal: RunningPortal) throws -> Int {
    let socket = portal.workspace.directory.appending(path: "run/web-status.sock").path
    let run = try GrappeBinary.run(
      URL(filePath: "/usr/bin/curl"), ["-s", "--unix-socket", socket, "http://portal/metrics"], in: portal.workspace.directory)
    let line = run.output.split(separator: "\n").first { $0.hasPrefix("grappe_web_cache_hits_total ") }
    return try #require(line.flatMap { Int($0.split(separator: " ")[1]) })
  }

  @Test("A page that was asked for before comes from the cache, in each language, with the tag of its content")
  func kept() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    let first = try portal.get("/actors?kind=company", ["Accept-Language: fr"])
    let before = try Self.hits(portal)
    // The host may have written meanwhile, as when its jobs begin: a page is then made once more.
    let second = try #require(
      try RunningPortal.poll {
        let answer = try portal.get("/actors?kind=company", ["Accept-Language: fr-BE"])
        return try Self.hits(portal) > before ? answer : nil
      })
    #expect(second.body == first.body && second.fields["etag"] == first.fields["etag"])
    PortalPageTests.expectPolicy(second, "from the cache")
    let german = try portal.get("/actors?kind=company", ["Accept-Language: de"])
    #expect(german.body.contains("<html lang=\"de\">") && german.fields["etag"] != first.fields["etag"])
    let tag = try #require(first.fields["etag"])
    let unchanged = try portal.get("/actors?kind=company", ["Accept-Language: fr", "If-None-Match: \"x\", W/\(tag)"])
    #expect(unchanged.status == 304 && unchanged.body.isEmpty && unchanged.fields["etag"] == tag)
    #expect(try portal.get("/actors?kind=company", ["Accept-Language: de", "If-None-Match: \(tag)"]).status == 200)
  }

  @Test("A calendar and a file that a program has already are not sent again; one that was asked for before comes from the cache")
  func downloads() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    for path in ["/events.ics", "/data/actor.csv", "/data/territory.geojson"] {
      let first = try portal.get(path)
      let tag = try #require(first.fields["etag"], "\(path)")
      #expect(first.status == 200 && first.fields["content-length"] == "\(first.body.utf8.count)", "\(path)")
      let again = try portal.get(path, ["If-None-Match: \(tag)"])
      #expect(again.status == 304 && again.body.isEmpty && again.fields["etag"] == tag, "\(path)")
      #expect(try portal.get(path, ["If-None-Match: \"other\""]).body == first.body, "\(path)")
    }
    let before = try Self.hits(portal)
    #expect(try RunningPortal.poll { try portal.get("/events.ics").status == 200 && Self.hits(portal) > before ? true : nil } == true)
  }

  @Test("A change is seen at once, also a withdrawal; a change that a page does not show leaves its tag")
  func changed() throws {
    let workspace = try DemoWorkspace.fresh()
    let add = "actors.add{ id = 'cached', name = 'Cached before', kind = 'company', visibility = 'public' }"
    try #require(try workspace.grappe("eval", add, "--write").status == 0)
    let portal = try RunningPortal(workspace)
    for _ in 0..<2 { #expect(try portal.get("/actors/cached").body.contains("Cached before")) }
    let tag = try portal.get("/about").fields["etag"]
    try #require(try workspace.grappe("eval", "actors.set('cached', { name = 'Cached after' })", "--write").status == 0)
    #expect(try portal.get("/actors/cached").body.contains("Cached after"))
    try #require(try workspace.grappe("eval", "actors.set('cached', { visibility = 'staff' })", "--write").status == 0)
    #expect(try portal.get("/actors/cached").status == 404)
    #expect(try !portal.get("/actors?q=cached").body.contains("Cached after"))
    #expect(try portal.get("/about").fields["etag"] == tag && tag != nil)
  }

  @Test("What a member sees is not kept, and she is never shown what was kept for the public")
  func members() throws {
    let workspace = try DemoWorkspace.fresh()
    let add = "actors.add{ id = 'for-members', name = 'For members', kind = 'company', visibility = 'members' }"
    try #require(try workspace.grappe("eval", add, "--write").status == 0)
    let portal = try RunningPortal(workspace)
    let member = PortalBrowser(portal)
    try member.signUp("paul", audience: "members")
    #expect(try portal.get("/actors?q=members").body.contains("For members") == false)
    let before = try Self.hits(portal)
    for _ in 0..<2 {
      let answer = try member.get("/actors?q=members")
      #expect(answer.body.contains("For members") && answer.fields["etag"] == nil && answer.fields["cache-control"] == "private, no-store")
    }
    #expect(try Self.hits(portal) == before)
    #expect(try !portal.get("/actors?q=members").body.contains("For members"))
  }

  @Test("A page with a form is made anew, since the form holds its time")
  func forms() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    let before = try Self.hits(portal)
    for _ in 0..<2 {
      let page = try portal.get("/p/wallonia/label")
      #expect(page.status == 200 && page.body.contains("portal_time") && page.fields["etag"] == nil)
    }
    #expect(try Self.hits(portal) == before)
  }
}
