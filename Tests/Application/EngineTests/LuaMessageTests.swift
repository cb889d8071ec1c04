import Testing

@testable import Engine

@Suite("a message of Lua is taken apart without backtracking")
struct LuaMessageTests {
  @Test("the subject of a message is its kind and its name")
  func subject() {
    let subject = LuaMessage("a.lua:1: attempt to call a nil value (global 'prnt')").subject
    #expect(subject?.kind == "global" && subject?.name == "prnt")
    #expect(LuaMessage("attempt (global 'prnt'").subject == nil)
    #expect(LuaMessage("(what 'a') (field 'b')").subject?.name == "b")
  }

  @Test("a missing argument is named with its function")
  func argument() {
    let missing = LuaMessage("a.lua:1: bad argument #2 to 'find' (string expected, got nil)").missingArgument
    #expect(missing?.number == "2" && missing?.function == "find")
    #expect(LuaMessage("bad argument #1 to 'f' (number expected, got no value)").missingArgument?.number == "1")
    #expect(LuaMessage("bad argument #1 to 'f' (number expected, got table)").missingArgument == nil)
    #expect(LuaMessage("bad argument # to 'f' got nil").missingArgument == nil)
  }

  @Test("a member that a table of the host lacks is found at the end of the message")
  func member() {
    let missing = LuaMessage("a.lua:1: grappe.json has no 'decod': did you mean 'decode'?").missingMember
    #expect(missing?.table == "grappe.json" && missing?.name == "decod" && missing?.nearest == "decode")
    #expect(LuaMessage("grappe has no 'x'").missingMember?.nearest == nil)
    #expect(LuaMessage("grappe has no 'x' at all").missingMember == nil)
    #expect(LuaMessage(" has no 'x'").missingMember == nil)
  }

  @Test("what is not closed is named with its line")
  func unclosed() {
    let unclosed = LuaMessage("a.lua:9: 'end' expected (to close 'if' at line 3) near <eof>").unclosed
    #expect(unclosed?.closing == "end" && unclosed?.opening == "if" && unclosed?.line == "3")
    #expect(LuaMessage("'}' expected (to close '{' at line 1) near <eof>").unclosed == nil)
  }

  @Test("a missing module and the place of a message are found")
  func others() {
    #expect(LuaMessage("a.lua:1: module 'lib.x' not found").isMissingModule)
    #expect(!LuaMessage("module 'lib.x' is there").isMissingModule)
    let place = LuaMessage("demo/lib/work.lua:14: boom").place
    #expect(place?.chunk == "demo/lib/work.lua" && place?.line == 14)
    #expect(LuaMessage("demo/work:14: boom").place == nil)
    #expect(LuaMessage(".lua:1:").place == nil)
  }

  @Test(
    "hostile messages of any length bring no remedy and are read to the bound only",
    arguments: [
      ("x", 1 << 20), ("(local '", 100_000), ("bad argument #1 to 'x", 100_000), ("module '", 100_000),
      ("' expected (to close '", 100_000), (" has no 'a", 100_000),
    ])
  func hostile(part: String, count: Int) {
    let text = String(repeating: part, count: count)
    #expect(LuaHint.remedy(for: text) == nil)
    #expect(LuaMessage(text).place == nil)
    #expect(!LuaMessage(String(repeating: "-", count: LuaMessage.bytesMax) + "stack overflow").contains("stack overflow"))
  }
}
