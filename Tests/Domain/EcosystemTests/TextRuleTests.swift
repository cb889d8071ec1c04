import Ecosystem
import Testing

@Suite("Texts have one normal form")
struct TextRuleTests {
  @Test(
    "a line has single spaces between visible characters, in NFC",
    arguments: [
      ("Namur", "Namur"), ("Namur ", "Namur"), ("\tAsso H  ", "Asso H"), ("\u{A0}Namur\u{202F}", "Namur"),
      ("\u{FEFF}Huy\u{200B}", "Huy"), ("Saint\u{A0}\u{2009} Denis", "Saint Denis"), ("\nAsso\tB\r\n", "Asso B"), ("A\u{85}", "A"),
      ("Asso\u{200B} I", "Asso I"), ("Ass\u{2060}o", "Asso"), ("Lie\u{300}ge", "Li\u{E8}ge"),
      ("A\u{30A}ngstro\u{308}m", "\u{C5}ngstr\u{F6}m"),
      ("\u{212B}", "\u{C5}"), ("\u{2126}", "\u{3A9}"), ("👩‍🎨  Atelier", "👩‍🎨 Atelier"), ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"),
      ("", ""), (" \u{A0}\u{3000}\u{200B}", ""), ("\u{E9}\u{323}", "\u{1EB9}\u{301}"), ("« Côté  cour »", "« Côté cour »"),
    ])
  func line(text: String, normal: String) {
    for rule in [TextRule.line, .name] {
      #expect(Array(rule.normal(text).utf8) == Array(normal.utf8))
      #expect(Array(rule.normal(normal).utf8) == Array(normal.utf8))
    }
  }

  @Test(
    "a text of several lines keeps them, with their indentation",
    arguments: [
      ("Ligne 1\nLigne 2\n\nLigne 3", "Ligne 1\nLigne 2\n\nLigne 3"), ("a\r\nb\rc\u{2029}d\n", "a\nb\nc\nd"),
      ("  a  b \n  - c\t \n\n", "a b\n  - c"),
      ("\u{FEFF}Prix\u{A0}: 5\u{202F}€", "Prix\u{A0}: 5\u{202F}€"), ("e\u{301}\n\u{200B}", "\u{E9}"), (" \n\t\n", ""),
      ("a\tb\u{A0} c", "a\tb c"),
    ])
  func lines(text: String, normal: String) {
    #expect(Array(TextRule.lines.normal(text).utf8) == Array(normal.utf8))
    #expect(Array(TextRule.lines.normal(normal).utf8) == Array(normal.utf8))
  }

  @Test("a name holds a letter or a digit of any script", arguments: [("★", false), ("- ?", false), ("7", true), ("東", true), ("½", true)])
  func names(text: String, isGood: Bool) {
    #expect(TextRule.name.admits(text) == isGood)
    #expect(TextRule.line.admits(text))
  }

  @Test("records are brought to the form, field by field")
  func records() throws {
    let actor = try Validation.check(
      [
        "id": "x", "name": " Lie\u{300}ge\u{200B}", "kind": "company", "city": "\u{A0}", "email": " info@exemple.be ",
        "aliases": ["KIKK ", "KIKK", "\u{FEFF}", "Kikk"], "description": "a  b\r\nc ",
      ], as: .actor)
    #expect(actor["name"] == "Li\u{E8}ge" && actor["city"] == .null && actor["email"] == "info@exemple.be")
    #expect(actor["aliases"] == ["KIKK", "Kikk"] && actor["description"] == "a b\nc")
  }

  @Test(
    "a name of blanks, of signs or of several lines is refused with its field",
    arguments: [
      ("", "field.missing"), ("\u{A0}", "value.malformed"), ("\u{200B}", "value.malformed"), ("*** ", "value.malformed"),
      ("A\nB", "value.malformed"),
    ])
  func refused(name: String, code: String) {
    let error = #expect(throws: EcosystemError.self) {
      try Validation.check(["id": "x", "name": .text(name), "kind": "company"], as: .actor)
    }
    #expect(error?.problems.map(\.code.rawValue) == [code] && error?.problems.first?.field == "name")
  }

  @Test("a control or direction character inside stays refused", arguments: ["a\u{202E}b", "a\u{7}b", "a\u{9B}b"])
  func controls(name: String) {
    #expect(throws: EcosystemError.self) { try Validation.check(["id": "x", "name": .text(name), "kind": "company"], as: .actor) }
  }
}
