import Foundation
import Testing

/// Import is the inverse of export, and imports all rows of a file or none.
@Suite struct ImportExportTests {
  static let entities = [
    "territory", "concept", "actor", "identifier", "relation", "event", "programme", "call", "indicator", "observation",
    "training", "skill_need",
  ]

  @Test("Exporting and importing again changes nothing", arguments: entities, ["csv", "jsonl"])
  func roundTrip(entity: String, format: String) throws {
    let workspace = try DemoWorkspace.fresh()
    let file = workspace.directory.appending(path: "rows.\(format)").path
    try #require(try workspace.grappe("export", entity, "--format", format, "-o", file).status == 0)
    let run = try workspace.grappe("import", file, "--as", entity, "--json")
    try #require(run.status == 0, "\(run.errors)")
    let outcome = try #require(try json(run.output) as? [String: Any])
    #expect(outcome["added"] as? Int == 0)
    #expect(outcome["updated"] as? Int == 0)
    #expect((outcome["unchanged"] as? Int ?? 0) > 0)
  }

  @Test("A malformed CSV file is refused with the line named, and nothing is imported")
  func malformed() throws {
    try refuse("id,name,kind\nessai-a,Essai A,company\nessai-b,\"Essai B,company\n", naming: "line 3", status: 3)
  }

  @Test("A row that does not fit is refused with its line and field, and no other row stays")
  func badRow() throws {
    try refuse(
      "id,name,kind,lat\nessai-a,Essai A,company,50.4\nessai-b,Essai B,company,north\nessai-c,,company,\n",
      naming: "line 3", "lat", "line 4", "name", status: 3)
  }

  @Test("An unknown column is refused with the nearest right name")
  func unknownColumn() throws {
    try refuse("id,nmae,kind\nessai-a,Essai A,company\n", naming: "name", status: 3)
  }

  @Test("A dry run says what would happen and keeps nothing")
  func dryRun() throws {
    let workspace = try DemoWorkspace.fresh()
    let before = try workspace.dump()
    let file = workspace.directory.appending(path: "rows.csv")
    try Data("id,name,kind\nessai-a,Essai A,company\n".utf8).write(to: file)
    let run = try workspace.grappe("import", file.path, "--as", "actor", "--dry-run")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("1 added"))
    #expect(try workspace.dump() == before)
  }

  @Test(
    "The summary says how each column was read, in the typography of the language",
    arguments: [
      ("en", "  Latitude: decimal comma; 50,4 → 50.4\n", "  founded: day before month; 16/05/2024 → 2024-05-16\n"),
      ("fr", "  Latitude : virgule décimale ; 50,4 → 50,4\n", "  founded : jour avant mois ; 16/05/2024 → 2024-05-16\n"),
      ("de", "  Latitude: Dezimalkomma; 50,4 → 50,4\n", "  founded: Tag vor Monat; 16/05/2024 → 2024-05-16\n"),
    ])
  func conventions(language: String, number: String, date: String) throws {
    let workspace = try DemoWorkspace.fresh()
    let file = workspace.directory.appending(path: "rows.csv")
    try Data("name;kind;Latitude;lon;founded\nEssai A;company;50,4;4,9;16/05/2024\n".utf8).write(to: file)
    let run = try workspace.grappe("import", file.path, "--as", "actor", "--dry-run", language: language)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(number) && run.output.contains(date), "\(run.output)")
  }

  @Test("The template of an entity has the columns that can be given, and filled by Excel it is imported")
  func template() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try workspace.grappe("export", "actor", "--template", "--delimiter", ";")
    let header = try #require(run.output.split(separator: "\r\n").first.map(String.init))
    let columns = header.split(separator: ";").map(String.init)
    #expect(columns.starts(with: ["id", "name", "aliases", "kind"]))
    #expect(!columns.contains("created_at") && !columns.contains("owner"))
    let cells = columns.map { ["name": "Essai à 5 €", "kind": "company", "lat": "50,4", "lon": "4,9"][$0] ?? "" }
    let text = "sep=;\r\n\(header)\r\n\(cells.joined(separator: ";"))\r\n"
    let file = workspace.directory.appending(path: "actors.csv")
    try #require(text.data(using: .windowsCP1252)).write(to: file)
    let done = try workspace.grappe("import", "actors.csv", "--as", "actor", language: "fr")
    #expect(done.status == 0, "\(done.errors)")
    #expect(done.output.contains("Windows-1252") && done.output.contains("1 ajouté"))
    #expect(try workspace.sql("SELECT name, lat FROM actor WHERE name GLOB 'Essai*'") == "Essai à 5 €|50.4\n")
  }

  @Test("A file that comes through a pipe is imported like any other")
  func piped() throws {
    let workspace = try DemoWorkspace.fresh()
    let script = "printf 'name;kind\\nEssai;company\\n' > a.csv; mkfifo b.csv; cat a.csv > b.csv & grappe import b.csv --as actor --json"
    let run = try GrappeBinary.run(
      URL(filePath: "/bin/bash"), ["-c", script], in: workspace.directory,
      environment: ["PATH": GrappeBinary.folder + ":/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
    let outcome = try #require(try json(run.output) as? [String: Any], "\(run.errors)")
    #expect(outcome["added"] as? Int == 1 && outcome["delimiter"] as? String == ";")
  }

  @Test("Words that are no choice, and options that do not go together, are refused before anything is read")
  func usage() throws {
    let workspace = try DemoWorkspace.bare()
    for words in [
      ["--duplicates", "merge"], ["--map", "name"], ["--batch", "0"], ["--resume"], ["--refused", "x.csv"],
    ] {
      let run = try workspace.grappe.run(["import", "no-such.csv", "--as", "actor"] + words)
      #expect(run.status == 2, "\(words)")
    }
  }

  private func refuse(_ text: String, naming words: String..., status: Int32) throws {
    let workspace = try DemoWorkspace.fresh()
    let before = try workspace.dump()
    let file = workspace.directory.appending(path: "rows.csv")
    try Data(text.utf8).write(to: file)
    let run = try workspace.grappe("import", file.path, "--as", "actor")
    #expect(run.status == status)
    for word in words { #expect(run.errors.contains(word), "\(run.errors)") }
    #expect(try workspace.dump() == before)
  }
}
