import Foundation
import Testing
import TextLayout
import TextTestSupport

@Suite("Display width")
struct DisplayWidthTests {
  @Test(
    "letters, marks, wide characters and emoji take the columns a terminal gives them",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("Écosystème", 10), ("漫画", 4), ("ｱ", 1), ("Ａ", 2), ("한국", 4),
      ("각", 2), ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("🇧🇪", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("\u{200B}", 0),
      ("a\u{200D}b", 2), ("—…•", 3), ("16\u{202F}800\u{A0}€", 8), ("קלמנט", 5), ("हिन्दी", 3),
    ])
  func width(_ text: String, _ expected: Int) {
    #expect(DisplayWidth.of(text) == expected)
  }

  @Test("a cut text fits, ends with an ellipsis and splits no character")
  func cut() {
    #expect(DisplayWidth.cut("Écosystème", to: 10) == "Écosystème")
    #expect(DisplayWidth.cut("Écosystème", to: 5) == "Écos…")
    #expect(DisplayWidth.cut("漫画漫画", to: 4) == "漫…")
    #expect(DisplayWidth.cut("famille 👨‍👩‍👧‍👦 et amis", to: 10) == "famille…")
    #expect(DisplayWidth.cut("e\u{301}e\u{301}e\u{301}", to: 2) == "e\u{301}…")
    #expect(DisplayWidth.cut("abc", to: 0) == "")
  }

  @Test("padding counts columns, not characters")
  func pad() {
    #expect(DisplayWidth.pad("漫画", to: 6) == "漫画  ")
    #expect(DisplayWidth.pad("é", to: 3, .right) == "  é")
    #expect(DisplayWidth.pad("ab", to: 5, .center) == " ab  ")
    #expect(DisplayWidth.pad("trop long", to: 3) == "trop long")
  }

  @Test("text wraps at spaces, at line feeds, and within a word only when it must")
  func wrap() {
    #expect(DisplayWidth.wrap("un deux trois", to: 8) == ["un deux", "trois"])
    #expect(DisplayWidth.wrap("un\n\ndeux", to: 8) == ["un", "", "deux"])
    #expect(DisplayWidth.wrap("aux acteurs : trois « mots »", to: 11) == ["aux", "acteurs :", "trois", "« mots »"])
    #expect(DisplayWidth.wrap("acteurs : oui", to: 8) == ["acteurs", ": oui"])
    #expect(DisplayWidth.wrap("anticonstitutionnellement", to: 10) == ["anticonsti", "tutionnell", "ement"])
    #expect(DisplayWidth.wrap("12\u{202F}000\u{A0}€ net", to: 9) == ["12\u{202F}000\u{A0}€", "net"])
    #expect(DisplayWidth.wrap("漫画漫", to: 3) == ["漫", "画", "漫"])
    #expect(DisplayWidth.wrap("", to: 5) == [""])
  }

  @Test(
    "widths agree with Python's wcwidth",
    .enabled(if: Tool.python(module: "wcwidth") != nil, "python3 has no wcwidth module"))
  func oracle() throws {
    let python = try #require(Tool.python(module: "wcwidth"))
    var words = ["é", "漫画", "한국어", "👩🏽‍🚀", "🇱🇺🇧🇪", "Ünïcödé", "❤️ ok", "ﬁn", "e\u{301}\u{327}", "①", "「」", "☕", "½", "™️"]
    var random = SeededRandom(7)
    for _ in 0..<20_000 { words.append(String(RandomText.assignedScalar(&random))) }
    let script =
      "import sys,wcwidth\nfor l in sys.stdin.buffer.read().decode().split('\\n'): print(wcwidth.wcswidth(l))"
    let output = try Tool.run(python, ["-c", script], input: words.joined(separator: "\n"))
    let theirs = output.split(separator: "\n").compactMap { Int($0) }
    let ours = words.map { DisplayWidth.of($0) }
    let different = zip(words, zip(ours, theirs)).filter { $1.0 != $1.1 }
    #expect(theirs.count == words.count)
    #expect(
      different.isEmpty,
      "\(different.map { ($0.0, $0.0.unicodeScalars.map { String($0.value, radix: 16) }, $0.1) }.prefix(20))")
  }
}
