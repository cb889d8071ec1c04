import Ecosystem
import Testing

@testable import Cells

@Suite("Truth values, lists and addresses are read as people write them")
struct WordReadingTests {
  private func read(_ text: String, _ type: FieldType) throws -> FieldValue { try CellReader(.value(type)).value(text, column: "c") }

  @Test("yes and no are known in three languages", arguments: ["VRAI", "oui", "Yes", " ja ", "wahr", "1", "true"])
  func truths(text: String) throws {
    #expect(try read(text, .boolean) == true)
  }

  @Test("no is known in three languages", arguments: ["faux", " non ", "No", "nein", "FALSCH", "0", "false"])
  func falsehoods(text: String) throws {
    #expect(try read(text, .boolean) == false)
    #expect(throws: CellProblem.self) { try read("peut-être", .boolean) }
  }

  @Test("a list is cut at its semicolons, but not at escaped ones")
  func lists() throws {
    #expect(try read(#"a;b\;c;d\\"#, .list(.text)) == ["a", "b;c", #"d\"#])
  }

  @Test("an address without a scheme gets one, others are left to the model")
  func addresses() throws {
    #expect(try read("www.exemple.be/a", .url) == "https://www.exemple.be/a")
    #expect(try read(" WWW.exemple.be ", .url) == "https://WWW.exemple.be")
    #expect(try read("http://exemple.be", .url) == "http://exemple.be")
    #expect(try read("exemple.be", .url) == "exemple.be")
  }
}
