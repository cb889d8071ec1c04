import Ecosystem
import Engine
import Foundation
import Store
import Testing

@testable import Importing

@Suite("An export for a purpose names nobody who has not consented to it, in no format")
struct ExportPurposeTests {
  private let workspace: ImportWorkspace

  /// Two studios, each of a person on her own account, who organise an event, take part in a relation and receive an award. One has
  /// consented.
  init() throws {
    workspace = try ImportWorkspace()
    for (scheme, code) in [
      ("role", "self"), ("purpose", "directory"), ("purpose", "newsletter"), ("relation-type", "partner"), ("event-kind", "festival"),
    ] {
      try workspace.add("concept", ["scheme": .text(scheme), "code": .text(code), "label": ["en": .text(code)]])
    }
    try workspace.add("actor", ["id": "hub", "name": "Hub", "kind": "company"])
    for id in ["asked", "unasked"] {
      let studio = FieldValue.text("studio-\(id)")
      try workspace.add("person", ["id": .text(id), "name": .text("Name of \(id)"), "visibility": "public"])
      try workspace.add("actor", ["id": studio, "name": .text("Studio \(id)"), "kind": "company"])
      try workspace.add("affiliation", ["person": .text(id), "actor": studio, "role": "self"])
      try workspace.add("relation", ["from": studio, "type": "partner", "to": "hub", "derived": false])
      try workspace.add(
        "event",
        [
          "id": .text("fair-\(id.count)"), "name": "Fair", "kind": "festival", "start": "2026-09-02", "organiser": studio, "venue": studio,
        ])
      try workspace.add(
        "award",
        [
          "title": "Award", "description": "d", "amount_awarded": ["amount": 100, "currency": "EUR"], "award_date": "2026-01-01",
          "funder": "hub", "recipient": studio,
        ])
    }
    try workspace.add("consent", ["person": "asked", "purpose": "directory", "given_at": "2026-01-01T00:00:00Z"])
  }

  private static let entities = ["actor", "relation", "event", "award"]
  private static let scope = ReadScope(.public, includesExamples: false)

  private func table(_ entity: String, _ format: RecordExport.Format, _ purpose: String?) throws -> (text: String, leftOut: Int) {
    var text = ""
    let outcome = try RecordExport(host: workspace.host, entity: entity, format: format, for: Self.scope)
      .run(filter: .map([:]), purpose: purpose) { text += $0 }
    return (text, outcome.leftOut)
  }

  private func feed(_ entity: String, _ format: FeedFormat, _ purpose: String?) throws -> String {
    var options = FeedExport.Options()
    (options.audience, options.purpose, options.hasSessions) = (Self.scope, purpose, entity == "event")
    var text = ""
    _ = try FeedExport(host: workspace.host, entity: entity, format: format, options: options).run(filter: .map([:])) { text += $0 }
    return text
  }

  @Test("neither a record nor a reference of it holds the id of who has not consented; without a purpose it is there")
  func everyFormat() throws {
    for entity in Self.entities {
      for format in RecordExport.Format.allCases {
        let text = try table(entity, format, "directory").text
        #expect(text.contains("asked") && !text.contains("unasked"), "\(entity) \(format): \(text)")
        #expect(try table(entity, format, nil).text.contains("unasked"), "\(entity) \(format)")
      }
      let description = try #require(Schema.grappe.entity(entity))
      for format in FeedFormat.allCases where format.fits(description) {
        #expect(!(try feed(entity, format, "directory")).contains("unasked"), "\(entity) \(format)")
      }
    }
    #expect(try table("event", .jsonl, "directory").text.contains("\"organiser\":\"studio-asked\""))
  }

  @Test("the records left out are counted, for a purpose to which nobody has consented too")
  func counted() throws {
    #expect(try table("actor", .csv, "directory").leftOut == 1)
    #expect(try table("actor", .csv, "newsletter").leftOut == 2)
    #expect(try table("award", .csv, "newsletter").leftOut == 2)
    #expect(try table("event", .csv, "newsletter").leftOut == 0)
  }

  @Test("a purpose that there is not is refused, for records that concern no person too")
  func unknown() throws {
    for entity in Self.entities {
      #expect(throws: EcosystemError.self) { try table(entity, .csv, "everything") }
      #expect(throws: EcosystemError.self) { try feed(entity, .atom, "everything") }
    }
  }
}
