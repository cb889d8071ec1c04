/// Expressions of each type, the edge cases among them.
extension LuaCallGenerator {
  private static let edges = [
    "math.maxinteger", "math.mininteger", "math.maxinteger - 1", "math.mininteger + 1", "1 << 31", "(1 << 31) - 1", "-(1 << 31)", "1 << 32",
    "1 << 53", "(1 << 53) + 1", "127", "128", "255", "256", "-128", "-129", "65535", "65536", "0x7FFFFFFF", "0x10FFFF", "0x110000",
    "0xD800",
  ]
  private static let floats = [
    "0.0", "-0.0", "1.0", "-1.0", "0.5", "-2.5", "3.0", "1e15", "1e16", "1e100", "-1e100", "1e308", "5e-324", "2^53", "2^63", "-2^63",
    "2^31",
    "0.1", "1/3", "123456.789", "1/0", "-1/0", "0/0", "1e-5", "-1e300", "9007199254740993.0", "4.0",
  ]
  private static let numerals = [
    "'10'", "'-3'", "' 7 '", "'0x1F'", "'0x1p4'", "'1e1'", "'3.0'", "'2.5'", "'9223372036854775807'", "'9223372036854775808'",
    "'-9223372036854775808'", "'1e400'", "'nan'", "'inf'", "'0x'", "'1e'", "'1 2'", "'\\n5\\t'", "'5\\0'", "'zz'", "'0b1'", "'١'", "''",
    "'1_0'",
    "'ffffffffffffffffff'", "'-0x8000000000000000'", "'0x.8p1'", "'.5'", "'5.'", "'.'", "'+5'", "'- 5'",
  ]
  private static let letters = [
    "a", "b", "c", "ab", "A", "Z", "0", "9", "5", " ", ".", "-", "+", "*", "?", "%%", "(", ")", "[", "]", "^", "$", "\\0", "\\n", "\\t",
    "_", ",",
    "\\xff", "\\x80", "é", "€", "\\u{10FFFF}", "\\\"", "\\\\", "\\127", "\\r", "x",
  ]

  mutating func integer() -> String {
    switch random.number(0...9) {
    case 0..<6: "\(random.number(-6...12))"
    case 6, 7: "\(random.number(-300...300))"
    case 8: random.pick(Self.edges)
    default: "\(random.number(1...40))"
    }
  }

  /// A small integer, mostly positive.
  mutating func count() -> String { random.once(in: 12) ? integer() : "\(random.number(0...6))" }

  mutating func float() -> String { random.once(in: 4) ? "\(random.number(-9999...9999)) / 16" : random.pick(Self.floats) }

  mutating func number() -> String {
    switch random.number(0...9) {
    case 0..<5: integer()
    case 5..<8: float()
    case 8: random.pick(Self.edges)
    default: random.pick(Self.numerals)
    }
  }

  /// The content of a literal of that many random characters.
  mutating func characters(_ count: Int) -> String {
    (0..<count).map { _ in random.once(in: 2) ? random.pick(["a", "b", "ab", "c"]) : random.pick(Self.letters) }.joined()
  }

  /// Makes a string; sets the number of repetitions a pattern matched against it may have.
  mutating func string() -> String {
    switch random.number(0...29) {
    case 0:
      repetitionsMax = 6
      return "\"\""
    case 1..<20:
      repetitionsMax = 5
      return "\"\(characters(random.number(0...10)))\""
    case 20..<25:
      repetitionsMax = 3
      return "\"\(characters(random.number(10...36)))\""
    case 25:
      repetitionsMax = 6
      return random.pick(Self.numerals)
    case 26:
      repetitionsMax = 6
      return number()
    case 27:
      repetitionsMax = 2
      return "(\"\(characters(random.number(1...4)))\"):rep(\(random.number(1...40)))"
    case 28:
      repetitionsMax = 1
      return "(\"\(characters(random.number(1...4)))\"):rep(\(random.number(100...600)))"
    default:
      repetitionsMax = 3
      return "\"\(utf8Text())\""
    }
  }

  /// A string longer than the first size of Lua's buffers, too long for a pattern with repetitions.
  mutating func longString() -> String {
    "(\"\(characters(random.number(1...6)))\"):rep(\(random.number(200...9_000)))"
  }

  /// The content of a literal of characters in UTF-8, well formed or not.
  mutating func utf8Text() -> String {
    let pieces = [
      "a", "é", "€", "\\u{10FFFF}", "\\u{7FFFFFFF}", "\\u{D800}", "\\xC0\\x80", "\\xE0\\x80\\x80", "\\xff", "\\x80", "\\xC3", "\\0", "ß",
      "\\u{1F600}",
      "\\xF8\\x88\\x80\\x80\\x80", "\\xF4\\x90\\x80\\x80", "\\xE2\\x82",
    ]
    return (0..<random.number(0...8)).map { _ in random.once(in: 2) ? random.pick(["a", "é", "€"]) : random.pick(pieces) }.joined()
  }

  mutating func function() -> String {
    random.pick([
      "function(...) return ... end", "function() end", "function(a) return a end", "function(a, b) return b end",
      "function() return 7 end",
      "function() error('raised') end", "function() error({ code = 1 }) end", "function() error() end", "math.abs", "string.upper",
      "rawequal", "type",
      "function(a) note('call', a) return nil end", "function() return false end", "function() return {} end",
    ])
  }

  /// A table without metamethods, of up to ten elements.
  mutating func list() -> String {
    switch random.number(0...9) {
    case 0: "{}"
    case 1, 2: "{" + many(0...6) { $0.string() } + "}"
    case 3: "{ n = \(random.number(0...5)), a = 'A', b = false, [1.5] = 'x', " + many(0...6) { $0.number() } + "}"
    case 4: "{" + many(1...5) { $0.simple() } + "}"
    case 5: "{ [0] = 'zero', [2] = 2, [-1] = 'below', a = 'A', ab = 7, [''] = 1 }"
    case 6: "{" + many(0...10) { "\($0.random.number(-9...9))" } + "}"
    default: "{" + many(1...8) { $0.random.once(in: 2) ? $0.integer() : "\"\($0.characters(2))\"" } + "}"
    }
  }

  private mutating func many(_ range: ClosedRange<Int>, _ element: (inout Self) -> String) -> String {
    (0..<random.number(range)).map { _ in element(&self) }.joined(separator: ", ")
  }

  /// A table, with metamethods at times.
  mutating func table() -> String {
    switch random.number(0...11) {
    case 0, 1: "M(\(list()))"
    case 2: "M(\(list()), \(lengthAnswer()))"
    case 3: "V(\"\(characters(2))\")"
    default: list()
    }
  }

  /// Makes a result of `__len`, small enough that Lua itself does not loop over it for long.
  mutating func lengthAnswer() -> String {
    random.pick(["0", "1", "3", "2.0", "2.5", "'3'", "'x'", "{}", "false", "math.mininteger", "7", "1e308"])
  }

  /// A value without an address.
  mutating func simple() -> String {
    switch random.number(0...9) {
    case 0: "nil"
    case 1: random.pick(["true", "false"])
    case 2..<5: number()
    default: string()
    }
  }

  /// A value of any type.
  mutating func anything() -> String {
    switch random.number(0...9) {
    case 0: function()
    case 1: table()
    case 2: "coroutine.create(type)"
    case 3: "V('v')"
    default: simple()
    }
  }
}
