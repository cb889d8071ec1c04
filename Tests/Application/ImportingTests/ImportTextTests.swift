import Ecosystem
import Testing

@testable import Importing

@Suite("Texts of a list come in their normal form")
struct ImportTextTests {
  @Test("blanks at the edges and in a row, and decomposed accents, make no second town")
  func towns() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run(
      "name,kind,city,legal_form\nAtelier Un ,company,Namur ,SRL \n Atelier Deux,company,\u{A0}Namur\u{202F},srl\n"
        + "Atelier Trois,company,Namur,SRL\nAtelier  Quatre,company,NAMUR,SRL\nCinq,company,Lie\u{300}ge,SRL\n")
    let actors = try workspace.all("actor")
    #expect(Set(actors.compactMap { $0["name"].textValue }) == ["Atelier Un", "Atelier Deux", "Atelier Trois", "Atelier Quatre", "Cinq"])
    #expect(try workspace.count("actor", ["city": "namur"]) == 4 && workspace.count("actor", ["legal_form": "srl"]) == 5)
    #expect(try workspace.count("actor", ["city": "liege"]) == 1 && workspace.count("actor", ["city": "Li\u{E8}ge"]) == 1)
  }

  @Test("a name without a visible sign is refused, in every language", arguments: ["\u{A0}", "\u{200B}", "\u{FEFF} ", "—"])
  func names(name: String) async throws {
    let rows = try await ImportWorkspace().refused("name,kind,description\n\(name),association,a\n")
    #expect(rows.map(\.line) == [2] && rows.map(\.column) == ["name"])
  }

  @Test("a visible name keeps none of the signs around it, a long text its line breaks")
  func signs() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run(
      "name,kind,description,email\n\"Asso\u{200B} I\",association,\"Ligne 1\nLigne 2\nLigne 3\", info@exemple.be \n"
        + "\tAsso H  ,association,y,\n")
    #expect(try workspace.actor(named: "Asso I")?["description"] == "Ligne 1\nLigne 2\nLigne 3")
    #expect(try workspace.actor(named: "Asso I")?["email"] == "info@exemple.be")
    #expect(try workspace.actor(named: "Asso H") != nil)
    #expect(try await workspace.refused("name,kind\n\"Asso\nB\",association\n").map(\.column) == ["name"])
  }

  @Test("all writings of a number find the same actor; nonsense is refused")
  func numbers() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("name,kind,ROR\nInstitut,association,038a20b58\n")
    for (index, writing) in ["https://ror.org/038a20b58", "http://ror.org/038a20b58", "ror.org/038a20b58", "038A20B58"].enumerated() {
      let outcome = try await workspace.run("name,kind,ROR\nInstitut \(index),association,\(writing)\n") { $0.duplicates = .update }
      #expect(outcome.updated == 1 && outcome.added == 0)
    }
    #expect(try await workspace.refused("name,kind,ROR\nX,association,pas un numéro ROR\n").map(\.column) == ["ROR"])
    try await workspace.run("name,kind,RNA,TVA Belgique\nAmis,association,w751234567,BE 0403.170.701\n")
    #expect(
      try workspace.all("identifier").compactMap { $0["value"].textValue }.sorted() == [
        "0403170701", "W751234567", "https://ror.org/038a20b58",
      ])
  }

  @Test("a column of a register that is not known is refused with the nearest")
  func scheme() async throws {
    guard case .columnUnknown(_, let columns, _, _, _) = try await ImportWorkspace().error("name,kind,identifier.BE-BCE-KBO\nA,company,1\n")
    else {
      Issue.record("another error")
      return
    }
    #expect(columns.map(\.nearest) == ["identifier.BE-BCE_KBO"])
  }

  @Test("a column of INSEE or NIS codes is that of the territory", arguments: ["Code INSEE", "INSEE", "Code NIS"])
  func territories(header: String) async throws {
    let workspace = try ImportWorkspace()
    try workspace.add("territory", ["scheme": "lau", "code": "06088", "name": ["fr": "Nice"]])
    try await workspace.run("name,kind,\(header)\nA,company,06088\n")
    #expect(try workspace.actor(named: "A")?["territory"] == "06088")
  }
}
