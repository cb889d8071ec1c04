import ExactText
import Gettext
import Localization
import Testing

@Suite("The texts of a plugin") struct TranslationsTests {
  private static let dutch = Language(rawValue: "nl")

  private static func texts(_ language: String, _ forms: ExactDictionary<[String]>) throws -> Translations.Texts {
    Translations.Texts(rule: try #require(PluralRule.known(for: language)), forms: forms)
  }

  @Test(
    "a count selects the form by the rule of the language",
    arguments: [
      ("fr", ["{count} acte", "{count} actes"], [0: "0 acte", 1: "1 acte", 2: "2 actes"]),
      ("de", ["{count} Akt", "{count} Akte"], [0: "0 Akte", 1: "1 Akt", 2: "2 Akte"]),
      ("pl", ["{count} akt", "{count} akty", "{count} aktów"], [1: "1 akt", 3: "3 akty", 5: "5 aktów", 22: "22 akty"]),
      ("ja", ["{count}件"], [0: "0件", 1: "1件", 7: "7件"]),
    ])
  func forms(language: String, forms: [String], expected: [Int: String]) throws {
    let translations = Translations([Language(rawValue: language): try Self.texts(language, ["acts": forms])])
    let text = try #require(translations.text("acts", in: Language(rawValue: language)))
    for (count, sentence) in expected { #expect(text.filled(["count": "\(count)"], count: count) == sentence) }
  }

  @Test("a text with plural forms needs a count, another text does not")
  func missingCount() throws {
    let translations = Translations([.fr: try Self.texts("fr", ["acts": ["un acte", "{count} actes"], "title": ["Actes"]])])
    #expect(translations.text("acts", in: .fr)?.filled([:], count: nil) == nil)
    #expect(translations.text("title", in: .fr)?.filled([:], count: nil) == "Actes")
    #expect(translations.text("titel", in: .fr) == nil)
  }

  @Test("a missing text is that of the language without subtags, of English, then of the first language by code")
  func fallback() throws {
    var texts: [Language: Translations.Texts] = [
      .fr: try Self.texts("fr", ["a": ["fr"], "b": ["fr"], "c": ["fr"]]), Self.dutch: try Self.texts("nl", ["c": ["nl"]]),
      .en: try Self.texts("en", ["a": ["en"], "b": ["en"]]), .de: try Self.texts("de", ["a": ["de"]]),
    ]
    let austrian = Language(rawValue: "de-AT")
    #expect(["a", "b", "c"].map { Translations(texts).text($0, in: austrian)?.filled([:], count: nil) } == ["de", "en", "fr"])
    texts[.fr] = nil
    #expect(Translations(texts).text("c", in: austrian)?.filled([:], count: nil) == "nl")
  }

  @Test("a form fallen back on is selected by the rule of its own language")
  func ruleOfFallback() throws {
    let translations = Translations([.en: try Self.texts("en", ["acts": ["{count} act", "{count} acts"]])])
    #expect(translations.text("acts", in: .fr)?.filled(["count": "0"], count: 0) == "0 acts")
  }

  @Test("a placeholder without argument stays, and a lone brace is text")
  func placeholders() throws {
    let text = Translation(forms: ["{name} of {place} {"], rule: try #require(PluralRule.known(for: "en")))
    #expect(text.filled(["name": "KIKK"], count: nil) == "KIKK of {place} {")
    #expect(Translation.arguments(of: text.forms[0]) == ["name", "place"])
  }

  @Test("no text is longer than announced")
  func bound() throws {
    let text = Translation(forms: ["{a}", "{a}{b}{a} é"], rule: try #require(PluralRule.known(for: "en")))
    for arguments in [[:], ["a": "x"], ["a": "é", "b": String(repeating: "y", count: 1_000)]] as [ExactDictionary<String>] {
      for count in 0..<3 {
        let length = try #require(text.filled(arguments, count: count)).utf8.count
        #expect(length <= text.bytesMax(arguments))
      }
    }
  }

  @Test("every rule that is known selects one of its forms, and other languages have none")
  func knownRules() throws {
    for code in ["en", "fr", "de", "nl", "lb", "pl", "cs", "ga", "lt", "lv", "ro", "hr", "sl", "ja", "de-AT"] {
      let rule = try #require(PluralRule.known(for: code), "\(code)")
      #expect(Set((0...200).map(rule.form(for:))) == Set(0..<rule.count), "\(code)")
    }
    #expect(PluralRule.known(for: "mt") == nil && PluralRule.known(for: "") == nil)
  }
}
