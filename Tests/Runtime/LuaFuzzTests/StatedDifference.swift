/// A deliberate difference of the sandbox from `lua5.4`. The generated calls avoid all of them; no other difference is allowed.
struct StatedDifference: Sendable, CustomStringConvertible {
  /// The difference, stated as a rule.
  let rule: String
  let reason: String
  /// The body of a function that shows it.
  let call: String
  /// The output of the sandbox.
  let sandbox: String
  /// Whether the call returns in `lua5.4`.
  var returnsInLua = true

  var description: String { rule }

  static let all: [StatedDifference] = [
    StatedDifference(
      rule: "string.dump is absent", reason: "bytecode can break the interpreter", call: "return string.dump", sandbox: "1 = nil"),
    StatedDifference(
      rule: "load refuses bytecode in every mode", reason: "bytecode can break the interpreter",
      call: "return load('\\x1bLua', 'x', 'bt')", sandbox: #"1 = nil "attempt to load a binary chunk (mode is 't')""#),
    StatedDifference(
      rule: "load refuses a chunk of more than 1 MiB", reason: "the parser's memory and time are bounded",
      call: "return load((' '):rep(1 << 21))", sandbox: #"1 = nil "chunk too large: 1048576 bytes at most""#),
    StatedDifference(
      rule: "the metatable of strings is hidden", reason: "all code of a state shares it", call: "return getmetatable('')",
      sandbox: "1 = false"),
    StatedDifference(
      rule: "a metatable with __gc is refused", reason: "finalizers run where no limit reaches them",
      call: "return setmetatable({}, { __gc = type })",
      sandbox: #"1 ! "calls.lua:LINE: cannot set a metatable with '__gc': plugins have no finalizers""#),
    StatedDifference(
      rule: "collectgarbage knows 'count' alone", reason: "the host bounds memory; a full collection takes long",
      call: "return E(collectgarbage('collect'))",
      sandbox: #"1 ! "calls.lua:LINE: collectgarbage('collect') is not available: only 'count' is""#),
    StatedDifference(
      rule: "io, debug, package, dofile and loadfile are absent", reason: "they reach files, programs and the interpreter's inside",
      call: "return io, debug, package, dofile, loadfile", sandbox: "1 = nil nil nil nil nil"),
    StatedDifference(
      rule: "os has clock, date, difftime and time alone", reason: "the others reach files, programs and the environment",
      call: "return os.execute, os.exit, os.getenv, os.remove, os.rename, os.setlocale, os.tmpname",
      sandbox: "1 = nil nil nil nil nil nil nil"),
    StatedDifference(
      rule: "require finds modules of the own bundle alone", reason: "files are out of reach", call: "return E(require('string'))",
      sandbox: #"1 ! "calls.lua:LINE: module 'string' not found in this bundle""#),
    StatedDifference(
      rule: "os.date knows the zone UTC alone, and names it as a call with '!' does",
      reason: "an invocation gives the same answer everywhere",
      call: "return os.date('%Z', 0)", sandbox: #"1 = "GMT""#),
    StatedDifference(
      rule: "os.time answers the second before 1970 too", reason: "it is a moment like any other",
      call: "return os.time({ year = 1969, month = 12, day = 31, hour = 23, min = 59, sec = 59 })", sandbox: "1 = -1"),
    StatedDifference(
      rule: "math.randomseed without arguments goes on from the host's seed", reason: "an invocation can be replayed",
      call: "return math.randomseed()", sandbox: "1 = 487617019471545679 -537132696929009172"),
    StatedDifference(
      rule: "tostring and %p show a number in place of an address", reason: "addresses tell where memory lies and differ between runs",
      call: "return #tostring({})", sandbox: "1 = 17"),
    StatedDifference(
      rule: "table.sort keeps equal elements in their order",
      reason: "a merge sort: its comparisons are bounded whatever a comparator answers",
      call: "local t = { 'b1', 'a1', 'b2', 'a2', 'b3', 'a3' } table.sort(t, function(x, y) return x:byte() < y:byte() end) return t",
      sandbox: #"1 = {"a1","a2","a3","b1","b2","b3";}"#),
    StatedDifference(
      rule: "table.sort names other elements in an error, and notices other contradictions", reason: "it compares other pairs",
      call: "return E(table.sort({ 'b', 'c', 'd', 'e', -5, '9' }))", sandbox: #"1 ! "attempt to compare number with string""#),
    StatedDifference(
      rule: "string.rep of nothing ends at once", reason: "Lua counts to the last repetition",
      call: "return string.rep('', math.maxinteger)",
      sandbox: #"1 = """#, returnsInLua: false),
    StatedDifference(
      rule: "a load whose reader never ends is refused at 1 MiB", reason: "Lua reads until memory is used up",
      call: "return load(function() return '7' end)", sandbox: #"1 = nil "calls.lua:LINE: chunk too large: 1048576 bytes at most""#,
      returnsInLua: false),
  ]
}
