import Testing

@testable import ExactText

@Suite("Exact texts") struct ExactDictionaryTests {
  /// Pairs that `String` takes for equal.
  static let twins = [("\u{E9}", "e\u{301}"), ("K", "\u{212A}"), (";", "\u{37E}"), ("\u{C5}", "\u{212B}"), ("`", "\u{1FEF}")]

  @Test("keys that are canonically equivalent stay two keys", arguments: twins)
  func twoKeys(_ one: String, _ other: String) {
    #expect(one == other, "String takes them for equal")
    var dictionary: ExactDictionary<Int> = [:]
    dictionary[one] = 1
    dictionary[other] = 2
    #expect(dictionary.count == 2)
    #expect(dictionary[one] == 1)
    #expect(dictionary[other] == 2)
    #expect(Set([ExactString(one), ExactString(other)]).count == 2)
    #expect(!one.isExactly(other))
    #expect(one.isExactly(String(decoding: Array(one.utf8), as: UTF8.self)))
  }

  @Test("entries come in the order of their bytes, whatever order they were added in", arguments: twins)
  func order(_ one: String, _ other: String) {
    let forward = ExactDictionary([(one, 1), (other, 2)]) { first, _ in first }
    let backward = ExactDictionary([(other, 2), (one, 1)]) { first, _ in first }
    #expect(forward.sortedByKey.map { Array($0.key.utf8) } == backward.sortedByKey.map { Array($0.key.utf8) })
    #expect(forward == backward)
    #expect(forward.keys.sorted().map { Array($0.utf8) } == forward.sortedByKey.map { Array($0.key.utf8) })
  }

  @Test("texts of every length are compared to their last byte")
  func lengths() {
    for length in 0..<40 {
      let text = String(repeating: "a", count: length)
      #expect(text.isExactly(text + ""))
      #expect(!(text + "a").isExactly(text + "b"))
      #expect(!(text + "a").isExactly(text))
    }
  }

  @Test("the case of ASCII letters alone is folded")
  func folding() {
    #expect("DK\u{212A}".asciiLowercased.isExactly("dk\u{212A}"))
    #expect("stra\u{DF}e \u{131}".asciiUppercased.isExactly("STRA\u{DF}E \u{131}"))
  }

  @Test("a text is cut at the byte of a separator, not at its twin, also before a combining mark")
  func cutting() {
    #expect("a;b\u{37E}c".cut(at: ";").map { Array($0.utf8) } == [Array("a".utf8), Array("b\u{37E}c".utf8)])
    #expect("a;\u{301}b".cut(at: ";").count == 2)
    #expect(";".cut(at: ";") == ["", ""])
    #expect("a=b=c".cut(at: "=", maxSplits: 1) == ["a", "b=c"])
  }

  @Test("a prefix, a suffix and a replaced character are bytes")
  func bytes() {
    #expect("--\u{301}x".hasExactPrefix("--") && !"--\u{301}x".hasPrefix("--"))
    #expect(!"\u{212A}iB".hasExactPrefix("K") && "x\u{301}".hasExactSuffix("\u{301}") && !"64\u{212A}iB".hasExactSuffix("KiB"))
    #expect("a;\u{301}b\u{37E}".replacingExactly(";", with: "\\;").isExactly("a\\;\u{301}b\u{37E}"))
    #expect("a\r\nb".replacingExactly("\n", with: "|").isExactly("a\r|b"))
    #expect(["K"].containsExactly("K") && !["K"].containsExactly("\u{212A}"))
  }

  @Test("a dictionary combines, filters and transforms by key")
  func operations() {
    var counts = ExactDictionary([("a", 1), ("b", 2), ("a", 3)], uniquingKeysWith: +)
    #expect(counts == ["a": 4, "b": 2])
    counts["c", default: 0] += 5
    #expect(counts.filter { $0.value > 3 } == ["a": 4, "c": 5])
    #expect(counts.mapValues { $0 * 2 }["c"] == 10)
    #expect(counts.compactMapValues { $0 > 4 ? $0 : nil } == ["c": 5])
    #expect(counts.removeValue(forKey: "a") == 4)
    #expect(counts.merging(["b": 1], uniquingKeysWith: +) == ["b": 3, "c": 5])
    #expect(counts.keys.contains("b") && !counts.keys.contains("a"))
    #expect(ExactDictionary(grouping: ["x1", "y1", "x2"]) { String($0.prefix(1)) } == ["x": ["x1", "x2"], "y": ["y1"]])
  }
}
