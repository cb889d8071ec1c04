/// The libraries besides string and table.
extension LuaCallGenerator {
  mutating func mathStatement() -> String {
    let unary = [
      "abs", "ceil", "floor", "sqrt", "sin", "cos", "tan", "asin", "acos", "exp", "deg", "rad", "tointeger", "type", "modf", "cosh", "sinh",
      "tanh", "log10", "frexp",
    ]
    switch random.number(0...9) {
    case 0..<4: return call("math.\(random.pick(unary))", [random.once(in: 8) ? anything() : number()])
    case 4: return call("math.\(random.pick(["fmod", "ult", "log", "pow", "ldexp"]))", some([number()], [number()]))
    case 8: return "return E(math.atan(\(some([random.once(in: 9) ? anything() : number()], [number()]).joined(separator: ", "))))"
    case 5, 6: return call("math.\(random.pick(["max", "min"]))", (0..<random.number(0...4)).map { _ in number() })
    case 7: return "return E(math.randomseed(\(some([random.once(in: 9) ? anything() : number()], [number()]).joined(separator: ", "))))"
    default: return "math.randomseed(\(random.number(0...99))) " + call("math.random", some([], [number(), number()]))
    }
  }

  mutating func utf8Statement() -> String {
    let text = "\"\(utf8Text())\""
    let flag = random.pick(["true", "false", "nil"])
    switch random.number(0...9) {
    case 0, 1: return call("utf8.len", some([text], [integer(), integer(), flag]))
    case 2, 3: return call("utf8.codepoint", some([text], [integer(), integer(), flag]))
    case 4, 5: return call("utf8.offset", some([text, integer()], [integer()]))
    case 6:
      return call("utf8.char", (0..<random.number(0...5)).map { _ in random.once(in: 3) ? number() : "\(random.number(0...0x2FFFF))" })
    case 7: return call("string.gsub", [text, "utf8.charpattern", replacement()])
    case 8: return "local step, text, at = utf8.codes(\(text), \(flag)) " + call("step", ["text", integer()])
    default:
      return
        "local found = {} for p, c in utf8.codes(\(some([text], [flag]).joined(separator: ", "))) do found[#found + 1] = p .. ':' .. c end return found"
    }
  }

  // MARK: - Base

  mutating func baseStatement() -> String {
    switch random.number(0...19) {
    case 0, 1: return call("tostring", [anything()])
    case 2..<5: return call("tonumber", some([random.once(in: 3) ? anything() : number()], [count()]))
    case 5:
      return call(
        "tonumber",
        [random.pick(["'zz'", "'7f'", "' -11 '", "'1 1'", "''", "'Z'", "'8'", "'1\\0'", "'- 1'"]), "\(random.number(-1...38))"])
    case 6, 7: return call("select", [random.once(in: 4) ? "'#'" : integer(), simple(), simple(), anything()])
    case 8: return call("next", some(["{ 'only' }"], [random.pick(["nil", "1", "2", "'x'", "1.0"])]))
    case 9: return call(random.pick(["rawequal", "rawget"]), [table(), anything()])
    case 10: return call("rawset", ["K(\(list()))", anything(), simple()])
    case 11: return call(random.pick(["rawlen", "type"]), [random.once(in: 3) ? table() : "{ \(simple()) }"])
    case 12:
      return "local t = K({}) " + call("setmetatable", ["t", random.pick(["{}", "nil", "false", "{ __metatable = 1 }", "V('m')", "7"])])
    case 13: return "local n = 0 for i, v in ipairs(\(table())) do n = n + 1 note('each', i, v) if n > 9 then break end end return n"
    case 14:
      return
        "local n = 0 for k, v in pairs(\(random.pick(["{}", "{ 'a' }", "V('p')", "7", "{ x = 1 }"]))) do n = n + 1 note('each', k, v) end return n"
    case 15: return call("assert", some([anything()], [anything()]))
    case 16: return call("error", some([anything()], [random.pick(["0", "1", "2", "3", "nil", "'2'", "-1"])]))
    case 17:
      return call(
        "xpcall",
        [
          function(), random.pick(["function(m) return type(m) end", "function(m) return m end", "7", "error", "tostring"]), simple(),
          simple(),
        ])
    case 18: return loadStatement()
    default: return metamethodStatement()
    }
  }

  private mutating func loadStatement() -> String {
    let source = random.pick([
      "'return ...'", "'return 1 +'", "'x ='", "'return x'", "'return \"\\\\q\"'", "''", "'goto done'", "'break'",
      "'local x <const> = 1; x = 2'",
      "'return 0x'", "'for'", "'return [[a'", "'--[['", "'\\0'", "'return 9e999, 0x7fffffffffffffffff'", "'return \\'\\\\u{110000000}\\''",
      "7",
      "function() return nil end", "coroutine.wrap(function() coroutine.yield('return ') coroutine.yield(7) end)",
      "function() return {} end", "function() error('reader') end",
      "coroutine.wrap(function() coroutine.yield('return ') coroutine.yield('1, ...') end)",
    ])
    let name = random.pick([
      "nil", "'@file.lua'", "'=name'", "'text of the chunk'", "('long'):rep(40)", "7", "{}", "'@' .. ('p'):rep(90)", "'a\\nb'",
    ])
    let mode = random.pick(["nil", "'t'", "'bt'", "'b'", "'x'", "''", "'t'"])
    let load = some([source], [name, mode, random.pick(["{ x = 5 }", "nil", "_G"])]).joined(separator: ", ")
    return "local chunk, message = load(\(load)) if chunk then return E(chunk(\(simple()))) end return chunk, message"
  }

  private mutating func metamethodStatement() -> String {
    random.pick([
      "local v <close> = V('a') return tostring(v)", "return V('a') == V('a'), V('a') ~= V('b'), V('a') < V('b'), V('a') <= V('b')",
      "return #V('a'), V('a') .. 'b', 'b' .. V('a'), V('a')(1, 2)", "return V('a') + 1, '1' + V('a'), -V('a'), '5' // V('b')",
      "return '1' - V('a')", "return 'x' * {}", "return {} + '1'", "return V('a').x, V('a')[3]", "return V('a') & '1'",
      "return '3' % V('a')",
      "return tostring(setmetatable({}, { __name = 'Named' }))", "return tostring(setmetatable({}, { __name = 7 }))",
      "return tostring(setmetatable({}, { __tostring = function() return 7 end }))",
      "return tostring(setmetatable({}, { __tostring = 1 }))",
      "return tostring(setmetatable({}, { __tostring = function() return {} end }))",
      "return #setmetatable({}, { __len = function() return 'x' end })",
      "return string.rep(setmetatable({}, { __name = 'Named' }), 2)", "return math.abs(setmetatable({}, { __name = 'Named' }))",
      "return getmetatable(setmetatable({}, { __metatable = 'locked' }))", "return getmetatable({}), getmetatable(7)",
      "return getmetatable()", "return getmetatable(V('g'))", "return setmetatable(setmetatable({}, { __metatable = 1 }), nil)",
      "return ('x').y", "return ('x').rep == string.rep", "local t = 5 return t.x", "return (nil)[1]", "local s = 'a' s.x = 1",
      "return ('x')[1]",
      "return pcall(pcall)", "return pcall(pcall, error)", "return pcall(error)", "return select(-1, 1, 2)", "return select(-3, 1)",
      "return xpcall(error, function(m) return m end)", "return pcall(xpcall)", "return pcall(xpcall, print)", "return pcall(next, {}, 1)",
    ])
  }

  // MARK: - Coroutines and time

  mutating func coroutineStatement() -> String {
    let body = random.pick([
      "function(...) return ... end", "function(a) local b = coroutine.yield(a) return b end", "function() error('inside') end",
      "function() error({ 1 }) end",
      "function() coroutine.yield(coroutine.isyieldable()) return coroutine.status(coroutine.running()) end", "string.rep",
      "function(a) return (a):rep(2) end",
      "function() local v <close> = V('c') coroutine.yield(1) error('late') end", "function() return table.unpack({ 1, 2, 3 }) end",
      "function() return pcall(coroutine.yield, 1) end", "function() for i = 1, 3 do coroutine.yield(i) end end",
      "function() return string.gsub('ab', '.', coroutine.yield) end", "function() table.sort({ 3, 2, 1 }, coroutine.yield) end",
    ])
    switch random.number(0...6) {
    case 0: return "return E(coroutine.wrap(\(body))(\(simple())))"
    case 1: return "local f = coroutine.wrap(\(body)) return f(\(simple())), f(\(simple())), pcall(f)"
    case 2:
      return
        "local co = coroutine.create(\(body)) return pack(coroutine.resume(co, \(simple()))), coroutine.status(co), pack(coroutine.resume(co, \(simple()))), coroutine.status(co)"
    case 3: return "local co = coroutine.create(\(body)) coroutine.resume(co) return E(coroutine.close(co)), coroutine.status(co)"
    case 4: return call("coroutine.\(random.pick(["create", "resume", "wrap", "status", "close"]))", [anything()])
    case 5:
      return
        "local co co = coroutine.create(function() return coroutine.resume(co), pcall(coroutine.close, co), coroutine.status(co) end) return coroutine.resume(co)"
    default: return "return pcall(coroutine.wrap(\(body)), \(simple()))"
    }
  }

  /// Makes dates of given times, never of the current one.
  mutating func osStatement() -> String {
    switch random.number(0...5) {
    case 0, 1: return "return E(os.date(\"\(random.pick(["", "!"]))\(dateFormat())\", \(moment())))"
    case 2: return "return E(os.date(\(random.pick(["'*t'", "'!*t'", "{}", "7"])), \(moment())))"
    case 3: return call("os.difftime", [random.once(in: 3) ? number() : integer(), random.once(in: 3) ? moment() : integer()])
    default: return "return E(os.time(\(random.once(in: 20) ? "7" : "K(\(date()))")))"
    }
  }

  private static let moments = [
    "math.mininteger", "math.maxinteger", "-1", "0", "2^40", "1e300", "'12'", "1 << 55", "67768036191676799", "67768036191676800", "{}",
    "2.5",
  ]

  private mutating func moment() -> String {
    random.once(in: 3) ? random.pick(Self.moments) : "\(random.number(-5_000_000_000...9_000_000_000))"
  }

  private mutating func dateFormat() -> String {
    let specifiers = Array("aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYz%EOqQ").map(String.init) + ["Ec", "Od", "EZ", "E", "OO", ""]
    return (0..<random.number(0...4)).map { _ in "%" + random.pick(specifiers) + random.pick(["", " ", "x"]) }.joined()
  }

  private mutating func date() -> String {
    let fields = ["year", "month", "day", "hour", "min", "sec"].map { name in
      let value = random.once(in: 9) ? simple() : random.once(in: 9) ? integer() : "\(random.number(0...70))"
      return "\(name) = \(value)"
    }
    return "{ " + fields.dropLast(random.once(in: 4) ? random.number(0...5) : 0).joined(separator: ", ") + " }"
  }
}
