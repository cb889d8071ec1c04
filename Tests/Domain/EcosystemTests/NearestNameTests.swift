import Testing

@testable import Ecosystem

@Suite("the search for a near name is bounded")
struct NearestNameTests {
  /// The distance over the whole table, without a band.
  private func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var table = (0...a.count).map { i in (0...b.count).map { i == 0 ? $0 : $0 == 0 ? i : 0 } }
    for i in a.indices {
      for j in b.indices {
        table[i + 1][j + 1] = min(table[i][j + 1] + 1, table[i + 1][j] + 1, table[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          table[i + 1][j + 1] = min(table[i + 1][j + 1], table[i - 1][j - 1] + 1)
        }
      }
    }
    return table[a.count][b.count]
  }

  @Test("the banded distance is the whole distance wherever that is within the bound")
  func band() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<3_000 {
      let words = (0..<2).map { _ in
        (0..<Int.random(in: 0...12, using: &random)).map { _ in "abc".unicodeScalars.randomElement(using: &random)! }
      }
      let (whole, bound) = (distance(words[0], words[1]), Int.random(in: 0...12, using: &random))
      #expect(NearestName.distance(words[0], words[1], atMost: bound) == (whole <= bound ? whole : nil), "\(words) \(bound)")
    }
  }

  @Test("nothing is near to what is longer than the bound, and very long names are passed over")
  func long() {
    let long = String(repeating: "a", count: 1 << 20)
    #expect(NearestName.suggest(long, among: [long + "b"]) == nil)
    #expect(NearestName.suggest("aaa", among: [long]) == nil)
    #expect(NearestName.suggest("aaaa", among: [long, "aaab"]) == "aaab")
  }

  @Test("of very many names the first are compared")
  func many() {
    let names = (0..<NearestName.candidatesMax).map { "other\($0)zzzzzzzz" } + ["nmae"]
    #expect(NearestName.suggest("name", among: names) == nil)
    #expect(NearestName.suggest("name", among: names.reversed()) == "nmae")
  }
}
