import Localization
import Testing

@Suite("Messages") struct MessageTests {
  @Test("arguments stand in the text in the typography of the language")
  func arguments() {
    let list = Message("localization.list", ["items": 95.5, "last": ["a", "b"]])
    #expect(list.text(in: .en) == "95.5 and a, b")
    #expect(list.text(in: .fr) == "95,5 et a, b")
    #expect(list.text(in: .de) == "95,5 und a, b")
  }

  @Test("a message within a message and a text in several languages follow the language of the outer one")
  func nested() {
    let inner = Message("localization.quoted", ["text": LocalizedText([.fr: "eau", .en: "water"])])
    let outer = Message("localization.list", ["items": inner, "last": 2])
    #expect(outer.text(in: .fr) == "«\u{A0}eau\u{A0}» et 2")
    #expect(outer.text(in: .en) == "“water” and 2")
  }

  @Test("a language without texts falls back on its base language, then on English")
  func fallback() {
    let message = Message("localization.list", ["items": "a", "last": "b"])
    #expect(message.text(in: Language(rawValue: "de-AT")) == "a und b")
    #expect(message.text(in: Language(rawValue: "nl")) == "a and b")
  }

  @Test("an id that no catalogue has is shown itself, and an argument that is missing stays a placeholder")
  func unknown() {
    #expect(Message("localization.no-such-text").text(in: .fr) == "localization.no-such-text")
    #expect(Message("localization.quoted").text(in: .en) == "“{text}”")
  }

  @Test("braces in an argument are text")
  func braces() {
    #expect(Message("localization.quoted", ["text": "{text}"]).text(in: .en) == "“{text}”")
  }

  @Test("texts that are given fall back too, and any language may have one")
  func localizedText() {
    let dutch = Language(rawValue: "nl")
    #expect(LocalizedText([dutch: "Speler"])[.fr] == "Speler")
    #expect(LocalizedText([dutch: "Speler", .en: "Actor"])[.fr] == "Actor")
    #expect(LocalizedText([dutch: "Speler", .en: "Actor"])[dutch] == "Speler")
    #expect(LocalizedText([:])[.fr].isEmpty)
  }

  @Test("a code of a language has the form of BCP 47")
  func codes() {
    for code in ["fr", "nl", "de-AT", "zh-Hant-TW"] { #expect(Language.isCode(code)) }
    for code in ["", "f", "FR", "french", "fr-", "fr_BE", "fr-é", "a-b"] { #expect(!Language.isCode(code), "\(code)") }
  }

  @Test("numbers are grouped and lists joined as the language does")
  func typography() {
    #expect(Typography(.fr).grouped(-1_234_567) == "-1\u{202F}234\u{202F}567")
    #expect(Typography(.de).grouped(1234) == "1.234")
    #expect(Typography(.en).grouped(123) == "123")
    #expect(Typography(.fr).list(["a", "b", "c"]) == "a, b et c")
    #expect(Typography(.fr).list(["a"]) == "a")
  }
}
