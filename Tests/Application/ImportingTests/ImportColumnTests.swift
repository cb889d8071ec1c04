import Ecosystem
import Testing

@testable import Importing

@Suite("The columns of a file are found by identifier, by label, or as the user says")
struct ImportColumnTests {
  @Test(
    "Labels in French, English and German are known, letter case, accents and punctuation aside",
    arguments: [
      "name,kind,city,legal_form", "Nom,Genre,Ville,Forme juridique",
      "Name,Art,Ort,Rechtsform", "NAME,Kind,CITY,Legal form", "nom ;genre;ville;FORME-JURIDIQUE",
    ])
  func labels(header: String) async throws {
    let workspace = try ImportWorkspace()
    let separator = header.contains(";") ? ";" : ","
    try await workspace.run(header + "\n" + ["KIKK", "association", "Namur", "ASBL"].joined(separator: separator) + "\n")
    let actor = try #require(try workspace.actor(named: "KIKK"))
    #expect(actor["city"] == "Namur" && actor["legal_form"] == "ASBL")
  }

  @Test("A localized text's label is that of its part in the language of the label")
  func localized() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("scheme;code;Libellé;Label\nsector;x;Jeu;Game\n", as: "concept")
    let concept = try workspace.all("concept").first { $0.id == "sector:x" }
    #expect(concept?["label"] == .map(["fr": "Jeu", "en": "Game"]))
  }

  @Test("A localized text has a column for any language, by its code")
  func anyLanguage() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("scheme;code;label.nl;label.de-AT;Bezeichnung\nsector;x;Spel;Spül;Spiel\n", as: "concept")
    let concept = try workspace.all("concept").first { $0.id == "sector:x" }
    #expect(concept?["label"] == .map(["nl": "Spel", "de-AT": "Spül", "de": "Spiel"]))
    guard
      case .columnUnknown(_, let columns, _, "concept", _) = try await workspace.error(
        "scheme;code;label.fr;label.dutch;code.nl\nsector;x;Jeu;Spel;x\n", as: "concept")
    else { return #expect(Bool(false)) }
    #expect(columns.map(\.name) == ["label.dutch", "code.nl"])
  }

  @Test("Every unknown column is named with the nearest field, also of a label")
  func unknown() async throws {
    let workspace = try ImportWorkspace()
    guard case .columnUnknown(_, let columns, _, "actor", _) = try await workspace.error("Nmo,Vile,Xyzzy,kind\nA,B,C,company\n")
    else { return #expect(Bool(false)) }
    #expect(columns.map(\.name) == ["Nmo", "Vile", "Xyzzy"])
    #expect(columns.map(\.nearest) == ["name", "city", nil])
  }

  @Test("of very many unknown columns the first are named, and all are counted")
  func many() async throws {
    let workspace = try ImportWorkspace()
    let header = (0..<100_000).map { "column\($0)" }.joined(separator: ",")
    guard case .columnUnknown(_, let columns, 100_000, _, _) = try await workspace.error(header + "\n") else {
      return #expect(Bool(false))
    }
    #expect(columns.count == ImportError.unknownColumnsMax && columns.first?.name == "column0")
  }

  @Test("What the user says comes first, and unknown columns can be passed over")
  func mapped() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("Structure,Ville,Genre,Secret\nKIKK,Studio,company,x\n") {
      $0.columns = ["Structure": "name", "Ville": "description"]
      $0.ignoresUnknownColumns = true
    }
    let actor = try #require(try workspace.actor(named: "KIKK"))
    #expect(actor["description"] == "Studio" && actor["city"].isNull)
  }

  @Test("A map to no field, a map of no column and two columns for one field are refused")
  func wrongMap() async throws {
    let workspace = try ImportWorkspace()
    let text = "name,kind\nA,company\n"
    guard case .columnUnknown(_, let columns, _, _, _) = try await workspace.error(text, { $0.columns = ["name": "nam"] }) else {
      return #expect(Bool(false))
    }
    #expect(columns == [ImportError.UnknownColumn(name: "nam", nearest: "name")])
    guard case .columnAbsent(_, "Nom", ["name", "kind"]) = try await workspace.error(text, { $0.columns = ["Nom": "name"] })
    else { return #expect(Bool(false)) }
    guard case .columnTwice(_, ["name", "Nom"], "name") = try await workspace.error("name,Nom,kind\nA,B,company\n") else {
      return #expect(Bool(false))
    }
  }

  @Test("A column of a register gives the actor its number, checked")
  func numbers() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("Nom;Genre;N° BCE;identifier.XI-ROR\nKIKK;association;0403.170.701;https://ror.org/038a20b58\nSans;company;;\n")
    let id = try #require(try workspace.actor(named: "KIKK")).id
    let numbers = try workspace.all("identifier").map { [$0["actor"], $0["scheme"], $0["value"]] }
    let wanted: Set<[FieldValue]> = [
      [.text(id), "BE-BCE_KBO", "0403170701"], [.text(id), "XI-ROR", "https://ror.org/038a20b58"],
    ]
    #expect(Set(numbers) == wanted)
    let refused = try await workspace.refused("Nom;Genre;N° BCE\nB;company;0403.170.702\n")
    #expect(refused.map(\.line) == [2] && refused.map(\.column) == ["N° BCE"])
  }

  @Test("German labels are known where French and English ones do not mean another field")
  func german() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("Name;Art;Ort\nKIKK;association;Namur\n")
    #expect(try workspace.actor(named: "KIKK")?["city"] == "Namur")
  }

  @Test("The decimal mark is decided for each column, in files with any delimiter")
  func decimals() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("name;kind;lat;lon\nA;company;50,467;-4,87\nB;company;50,1;4\n")
    #expect(try workspace.actor(named: "A")?["lat"] == 50.467)
    #expect(try workspace.actor(named: "A")?["lon"] == -4.87)
    try await workspace.run("name,kind,lat,lon\nC,company,\"50,4\",4.25\n")
    #expect(try workspace.actor(named: "C")?["lat"] == 50.4)
    for text in ["5,0,4", "1,234.5", ",5", "5,", "50,4x", "0x10"] {
      let refused = try await workspace.refused("name;kind;lat;lon\nC;company;\(text);4\n")
      #expect(refused.map(\.column) == ["lat"], "\(text)")
    }
  }

  @Test("A cell of blanks is an empty cell")
  func blanks() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("name;kind;lat;city\nA;company; ;\u{A0}\n")
    #expect(try workspace.actor(named: "A")?["lat"].isNull == true)
    #expect(try workspace.actor(named: "A")?["city"].isNull == true)
    let refused = try await workspace.refused("name;kind;city\n\u{A0};company;Huy\n")
    #expect(refused.map(\.column) == ["name"])
  }

  @Test(
    "The names that lists usually have are known, in four languages",
    arguments: [
      "Raison sociale;Type;Commune;Tél.;Mail;Site internet;Date de création", "Dénomination;NATURE;Localité;GSM;Mél;URL;Création",
      "Company name;Member type;Town;Phone number;Email address;Homepage;Year founded",
      "Unternehmen;Typ;Gemeinde;Telefonnummer;E-Mail-Adresse;Webseite;Gründungsjahr",
      "Bedrijf;Soort;Gemeente;Telefoon;E-mailadres;web;oprichtingsdatum",
    ])
  func headings(header: String) async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run(header + "\nKIKK;company;Namur;081 12 34 56;a@example.org;www.example.org;2011\n")
    let actor = try #require(try workspace.actor(named: "KIKK"))
    #expect(actor["kind"] == "company" && actor["city"] == "Namur" && actor["email"] == "a@example.org")
    #expect(actor["phone"] == "081 12 34 56")
    #expect(actor["website"] == "https://www.example.org" && actor["founded"] == "2011")
  }

  @Test("Every heading of every entity means one field, or is refused naming all that it may mean")
  func allHeadings() throws {
    for entity in Schema.grappe.entities {
      let names = ColumnNames(entity)
      for field in entity.fields {
        for heading in field.headings {
          let meaning = names.meaning(named: heading)
          #expect(meaning.contains { $0.fieldID == field.id }, "\(entity.id): \(heading)")
          #expect(meaning.count == 1 || ["Catégorie", "Category", "Kategorie"].contains(heading), "\(entity.id): \(heading) \(meaning)")
        }
      }
    }
  }

  @Test("A heading of two fields is refused naming both, also where unknown columns are passed over")
  func ambiguous() async throws {
    let workspace = try ImportWorkspace()
    for passes in [true, false] {
      let error = try await workspace.error("Nom;Catégorie\nKIKK;company\n") { $0.ignoresUnknownColumns = passes }
      guard case .columnAmbiguous(_, "Catégorie", ["kind", "categories"]) = error else { return #expect(Bool(false), "\(error)") }
    }
    let error = try await workspace.error("Nom;Genre;RCS\nKIKK;company;B123456\n")
    guard case .columnAmbiguous(_, "RCS", let fields) = error else { return #expect(Bool(false), "\(error)") }
    #expect(fields == ["identifier.FR-RCS", "identifier.LU-RCS"])
  }

  @Test("A column is left out where the user assigns it to nothing")
  func leftOut() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("Nom;Genre;Tél.;GSM\nKIKK;company;1;2\n") { $0.columns = ["GSM": ""] }
    #expect(try workspace.actor(named: "KIKK")?["phone"] == "1")
  }

  @Test("A constant for a column that the file has is refused, with what to do")
  func constantTwice() async throws {
    let workspace = try ImportWorkspace()
    let text = "Nom;Type\nKIKK;association\n"
    let error = try await workspace.error(text) { $0.constants = ["kind": "company"] }
    guard case .constantTwice(_, "Type", "kind", "kind") = error else { return #expect(Bool(false), "\(error)") }
    #expect(error.message(in: .en).hasSuffix(#"leave the column out with --map "Type="."#))
    try await workspace.run(text) { ($0.constants, $0.columns) = (["kind": "company"], ["Type": ""]) }
    #expect(try workspace.actor(named: "KIKK")?["kind"] == "company")
  }

  @Test("The country of a VAT number decides its register; one without a country is refused")
  func vat() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run(
      "Nom;Type;TVA;N° entreprise\nA;company;BE 0403.170.701;0403170701\nB;company;FR 40 303 265 045;\nC;company;LU26375245;\n")
    let numbers = try workspace.all("identifier").map { [$0["scheme"], $0["value"]] }
    #expect(Set(numbers) == [["BE-BCE_KBO", "0403170701"], ["FR-VAT", "40303265045"], ["LU-VAT", "26375245"]] as Set<[FieldValue]>)
    #expect(numbers.count == 3)
    let refused = try await workspace.refused("Nom;Type;N° de TVA\nD;company;0403.170.701\nE;company;DE 136695976\n")
    #expect(refused.map(\.line) == [2, 3])
  }
}
