import Ecosystem
import Testing

@testable import Importing

@Suite("Words of vocabularies and names of territories stand for their codes")
struct ImportWordTests {
  private func workspace() throws -> ImportWorkspace {
    let workspace = try ImportWorkspace()
    try workspace.add(
      "concept",
      ["scheme": "actor-kind", "code": "studio", "label": ["fr": "Atelier de création", "de": "Studio für Gestaltung"]])
    try workspace.add("concept", ["scheme": "sector", "code": "game", "label": ["fr": "Jeu vidéo", "en": "Video game"]])
    try workspace.add("concept", ["scheme": "sector", "code": "toy", "label": ["fr": "Jouet", "en": "Game, toy"]])
    try workspace.add("concept", ["scheme": "sector", "code": "sport", "label": ["fr": "Sport", "en": "Game, toy"]])
    try workspace.add(
      "concept",
      ["scheme": "legal-form", "code": "asbl", "label": ["fr": "ASBL"], "exact_match": ["actor-kind:association"]])
    return workspace
  }

  private func addTerritories(_ workspace: ImportWorkspace) throws {
    let territories: [(id: String, scheme: String, code: String, name: String, parent: String?)] = [
      ("LU", "iso3166-1", "LU", "Luxembourg", nil), ("LU0", "nuts", "LU0", "Luxembourg", "LU"),
      ("LU00", "nuts", "LU00", "Luxembourg", "LU0"),
      ("BE-WNA", "iso3166-2", "BE-WNA", "Namur", nil), ("FR-13", "iso3166-2", "FR-13", "Bouches-du-Rhône", nil),
      ("lau-be-92094", "lau", "92094", "Namur-Ville", "BE-WNA"), ("x-1", "plugin", "x-1", "Saint-Remy", nil),
      ("x-2", "plugin", "x-2", "Saint-Rémy", nil),
    ]
    for place in territories {
      var record: Record = [
        "id": .text(place.id), "scheme": .text(place.scheme), "code": .text(place.code), "name": ["fr": .text(place.name)],
      ]
      if let parent = place.parent { record["parent"] = .text(parent) }
      try workspace.add("territory", record)
    }
  }

  @Test(
    "a term is known by its code and by its label in any language, case and accents aside",
    arguments: ["studio", "Studio", "ATELIER DE CREATION", "atelier de création", "Studio fur Gestaltung"])
  func labels(word: String) async throws {
    let workspace = try workspace()
    try await workspace.run("name,kind\nA,\(word)\n")
    #expect(try workspace.actor(named: "A")?["kind"] == "studio")
  }

  @Test(
    "a misspelt word is refused with the nearest label, in whatever letters",
    arguments: [
      ("Ateliér de creations", "Atelier de création"), ("stüddio", "studio"), ("studio für gestaltungen", "Studio für Gestaltung"),
    ])
  func misspelt(word: String, label: String) async throws {
    let rows = try await workspace().refused("name,kind\nA,\(word)\n")
    #expect(rows.map(\.column) == ["kind"] && rows[0].reason.contains("“\(label)”"), "\(rows)")
    #expect(rows[0].reason.contains("\"\(word)\""))
  }

  @Test("an empty vocabulary says so")
  func empty() async throws {
    let rows = try await ImportWorkspace().refused("name,kind,sectors\nA,company,game\n")
    #expect(rows.map(\.column) == ["sectors"] && rows[0].reason.contains("install the bundle"), "\(rows)")
  }

  @Test("a term is known by the words of a term of another vocabulary that says the same")
  func aliases() async throws {
    let workspace = try workspace()
    try await workspace.run("name,kind\nA,asbl\nB,A.S.B.L\n")
    #expect(try workspace.actor(named: "A")?["kind"] == "association")
    #expect(try await workspace.refused("name,kind\nC,SPRL\n").map(\.column) == ["kind"])
  }

  @Test("the words of a list are read one by one, and those of a JSON row like those of a table")
  func lists() async throws {
    let workspace = try workspace()
    try await workspace.run("name,kind,sectors\nA,company,jeu video;Sport\n")
    #expect(try workspace.actor(named: "A")?["sectors"] == ["game", "sport"])
    try await workspace.run(#"{"name": "B", "kind": "Company", "sectors": ["JEU VIDÉO"]}"#, name: "rows.jsonl")
    #expect(try workspace.actor(named: "B")?["sectors"] == ["game"])
    #expect(try workspace.actor(named: "B")?["kind"] == "company")
  }

  @Test("a word that several terms have is refused, and the terms are named")
  func several() async throws {
    let workspace = try workspace()
    let refused = try await workspace.refused("name,kind,sectors\nA,company,\"Game, toy\"\n")
    #expect(refused.map(\.column) == ["sectors"])
    #expect(refused.first?.reason.contains("sport, toy") == true)
  }

  @Test(
    "a territory is known by its id, its codes and its name",
    arguments: [
      ("BE-WNA", "BE-WNA"), ("be-wna", "BE-WNA"), ("namur", "BE-WNA"), ("90000", "BE-WNA"), ("Bouches du Rhone", "FR-13"), ("13", "FR-13"),
      ("92094", "lau-be-92094"), ("LU00", "LU00"), ("Luxembourg", "LU"),
    ])
  func territories(word: String, id: String) async throws {
    let workspace = try workspace()
    try addTerritories(workspace)
    try await workspace.run("name,kind,territory\nA,company,\(word)\n")
    #expect(try workspace.actor(named: "A")?["territory"] == .text(id))
  }

  @Test("a name that several territories have is refused, and they are named; an unknown one is refused")
  func unclearTerritories() async throws {
    let workspace = try workspace()
    try addTerritories(workspace)
    let refused = try await workspace.refused("name,kind,territory\nA,company,Saint Rémy\n")
    #expect(refused.map(\.line) == [2] && refused.first?.reason.contains("x-1, x-2") == true)
    #expect(try await workspace.refused("name,kind,territory\nB,company,Atlantide\n").map(\.column) == ["territory"])
  }

  @Test("a territory in a file of territories is not taken for one of its name")
  func parents() async throws {
    let workspace = try workspace()
    try addTerritories(workspace)
    let rows = "id,scheme,code,name.fr,parent\nnamur,plugin,namur,Namur (ville),\nnamur-nord,plugin,namur-nord,Nord,namur\n"
    try await workspace.run(rows, as: "territory")
    #expect(try workspace.all("territory").first { $0.id == "namur-nord" }?["parent"] == "namur")
  }

  @Test("the words of a choice are known in any letter case")
  func choices() async throws {
    let workspace = try workspace()
    try await workspace.run("name,kind,visibility\nA,company,Members\n")
    #expect(try workspace.actor(named: "A")?["visibility"] == "members")
  }

  @Test("a constant fills a column that the file does not have, in CSV and in JSON Lines, by name or label")
  func constants() async throws {
    let workspace = try workspace()
    try await workspace.run("name\nA\n") { $0.constants = ["kind": "Company", "Ville": "Namur"] }
    #expect(try workspace.actor(named: "A")?["kind"] == "company" && workspace.actor(named: "A")?["city"] == "Namur")
    try await workspace.run(#"{"name": "B", "city": "Huy"}"#, name: "rows.jsonl") { $0.constants = ["kind": "company", "city": "Namur"] }
    #expect(try workspace.actor(named: "B")?["kind"] == "company" && workspace.actor(named: "B")?["city"] == "Huy")
  }

  @Test("a constant for a column that the file has, or for no field, is refused, also when unknown columns are ignored")
  func wrongConstants() async throws {
    let workspace = try workspace()
    guard
      case .constantTwice(_, "Genre", "kind", "kind") = try await workspace.error(
        "name,Genre\nA,company\n", { $0.constants = ["kind": "company"] })
    else { return #expect(Bool(false)) }
    let unknown = try await workspace.error("name,kind\nA,company\n") {
      $0.constants = ["knd": "company"]
      $0.ignoresUnknownColumns = true
    }
    guard case .columnUnknown(_, let columns, _, _, _) = unknown else { return #expect(Bool(false)) }
    #expect(columns.map(\.nearest) == ["kind"])
  }

  @Test("a row refused beside a constant keeps only the columns of its file")
  func refusedFile() async throws {
    let workspace = try workspace()
    try await workspace.run("name,lat\nA,nord\n") {
      $0.constants = ["kind": "company"]
      $0.keepsGood = true
    }
    #expect(try workspace.text("rows.refused.csv").hasPrefix("name,lat,refused\r\nA,nord,"))
  }
}
