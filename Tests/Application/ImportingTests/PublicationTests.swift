import Ecosystem
import Foundation
import Store
import Testing

@testable import Importing

@Suite("Open data is published as files that change only where the records do")
struct PublicationTests {
  private func workspace() throws -> ImportWorkspace {
    let workspace = try ImportWorkspace()
    try workspace.add("concept", ["scheme": "event-kind", "code": "festival", "label": ["en": "Festival"]])
    try workspace.add(
      "actor", ["id": "hub", "name": "Le Hub", "kind": "association", "lat": 50.46, "lon": 4.86, "email": "info@hub.example"])
    try workspace.add("actor", ["id": "inside", "name": "Confidentiel", "kind": "company", "visibility": "staff"])
    try workspace.add("event", ["id": "salon", "name": "Salon", "kind": "festival", "start": "2026-09-01"])
    return workspace
  }

  private func publish(_ workspace: ImportWorkspace, audience: Audience = .public) throws -> Publication.Outcome {
    var options = Publication.Options()
    options.scope = ReadScope(audience, includesExamples: false)
    (options.licence, options.base) = ("https://creativecommons.org/licenses/by/4.0/", "https://data.example/open")
    return try Publication(host: workspace.host, folder: workspace.folder.appending(path: "www"), options: options).run()
  }

  private func change(_ workspace: ImportWorkspace, _ body: (StoreTransaction) throws -> Void) throws {
    let transaction = try workspace.host.workspace.store.begin(.write, for: .admin)
    try body(transaction)
    try transaction.commit()
  }

  @Test("each entity has a file of each format that fits, and only the public is in them")
  func files() throws {
    let workspace = try workspace()
    let outcome = try publish(workspace)
    #expect(outcome.records == 5 && outcome.removed.isEmpty)
    for name in [
      "actors.csv", "actors.json", "actors.jsonl", "actors.geojson", "actors.jsonld", "actors.atom", "events.ics", "concepts.csv",
      "catalogue.jsonld", "SHA256SUMS", "published.json",
    ] { #expect(workspace.exists("www/" + name), "\(name)") }
    #expect(!workspace.exists("www/actors.ics") && !workspace.exists("www/awards.csv"))
    for name in outcome.written {
      let text = try workspace.text("www/" + name)
      #expect(!text.contains("Confidentiel") && !text.contains("info@hub.example"), "\(name)")
    }
  }

  @Test("the catalogue names each file with its address, size, checksum and licence")
  func catalogue() throws {
    let workspace = try workspace()
    _ = try publish(workspace)
    let json = try #require(try FieldValue(json: workspace.text("www/catalogue.jsonld")).mapValue)
    let datasets = try #require(json["dcat:dataset"]?.listValue).compactMap(\.mapValue)
    #expect(datasets.compactMap { $0["dct:identifier"]?.textValue } == ["actors", "concepts", "events"])
    let files = datasets.flatMap { $0["dcat:distribution"]?.listValue ?? [] }.compactMap(\.mapValue)
    #expect(files.count == 17)
    let calendar = try #require(files.first { $0["dct:title"] == "events.ics" })
    let text = try workspace.text("www/events.ics")
    #expect(calendar["dcat:downloadURL"] == ["@id": "https://data.example/open/events.ics"])
    #expect(calendar["dcat:byteSize"]?.mapValue?["@value"] == .text(String(text.utf8.count)))
    #expect(calendar["dct:license"] == ["@id": "https://creativecommons.org/licenses/by/4.0/"])
    let sum = calendar["spdx:checksum"]?.mapValue?["spdx:checksumValue"]?.mapValue?["@value"]?.textValue ?? ""
    let sums = try workspace.text("www/SHA256SUMS")
    #expect(sum.count == 64 && sums.contains("\(sum)  events.ics\n"))
  }

  @Test("a second publication writes nothing; a change writes the files of its entity, and what is withdrawn disappears")
  func again() throws {
    let workspace = try workspace()
    let all = try publish(workspace).written.count
    let second = try publish(workspace)
    #expect(second.written.isEmpty && second.unchanged.count == all)
    try change(workspace) { _ = try $0.update("actor", "hub", changes: ["name": "Hub"], now: "2026-02-01T00:00:00Z") }
    let third = try publish(workspace)
    #expect(
      Set(third.written) == [
        "actors.csv", "actors.json", "actors.jsonl", "actors.geojson", "actors.jsonld", "actors.atom", "catalogue.jsonld", "SHA256SUMS",
      ])
    try change(workspace) { _ = try $0.update("event", "salon", changes: ["visibility": "staff"], now: "2026-02-02T00:00:00Z") }
    let fourth = try publish(workspace)
    #expect(
      Set(fourth.removed) == ["events.csv", "events.json", "events.jsonl", "events.ics", "events.geojson", "events.jsonld", "events.atom"])
    #expect(!workspace.exists("www/events.ics") && workspace.exists("www/actors.csv"))
    try workspace.file("www/actors.csv", "changed by hand")
    #expect(try publish(workspace).written == ["actors.csv"])
  }

  @Test("without consent to the directory neither an actor on a person's own account nor a relation with a person is published")
  func consent() throws {
    let workspace = try workspace()
    for (scheme, code) in [("role", "self"), ("purpose", "directory"), ("relation-type", "partner")] {
      try workspace.add("concept", ["scheme": .text(scheme), "code": .text(code), "label": ["en": .text(code)]])
    }
    for id in ["asked", "unasked"] {
      try workspace.add("person", ["id": .text(id), "name": .text("Name of \(id)"), "visibility": "public"])
      try workspace.add("actor", ["id": .text("studio-\(id)"), "name": .text("Studio \(id)"), "kind": "company"])
      try workspace.add("affiliation", ["person": .text(id), "actor": .text("studio-\(id)"), "role": "self"])
      try workspace.add("relation", ["from": .text(id), "type": "partner", "to": "hub", "derived": false])
      try workspace.add("relation", ["from": .text("studio-\(id)"), "type": "partner", "to": "hub", "derived": false])
      try workspace.add(
        "event",
        [
          "id": .text("fair-\(id.count)"), "name": "Fair", "kind": "festival", "start": "2026-09-02", "venue": "hub",
          "organiser": .text("studio-\(id)"),
        ])
    }
    try workspace.add("consent", ["person": "asked", "purpose": "directory", "given_at": "2026-01-01T00:00:00Z"])
    let outcome = try publish(workspace)
    #expect(!outcome.isPersonal && workspace.exists("www/relations.csv") && !workspace.exists("www/persons.csv"))
    #expect(try workspace.text("www/actors.csv").contains("Studio asked"))
    let events = try workspace.text("www/events.jsonl")
    #expect(events.contains("fair-5") && events.contains("fair-7") && events.contains("\"organiser\":\"studio-asked\""))
    for name in outcome.written {
      let text = try workspace.text("www/" + name)
      #expect(!text.contains("unasked") && !text.contains("Name of"), "\(name)")
    }
    #expect(try publish(workspace, audience: .staff).isPersonal)
  }

  @Test("after a publication that was killed the next one replaces its files")
  func killed() throws {
    let workspace = try workspace()
    var files = try PublishedFiles(workspace.folder.appending(path: "www"), now: "2026-01-01T00:00:00Z")
    try files.write("actors.csv") { try $0("half") }
    try files.write("gone.csv") { try $0("old") }
    let outcome = try publish(workspace)
    #expect(outcome.written.contains("actors.csv") && outcome.removed == ["gone.csv"])
    #expect(try workspace.text("www/actors.csv").contains("Le Hub"))
  }

  @Test("a file changed by hand to the same size is written again")
  func sameSize() throws {
    let workspace = try workspace()
    _ = try publish(workspace)
    let text = try workspace.text("www/actors.csv")
    try workspace.file("www/actors.csv", text.replacing("Le Hub", with: "Le Bug"))
    #expect(try publish(workspace).written == ["actors.csv"])
    #expect(try workspace.text("www/actors.csv") == text)
  }

  @Test("a file of somebody else is neither replaced nor removed")
  func others() throws {
    let workspace = try workspace()
    _ = try publish(workspace)
    try workspace.file("www/index.html", "mine")
    try workspace.file("www/published.json", #"{"files": {"../outside": {"sha256": "0", "bytes": 1, "modified": ""}}}"#)
    try workspace.file("outside", "mine")
    #expect(throws: (any Error).self) { try publish(workspace) }
    #expect(workspace.exists("outside") && workspace.exists("www/index.html"))
  }
}
