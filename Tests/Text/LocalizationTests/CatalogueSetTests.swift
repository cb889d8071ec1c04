import Gettext
import Testing

@testable import CatalogueCompiler

@Suite("Comparing catalogues") struct CatalogueSetTests {
  private static func problems(_ english: String, _ french: String) throws -> [String] {
    var set = CatalogueSet()
    try set.add(english, path: "/x/Sources/Part/Locales/en.po")
    try set.add(french, path: "/x/Sources/Part/Locales/fr.po")
    return set.problems()
  }

  @Test("texts with the same arguments pass, in any order")
  func same() throws {
    let problems = try Self.problems("msgid \"part.a\"\nmsgstr \"{x} of {y}\"", "msgid \"part.a\"\nmsgstr \"{y} : {x}\"")
    #expect(problems.isEmpty)
  }

  @Test("an argument that English lacks is an error with its line")
  func argument() throws {
    let problems = try Self.problems("msgid \"part.a\"\nmsgstr \"{x}\"", "\nmsgid \"part.a\"\nmsgstr \"{y}\"")
    #expect(problems == ["/x/Sources/Part/Locales/fr.po:2: error: \"part.a\" has the arguments [\"y\"], in English [\"x\"]"])
  }

  @Test("an id that English lacks is an error, an id without translation is not")
  func ids() throws {
    #expect(try Self.problems("msgid \"part.a\"\nmsgstr \"a\"", "msgid \"part.b\"\nmsgstr \"b\"").count == 1)
    #expect(try Self.problems("msgid \"part.a\"\nmsgstr \"a\"", "msgid \"part.a\"\nmsgstr \"\"").isEmpty)
  }

  @Test("plural forms need a count, in every language")
  func plurals() throws {
    let plural = "msgid \"part.a\"\nmsgid_plural \"part.a\"\nmsgstr[0] \"{n}\"\nmsgstr[1] \"{n}\""
    #expect(try Self.problems(plural, plural).count == 2)
    #expect(try Self.problems(plural, "msgid \"part.a\"\nmsgstr \"{n}\"").count == 2)
  }

  @Test("an id of another module, a single brace and another number of forms are refused")
  func invalid() throws {
    #expect(throws: CatalogueError.self) { try Self.problems("msgid \"other.a\"\nmsgstr \"a\"", "") }
    #expect(try Self.problems("msgid \"part.a\"\nmsgstr \"{\"", "").count == 1)
    let one = "msgid \"part.a\"\nmsgid_plural \"part.a\"\nmsgstr[0] \"{count}\""
    #expect(throws: CatalogueError.self) { try Self.problems(one, "") }
  }
}
