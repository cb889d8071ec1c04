import Ecosystem
import Testing

@Suite struct JSONWordingTests {
  @Test("A malformed text is named by line and column in both languages")
  func place() throws {
    let text = "{\n  \"a\": 1,\n  \"b\": tru\n}"
    let problem = try #require(throws: JSONProblem.self) { try FieldValue(json: text) }
    #expect(problem.message(in: .en, of: text).hasPrefix("line 3, column "))
    #expect(problem.message(in: .fr, of: text).hasPrefix("ligne 3, colonne "))
  }

  @Test("Pretty JSON is read back the same, and empty lists and objects stay on their line")
  func pretty() throws {
    let value = FieldValue.map([
      "list": .list([.integer(1), .text("é\n\"")]), "empty": .list([]), "none": .map([:]), "number": .number(1.5),
    ])
    #expect(try FieldValue(json: value.prettyJSON) == value)
    #expect(value.prettyJSON.contains("\"empty\": []"))
    #expect(value.prettyJSON.contains("\n  \"list\": [\n    1,\n"))
  }
}
