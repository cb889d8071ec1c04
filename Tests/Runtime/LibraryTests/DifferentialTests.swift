import LibraryTestSupport
import Testing

/// The oracle is liblua 5.4 itself: each file of `Cases` makes the same calls in a state with its libraries and in one with ours,
/// and records every result and every message.
@Suite struct DifferentialTests {
  static let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/")!)) + "/Cases/"

  @Test(
    "every result and message is the one of liblua",
    arguments: [
      ("patterns", 150_000), ("strings", 10_000), ("formats", 50_000),
      ("packs", 60_000), ("tables", 8_000), ("utf8", 50_000),
    ])
  func sameAsLiblua(cases: String, linesAtLeast: Int) {
    let path = Self.folder + cases + ".lua"
    let stock = LibraryRun(LIBRARY_TEST_STOCK, file: path)
    let own = LibraryRun(LIBRARY_TEST_OWN, file: path)
    #expect(stock.error == nil && own.error == nil)
    #expect(stock.lines.count >= linesAtLeast)
    #expect(own.lines.count == stock.lines.count)
    let differences = zip(stock.lines, own.lines).enumerated().filter { $0.element.0 != $0.element.1 }
    for (line, (expected, found)) in differences.prefix(5) {
      Issue.record("\(cases) line \(line + 1): liblua \(expected) — ours \(found)")
    }
    #expect(stock.polls == 0 && own.polls > 0, "each state must have had its own library")
    #expect(own.bytesLeft == 0)
  }
}
