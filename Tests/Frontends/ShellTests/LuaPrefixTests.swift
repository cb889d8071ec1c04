import Testing

@testable import Shell

/// The context of the cursor in an incomplete Lua text.
@Suite struct LuaPrefixTests {
  @Test("a name behind a dot stands in the path before it")
  func path() {
    let here = LuaPrefix("x = grappe.actors.fi")
    #expect(here.path == ["grappe", "actors"])
    #expect(here.typed == "fi")
    #expect(LuaPrefix("actors.").path == ["actors"])
    #expect(LuaPrefix("actors .find(x) fo").path.isEmpty)
  }

  @Test("open brackets know their call, the commas so far, and the key whose value is wanted")
  func brackets() {
    let here = LuaPrefix("actors.find({ city = \"Namur\" }, { order = na")
    #expect(here.open.map(\.callee) == [["actors", "find"], []])
    #expect(here.open.map(\.position) == [1, 0])
    #expect(here.open.last?.key == "order")
    #expect(here.typed == "na")
    #expect(LuaPrefix("f{ a = 1, ").open.last?.key == nil)
    #expect(LuaPrefix("f{ [\"wallonia.label\"] = ").open.last?.key == "wallonia.label")
    #expect(LuaPrefix("f(g{}, h[1], ").open.map(\.callee) == [["f"]])
  }

  @Test("a string that is not closed is what is typed, escapes and other quotes included")
  func strings() {
    let here = LuaPrefix("actors.find{ kind = \"com'pa")
    #expect(here.quote == UInt8(ascii: "\""))
    #expect(here.typed == "com'pa")
    #expect(LuaPrefix("x = 'a\\'b' .. na").typed == "na")
    #expect(LuaPrefix("x = 'a\\'b' .. na").quote == nil)
  }

  @Test("comparisons are no assignment, comments and long strings hold no names")
  func text() {
    #expect(LuaPrefix("f{ a == ").open.last?.key == nil)
    #expect(LuaPrefix("f{ a <= ").open.last?.key == nil)
    #expect(LuaPrefix("-- actors.fi").isInText)
    #expect(LuaPrefix("x = [==[ actors.fi").isInText)
    #expect(!LuaPrefix("x = [==[ ]] ]==] .. na").isInText)
    #expect(LuaPrefix("--[[ { ]] na").open.isEmpty)
  }

  @Test("any beginning of a program can be looked at")
  func everyBeginning() {
    let program = "for a in actors.each({ staff = { ge = 10 } }, { limit = 3 }) do t['é'] = [[x]] .. \"\\\"\" --[=[ c ]=] end"
    var text = ""
    for character in program {
      text.append(character)
      let here = LuaPrefix(text)
      #expect(here.open.count <= 3)
    }
  }
}
