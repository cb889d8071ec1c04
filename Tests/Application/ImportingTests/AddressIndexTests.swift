import Ecosystem
import Engine
import Foundation
import Store
import Testing

@testable import Importing

@Suite("Persons and actors are found by e-mail address without their addresses in memory")
struct AddressIndexTests {
  @Test("of a million rows each is found by its address, and another address finds none")
  func size() {
    var index = NameIndex()
    for row in 0..<1_000_000 { index.add(Int64(row), form: "person\(row)@example.org") }
    for row in stride(from: 0, to: 1_000_000, by: 997) { #expect(index.rows(form: "person\(row)@example.org") == [Int64(row)]) }
    #expect(index.rows(form: "nobody@example.org").isEmpty)
  }

  @Test("letter case does not count, several records may have one address, and one that was deleted is not found")
  func found() throws {
    let workspace = try ImportWorkspace()
    let store = workspace.host.workspace.store
    let transaction = try store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    for number in 0..<300 {
      let record: Record = ["id": .text("p\(number)"), "name": .text("P \(number)"), "email": .text("P\(number)@Example.org")]
      try transaction.insert("person", record, owner: "admin", now: "2026-01-01T00:00:00Z")
    }
    for id in ["one", "two"] {
      try transaction.insert(
        "person", ["id": .text(id), "name": "X", "email": "Both@example.org"], owner: "admin", now: "2026-01-01T00:00:00Z")
    }
    try transaction.insert(
      "actor", ["id": "studio", "name": "Studio", "kind": "company", "email": "p7@example.org"], owner: "admin",
      now: "2026-01-01T00:00:00Z")
    var finder = RecordFinder(transaction)
    #expect(try finder.records(knownAs: "p299@EXAMPLE.org", among: ["person"]).map(\.id) == ["p299"])
    #expect(try finder.records(knownAs: "both@example.org", among: ["person"]).map(\.id) == ["one", "two"])
    #expect(try finder.records(knownAs: "p7@example.org", among: ["actor", "person"]).map(\.id) == ["studio", "p7"])
    #expect(try finder.records(knownAs: "p300@example.org", among: ["person"]).isEmpty)
    try transaction.delete("person", "p299")
    #expect(try finder.records(knownAs: "p299@example.org", among: ["person"]).isEmpty)
  }
}
