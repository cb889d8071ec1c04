import Foundation
import Testing

/// The addresses of records in what other programs read.
@Suite struct PortalFeedTests {
  private static let address = "https://cluster.example"
  private static let feeds = [
    "/events.ics", "/changes.atom", "/sitemap.xml", "/data/actor.jsonld", "/data/event.jsonld", "/data/session.jsonld",
    "/data/training.jsonld", "/data/award.jsonld", "/data/territory.jsonld", "/data/session.ics", "/data/call.ics", "/data/event.atom",
    "/data/programme.atom",
    "/data/concept.atom", "/data/award.360giving.json", "/data/event.geojson",
  ]

  /// The addresses of the portal in a text: in quotes, in an element of XML, or in a line of a calendar.
  private static func addresses(in text: String) -> Set<String> {
    let unfolded = text.replacing("\r\n ", with: "")
    return Set(unfolded.matches(of: /https:\/\/cluster\.example(\/[^"<\s]*)/).map { String($0.1).replacing("&amp;", with: "&") })
  }

  @Test("Every address that a feed of the demo writes is one of a page")
  func answered() throws {
    let portal = try RunningPortal(
      try DemoWorkspace.fresh(),
      configuration: "[portal]\naddress = \"\(Self.address)\"\n[web]\nrequests_per_second = 100000\nconnections_per_address = 1000\n")
    var addresses: Set<String> = []
    for feed in Self.feeds {
      let answer = try portal.get(feed)
      #expect(answer.status == 200, "\(feed)")
      addresses.formUnion(Self.addresses(in: answer.body))
    }
    for start in ["/actors/", "/events/", "/territories/", "/trainings/", "/calls/"] {
      #expect(addresses.contains { $0.hasPrefix(start) }, "\(start)")
    }
    #expect(!addresses.contains { $0.hasPrefix("/actor/") || $0.hasPrefix("/event/") })
    // A sample of each collection, so that the test takes seconds; all of them in the thorough proof.
    let chosen = ProcessInfo.processInfo.environment["GRAPPE_PORTAL_PROOF"] == nil ? Self.sample(of: addresses) : addresses
    for target in chosen.sorted() { #expect(try portal.get(target).status == 200, "\(target)") }
  }

  /// Twelve addresses of each collection, all with characters that are encoded.
  private static func sample(of addresses: Set<String>) -> Set<String> {
    let groups = Dictionary(grouping: addresses.sorted()) { $0.split(separator: "/").first.map(String.init) ?? "" }
    return Set(
      groups.values.flatMap { group in
        group.enumerated().filter { $0.offset % max(1, group.count / 12) == 0 || $0.element.contains("%") || $0.element.contains(":") }
          .map(\.element)
      })
  }

  @Test("A published folder writes the addresses of its own files, and those of the portal where its own are not known")
  func published() throws {
    let workspace = try DemoWorkspace.fresh()
    try Data("[portal]\naddress = \"\(Self.address)\"\n".utf8).write(to: workspace.directory.appending(path: "config.toml"))
    let run = try workspace.grappe("publish", "www", "--data-only")
    try #require(run.status == 0, "\(run.errors)")
    let data = try String(contentsOf: workspace.directory.appending(path: "www/actors.jsonld"), encoding: .utf8)
    #expect(Self.addresses(in: data).contains { $0.hasPrefix("/actors/") })
    let exported = try workspace.grappe("export", "event", "--format", "ics")
    #expect(exported.status == 0 && !Self.addresses(in: exported.output).isEmpty, "\(exported.errors)")
  }
}
