import Lua
import Testing

@Suite("the message of a failure is cut at the boundary")
struct FailureMessageTests {
  @Test("a message within the bound stays as it is")
  func short() {
    let text = String(repeating: "x", count: LuaFailure.messageBytesMax)
    #expect(LuaFailure(message: text).message == text)
  }

  @Test("a longer message keeps its beginning, whole characters, and says that it was cut", arguments: [0, 1, 2, 3])
  func long(shift: Int) {
    let text = String(repeating: "-", count: shift) + String(repeating: "€", count: 5_000)
    let message = LuaFailure(message: text).message
    let kept = (LuaFailure.messageBytesMax - shift) / 3 * 3 + shift
    #expect(message == String(decoding: Array(text.utf8)[..<kept], as: UTF8.self) + "… [\(kept)/\(text.utf8.count) bytes]")
  }

  @Test("an error of 16 KiB without a blank arrives cut")
  func raised() throws {
    let state = try LuaState(memoryBytesMax: 16 << 20)
    defer { state.close() }
    let text = try #require(message(try outcome(of: "error(('x'):rep(16384), 0)", in: state)))
    #expect(text.hasSuffix("… [4096/16384 bytes]"))
  }
}
