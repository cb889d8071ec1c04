import Foundation
import Testing

/// The portal shows nothing that the public may not see.
@Suite struct PortalSecrecyTests {
  /// A word that only hidden records and personal fields hold.
  private static let mark = "zzsecretzz"

  /// Records that the public may not see, and a public one with personal fields.
  private static func workspace() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.fresh()
    let actors: [[String: Any]] = [
      [
        "id": "hidden-members", "name": "\(mark) members", "kind": "company", "city": mark, "visibility": "members", "lat": 50.1,
        "lon": 4.1,
      ],
      ["id": "hidden-staff", "name": "\(mark) staff", "kind": "company", "description": mark, "visibility": "staff"],
      ["id": "hidden-own", "name": "\(mark) on her own account", "kind": "company", "city": mark],
      ["id": "seen", "name": "Seen actor", "kind": "company", "email": "\(mark)@example.org", "phone": "+32 81 \(mark)"],
    ]
    try load(actors, "actor", workspace)
    let event = ["id": "hidden-event", "name": mark, "kind": "conference", "visibility": "staff", "start": "2031-01-01"]
    try load([event], "event", workspace)
    // She is public, but has not consented to the directory.
    let persons = [
      ["id": "hidden-person", "name": "\(mark) person"], ["id": "hidden-her", "name": "\(mark) her", "visibility": "public"],
    ]
    try load(persons, "person", workspace)
    try load([["id": "own", "person": "hidden-her", "actor": "hidden-own", "role": "self"]], "affiliation", workspace)
    try load(
      [["id": "tie", "from": "seen", "type": "partner", "to": "hidden-staff", "derived": false]], "relation", workspace)
    return workspace
  }

  private static func load(_ records: [[String: Any]], _ entity: String, _ workspace: DemoWorkspace) throws {
    let file = workspace.directory.appending(path: "\(entity).json")
    try JSONSerialization.data(withJSONObject: records).write(to: file)
    let run = try workspace.grappe("import", file.path, "--as", entity)
    try #require(run.status == 0, "\(run.errors) \(run.output)")
  }

  @Test("A record that the public may not see is the same as one that does not exist, in pages, counts, facets, search and the API")
  func hidden() throws {
    let portal = try RunningPortal(try Self.workspace())
    func same(_ hidden: String, _ missing: String) throws {
      let (first, second) = (try portal.get(hidden), try portal.get(missing))
      #expect(first.status == 404 && second.status == 404, "\(hidden)")
      #expect(Self.withoutNumber(first.body, hidden, missing) == Self.withoutNumber(second.body, hidden, missing))
    }
    try same("/actors/hidden-members", "/actors/hidden-nothing")
    try same("/actors/hidden-staff", "/actors/hidden-nothing")
    try same("/persons/hidden-person", "/persons/hidden-nothing")
    try same("/persons/hidden-her", "/persons/hidden-nothing")
    try same("/actors/hidden-own", "/actors/hidden-nothing")
    try same("/api/v1/actor/hidden-own", "/api/v1/actor/hidden-nothing")
    try same("/api/v1/actor/hidden-staff", "/api/v1/actor/hidden-nothing")
    let searches = ["/actors?q=\(Self.mark)", "/api/v1/actor?q=\(Self.mark)", "/api/v1/actor?city=\(Self.mark)"]
    for page in searches + ["/actors/seen", "/actors?kind=company"] {
      #expect(try !portal.get(page).body.contains("hidden-"), "\(page)")
    }
    let (hidden, unknown) = (try portal.get("/api/v1/actor?email=x"), try portal.get("/api/v1/actor?emall=x"))
    #expect(hidden.status == 400 && Self.withoutNumber(hidden.body, "email") == Self.withoutNumber(unknown.body, "emall"))
    let listed = "SELECT count(*) FROM actor WHERE visibility = 'public' AND id <> 'hidden-own'"
    let counts = try portal.workspace.sql(listed).trimmingCharacters(in: .newlines)
    #expect(try portal.get("/").body.replacing(",", with: "").contains("\(counts) actors"))
  }

  private static func withoutNumber(_ body: String, _ paths: String...) -> String {
    paths.reduce(body.replacing(/[0-9a-z]+-[0-9]+/, with: "N")) { $0.replacing($1, with: "PATH") }
  }

  @Test("Every address that a visitor reaches shows no text of hidden records and of personal fields")
  func crawl() throws {
    let portal = try RunningPortal(try Self.workspace(), configuration: "[web]\nrequests_per_second = 10000\n")
    var seen: Set<String> = []
    var waiting = ["/", "/sitemap.xml", "/robots.txt", "/changes.atom", "/api/v1", "/api/v1/openapi.json"]
    var kinds: [String: Int] = [:]
    while let target = waiting.popLast() {
      guard seen.insert(target).inserted else { continue }
      // A dozen of each kind of page stand for the others.
      let kind = target.prefix { $0 != "?" }.split(separator: "/").prefix(1).joined() + (target.contains("?") ? "?" : "")
      kinds[kind, default: 0] += 1
      guard kinds[kind, default: 0] <= 12 else { continue }
      let answer = try portal.get(target)
      #expect(answer.status == 200, "\(target)")
      #expect(!answer.body.contains(Self.mark), "\(target)")
      #expect(!answer.body.contains("hidden-"), "\(target)")
      waiting += Self.links(in: answer.body).filter { !seen.contains($0) }
    }
    #expect(seen.count > 100)
  }

  private static func links(in page: String) -> [String] {
    page.matches(of: /href="(\/[^"#]*)"/).map { String($0.1).replacing("&amp;", with: "&") }
  }
}
