import Testing

@testable import Engine

@Suite("Addresses and telephone numbers are found in an output")
struct ContactWordsTests {
  @Test(
    "in sentences, cells and JSON",
    arguments: [
      ("Ask Info@Example.org.", ["info@example.org"]),
      (#"{"email":"zoë@exemple.be","phone":"+32 (0)81/22.33.44"}"#, ["zoë@exemple.be", "+32081223344"]),
      ("a;b@c.eu;081 22\u{202F}33 44;x", ["b@c.eu", "081223344"]),
      ("1234567 and @ alone", ["@"]),
      ("2,500,000 and 1234567.8", ["12345678"]), ("2,500,000 and 1234567", []),
    ])
  func found(text: String, words: [String]) {
    var found = ContactWords()
    found.read(text)
    #expect(found.all == Set(words))
  }

  @Test("also where pieces of the output meet, and neither in endless words")
  func pieces() {
    var words = ContactWords()
    for piece in ["mail in", "fo@exam", "ple.org, tel +32 81 ", "22 33 44"] { words.read(piece.utf8) }
    words.end()
    #expect(words.all == ["info@example.org", "+3281223344"])
    words.removeAll()
    words.read(String(repeating: "a", count: 1_000_000) + "@example.org " + String(repeating: "1", count: 1_000_000))
    #expect(words.all.isEmpty)
  }

  @Test(
    "in whole cells, each for itself",
    arguments: [
      (["Info@Example.org", "081 22", "33 44 55"], ["info@example.org"]), (["+32 81 22 33 44", "x"], ["+3281223344"]),
      (["first line\ninfo@example.org"], ["info@example.org"]), (["1234567", "8"], []), (["@"], ["@"]),
      (["081\u{202F}22 33 44"], ["081223344"]),
      ([], []), ([""], []),
    ])
  func cells(texts: [String], words: [String]) {
    var found = ContactWords()
    for text in texts { Array(text.utf8).withUnsafeBufferPointer { found.read(whole: $0) } }
    #expect(found.all == Set(words))
  }
}
