import LuaSyntax
import Testing

@testable import Engine

@Suite("Lua of any depth is read or refused, never too deep for the stack")
struct LuaDepthTests {
  private func parsed(_ text: String) -> LuaParser.Outcome { LuaParser.read(Array(text.utf8)) }

  @Test("150,000 operators in a row are read, and every operand is looked at")
  func operators() throws {
    let text = "return " + String(repeating: "a + ", count: 150_000) + "b"
    let block = try #require(LuaParser.parse(Array(text.utf8)))
    #expect(LuaReading(block, isTest: false).globalsRead.count == 150_001)
  }

  @Test(
    "what is nested too deeply is told with its line",
    arguments: [
      ("\nreturn a" + String(repeating: ".b", count: 150_000), 2), ("\n\nf" + String(repeating: "()", count: 150_000), 3),
      ("return " + String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000), 1),
      ("return " + String(repeating: "{", count: 5_000) + String(repeating: "}", count: 5_000), 1),
      ("return " + String(repeating: "not ", count: 5_000) + "a", 1),
      (String(repeating: "do ", count: 5_000) + String(repeating: "end ", count: 5_000), 1),
      (String(repeating: "return function() ", count: 5_000) + String(repeating: "end ", count: 5_000), 1),
      ("function a" + String(repeating: ".b", count: 150_000) + "() end", 1), ("return f" + String(repeating: "{f", count: 9_000), 1),
    ])
  func deep(text: String, line: Int) {
    guard case .tooDeep(line) = parsed(text) else { return #expect(Bool(false), "\(parsed(text))") }
  }

  @Test("what no Lua is stays told apart, and usual depths are read")
  func usual() {
    guard case .notLua = parsed("return (") else { return #expect(Bool(false)) }
    let calls = "return x" + String(repeating: ":m(function() return { 1 .. 2 } end)", count: 100)
    guard case .statements = parsed(calls) else { return #expect(Bool(false)) }
  }
}
