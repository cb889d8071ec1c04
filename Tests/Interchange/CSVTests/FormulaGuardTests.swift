import Localization
import Testing

@testable import CSV

@Suite("Texts that a spreadsheet would run are guarded, and every text comes back")
struct FormulaGuardTests {
  private static let texts = [
    "=1+1", "+32 81 23 45 67", "-x", "@a", "\tx", "\rx", "'=1", "''=1", "'", "''", "l'été", "'x", "", "a=b",
    "'\u{301}=1", "=\u{301}1", "\"=1",
  ]

  @Test("an apostrophe stands before signs of formulas only")
  func guarded() {
    #expect(FormulaGuard.guarded("=1+1") == "'=1+1" && FormulaGuard.guarded("l'été") == "l'été" && FormulaGuard.guarded("a=b") == "a=b")
    #expect(FormulaGuard.guarded("=\u{301}1").utf8.first == UInt8(ascii: "'"))
  }

  @Test("reading takes off what writing put there, with and without the guard", arguments: texts)
  func back(text: String) {
    for style in [CSVStyle(), CSVStyle(guardsFormulas: true), .excel(.fr), .excel(.en)] {
      #expect(Array(FormulaGuard.unguarded(style.text(text)).utf8) == Array(text.utf8))
    }
  }

  @Test("Excel gets what it opens in a language")
  func excel() {
    let (french, english) = (CSVStyle.excel(.fr), CSVStyle.excel(.en))
    #expect(french.delimiter == UInt8(ascii: ";") && french.number("-1234.5") == "-1234,5" && french.number("1.125") == "1,1250")
    #expect(english.delimiter == UInt8(ascii: ",") && english.number("1.125") == "1.125" && english.beginning == "\u{FEFF}")
    #expect(CSVStyle.excel(.de).hasDecimalComma && CSVStyle().beginning.isEmpty)
  }
}
