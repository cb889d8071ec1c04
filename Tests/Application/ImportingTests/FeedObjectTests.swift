import Ecosystem
import Engine
import Foundation
import Store
import TextTestSupport
import Testing

@testable import Importing

@Suite("A feed that is imported again changes what nobody changed here, and the rest waits for a decision")
struct FeedObjectTests {
  private let workspace: ImportWorkspace

  init() throws {
    workspace = try ImportWorkspace()
    try workspace.add("concept", ["scheme": "event-kind", "code": "festival", "label": ["fr": "Festival"]])
  }

  private func event(_ uid: String, _ lines: String...) -> String {
    (["BEGIN:VEVENT", "UID:\(uid)", "CATEGORIES:festival"] + lines + ["END:VEVENT"]).joined(separator: "\r\n") + "\r\n"
  }

  private func calendar(_ events: String...) -> String {
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Agenda des voisins\r\n" + events.joined() + "END:VCALENDAR\r\n"
  }

  /// An upcoming event whose name and days are given.
  private func night(_ name: String = "Nuit", from first: String = "20990702", to last: String = "20990704", more: String = "") -> String {
    event("nuit@voisins.example", "SUMMARY:\(name)", "DTSTART;VALUE=DATE:\(first)", "DTEND;VALUE=DATE:\(last)\(more)")
  }

  @discardableResult
  private func take(_ text: String, _ change: (inout ImportOptions) -> Void = { _ in }) async throws -> ImportOutcome {
    try await workspace.run(text, as: "event", name: "agenda.ics", change)
  }

  private func record() throws -> Record { try #require(try workspace.all("event").first { $0["locator"] == "nuit@voisins.example" }) }

  private func change(_ fields: ExactDictionary<FieldValue>) throws {
    let transaction = try workspace.host.workspace.store.begin(.write, for: .admin)
    _ = try transaction.update("event", try record().id, changes: fields, now: "2026-11-30T00:00:00Z")
    try transaction.commit()
  }

  private func pending() throws -> [Proposal] {
    let transaction = try workspace.host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.proposals.list(ProposalQuery()).proposals
  }

  private func object() throws -> ImportedObject {
    let transaction = try workspace.host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try #require(try transaction.imports.of(try record().id).first)
  }

  @Test("the object is kept with source and moment, without the lines that name persons; the same file changes nothing, nor the database")
  func kept() async throws {
    let text = calendar(night(more: "\r\nORGANIZER;CN=Anne:mailto:anne@voisins.example\r\nattendee:mailto:paul@voisins.example"))
    #expect(try await take(text).added == 1)
    let kept = try object()
    #expect(kept.source == "agenda.ics · Agenda des voisins" && kept.withdrawnAt == nil && kept.fields["name"] == "Nuit")
    let raw = try #require(kept.raw)
    #expect(raw.hasPrefix("BEGIN:VEVENT\nUID:nuit@voisins.example\n") && raw.hasSuffix("END:VEVENT\n"))
    #expect(!raw.contains("anne") && !raw.contains("paul"))
    let again = try await take(text)
    #expect(again.unchanged == 1 && again.updated == 0 && again.conflicts == 0 && again.withdrawn == 0)
    #expect(try object() == kept && pending().isEmpty)
  }

  @Test("days, status and name change by themselves while nobody changed them here; what was changed here and not there stays")
  func direct() async throws {
    try await take(calendar(night()))
    try change(["description": "Notre texte.", "city": "Namur"])
    let outcome = try await take(calendar(night("Nuit du jeu", from: "20990709", to: "20990711", more: "\r\nSTATUS:CANCELLED")))
    #expect(outcome.updated == 1 && outcome.conflicts == 0)
    let record = try record()
    #expect(record["name"] == "Nuit du jeu" && record["start"] == "2099-07-09" && record["end"] == "2099-07-10")
    #expect(record["status"] == "cancelled" && record["description"] == "Notre texte." && record["city"] == "Namur")
  }

  @Test("what was changed here and there waits as one proposal, which is not filed twice; accepted, it is as there")
  func conflict() async throws {
    try await take(calendar(night()))
    try change(["name": "Notre nuit"])
    let later = calendar(night("Nuit du jeu", from: "20990709", to: "20990711"))
    let outcome = try await take(later)
    #expect(outcome.updated == 1 && outcome.conflicts == 1)
    #expect(try record()["name"] == "Notre nuit" && record()["start"] == "2099-07-09")
    let proposal = try #require(try pending().first)
    #expect(proposal.changes.map(\.fields) == [["name": "Nuit du jeu"]] && proposal.changes[0].base == ["name": "Notre nuit"])
    #expect(proposal.origin.name == outcome.source && proposal.origin.source == "Agenda des voisins" && proposal.origin.fetchedAt != nil)
    #expect(proposal.raw?.contains("SUMMARY:Nuit du jeu\n") == true)
    let again = try await take(later)
    #expect(again.unchanged == 1 && again.conflicts == 0)
    #expect(try pending() == [proposal])
    _ = try await workspace.host.acceptProposals([proposal.id], by: .login(.admin, language: .en))
    #expect(try record()["name"] == "Nuit du jeu" && pending().isEmpty)
    #expect(try await take(later).unchanged == 1)
  }

  @Test("days are valid only together: where one of them was changed here, all wait")
  func together() async throws {
    try await take(calendar(night()))
    try change(["end": "2099-07-08"])
    let outcome = try await take(calendar(night("Nuit du jeu", from: "20990709", to: "20990711")))
    #expect(outcome.updated == 1 && outcome.conflicts == 1)
    #expect(try record()["name"] == "Nuit du jeu" && record()["start"] == "2099-07-02" && record()["end"] == "2099-07-08")
    #expect(try pending().first?.changes.first?.fields == ["start": "2099-07-09", "end": "2099-07-10"])
  }

  @Test("a value that goes there goes here, unless it was changed here")
  func gone() async throws {
    try await take(calendar(night(more: "\r\nDESCRIPTION:Texte\r\nURL:https://voisins.example/nuit")))
    try change(["url": "https://nous.example/"])
    let outcome = try await take(calendar(night()))
    #expect(outcome.updated == 1 && outcome.conflicts == 1)
    #expect(try record()["description"] == .null && record()["url"] == "https://nous.example/")
  }

  @Test("what is no longer there is marked, an upcoming event is proposed to be cancelled, and what comes back is no longer marked")
  func withdrawn() async throws {
    let other = event("autre@voisins.example", "SUMMARY:Autre", "DTSTART;VALUE=DATE:20990801")
    let past = event("hier@voisins.example", "SUMMARY:Hier", "DTSTART;VALUE=DATE:20200801")
    try await take(calendar(night(), other, past))
    let outcome = try await take(calendar(other))
    #expect(outcome.withdrawn == 2 && outcome.conflicts == 1)
    #expect(try object().withdrawnAt != nil && record()["status"] == "published")
    #expect(try pending().map { $0.changes[0].fields } == [["status": "cancelled"]])
    let again = try await take(calendar(other))
    #expect(again.withdrawn == 0 && again.conflicts == 0)
    #expect(try await take(calendar(night(), other)).unchanged == 2)
    #expect(try object().withdrawnAt == nil)
  }

  @Test("a file of the same name without any of the known objects is another source: nothing is marked; --source tells them apart")
  func otherSource() async throws {
    try await take(calendar(night()))
    let other = calendar(event("autre@voisins.example", "SUMMARY:Autre", "DTSTART;VALUE=DATE:20990801"))
    #expect(try await take(other).withdrawn == 0)
    #expect(try await take(other) { $0.source = "une autre" }.source == "une autre")
    #expect(try await take(calendar(night())).withdrawn == 1)
  }

  @Test("a record that was deleted here does not come back by itself; told what to do with duplicates, it does")
  func deleted() async throws {
    try await take(calendar(night()))
    let transaction = try workspace.host.workspace.store.begin(.write, for: .admin)
    try transaction.delete("event", try record().id)
    try transaction.commit()
    #expect(try await take(calendar(night())).skipped == 1)
    #expect(try workspace.all("event").isEmpty)
    #expect(try await take(calendar(night())) { $0.duplicates = .update }.added == 1)
  }

  @Test("the undo of an import takes the kept objects back, so that the next import begins anew")
  func undone() async throws {
    try await take(calendar(night()))
    let last = try #require(try InvocationLog(workspace: workspace.host.workspace).last(1).first)
    _ = try await workspace.host.undo(last.id)
    #expect(try workspace.all("event").isEmpty)
    #expect(try await take(calendar(night())).added == 1)
  }

  @Test("a record that was here before the first import keeps its values; empty fields are filled, the others wait")
  func present() async throws {
    try await take(calendar(night(more: "\r\nURL:https://voisins.example/nuit")))
    let transaction = try workspace.host.workspace.store.begin(.write, for: .admin)
    try transaction.update("event", try record().id, changes: ["url": .null, "name": "Notre nuit"], now: "2026-11-30T00:00:00Z")
    try transaction.commit()
    let outcome = try await take(calendar(night(more: "\r\nURL:https://voisins.example/nuit"))) { $0.source = "other" }
    #expect(outcome.updated == 1 && outcome.conflicts == 1)
    #expect(try record()["url"] == "https://voisins.example/nuit" && record()["name"] == "Notre nuit")
  }

  @Test("a dry run counts the same and keeps nothing")
  func trial() async throws {
    try await take(calendar(night()))
    try change(["name": "Notre nuit"])
    let later = calendar(night("Nuit du jeu"))
    #expect(try await take(later) { $0.isDryRun = true }.conflicts == 1)
    #expect(try pending().isEmpty)
    #expect(try await take(later).conflicts == 1)
  }

  @Test("in batches too, changes are compared and wait; nothing is marked as withdrawn")
  func batches() async throws {
    let other = event("autre@voisins.example", "SUMMARY:Autre", "DTSTART;VALUE=DATE:20990801")
    try await take(calendar(night(), other)) { $0.batchRows = 1 }
    try change(["name": "Notre nuit"])
    let outcome = try await take(calendar(night("Nuit du jeu", from: "20990701"))) { $0.batchRows = 1 }
    #expect(outcome.conflicts == 1 && outcome.withdrawn == 0)
    #expect(try record()["start"] == "2099-07-01" && pending().count == 1)
  }

  @Test("grants and features are compared likewise; the kept grant does not name an individual")
  func others() async throws {
    try workspace.add("actor", ["id": "fund", "name": "Fonds", "kind": "association"])
    func grants(_ title: String) -> String {
      """
      {"version":"1.4","grants":[{"id":"360G-x-1","title":"\(title)","description":"d","currency":"EUR","amountAwarded":10,
       "awardDate":"2026-01-02","fundingOrganization":[{"id":"x","name":"Fonds"}],
       "recipientOrganization":[{"id":"y","name":"Fonds"}]}]}
      """
    }
    func run(_ title: String) async throws -> ImportOutcome {
      try await workspace.run(grants(title), as: "award", name: "g.json") { $0.reading.feed = .threeSixtyGiving }
    }
    #expect(try await run("Aide").added == 1)
    #expect(try await run("Aide").unchanged == 1)
    #expect(try await run("Aide au jeu").updated == 1)
    #expect(FeedRows.withoutPersons(["id": "1", "recipientIndividual": ["name": "Anne"]]) == "{\"id\":\"1\"}")
  }
}
