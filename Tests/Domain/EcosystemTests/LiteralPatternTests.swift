import Ecosystem
import Testing

@Suite("a text is taken apart at literal pieces")
struct LiteralPatternTests {
  @Test("what stands between the pieces is captured")
  func captures() {
    let pattern = LiteralPattern("The value '", "' is invalid for '", "'", "")
    #expect(pattern.captures(in: "The value 'x' is invalid for '--a': no") == ["x", "--a", ": no"])
    #expect(LiteralPattern("a", "b").captures(in: "ab") == [""])
    #expect(LiteralPattern("", " of ", "").captures(in: "3 of 4") == ["3", "4"])
  }

  @Test("a text of another shape gives nothing", arguments: ["", "a", "xb", "a.", "ba", "Aéb"])
  func others(text: String) {
    #expect(LiteralPattern("a", "b").captures(in: text) == nil)
  }

  @Test("overlapping pieces do not share bytes")
  func overlap() {
    #expect(LiteralPattern("''", "''").captures(in: "'''") == nil)
    #expect(LiteralPattern("''", "''").captures(in: "''''") == [""])
  }

  @Test("the first and the last occurrence of bytes are found")
  func search() {
    let bytes = Array("abcabcab".utf8)
    #expect(ByteSearch.first("cab".utf8, in: bytes[...]) == 2..<5)
    #expect(ByteSearch.last("cab".utf8, in: bytes[...]) == 5..<8)
    #expect(ByteSearch.last("abc".utf8, in: bytes[...]) == 3..<6)
    #expect(ByteSearch.first("cb".utf8, in: bytes[...]) == nil)
    #expect(ByteSearch.last("".utf8, in: bytes[...]) == nil)
  }
}
