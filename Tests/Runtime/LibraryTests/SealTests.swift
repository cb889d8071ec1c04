import LibraryTestSupport
import Testing

@Suite struct SealTests {
  @Test("the metatable of strings can be neither read nor replaced")
  func metatableIsSealed() {
    let run = LibraryRun(LIBRARY_TEST_OWN, #"emit(getmetatable(""), pcall(setmetatable, "", {}))"#)
    #expect(run.lines == [#"false false "bad argument #1 to 'setmetatable' (table expected, got string)""#])
    #expect(LibraryRun(LIBRARY_TEST_STOCK, #"emit(type(getmetatable("")))"#).lines == [#""table""#])
  }

  @Test("the libraries hold what Lua 5.4's hold, without string.dump")
  func contents() {
    let source = """
      local names = {}
      for _, library in ipairs { "string", "table", "utf8" } do
        for name in pairs(_G[library]) do if name ~= "dump" then names[#names + 1] = library .. "." .. name end end
      end
      table.sort(names)
      emit(table.unpack(names))
      emit(string.dump ~= nil)
      """
    let own = LibraryRun(LIBRARY_TEST_OWN, source)
    let stock = LibraryRun(LIBRARY_TEST_STOCK, source)
    #expect(own.lines.count == 2 && own.lines[0] == stock.lines[0])
    #expect(own.lines.last == "false" && stock.lines.last == "true")
  }

  @Test("a library that was taken apart by a plugin still serves the methods of strings it left")
  func methodsFollowTheLibrary() {
    let run = LibraryRun(LIBRARY_TEST_OWN, #"string.upper = nil emit(("x").upper, ("x"):rep(2), "10" + 1)"#)
    #expect(run.lines == [#"nil "xx" 11"#])
  }
}
