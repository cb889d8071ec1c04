import Ecosystem
import Testing

@testable import Shell

@Suite("A command line is cut by its bytes")
struct CommandWordTests {
  @Test(
    "spaces part words, quotes hold them together, a backslash takes the next character as it is",
    arguments: [
      ("a  b\tc", ["a", "b", "c"]), ("'a b' \"c d\"", ["a b", "c d"]), ("a\\ b '\\'", ["a b", "\\"]), ("''", [""]), ("", []),
    ])
  func words(line: String, words: [String]) { #expect(CommandWords.split(line) == words) }

  @Test("a mark behind a quote, a space or a backslash does not hide it")
  func marks() {
    func bytes(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }
    #expect(bytes(CommandWords.split("'\u{301}a b' c")) == bytes(["\u{301}a b", "c"]))
    #expect(bytes(CommandWords.split("a \u{301}b")) == bytes(["a", "\u{301}b"]))
    #expect(bytes(CommandWords.split("a\\ \u{301}b")) == bytes(["a \u{301}b"]))
    #expect(bytes(CommandWords.split("\u{E9} e\u{301}")) == bytes(["\u{E9}", "e\u{301}"]))
  }

  @Test(
    "a chunk of the history is one line and comes back as it was", arguments: ["a\r\nb", "a\n\u{301}b", "\\\u{301}n", "a\\nb\n", "\u{37E}"])
  func history(chunk: String) {
    let line = HistoryFile.escaped(chunk)
    #expect(!line.utf8.contains(0x0A))
    #expect(HistoryFile.unescaped(line).isExactly(chunk))
  }
}
