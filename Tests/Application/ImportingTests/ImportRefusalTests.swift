import CSV
import Ecosystem
import Foundation
import Testing

@testable import Importing

@Suite("Rows that do not fit are named by line and column, and set aside on demand")
struct ImportRefusalTests {
  private static let mixed =
    "Nom;Genre;Latitude;Longitude\nA;company;50,4;4\nB;compny;50,4;4\n\"C\nc\";company;50,4;4\nD;company;nord;4\nE;company\n\"F;company;1;2\nG;company;1;2\n"

  @Test("Each bad row is named by its line in the file and the column as the file heads it")
  func named() async throws {
    let refused = try await ImportWorkspace().refused(Self.mixed)
    #expect(refused.map(\.line) == [3, 4, 6, 7, 8])
    #expect(refused.map(\.column) == ["Genre", "Nom", "Latitude", nil, nil])
  }

  @Test("A row with several faults names each field once")
  func several() async throws {
    let refused = try await ImportWorkspace().refused("id,Nom,kind,Ville\nÀ,A,,\"a\nb\"\n")
    #expect(refused.map(\.line) == [2])
    for name in ["\"id\"", "\"kind\"", "\"Ville\""] { #expect(refused[0].reason.contains(name), "\(refused[0].reason)") }
  }

  @Test("Good rows are kept, the others go to a file of the same columns and dialect, which can be corrected and imported")
  func keepGood() async throws {
    let workspace = try ImportWorkspace()
    let outcome = try await workspace.run(Self.mixed) { $0.keepsGood = true }
    #expect(outcome.added == 2 && outcome.refused == 5)
    #expect(try workspace.all("actor").compactMap { $0["name"].textValue }.sorted() == ["A", "G"])
    #expect(outcome.refusedFile == workspace.folder.appending(path: "rows.refused.csv").path)
    let text = try workspace.text("rows.refused.csv")
    let table = try CSVTable(bytes: Array(text.utf8), separator: UInt8(ascii: ";"))
    #expect(table.columns == ["Nom", "Genre", "Latitude", "Longitude", "refused"])
    #expect(table.rows.map { $0.fields[0] } == ["B", "C\nc", "D", "E", "\"F;company;1;2"])
    #expect(table.rows.allSatisfy { !$0.fields[4].isEmpty })
    let corrected = text.replacing("compny", with: "company").replacing("\"C\nc\"", with: "C").replacing("nord", with: "50,1")
      .replacing("E;;;", with: "E;company;;").replacing("\"\"\"F;company;1;2\";;;", with: "F;company;1;2")
    let again = try await workspace.run(corrected, name: "rows2.csv")
    #expect(again.added == 5 && again.refused == 0)
  }

  @Test("The file of refused rows does not take the place of another, and none is made without need")
  func noOverwriting() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("name,kind\nA,company\n") { $0.keepsGood = true }
    #expect(!workspace.exists("rows.refused.csv"))
    try workspace.file("rows.refused.csv", "mine")
    guard case .refusedFileExists = try await workspace.error("name,kind\nB,company\nC,none\n", { $0.keepsGood = true }) else {
      return #expect(Bool(false))
    }
    #expect(try workspace.text("rows.refused.csv") == "mine")
    let other = workspace.folder.appending(path: "other.csv").path
    let outcome = try await workspace.run("name,kind\nB,company\nC,none\n") {
      $0.keepsGood = true
      $0.refusedFile = other
    }
    #expect(outcome.refusedFile == other && workspace.exists("other.csv"))
  }

  @Test("A reference that leads nowhere is named by line and column, whole or set aside")
  func references() async throws {
    let workspace = try ImportWorkspace()
    try workspace.add("actor", ["id": "a", "name": "A", "kind": "company"])
    let text = "actor,scheme,value\na,XX-A,1\nb,XX-A,2\na,XX-A,3\nc,XX-A,4\n"
    let refused = try await workspace.refused(text, as: "identifier")
    #expect(refused.map(\.line) == [3, 5] && refused.map(\.column) == ["actor", "actor"])
    let trial = try await workspace.run(text, as: "identifier") { $0.isDryRun = true }
    #expect(trial.refusedRows.map(\.line) == [3, 5])
    let outcome = try await workspace.run(text, as: "identifier") { $0.keepsGood = true }
    #expect(outcome.added == 2 && outcome.refused == 2)
  }

  @Test("Rows may refer to rows further down; those that wait in vain are refused")
  func forward() async throws {
    let workspace = try ImportWorkspace()
    let rows = ["c3,c2", "c2,c1", "c1,", "d2,d1", "d1,nowhere"].map { line in
      let parts = line.split(separator: ",", omittingEmptySubsequences: false)
      return "plugin,\(parts[0]),\(parts[0]),\(parts[1])"
    }
    let text = "scheme,code,name.fr,parent\n" + rows.joined(separator: "\n") + "\n"
    let outcome = try await workspace.run(text, as: "territory") { $0.keepsGood = true }
    #expect(outcome.added == 3 && outcome.refused == 2)
    #expect(outcome.refusedRows.map(\.line) == [5, 6])
    #expect(try workspace.all("territory").map(\.id) == ["c1", "c2", "c3"])
  }

  @Test("Lines of JSON Lines are refused and set aside likewise")
  func jsonLines() async throws {
    let workspace = try ImportWorkspace()
    let text =
      "{\"name\":\"A\",\"kind\":\"company\"}\n\n{oops\n[1]\n{\"name\":\"B\",\"kind\":\"x\"}\n{\"name\":\"C\",\"knd\":\"company\"}\n"
    #expect(try await workspace.refused(text, name: "rows.jsonl").map(\.line) == [3, 4, 5, 6])
    let outcome = try await workspace.run(text, name: "rows.jsonl") { $0.keepsGood = true }
    #expect(outcome.added == 1 && outcome.refused == 4)
    let set = try workspace.text("rows.refused.jsonl").split(separator: "\n").map { try FieldValue(json: String($0)) }
    #expect(set.map { $0.mapValue?["line"]?.textValue } == ["{oops", "[1]", nil, nil])
    let corrected = try workspace.text("rows.refused.jsonl").split(separator: "\n").suffix(2).joined(separator: "\n")
      .replacing("\"x\"", with: "\"company\"").replacing("knd", with: "kind")
    #expect(try await workspace.run(corrected, name: "again.jsonl").added == 2)
  }

  @Test("Many refused rows are counted, some are listed")
  func bounded() async throws {
    let workspace = try ImportWorkspace()
    let text = "name,kind\n" + (1...500).map { "A\($0),none" }.joined(separator: "\n") + "\n"
    guard case .rowsRefused(_, let rows, 500) = try await workspace.error(text) else { return #expect(Bool(false)) }
    #expect(rows.count == ImportOutcome.listedMax && rows.last?.line == 21)
  }

  @Test("An import that is stopped leaves no trace")
  func stopped() async throws {
    let workspace = try ImportWorkspace()
    let text = "name,kind\n" + (1...2_000).map { $0 == 9 ? ",company" : "A\($0),company" }.joined(separator: "\n") + "\n"
    await #expect(throws: ImportError.self) {
      try await workspace.run(text, stoppedAtRow: 512) { $0.keepsGood = true }
    }
    #expect(try workspace.all("actor").isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path).sorted() == ["rows.csv", "workspace"])
  }
}
