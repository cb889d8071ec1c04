import Ecosystem
import Engine
import Foundation
import Localization
import Store
import StoreTestSupport
import Testing
import WebLink

@testable import Portal

/// Files, calendars and the API of the portal.
@Suite struct DownloadTests {
  private let workspace: Workspace
  private let portal: Portal

  init() throws {
    workspace = try Workspace.create(at: try TemporaryStore.makeFolder())
    let transaction = try workspace.store.begin(.write, for: .admin)
    let concepts: [(String, String, FieldValue)] = [
      ("actor-kind", "company", ["en": "Company"]), ("event-kind", "festival", ["en": "Festival"]),
      ("sector", "games", ["fr": "Jeu vidéo", "en": "Video games"]),
    ]
    for (scheme, code, label) in concepts {
      try transaction.add("concept", ["scheme": .text(scheme), "code": .text(code), "label": label, "visibility": "public"])
    }
    let actors: [Record] = [
      ["id": "pixel", "name": "Pixel", "kind": "company", "city": "Namur", "sectors": .list(["games"]), "visibility": "public"],
      ["id": "lutin", "name": "Lutin", "kind": "company", "city": "Mons", "visibility": "public"],
    ]
    for actor in actors { try transaction.add("actor", actor) }
    try transaction.add("label", ["id": "seal", "name": ["fr": "Sceau"], "issuer": "lutin", "visibility": "public"])
    try transaction.add(
      "event",
      ["id": "fair", "name": "Fair", "kind": "festival", "start": "2031-01-01", "organiser": "pixel", "visibility": "public"])
    try transaction.commit()
    portal = try Portal(workspace) { _ in }
  }

  private func change(_ body: (StoreTransaction) throws -> Void) throws {
    let transaction = try workspace.store.begin(.write, for: .admin)
    try body(transaction)
    try transaction.commit()
  }

  /// A response with its body at hand.
  private struct Answer: Sendable {
    var head: WebResponseHead
    var body: [UInt8]
    var isOnDisk = false

    var tag: String? { head.value("etag") }
    var text: String { String(decoding: body, as: UTF8.self) }

    init(_ response: PortalResponse) throws {
      switch response {
      case .whole(let head, let body): (self.head, self.body) = (head, body)
      case .file(let head, let file): (self.head, self.body, isOnDisk) = (head, try file.read(file.byteCount, at: 0), true)
      case .stream: throw CocoaError(.fileReadUnknown)
      }
    }
  }

  private func respond(_ path: String, _ query: [WebRequest.Field] = []) async throws -> Answer {
    let portal = portal
    let answer = try await onOwnThread {
      let path = path.split(separator: "/").map(String.init)
      return try Answer(
        portal.respond(to: WebRequest(.get, path: path, query: query, languages: ["en"], origin: "http://x", number: "1")))
    }
    try #require(answer.head.status == 200, "\(path): \(answer.text)")
    return answer
  }

  private func text(_ path: String, _ query: [WebRequest.Field] = []) async throws -> String { try await respond(path, query).text }

  @Test(
    "a file and a calendar have a tag made from their content, which only a change of it changes",
    arguments: ["events.ics", "changes.atom", "data/actor.csv", "data/actor.jsonl", "data/event.ics", "data/event.geojson"])
  func tags(path: String) async throws {
    let tag = try #require(try await respond(path).tag)
    #expect(try await respond(path).tag == tag)
    try change { try $0.add("actor", ["id": "hidden", "name": "Hidden", "kind": "company", "visibility": "staff"]) }
    #expect(try await respond(path).tag == tag)
    try change {
      _ = try $0.update("actor", "pixel", changes: ["name": "Pixels"], now: "2026-12-01T00:00:00Z")
      _ = try $0.update("event", "fair", changes: ["name": "Big fair", "lat": 50.0, "lon": 4.0], now: "2026-12-01T00:00:00Z")
    }
    let other = try #require(try await respond(path).tag)
    #expect(other != tag)
  }

  @Test("a long file is written to a disk file before it is sent, with its length and tag, whole")
  func long() async throws {
    let text = String(repeating: "é", count: 300)
    try change { transaction in
      for number in 0..<2_500 {
        try transaction.add(
          "actor",
          [
            "id": .text("a\(number)"), "name": .text("Actor \(number)"), "kind": "company", "description": .text(text),
            "visibility": "public",
          ])
      }
    }
    let answer = try await respond("data/actor.csv")
    #expect(answer.isOnDisk && answer.body.count > BodySpool.bytesInMemoryMax)
    #expect(answer.head.value("content-length") == "\(answer.body.count)")
    #expect(answer.head.value("content-type") == "text/csv; charset=utf-8")
    #expect(answer.text.components(separatedBy: text).count == 2_501)
    #expect(answer.body.last == UInt8(ascii: "\n"))
    let tag = try #require(answer.tag)
    #expect(try await respond("data/actor.csv").tag == tag)
  }

  @Test("the API finds by words what the directory finds: names of concepts too, with the fields asked for")
  func words() async throws {
    let found = try await text("api/v1/actor", [WebRequest.Field("q", "jeux vidéo Namur"), WebRequest.Field("fields", "name")])
    #expect(found.contains(#""data":[{"id":"pixel","name":"Pixel"}]"#), "\(found)")
    #expect(try await text("actors", [WebRequest.Field("q", "jeux vidéo Namur")]).contains("/actors/pixel"))
    let narrowed = [WebRequest.Field("q", "jeu vidéo"), WebRequest.Field("city", "Mons")]
    #expect(try await text("api/v1/actor", narrowed).contains(#""data":[]"#))
  }

  @Test("lists of records are headed by the plural, one record by the singular")
  func plurals() async throws {
    let data = try await text("data")
    #expect(data.contains("<h2>Events <") && data.contains("<h2>Actors <") && !data.contains("<h2>Event <"))
    let actor = try await text("actors/pixel")
    #expect(actor.contains("<h2>Events</h2>") && actor.contains("<p class=\"lead\">Actor</p>"))
  }

  @Test("a title that there is not in the viewer's language says which one it is in")
  func titleLanguage() async throws {
    #expect(try await text("labels/seal").contains("<h1 lang=\"fr\">Sceau</h1>"))
    #expect(try await text("actors/pixel").contains("<h1>Pixel</h1>"))
  }
}
