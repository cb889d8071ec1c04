import LibraryTestSupport
import Testing

/// Each chunk makes one call that would run for minutes or for ever. These states have no hook: if the call returns, its own loop
/// has checked the kill flag. Polls are counted from the call on, not while its arguments are made.
@Suite struct InterruptionTests {
  static let call = "local function call(f, ...) arm() return f(...) end "

  static let endless: [String] = [
    #"call(string.find, ("a"):rep(30000), (".-"):rep(8) .. "b")"#,
    #"call(string.find, ("a"):rep(30000), (".-"):rep(8) .. "[b]")"#,
    #"call(string.match, ("a"):rep(30000), ("a*"):rep(8) .. "[^a]")"#,
    #"call(string.match, ("a"):rep(30000), ("[ab]+"):rep(6) .. "c")"#,
    #"call(string.match, ("a"):rep(60), ("a?"):rep(60) .. ("a"):rep(61))"#,
    #"call(string.match, ("a"):rep(60), ("(a?)"):rep(30) .. ("a"):rep(61))"#,
    #"call(string.find, ("("):rep(1000000), "%b()")"#,
    #"call(string.find, ("a"):rep(200000), "(a*)%1b")"#,
    #"call(string.find, ("a"):rep(3000000), "%f[b]a-%f[b]a-%f[b]")"#,
    #"call(string.find, ("ab"):rep(4000000), ("ab"):rep(300) .. "c", 1, true)"#,
    #"call(string.find, ("a"):rep(8000000), "[bc]")"#,
    #"call(string.find, "a", ("a?"):rep(3000000))"#,
    #"call(string.find, "x", "[" .. ("\0-\255"):rep(1000000) .. "]")"#,
    #"call(string.find, "x", "[" .. ("a"):rep(4000000))"#,
    #"call(string.find, "x", ("a"):rep(8000000))"#,
    #"call(string.gmatch(("a"):rep(30000), (".-"):rep(8) .. "[b]"))"#,
    #"call(string.gsub, ("a"):rep(30000), (".-"):rep(8) .. "[b]", "")"#,
    #"call(string.gsub, ("a"):rep(1000000), "", ("x"):rep(1000))"#,
    #"call(string.gsub, ("a"):rep(1000000), "a", {})"#,
    #"call(string.gsub, ("a"):rep(1000000), "a", ("%0"):rep(1000))"#,
    #"call(string.rep, "x", (1 << 31) - 1)"#,
    #"call(string.rep, "x", 1 << 27, ",")"#,
    #"call(string.lower, ("x"):rep(1 << 22))"#,
    #"call(string.upper, ("x"):rep(1 << 22))"#,
    #"call(string.reverse, ("x"):rep(1 << 22))"#,
    #"call(string.format, "%q", ("\n"):rep(1 << 20))"#,
    #"call(string.format, "%p", ("x"):rep(1 << 20))"#,
    #"call(string.format, ("%d"):rep(200000), string.byte(("a"):rep(200000), 1, -1))"#,
    #"call(string.pack, "c2000000000", "")"#,
    #"call(string.pack, ("x"):rep(1000000))"#,
    #"call(string.packsize, ("i"):rep(1000000))"#,
    #"call(string.unpack, (" "):rep(1000000), "")"#,
    #"call(table.concat, setmetatable({}, { __index = function() return "" end }), "", 1, 1 << 60)"#,
    #"call(table.insert, setmetatable({}, { __len = function() return 1 << 60 end }), 1, 0)"#,
    #"call(table.remove, setmetatable({}, { __len = function() return 1 << 60 end }), 1)"#,
    #"call(table.move, {}, 1, math.maxinteger - 2, 2)"#,
    #"call(table.move, {}, math.mininteger, -3, math.mininteger + 1)"#,
    #"call(table.sort, setmetatable({}, { __len = function() return (1 << 31) - 2 end }), function() return true end)"#,
    #"call(table.sort, setmetatable({}, { __len = function() return (1 << 31) - 2 end }), function() return false end)"#,
    #"local n = 0 call(table.sort, setmetatable({}, { __len = function() return 1 << 30 end }), function() n = n + 1 return n % 3 == 0 end)"#,
    #"call(table.unpack, {}, 1, 900000)"#,
    #"call(utf8.len, ("é"):rep(1 << 20))"#,
    #"call(utf8.codepoint, ("x"):rep(900000), 1, -1)"#,
    #"call(utf8.char, utf8.codepoint(("x"):rep(400000), 1, -1))"#,
    #"call(utf8.offset, ("é"):rep(1 << 20), 1 << 20)"#,
    #"call(utf8.offset, ("é"):rep(1 << 20), -(1 << 20))"#,
    #"call(utf8.offset, "a" .. ("\x80"):rep(1 << 20), 0, 1 << 20)"#,
    #"call(utf8.offset, "a" .. ("\x80"):rep(1 << 20), 2)"#,
    #"local step, text = utf8.codes("a" .. ("\x80"):rep(1 << 22)) call(step, text, 1)"#,
  ]

  @Test("a killed call stops at the next poll and leaves no memory behind", arguments: endless)
  func stops(source: String) {
    for pollsMax in [0, 7, 25] {
      let run = LibraryRun(LIBRARY_TEST_OWN, Self.call + source, killedAfter: pollsMax)
      #expect(run.error?.hasSuffix("killed") == true)
      #expect(run.latePolls == 1, "the call went on after it was told to stop")
      #expect(run.bytesLeft == 0)
    }
  }

  @Test("a kill comes through comparators and callbacks")
  func throughCallbacks() {
    let endless = #"call(string.find, ("a"):rep(30000), (".-"):rep(8) .. "[b]")"#
    for source in [
      "table.sort({ 3, 2, 1 }, function() \(endless) end)",
      #"call(string.gsub, "abc", ".", function() \#(endless) end)"#,
      #"call(string.gsub, "abc", ".", setmetatable({}, { __index = function() \#(endless) end }))"#,
      "table.concat(setmetatable({}, { __index = function() \(endless) end }), '', 1, 1)",
      "string.format('%s', setmetatable({}, { __tostring = function() \(endless) end }))",
    ] {
      let run = LibraryRun(LIBRARY_TEST_OWN, Self.call + source, killedAfter: 10)
      #expect(run.error?.hasSuffix("killed") == true)
      #expect(run.latePolls == 1)
      #expect(run.bytesLeft == 0)
    }
  }

  @Test("a repetition of nothing is nothing, at once")
  func repetitionOfNothing() {
    let source = #"emit(string.rep("", math.maxinteger), string.rep("", math.maxinteger, ""))"#
    let run = LibraryRun(LIBRARY_TEST_OWN, source)
    #expect(run.lines == [#""" """#])
    #expect(run.polls == 0)
  }

  @Test("a comparator that contradicts itself ends within the bound of any sort, and loses no element")
  func contradictions() {
    let source = """
      for _, lies in ipairs { 2, 3, 5, 7 } do
        local list, calls = {}, 0
        for i = 1, 1000 do list[i] = i end
        table.sort(list, function() calls = calls + 1 return calls % lies == 0 end)
        local seen, sum = {}, 0
        for i, v in ipairs(list) do assert(not seen[v]) seen[v] = true sum = sum + v end
        emit(sum, calls <= 1000 * 10)
      end
      """
    let run = LibraryRun(LIBRARY_TEST_OWN, source)
    #expect(run.error == nil)
    #expect(run.lines == Array(repeating: "500500 true", count: 4))
  }
}
