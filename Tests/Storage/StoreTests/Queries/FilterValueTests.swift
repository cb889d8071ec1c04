import Ecosystem
import Store
import StoreTestSupport
import Testing

@Suite("A filter value that nothing knows is refused")
struct FilterValueTests {
  private func filled() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.invoke("start") { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      let label: FieldValue = ["fr": "Jeu vidéo", "en": "Video game"]
      try transaction.add("concept", ["scheme": "sector", "code": "games", "label": label])
      try transaction.add("territory", ["scheme": "plugin", "code": "BE-WNA", "name": ["fr": "Namur"]])
      try transaction.addActor("kikk", ["sectors": ["games"], "territory": "BE-WNA"])
      try transaction.addActor("former")
    }
    try temporary.invoke("delete") { try $0.delete("actor", "former") }
    return temporary
  }

  private func problem(_ filter: FieldValue, _ name: String = "actor") throws -> Problem? {
    try filled().read { transaction throws in
      let entity = try transaction.schema.requireEntity(name)
      let filter = try Filter(filter, for: entity)
      return modelError { try transaction.checkValues(of: filter, on: entity) }?.problems.first
    }
  }

  @Test(
    "with the nearest code, also by its label or its name",
    arguments: [
      (["kind": "compagny"], "kind", "company"), (["kind": ["ne": "compny"]], "kind", "company"),
      (["sectors": ["has": "gams"]], "sectors", "games"),
      (["territory": "BE-WNB"], "territory", "BE-WNA"),
      (["territory": ["Namurr"]], "territory", "BE-WNA"), (["any": [["kind": "compagny"], [:]]], "kind", "company"),
      (["none": ["kind": "kompany"]], "kind", "company"),
    ] as [(FieldValue, String, String)])
  func refused(filter: FieldValue, field: String, nearest: String) throws {
    let problem = try #require(try problem(filter))
    #expect(problem.field == field && problem.suggestion == nearest && problem.code == .notAChoice)
  }

  @Test("for a record, unless there was one of that id")
  func records() throws {
    #expect(try problem(["actor": "kik"], "identifier")?.suggestion == "kikk")
    #expect(try problem(["actor": "former"], "identifier") == nil && problem(["actor": "kikk"], "identifier") == nil)
    #expect(try problem(["event": "any"], "session") == nil)
  }

  @Test(
    "known values pass, other comparisons too, and those of a vocabulary that is empty",
    arguments: [["kind": "company"], ["kind": ["like": "comp%"]], ["categories": ["has": "x"]], ["id": "kik"], ["city": "Nowhere"], [:]]
      as [FieldValue])
  func passed(filter: FieldValue) throws { #expect(try problem(filter) == nil) }
}
