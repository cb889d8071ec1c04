import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("Filters of many parts")
struct LargeFilterTests {
  @Test("thousands of alternatives, patterns and nested conditions are one query")
  func manyParts() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addActor("kikk", ["city": "Namur"])
      try transaction.addActor("other", ["city": "Mons"])
    }
    let cities = (0..<5_000).map { FieldValue.map(["city": .text("c\($0)")]) }
    let patterns = (0..<5_000).map { FieldValue.text("c\($0)%") }
    try temporary.read { transaction throws in
      #expect(try transaction.ids("actor", ["any": .list(cities + [["city": "Namur"]])]) == ["kikk"])
      #expect(try transaction.ids("actor", ["none": .list(cities + [["city": "Namur"]])]) == ["other"])
      #expect(try transaction.ids("actor", ["city": ["like": .list(patterns + ["nam%"])]]) == ["kikk"])
      #expect(try transaction.ids("actor", ["none": .list(.init(repeating: [:], count: 5_000))]).isEmpty)
    }
  }

  @Test("conditions nested as deeply as a filter may be are one query")
  func nested() throws {
    let temporary = try TemporaryStore()
    var filter: FieldValue = ["name": ["like": "K%"]]
    for _ in 0..<9 {
      let beside = (0..<600).map { FieldValue.map(["city": .text("c\($0)")]) }
      filter = ["any": .list(beside + [filter]), "none": ["city": ["like": ["Mons%", "Arlon%"]]], "aliases": ["like": ["a", "b"]]]
    }
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addActor("kikk", ["city": "Namur", "aliases": ["a"]])
      try transaction.addActor("other", ["city": "Mons", "aliases": ["a"]])
    }
    try temporary.read { transaction throws in
      #expect(try transaction.ids("actor", filter) == ["kikk"])
      let tooDeep: FieldValue = ["none": filter]
      #expect(modelError { _ = try transaction.ids("actor", tooDeep) }?.problems.first?.field == "filter")
    }
  }
}
