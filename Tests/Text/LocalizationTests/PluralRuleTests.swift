import Gettext
import Testing

@Suite("Plural rules") struct PluralRuleTests {
  @Test(
    "the form follows the rule of the language",
    arguments: [
      ("nplurals=2; plural=(n != 1);", [0: 1, 1: 0, 2: 1, -1: 0]),
      ("nplurals=2; plural=(n > 1);", [0: 0, 1: 0, 2: 1, 100: 1]),
      (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
        [1: 0, 2: 1, 5: 2, 11: 2, 12: 2, 21: 0, 22: 1, 111: 2]
      ),
      ("nplurals=1; plural=0;", [0: 0, 7: 0]),
    ])
  func forms(rule: String, expected: [Int: Int]) throws {
    let rule = try PluralRule(rule)
    for (number, form) in expected { #expect(rule.form(for: number) == form, "\(number)") }
  }

  @Test("a form beyond the number of forms is the last one")
  func clamped() throws {
    #expect(try PluralRule("nplurals=2; plural=n;").form(for: .min) == 1)
  }

  @Test(
    "a rule that is not one is refused",
    arguments: [
      "", "nplurals=2", "nplurals=0; plural=0;", "nplurals=2; plural=m;", "nplurals=2; plural=(n;", "nplurals=2; plural=n ? 1;",
      "nplurals=2; plural=" + String(repeating: "(", count: 100_000) + ";",
      "nplurals=2; plural=" + String(repeating: "n?", count: 100_000) + "0" + String(repeating: ":0", count: 100_000) + ";",
      "nplurals=2; plural=n" + String(repeating: "%n", count: 100_000) + ";",
    ])
  func invalid(rule: String) {
    #expect(throws: CatalogueError.self) { try PluralRule(rule) }
  }
}
