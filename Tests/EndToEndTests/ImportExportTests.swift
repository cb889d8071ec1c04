import Foundation
import Testing

/// Import is the inverse of export, and takes a file whole or not at all.
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
