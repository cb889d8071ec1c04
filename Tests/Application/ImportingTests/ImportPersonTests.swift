import Calendar
import Ecosystem
import Localization
import Testing

@testable import Importing

@Suite("A list of persons is imported without its content in a message")
struct ImportPersonTests {
  private static let secret = "Zzyzx"

  /// Imports rows of persons over one of the same name and town.
  private func error(_ rows: String, duplicates: DuplicateChoice?) async throws -> String {
    let workspace = try ImportWorkspace()
    try await workspace.run("name,city,email\n\(Self.secret) One,Namur,one@example.org\n", as: "person", name: "first.csv")
    do {
      try await workspace.run(rows, as: "person") { if let duplicates { $0.duplicates = duplicates } }
    } catch let error as any Explainable {
      return error.message(in: .en)
    }
    return ""
  }

  @Test("no message of an import shows a name or an address")
  func withheld() async throws {
    let cases = [
      "name,email\n\(Self.secret) One,\(Self.secret)\u{81}@example.org\n",
      "name,city,phone\n\(Self.secret) One,Namur,+32 400\n",
      "id,name,email\na b,\(Self.secret),\(Self.secret)\n",
    ]
    for rows in cases {
      for choice in [nil, DuplicateChoice.refuse] {
        let message = try await error(rows, duplicates: choice)
        #expect(!message.isEmpty && !message.contains(Self.secret), "\(message)")
      }
    }
  }

  @Test("a consent names its person by her e-mail address and the day alone; a message shows neither address nor name")
  func consents() async throws {
    let workspace = try ImportWorkspace()
    try workspace.add("concept", ["scheme": "purpose", "code": "directory", "label": ["en": "Directory"]])
    try await workspace.run(
      "name,email\n\(Self.secret) One,one@example.org\nExample Two,two@example.org\nExample Two,two@example.org.example\n", as: "person",
      name: "persons.csv")
    let header = "person;purpose;given_at\n"
    try await workspace.run(header + "ONE@example.org;directory;15/01/2026\n", as: "consent", name: "c.csv") {
      $0.reading.zone = WallClock(zone: "Europe/Brussels")
    }
    let consent = try #require(try workspace.all("consent").first)
    let person = try workspace.all("person").first { $0["email"] == "one@example.org" }
    #expect(consent["person"].textValue == person?.id && consent["given_at"] == "2026-01-14T23:00:00Z")
    let refused = try await workspace.refused(
      header + "\(Self.secret) On;directory;2026-01-15T10:00:00Z\nExample Two;directory;2026-01-15T10:00:00Z\n", as: "consent")
    #expect(refused.map(\.line) == [2, 3] && refused[0].reason.contains("import the persons first"))
    #expect(refused.allSatisfy { !$0.reason.contains(Self.secret) && !$0.reason.contains("Example") }, "\(refused.map(\.reason))")
  }

  @Test("persons of one name with different addresses are two")
  func apart() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("name,email\nExample One,one@example.org\n", as: "person", name: "first.csv")
    let outcome = try await workspace.run("name,email\nExample One,other@example.org\n", as: "person")
    #expect(outcome.added == 1)
  }
}
