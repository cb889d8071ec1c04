import Ecosystem
import Testing

@testable import Importing

@Suite("Rows refer to records by what people know of them")
struct ImportReferenceTests {
  private func workspace() throws -> ImportWorkspace {
    let workspace = try ImportWorkspace()
    try workspace.add("concept", ["scheme": "actor-kind", "code": "other", "label": ["fr": "Autre"]])
    try workspace.add("actor", ["id": "fond", "name": "Fondation Écluse", "kind": "association", "email": "Info@ecluse.example"])
    try workspace.add("actor", ["id": "kikk", "name": "KIKK asbl", "kind": "association", "aliases": ["Festival KIKK"]])
    try workspace.add("actor", ["id": "one", "name": "Studio Sœur", "kind": "company", "city": "Mons"])
    try workspace.add("actor", ["id": "two", "name": "STUDIO SOEUR", "kind": "company", "city": "Huy"])
    try workspace.add("identifier", ["actor": "kikk", "scheme": "BE-BCE_KBO", "value": "0403170701"])
    return workspace
  }

  private static let header = "title,description,amount_awarded,award_date,funder,recipient\n"

  private func row(_ recipient: String, _ title: String = "Aide") -> String { "\(title),Une aide,100,2024,fond,\(recipient)\n" }

  @Test(
    "by id, number in a register, e-mail address, name or other name",
    arguments: [
      ("kikk", "kikk"), ("BE 0403.170.701", "kikk"), ("BE-BCE_KBO:0403170701", "kikk"), ("info@ECLUSE.example ", "fond"), ("Kikk", "kikk"),
      ("kikk ASBL", "kikk"), ("festival kikk", "kikk"), ("fondation  ecluse", "fond"), ("FONDATION E\u{301}CLUSE", "fond"),
    ])
  func known(word: String, id: String) async throws {
    let workspace = try workspace()
    try await workspace.run(Self.header + row(word), as: "award")
    #expect(try workspace.all("award").map { $0["recipient"] } == [.text(id)])
  }

  @Test("a name of two is refused with both, an unknown one with the nearest")
  func refused() async throws {
    let workspace = try workspace()
    let rows = try await workspace.refused(Self.header + row("studio soeur") + row("Fondation Eclusse"), as: "award")
    #expect(rows.map(\.line) == [2, 3] && rows.map(\.column) == ["recipient", "recipient"])
    #expect(rows[0].reason.contains("Studio Sœur (one)") && rows[0].reason.contains("STUDIO SOEUR (two)"))
    #expect(rows[1].reason.contains("Fondation Écluse") && rows[1].reason.contains("--create-missing"))
  }

  @Test("a name with an @ is no e-mail address: it is found and added as any other")
  func atSign() async throws {
    let workspace = try workspace()
    for name in ["Free@Last", "Learn @ Home", "@home"] {
      let added = try await workspace.run(Self.header + row(name, name), as: "award") { $0.createsMissing = true }
      #expect(added.createdCount == 1, "\(name)")
      #expect(try await workspace.run(Self.header + row(name, name + " 2"), as: "award").added == 1)
    }
    let error = try await workspace.error(Self.header + row("nobody@ecluse.example"), as: "award") { $0.createsMissing = true }
    guard case .rowsRefused(_, _, 1) = error else { throw error }
  }

  @Test("a row that names itself by its id refers exactly, and lists are read one by one")
  func lists() async throws {
    let workspace = try workspace()
    try workspace.add("concept", ["scheme": "event-kind", "code": "fair", "label": ["fr": "Salon"]])
    try workspace.add("event", ["id": "ev", "name": "Le Salon", "kind": "fair", "start": "2024-05-01"])
    try await workspace.run(
      "event,title,start,end,host,speakers\nle salon,Ouverture,2024-05-01T10:00:00Z,2024-05-01T11:00:00Z,KIKK,Kikk;info@ecluse.example\n",
      as: "session")
    let session = try #require(try workspace.all("session").first)
    #expect(session["event"] == "ev" && session["host"] == "kikk" && session["speakers"] == ["kikk", "fond"])
  }

  @Test("of entities with references to several kinds of records")
  func several() async throws {
    let workspace = try workspace()
    try workspace.add("programme", ["id": "prog", "name": "Wallimage"])
    try workspace.add("concept", ["scheme": "relation-type", "code": "funds", "label": ["fr": "Finance"]])
    try await workspace.run("from,type,to\nKikk,funds,wallimage\n", as: "relation")
    #expect(try workspace.all("relation").map { [$0["from"], $0["to"]] } == [["kikk", "prog"]])
  }

  @Test("a missing one is added on request, once, and listed with its line")
  func created() async throws {
    let workspace = try workspace()
    let outcome = try await workspace.run(
      Self.header + row("Nouvelle Asbl", "Une") + row("nouvelle ASBL", "Deux") + row("Kikk", "Trois"), as: "award"
    ) { $0.createsMissing = true }
    #expect(outcome.added == 3 && outcome.createdCount == 1)
    let added = try #require(try workspace.actor(named: "Nouvelle Asbl"))
    #expect(added["kind"] == "other" && outcome.created == [CreatedRecord(line: 2, entity: "actor", id: added.id, title: "Nouvelle Asbl")])
    #expect(try workspace.all("award").filter { $0["recipient"] == .text(added.id) }.count == 2)
  }

  @Test("a refused row adds nobody, nor does an address that is not known")
  func takenBack() async throws {
    let workspace = try workspace()
    let outcome = try await workspace.run(
      Self.header + row("Nouvelle Asbl", "") + row("x@y.example") + row("Autre Asbl"), as: "award"
    ) { ($0.createsMissing, $0.keepsGood) = (true, true) }
    #expect(outcome.added == 1 && outcome.refused == 2 && outcome.created.map(\.title) == ["Autre Asbl"])
    #expect(try workspace.actor(named: "Nouvelle Asbl") == nil)
  }

  @Test("a row refused for another row of the file names its line")
  func ownRows() async throws {
    let workspace = try workspace()
    let rows = try await workspace.refused("name,kind,BCE\nAtelier,company,0200065765\nAutre,company,0200.065.765\n")
    #expect(rows.map(\.line) == [3] && rows[0].reason.contains("line 2") && !rows[0].reason.contains("01"))
  }
}
