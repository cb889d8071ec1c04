import Ecosystem
import Testing

@Suite("Texts are ordered as a dictionary has them")
struct CollationTests {
  @Test(
    "letters before accents before case, ligatures as two letters, quotation marks not counted",
    arguments: [
      ["cote", "coté", "côte", "côté"], ["eau", "Écluse", "Œuvre", "Zoé"], ["elan", "Elan", "élan", "Élan"],
      ["Strasse", "Straße", "Strasser"], ["Ägypten", "Albanien", "Österreich", "Paris"], ["« Arche »", "Arche 2", "arche-nord"],
      ["L'été", "L’été", "L'étude"], ["A–B", "AC"], ["", "a"], ["a b", "ab"], ["a", "\"a\"", "ab"], ["abc", "ABC", "\"ABC\"", "ÀBC"],
    ])
  func order(texts: [String]) {
    let keys = texts.map { Array(Collation.key($0).utf8) }
    for (left, right) in zip(keys, keys.dropFirst()) { #expect(left.lexicographicallyPrecedes(right), "\(texts)") }
  }

  @Test("different texts have different keys, also those that look the same")
  func distinct() {
    let texts = ["e\u{301}", "\u{e9}", "E\u{301}", "\u{c9}", "e", "E", "\"e\"", "« e »", "“e”", "oe", "œ", "OE", "Œ", "ß", "ss"]
    let keys = Set(texts.map { ExactString(Collation.key($0)) })
    #expect(keys.count == texts.count)
  }
}
