extension LuaCallGenerator {
  mutating func tableStatement() -> String {
    switch random.number(0...19) {
    case 0..<4: sortStatement()
    case 4..<7: kept("insert", random.once(in: 2) ? [simple()] : [integer(), simple()])
    case 7..<10: kept("remove", some([], [integer()]))
    case 10..<13: kept("concat", some([], ["\"\(characters(random.number(0...3)))\"", count(), count()]))
    case 13..<17: moveStatement()
    case 17: call("table.pack", (0..<random.number(0...5)).map { _ in simple() })
    default: kept("unpack", some([], [count(), count()]))
    }
  }

  /// A call whose first argument is shown afterwards.
  private mutating func kept(_ name: String, _ arguments: [String]) -> String {
    let arguments = arguments.map { $0 == "1e308" ? "1e15" : $0 }
    return call("table.\(name)", ["K(\(table()))"] + arguments)
  }

  /// Ranges over which Lua itself does not loop for ever: small ones, and large ones that are refused.
  private mutating func moveStatement() -> String {
    let first = random.number(-3...6)
    var arguments = ["\(first)", "\(first + random.number(-2...6))", "\(random.number(-3...9))"]
    if random.once(in: 12) { arguments[2] = random.pick(["math.maxinteger", "math.maxinteger - 2", "math.mininteger"]) }
    if random.once(in: 20) {
      arguments[0] = random.pick(["math.mininteger", "0", "-1"])
      arguments[1] = "math.maxinteger"
    }
    if random.once(in: 20) {
      arguments[0] = "math.maxinteger - 2"
      arguments[1] = "math.maxinteger"
    }
    if random.once(in: 8) { arguments.append("K(\(table()))") }
    if random.once(in: 12) { return "local t = K(\(table())) return E(table.move(t, \(arguments.prefix(3).joined(separator: ", ")), t))" }
    let list = (["K(\(table()))"] + arguments).joined(separator: ", ")
    return "return E(table.move(\(list)))"
  }

  // MARK: - Sorting

  private static let orders = [
    "nil", "function(a, b) return a < b end", "function(a, b) return a > b end", "function(a, b) return a < b and 1 or nil end", "math.ult",
    "function(a, b) return tostring(a) < tostring(b) end",
    "coroutine.wrap(function(a, b) while true do a, b = coroutine.yield(a > b) end end)",
  ]
  private static let faultyOrders = [
    "function() return true end", "function(a, b) return a <= b end", "function() error('no order') end", "function() error({}) end",
    "function(a) return a end", "rawequal", "function() return end", "function(a, b) return a ~= b end", "string.upper",
  ]

  private mutating func sortStatement() -> String {
    switch random.number(0...9) {
    case 0: return "local t = \(list()) return sorted(t, \(random.pick(Self.faultyOrders)), false)"
    case 1: return "local t = \(list()) return sorted(t, \(random.pick(Self.orders)), false)"
    case 2: return "return E(pcall(table.sort, {}, \(anything())))"
    case 3: return "local t = \(distinctNumbers()) return sorted(t, \(random.pick(["nil", "function(a, b) return a > b end"])), true, M(t))"
    case 4:
      return
        "return E(table.sort(\(random.pick(["", "M({ 1 }, 'x')", "M({}, math.maxinteger)", "M({ 2, 1 }, 1)", "M({}, 2.5)", "7", "nil", "'text'"]))))"
    case 5: return "return sorted(\(distinctTexts()), \(random.pick(Self.orders.filter { $0 != "math.ult" })), true)"
    default: return "return sorted(\(distinctNumbers()), \(random.pick(Self.orders)), true)"
    }
  }

  /// Numbers of one kind, each once, so that there is one order.
  private mutating func distinctNumbers() -> String {
    var values = Array(-20...20).map { $0 * 3 }
    values.shuffle(using: &random)
    let chosen = values.prefix(random.once(in: 6) ? 41 : random.number(0...12))
    let suffix = random.once(in: 3) ? ".5" : ""
    return "{" + chosen.map { "\($0)\(suffix)" }.joined(separator: ", ") + "}"
  }

  private mutating func distinctTexts() -> String {
    let texts = Set(
      (0..<random.number(0...14)).map { _ in characters(random.number(1...4)).filter { $0.isASCII && $0 != "\\" && $0 != "\"" } })
    return "{" + texts.sorted().shuffled(using: &random).map { "\"\($0)\"" }.joined(separator: ", ") + "}"
  }
}
