import Ecosystem
import Foundation
import TextTestSupport
import Testing

@testable import Importing

@Suite("Records go out in the formats of other programs, and theirs come in")
struct FeedTests {
  private func exported(
    _ workspace: ImportWorkspace, _ entity: String, _ format: FeedFormat, filter: FieldValue = .map([:]),
    _ change: (inout FeedExport.Options) -> Void = { _ in }
  ) throws -> (text: String, outcome: FeedExport.Outcome) {
    var (text, options) = ("", FeedExport.Options())
    change(&options)
    let outcome = try FeedExport(host: workspace.host, entity: entity, format: format, options: options)
      .run(filter: filter) { text += $0 }
    return (text, outcome)
  }

  private func workspace() throws -> ImportWorkspace {
    let workspace = try ImportWorkspace()
    for (scheme, code, label) in [("event-kind", "festival", "Festival"), ("sector", "games", "Jeux, vidéo")] {
      try workspace.add("concept", ["scheme": .text(scheme), "code": .text(code), "label": ["fr": .text(label)]])
    }
    try workspace.add(
      "actor",
      [
        "id": "hub", "name": "Le Hub", "kind": "association", "city": "Namur", "lat": 50.46, "lon": 4.86, "website": "https://hub.example/",
        "email": "info@hub.example",
      ])
    return workspace
  }

  private func addEvents(_ workspace: ImportWorkspace) throws {
    try workspace.add(
      "event",
      [
        "id": "nuit", "name": "Nuit du jeu", "kind": "festival", "starts_at": "2026-07-02T17:00:00Z", "ends_at": "2026-07-02T21:00:00Z",
        "zone": "Europe/Brussels", "organiser": "hub", "venue": "hub", "city": "Namur", "themes": ["games"], "status": "published",
        "recurrence": "FREQ=MONTHLY;UNTIL=20261231", "description": "Une soirée,\net plus.", "licence": "CC BY 4.0",
      ])
    try workspace.add(
      "event", ["id": "salon", "name": "Salon", "kind": "festival", "start": "2026-09-01", "end": "2026-09-03", "status": "cancelled"])
    try workspace.add("event", ["id": "vague", "name": "Un jour", "kind": "festival", "start": "2027-03"])
    try workspace.add(
      "session",
      ["id": "talk", "event": "nuit", "title": "Débat", "start": "2026-07-02T18:00:00Z", "end": "2026-07-02T19:00:00Z", "room": "A"])
  }

  @Test("a calendar holds what has a day, says how much has none, and holds sessions on demand")
  func calendar() throws {
    let workspace = try workspace()
    try addEvents(workspace)
    let (text, outcome) = try exported(workspace, "event", .ics) { $0.licence = "CC0" }
    #expect(outcome.written == 2 && outcome.leftOut == 1)
    for line in [
      "X-GRAPPE-LICENCE:CC0", "DTSTART;TZID=Europe/Brussels:20260702T190000", "RRULE:FREQ=MONTHLY;UNTIL=20261231T225959Z",
      "LOCATION:Le Hub\\, Namur", "CATEGORIES:Festival,Jeux\\, vidéo", "ORGANIZER;CN=Le Hub:https://hub.example/",
      "DTSTART;VALUE=DATE:20260901", "DTEND;VALUE=DATE:20260904", "STATUS:CANCELLED", "SEQUENCE:0", "BEGIN:VTIMEZONE",
    ] { #expect(text.contains(line + "\r\n"), "\(line)") }
    #expect(!text.contains("info@hub.example"))
    let (long, more) = try exported(workspace, "event", .ics) { $0.hasSessions = true }
    #expect(more.written == 3 && long.contains("SUMMARY:Débat – Nuit du jeu\r\n"))
    #expect(try exported(workspace, "event", .ics, filter: ["status": "cancelled"]).outcome.written == 1)
  }

  @Test("identifiers of events stay, and the number of their edition rises with a change")
  func editions() throws {
    let workspace = try workspace()
    try addEvents(workspace)
    let before = try exported(workspace, "event", .ics).text
    let transaction = try workspace.host.workspace.store.begin(.write, for: .admin)
    _ = try transaction.update("event", "nuit", changes: ["city": "Liège"], now: "2026-01-02T00:00:00Z")
    try transaction.commit()
    let after = try exported(workspace, "event", .ics).text
    func lines(_ text: String, _ name: String) -> [Substring] { text.split(separator: "\r\n").filter { $0.hasPrefix(name) } }
    #expect(lines(before, "UID:") == lines(after, "UID:") && Set(lines(after, "UID:")).count == 2)
    #expect(lines(before, "SEQUENCE:") == ["SEQUENCE:0", "SEQUENCE:0"] && lines(after, "SEQUENCE:") == ["SEQUENCE:86400", "SEQUENCE:0"])
  }

  @Test("a calendar of ours changes nothing where it was written, and the same events come of it elsewhere")
  func back() async throws {
    let first = try workspace()
    try addEvents(first)
    let text = try exported(first, "event", .ics).text
    #expect(try await first.run(text, as: "event", name: "own.ics") { $0.isDryRun = true }.unchanged == 2)
    let second = try workspace()
    #expect(try await second.run(text, as: "event", name: "other.ics").added == 2)
    #expect(try await second.run(text, as: "event", name: "other.ics").unchanged == 2)
    let events = try second.all("event")
    let night = try #require(events.first { $0["name"] == "Nuit du jeu" })
    #expect(night["starts_at"] == "2026-07-02T17:00:00Z" && night["zone"] == "Europe/Brussels" && night["themes"] == ["games"])
    #expect(night["kind"] == "festival" && night["licence"] == "CC BY 4.0")
    #expect(events.first { $0["name"] == "Salon" }?["end"] == "2026-09-03")
  }

  @Test("events of others that cannot be read are refused with their line, all of them")
  func refused() async throws {
    let workspace = try workspace()
    let text = """
      BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTART:20260231\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:B\nCATEGORIES:festival
      DTSTART:20260201T100000\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:C\nDTSTART:20260201\nEND:VEVENT\nEND:VCALENDAR\n
      """
    #expect(try await workspace.refused(text, as: "event", name: "x.ics").map(\.line) == [4, 6, 11])
    let outcome = try await workspace.run(text, as: "event", name: "x.ics") {
      $0.keepsGood = true
      $0.constants = ["kind": "festival"]
      $0.reading.zone = .init(zone: "Europe/Paris")
    }
    #expect(outcome.added == 2 && outcome.refused == 1)
    await #expect(throws: (any Error).self) { try await workspace.run("id,name\n", as: "event", name: "y.ics") }
    await #expect(throws: ImportError.self) { try await workspace.run(text, as: "actor", name: "x.ics") }
  }

  @Test("points are written with the longitude first, and come back")
  func geo() async throws {
    let first = try workspace()
    try first.add("actor", ["id": "far", "name": "Sans point", "kind": "company"])
    let (text, outcome) = try exported(first, "actor", .geojson) { $0.licence = "CC0" }
    #expect(outcome.written == 2 && text.contains("\"coordinates\":[4.86,50.46]") && text.contains("\"license\":\"CC0\""))
    #expect(text.contains("\"geometry\":null") && text.hasSuffix("\"bbox\":[4.86,50.46,4.86,50.46]}\n"))
    _ = try FieldValue(json: text)
    let second = try ImportWorkspace()
    #expect(try await second.run(text, name: "a.geojson").added == 2)
    #expect(try second.actor("hub")?["lon"] == 4.86 && second.actor("far")?["lat"] == .null)
    #expect(try await second.run(text, name: "a.geojson").unchanged == 2)
    let swapped = text.replacing("[4.86,50.46]", with: "[50.46,94.86]")
    #expect(try await second.refused(swapped, name: "a.geojson").count == 1)
  }

  @Test("an entity without a form in a format is refused with those that have one")
  func unfit() throws {
    let workspace = try ImportWorkspace()
    for (entity, format) in [("label", FeedFormat.ics), ("award", .geojson), ("actor", .threeSixtyGiving), ("relation", .jsonld)] {
      #expect(throws: ExportError.self) { try exported(workspace, entity, format) }
    }
  }

  private func addAwards(_ workspace: ImportWorkspace) throws {
    try workspace.add("actor", ["id": "fund", "name": "Fonds", "kind": "association"])
    try workspace.add("identifier", ["actor": "fund", "scheme": "BE-BCE_KBO", "value": "0403170701"])
    for (number, cents) in [(1, 1_250_050), (2, 700)] {
      try workspace.add(
        "award",
        [
          "id": .text("award-\(number)"), "title": "Aide", "description": "Pour un jeu.", "funder": "fund", "recipient": "hub",
          "amount_awarded": ["amount": .integer(Int64(cents)), "currency": "EUR"], "award_date": "2026-05-04", "start": "2026-06",
        ])
    }
  }

  @Test("grants go out with org-ids and major units, and come in with funder and recipient matched")
  func grants() async throws {
    let first = try workspace()
    try addAwards(first)
    let text = try exported(first, "award", .threeSixtyGiving).text
    let grants = try #require(try FieldValue(json: text).mapValue?["grants"]?.listValue)
    #expect(grants.count == 2 && grants[0].mapValue?["amountAwarded"] == 12_500.5)
    let address = "https://creativecommons.org/licenses/by/4.0/"
    #expect(try exported(first, "award", .threeSixtyGiving) { $0.licence = address }.text.contains("\"license\":\"\(address)\""))
    #expect(try !exported(first, "award", .threeSixtyGiving) { $0.licence = "CC0" }.text.contains("license"))
    #expect(grants[0].mapValue?["fundingOrganization"] == [["id": "BE-BCE_KBO-0403170701", "name": "Fonds"]])
    let second = try workspace()
    try second.add("actor", ["id": "other", "name": "Autre nom", "kind": "association"])
    try second.add("identifier", ["actor": "other", "scheme": "BE-BCE_KBO", "value": "0403170701"])
    #expect(try await second.run(text, as: "award", name: "g.json") { $0.reading.feed = .threeSixtyGiving }.added == 2)
    let awards = try second.all("award")
    #expect(awards.allSatisfy { $0["funder"] == "other" && $0["recipient"] == "hub" })
    #expect(Set(awards.compactMap { $0["amount_awarded"].mapValue?["amount"]?.integerValue }) == [1_250_050, 700])
    #expect(try await second.run(text, as: "award", name: "g.json") { $0.reading.feed = .threeSixtyGiving }.unchanged == 2)
  }

  @Test("grants come in batches too, and a file of another kind is refused")
  func batches() async throws {
    let first = try workspace()
    try addAwards(first)
    let text = try exported(first, "award", .threeSixtyGiving).text
    let second = try workspace()
    try second.add("actor", ["id": "fund", "name": "Fonds", "kind": "association"])
    let outcome = try await second.run(text, as: "award", name: "g.json") {
      $0.reading.feed = .threeSixtyGiving
      $0.batchRows = 1
    }
    #expect(outcome.added == 2 && outcome.refused == 0)
    for (entity, format, other) in [("award", FeedFormat.threeSixtyGiving, "{\"features\": []}"), ("actor", .geojson, "{\"grants\": []}")] {
      await #expect(throws: (any Error).self) { try await second.run(other, as: entity, name: "o.json") { $0.reading.feed = format } }
    }
    #expect(try await second.run("{\"features\": []}", name: "e.geojson").added == 0)
  }

  @Test(
    "feedparser finds an Atom feed well-formed (oracle: feedparser)",
    .enabled(if: Tool.python(module: "feedparser") != nil, "SKIPPED: feedparser is not installed"))
  func atom() throws {
    let workspace = try workspace()
    try workspace.add("actor", ["id": "odd", "name": "A & <b> \"c\" ]]>", "kind": "company", "description": "x\u{1F600}\ny"])
    let python = try #require(Tool.python(module: "feedparser"))
    let script =
      "import feedparser,sys;f=feedparser.parse(sys.argv[1]);print(f.bozo,f.version,len(f.entries));print(*sorted(e.title for e in f.entries),sep='|')"
    let output = try Tool.withFile(try exported(workspace, "actor", .atom).text, ending: "atom") {
      try Tool.run(python, ["-c", script, $0])
    }
    #expect(output == "False atom10 2\nA & <b> \"c\" ]]>|Le Hub\n")
  }

  @Test(
    "every member of the linked data is a property of schema.org (oracle: pyld)",
    .enabled(if: Tool.python(module: "pyld") != nil, "SKIPPED: PyLD is not installed"))
  func linkedData() throws {
    let workspace = try workspace()
    try addEvents(workspace)
    try addAwards(workspace)
    let python = try #require(Tool.python(module: "pyld"))
    let script = """
      import json, sys
      from pyld import jsonld
      nodes = jsonld.expand(json.load(open(sys.argv[1])), {"documentLoader": lambda *a: 1 / 0})
      def names(node):
          if isinstance(node, list):
              for one in node: yield from names(one)
          elif isinstance(node, dict):
              for key, value in node.items():
                  if not key.startswith("@"): yield key
                  yield from names(value)
      nodes = nodes[0].get("@graph", nodes) if len(nodes) == 1 else nodes
      print(len(nodes), all(name.startswith("https://schema.org/") for name in names(nodes)))
      print(*sorted({n["@type"][0].removeprefix("https://schema.org/") for n in nodes}))
      print(*sorted(n["https://schema.org/startDate"][0]["@value"] for n in nodes if "https://schema.org/startDate" in n))
      """
    func expanded(_ entity: String) throws -> String {
      try Tool.withFile(try exported(workspace, entity, .jsonld).text, ending: "jsonld") { try Tool.run(python, ["-c", script, $0]) }
    }
    #expect(try expanded("event") == "2 True\nFestival\n2026-07-02T19:00:00+02:00 2026-09-01\n")
    #expect(try expanded("award").hasPrefix("2 True\nMonetaryGrant\n"))
    #expect(try expanded("actor").hasPrefix("2 True\nNGO\n"))
  }
}
