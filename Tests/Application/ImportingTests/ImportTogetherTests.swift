import Ecosystem
import Testing

@testable import Importing

@Suite("Rows that are written together are taken as they would be one by one")
struct ImportTogetherTests {
  /// Returns rows a1 to a50, with some replaced.
  private func text(_ others: [Int: String]) -> String {
    "id,name,kind,city\n" + (1...50).map { others[$0] ?? "a\($0),Name \($0),company," }.joined(separator: "\n") + "\n"
  }

  private func lines(_ workspace: ImportWorkspace, _ text: String) async throws -> [Int] {
    guard case .rowsRefused(_, let rows, let total) = try await workspace.error(text) else {
      Issue.record("the import ended with another error")
      return []
    }
    #expect(total == rows.count)
    return rows.map(\.line)
  }

  @Test("All are added, and a second time unchanged")
  func added() async throws {
    let workspace = try ImportWorkspace()
    #expect(try await workspace.run(text([:])).added == 50)
    #expect(try workspace.all("actor").map(\.id) == (1...50).map { "a\($0)" }.sorted())
    let again = try await workspace.run(text([:]))
    #expect(again.added == 0 && again.unchanged == 50)
  }

  @Test("Each that does not fit is named by its line, and nothing is written")
  func refused() async throws {
    let workspace = try ImportWorkspace()
    let bad = [3: "a3,,company,", 4: "a4,Name,nonsense,", 20: "A20,Name,company,", 33: "a33,Name", 49: "a18,Another,company,"]
    #expect(try await lines(workspace, text(bad)) == [4, 5, 21, 34, 50])
    #expect(try workspace.all("actor").isEmpty)
  }

  @Test("A row that is there is changed among new ones, and one that stands twice in the file counts once")
  func known() async throws {
    let workspace = try ImportWorkspace()
    try workspace.add("actor", ["id": "a7", "name": "Before", "kind": "company"])
    let outcome = try await workspace.run(text([20: "a19,Name 19,company,", 40: "a2,Name 2,company,"]))
    #expect(outcome.added == 47 && outcome.updated == 1 && outcome.unchanged == 2)
    #expect(try workspace.actor("a7")?["name"] == "Name 7")
    #expect(try workspace.all("actor").count == 48)
  }

  @Test("Rows with and without an id follow each other, and are compared with what was there by name")
  func mixed() async throws {
    let workspace = try ImportWorkspace()
    try workspace.add("actor", ["id": "old", "name": "Known", "kind": "company", "city": "Mons"])
    let rows = [10: ",Without id,company,", 30: ",Known,association,Mons", 31: "new,Known,association,Mons"]
    guard case .duplicatesUndecided(_, let duplicates, 2) = try await workspace.error(text(rows)) else {
      return #expect(Bool(false))
    }
    #expect(duplicates.map(\.change.line) == [31, 32])
    let outcome = try await workspace.run(text(rows)) { $0.duplicates = .add }
    #expect(outcome.added == 50)
  }
}
