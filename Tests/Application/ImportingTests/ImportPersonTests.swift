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

  @Test("persons of one name with different addresses are two")
  func apart() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("name,email\nExample One,one@example.org\n", as: "person", name: "first.csv")
    let outcome = try await workspace.run("name,email\nExample One,other@example.org\n", as: "person")
    #expect(outcome.added == 1)
  }
}
