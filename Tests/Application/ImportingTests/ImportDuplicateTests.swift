import Ecosystem
import Testing

@testable import Importing

@Suite("A row that is a record which is there already is recognised, and waits for a decision")
struct ImportDuplicateTests {
  private func workspace() throws -> ImportWorkspace {
    let workspace = try ImportWorkspace()
    try workspace.add("actor", ["id": "kikk", "name": "KIKK", "kind": "association", "city": "Namur"])
    try workspace.add("identifier", ["actor": "kikk", "scheme": "BE-BCE_KBO", "value": "0403170701"])
    return workspace
  }

  private func undecided(_ workspace: ImportWorkspace, _ text: String, as entity: String = "actor") async throws -> [Duplicate] {
    guard case .duplicatesUndecided(_, let duplicates, let total) = try await workspace.error(text, as: entity) else {
      Issue.record("the import ended with another error")
      return []
    }
    #expect(total == duplicates.count)
    return duplicates
  }

  @Test("A row whose id is known updates that record, unless duplicates are left or refused")
  func byID() async throws {
    let workspace = try workspace()
    let text = "id,city\nkikk,Mons\n"
    let skipped = try await workspace.run(text) { $0.duplicates = .skip }
    #expect(skipped.skipped == 1)
    _ = try await workspace.error(text) { $0.duplicates = .refuse }
    #expect(try workspace.actor("kikk")?["city"] == "Namur")
    let updated = try await workspace.run(text)
    #expect(updated.updated == 1)
    #expect(updated.changes.map(\.fields) == [[RowFieldChange(field: "city", before: "Namur", after: "Mons")]])
    #expect(try workspace.actor("kikk")?["city"] == "Mons")
    #expect(try await workspace.run(text).unchanged == 1)
  }

  @Test("A row without an id is recognised by the name of a record that the same file added before, under an id or without")
  func byNameOfTheFile() async throws {
    let workspace = try workspace()
    let rows = ["alpha,Alpha", "beta,Beta", ",Alpha", ",Gamma", "delta,Delta", ",Delta", ",Gamma", "other,Beta"]
    let outcome = try await workspace.run("id,name,kind\n" + rows.map { $0 + ",association\n" }.joined())
    #expect(outcome.added == 5 && outcome.unchanged == 3)
  }

  @Test("A row is recognised by a number in a register, whatever its name")
  func byNumber() async throws {
    let workspace = try workspace()
    let found = try await undecided(workspace, "name,kind,bce\nFestival,association,0403.170.701\n")
    #expect(found.map(\.criterion) == [.number(scheme: "BE-BCE_KBO", value: "0403170701")])
    #expect(found.map(\.change.id) == ["kikk"])
  }

  @Test(
    "A row is recognised by name and place, letter case, accents, punctuation and legal form aside",
    arguments: ["KIKK", "Kikk asbl", "kíkk, A.S.B.L."])
  func byName(name: String) async throws {
    let workspace = try workspace()
    let found = try await undecided(workspace, "name;kind;city;website\n\(name);association;NAMUR;https://kikk.be\n")
    #expect(found.map(\.criterion) == [.name] && found.map(\.change.id) == ["kikk"] && found.map(\.line) == [2])
  }

  @Test("The same name in another place is another actor; a place that only one of both tells does not part them")
  func places() async throws {
    let workspace = try workspace()
    #expect(try await workspace.run("name,kind,city\nKIKK,association,Liège\n").added == 1)
    #expect(try await undecided(workspace, "name,kind,email\nKIKK,association,x@y.be\n").count == 1)
  }

  @Test("A row is recognised by fields that together are unique")
  func byKey() async throws {
    let workspace = try workspace()
    let text = "actor,scheme,value,status\nkikk,BE-BCE_KBO,0403.170.701,verified\n"
    let found = try await undecided(workspace, text, as: "identifier")
    #expect(found.map(\.criterion) == [.key(["scheme", "value"])])
    let outcome = try await workspace.run(text, as: "identifier") { $0.duplicates = .update }
    #expect(outcome.updated == 1)
    #expect(try workspace.all("identifier").map { $0["status"].textValue } == ["verified"])
  }

  @Test("Each choice does what it says")
  func choices() async throws {
    let workspace = try workspace()
    let text = "name,kind,city,email\nKIKK,association,Namur,a@kikk.be\nNeu,company,Mons,\n"
    let skipped = try await workspace.run(text) { $0.duplicates = .skip }
    #expect(skipped.added == 1 && skipped.skipped == 1)
    let updated = try await workspace.run(text) { $0.duplicates = .update }
    #expect(updated.updated == 1 && updated.unchanged == 1)
    #expect(try workspace.actor("kikk")?["email"] == "a@kikk.be")
    let added = try await workspace.run(text) { $0.duplicates = .add }
    #expect(added.added == 2)
    #expect(try workspace.all("actor").filter { $0["name"] == "KIKK" }.count == 2)
  }

  @Test("A decision about one line comes before the choice for all")
  func decisions() async throws {
    let workspace = try workspace()
    let text = "name,kind,email\nKIKK,association,a@kikk.be\nKIKK,association,b@kikk.be\n"
    let outcome = try await workspace.run(text) {
      $0.decisions = [2: .update]
      $0.duplicates = .skip
    }
    #expect(outcome.updated == 1 && outcome.skipped == 1)
    #expect(try workspace.actor("kikk")?["email"] == "a@kikk.be")
  }

  @Test("An update keeps what the row does not say, and its own id does not become the record's")
  func keeps() async throws {
    let workspace = try workspace()
    try await workspace.run("id,name,kind,city,email\nk-17,KIKK,association,,a@kikk.be\n") { $0.duplicates = .update }
    let actor = try #require(try workspace.actor("kikk"))
    #expect(actor["city"] == "Namur" && actor["email"] == "a@kikk.be")
    #expect(try workspace.actor("k-17") == nil)
  }

  @Test("Within a file rows without ids are compared with those above, rows with ids are told apart by them")
  func within() async throws {
    let workspace = try ImportWorkspace()
    let bare = try await undecided(workspace, "name,kind,city\nA,company,Mons\nB,company,Mons\na,association,Mons\n")
    #expect(bare.map(\.line) == [4])
    #expect(try await workspace.run("id,name,kind\na1,A,company\na2,A,company\n").added == 2)
  }

  @Test("A line that says otherwise of an id further up is refused, one that says the same is not")
  func repeated() async throws {
    let workspace = try ImportWorkspace()
    let refused = try await workspace.refused("id,name,kind\na1,A,company\na1,A,company\na1,B,company\n")
    #expect(refused.map(\.line) == [4])
    #expect(refused[0].reason.contains("a1"))
  }

  @Test("Numbers of several actors, and a number of another actor than the row's id, are refused")
  func numbersDisagree() async throws {
    let workspace = try workspace()
    try workspace.add("actor", ["id": "trakk", "name": "TRAKK", "kind": "company"])
    try workspace.add("identifier", ["actor": "trakk", "scheme": "FR-SIREN", "value": "732829320"])
    let both = try await workspace.refused("name,kind,bce,siren\nX,company,0403170701,732829320\n")
    #expect(both.map(\.line) == [2] && both[0].reason.contains("kikk, trakk"))
    let other = try await workspace.refused("id,bce\ntrakk,0403170701\n")
    #expect(other[0].reason.contains("kikk"))
  }

  @Test("A trial counts, shows what would change field by field, and writes nothing")
  func trial() async throws {
    let workspace = try workspace()
    let before = try workspace.all("actor")
    let text = "id,name,kind,city,legal_form\nkikk,KIKK,association,,ASBL\nneu,Neu,company,,\n,kikk,association,Namur,\n,,company,,\n"
    let outcome = try await workspace.run(text) { $0.isDryRun = true }
    #expect(outcome.added == 1 && outcome.updated == 1 && outcome.refused == 2)
    #expect(outcome.changes.map(\.id) == ["kikk"])
    #expect(try workspace.all("actor") == before)
  }
}
