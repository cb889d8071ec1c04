import Lua
import Sandbox
import Synchronization
import Testing

/// The output of `print` for tables.
@Suite struct PrintTests {
  private func report(_ source: String, memoryBytesMax: Int? = nil) throws -> (lines: [String], report: ChunkRun) {
    let lines = Mutex<[String]>([])
    var configuration = SandboxConfiguration(name: "demo", output: { _, text in lines.withLock { $0.append(text) } })
    if let memoryBytesMax { configuration.memoryBytesMax = memoryBytesMax }
    let report = try ChunkRun(source, in: try Sandbox(configuration), name: "demo/init.lua")
    return (lines.withLock { $0 }, report)
  }

  @Test(
    "a table is shown by its contents, lists first, then keys in order",
    arguments: [
      ("{}", "{}"), ("{ 1, 2.5, true }", "{ 1, 2.5, true }"), ("{ b = 1, a = 'x' }", #"{ a = "x", b = 1 }"#),
      ("{ 'é', x = { y = {} } }", #"{ "é", x = { y = {} } }"#),
      ("{ [10] = 1, [-1] = 2, [true] = 3 }", "{ [-1] = 2, [10] = 1, [true] = 3 }"),
      (#"{ ["a b"] = "q\"\n\0001" }"#, #"{ ["a b"] = "q\"\n\0001" }"#), ("{ 1, nil, 3 }", "{ 1, nil, 3 }"),
      ("setmetatable({ 1 }, { __index = error, __pairs = error, __len = error })", "{ 1 }"),
      ("setmetatable({ 1 }, { __tostring = function() return 'T' end })", "T"),
      ("{ setmetatable({ 1 }, { __tostring = function() return 'T' end }) }", "{ T }"),
      ("setmetatable({ 1 }, { __name = 'Thing' })", "Thing: 0x00000001"),
    ])
  func contents(value: String, expected: String) throws {
    #expect(try report("print(\(value))").lines == [expected])
  }

  @Test("several values stay apart, functions show no address, and tostring stays Lua's")
  func several() throws {
    let lines = try report("print('a', { 1 }, {}) print({ f = print, c = coroutine.create(print) }) print(tostring({}))").lines
    #expect(lines[0] == "a\t{ 1 }\t{}")
    #expect(lines[1] == "{ c = thread: 0x00000001, f = function: 0x00000002 }")
    #expect(lines[2] == "table: 0x00000003")
  }

  @Test("cycles, depth, entries, texts and the whole are bounded")
  func bounds() throws {
    let lines = try report(
      """
      local t = { 1 } t.t = t print(t)
      local deep = {} local inner = deep for i = 1, 20 do inner.x = {} inner = inner.x end print(deep)
      local many = {} for i = 1, 5000 do many[i] = i end print(many)
      local keys = {} for i = 1, 5000 do keys['k' .. i] = i end print(keys)
      print({ ('é'):rep(5000) })
      local long = {} for i = 1, 900 do long[i] = ('x'):rep(900) end print(long)
      """
    ).lines
    #expect(lines[0] == "{ 1, t = table: 0x00000001 }")
    #expect(lines[1].components("{") == 8 && lines[1].contains("table: 0x"))
    #expect(lines[2].hasSuffix("999, 1000, … }"))
    #expect(lines[3].components("= ") == 1_000 && lines[3].hasSuffix(", … }"))
    #expect(lines[4] == "{ \"\(String(repeating: "é", count: 500))…\" }")
    #expect(lines[5].utf8.count <= 64 << 10 + 8 && lines[5].hasSuffix("…"))
  }

  @Test("a __tostring that changes or grows what is printed ends without harm, and its error is the caller's")
  func hostile() throws {
    let changing = """
      local t = {} local evil = setmetatable({}, { __tostring = function() for k in pairs(t) do t[k] = nil end t.new = 1 return 'x' end })
      for i = 1, 100 do t[i] = evil t['k' .. i] = evil end
      print(t)
      local ok, problem = pcall(print, { setmetatable({}, { __tostring = function() error('mine') end }) })
      print(ok, problem)
      """
    let lines = try report(changing).lines
    #expect(lines.count == 2 && lines[0].hasPrefix("{ x") && lines[1].hasSuffix("mine"))
  }

  @Test("what print takes counts towards the memory limit")
  func memory() throws {
    let source = "local t = { ('x'):rep(900) } local s = {} for i = 1, 250 do s[i] = t end for i = 1, 100 do print(table.unpack(s)) end"
    let (_, report) = try report(source, memoryBytesMax: 1 << 20)
    guard case .returned = report.outcome else {
      guard case .killed(let kill) = report.outcome, kill.limit == .memory else {
        Issue.record("\(report.outcome)")
        return
      }
      return
    }
    #expect(report.peakBytes <= 1 << 20)
  }
}

extension String {
  /// Counts the occurrences of a text.
  fileprivate func components(_ text: String) -> Int { split(separator: text, omittingEmptySubsequences: false).count - 1 }
}
