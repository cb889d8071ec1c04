import Lua
import Synchronization
import Testing

@Suite struct HostCallTests {
  @Test func `reading never coerces`() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    let probe: HostFunction = { call in
      call.push(call.integer(at: 1) == nil && call.number(at: 1) == nil)  // "1"
      call.push(call.string(at: 2) == nil)  // 1
      call.push(call.integer(at: 3) == 2 && call.integer(at: 4) == nil)  // 2.0, 2.5
      call.push(call.boolean(at: 5) == nil && call.type(at: 6) == .none)
      return .returns(4)
    }
    let report = try outcome(of: "return probe('1', 1, 2.0, 2.5, nil)", in: state, globals: ["probe": probe])
    #expect(values(report) == [true, true, true, true])
  }

  @Test func `an error is raised with the caller's position and can be caught`() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    let fail: HostFunction = { _ in .error("no such actor") }
    let report = try outcome(of: "\nreturn select(2, pcall(function() fail() end))", in: state, globals: ["fail": fail])
    #expect(values(report) == ["probe.lua:2: no such actor"])
  }

  @Test func `a raised value arrives as it is`() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    let fail: HostFunction = { _ in .raise(.table(LuaTable(fields: ["code": 7]))) }
    let report = try outcome(of: "return select(2, pcall(fail)).code", in: state, globals: ["fail": fail])
    #expect(values(report) == [7])
  }

  @Test func `the strings of a kept list are keys of tables, call after call`() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    let kept = Mutex<LuaReference?>(nil)
    let row: HostFunction = { call in
      let list = kept.withLock { $0 } ?? call.keep([Array("name".utf8), Array("city".utf8)])!
      kept.withLock { $0 = list }
      let number = call.integer(at: 1) ?? 0
      call.push("left alone")
      call.push(list)
      call.newTable(fields: 2)
      for (index, value) in [number, number * 2].enumerated() {
        call.push(element: index + 1, ofListAt: -2)
        call.push(value)
        call.setEntry()
      }
      return .returns(3)
    }
    let source = """
      local sum = 0
      for i = 1, 300 do local text, _, row = row(i) assert(text == 'left alone') sum = sum + row.name + row.city end
      return sum
      """
    let report = try outcome(of: source, in: state, globals: ["row": row])
    #expect(values(report) == [135_450])
  }

  @Test func `a record is a table of the fields that are set, under kept names`() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    let kept = Mutex<LuaReference?>(nil)
    let fields = RecordFields(count: 6)
    let row: HostFunction = { call in
      let names = ["text", "empty", "integer", "number", "flag", "absent"].map { Array($0.utf8) }
      let keys = kept.withLock { $0 } ?? call.keep(names)!
      kept.withLock { $0 = keys }
      call.push("left alone")
      let text = Array("a\0é\u{FFFD}".utf8)
      return text.withUnsafeBufferPointer { text in
        fields.set(0, text: text)
        fields.set(1, text: UnsafeBufferPointer(rebasing: text[..<0]))
        fields.set(2, integer: call.integer(at: 1) ?? 0)
        fields.set(3, number: 0.5)
        fields.set(4, boolean: false)
        if call.integer(at: 1) == 1 { fields.set(5, integer: 9) } else { fields.clear(5) }
        call.push(record: fields, keys: keys)
        return .returns(2)
      }
    }
    let source = """
      for i = 1, 300 do
        local text, row = row(i)
        local count = 0
        for _ in pairs(row) do count = count + 1 end
        assert(text == 'left alone' and count == (i == 1 and 6 or 5) and row.absent == (i == 1 and 9 or nil))
        assert(row.text == 'a\0é\u{FFFD}' and row.empty == '' and math.type(row.integer) == 'integer' and row.integer == i)
        assert(row.number == 0.5 and row.flag == false)
      end
      return true
      """
    let report = try outcome(of: source, in: state, globals: ["row": row])
    #expect(values(report) == [true])
  }

  @Test func `more values than Lua guarantees room for are pushed`() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    let many: HostFunction = { call in
      for number in 1...5_000 { call.push(Int64(number)) }
      return .returns(5_000)
    }
    let report = try outcome(of: "return select('#', many()), (select(5000, many()))", in: state, globals: ["many": many])
    #expect(values(report) == [5_000, 5_000])
  }

  @Test func `a stack that cannot grow ends in an error, not in a broken stack`() throws {
    let state = try LuaState(memoryBytesMax: 256 << 20)
    let flood: HostFunction = { call in
      for number in 0..<2_000_000 { call.push(Int64(number)) }
      return .returns(2_000_000)
    }
    let report = try outcome(of: "return pcall(flood)", in: state, globals: ["flood": flood])
    #expect(values(report) == [false, "stack overflow in a host function"])
  }

  @Test func `a host function can call back`() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    let call: HostFunction = { call in call.function(at: 1).map { .call($0, [2, 3]) } ?? .error("a function") }
    let report = try outcome(of: "return call(function(a, b) return a + b, 'x' end)", in: state, globals: ["call": call])
    #expect(values(report) == [5, "x"])
  }

  @Test func `conversion errors tell the way to the value`() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    let take: HostFunction = { call in
      do throws(LuaConversionError) { _ = try call.value(at: 1) } catch { return .error(error.message) }
      return .returns(0)
    }
    let report = try outcome(of: "take({a = {{}, coroutine.create(function() end)}})", in: state, globals: ["take": take])
    #expect(message(report) == "probe.lua:1: a coroutine is not data at 'a.2'")
  }

  /// Counts its living instances.
  final class Witness: Sendable {
    let alive: Tally
    init(_ alive: Tally) {
      self.alive = alive
      alive.count.wrappingAdd(1, ordering: .relaxed)
    }
    deinit { alive.count.wrappingSubtract(1, ordering: .relaxed) }
  }
  final class Tally: Sendable { let count = Atomic<Int>(0) }

  private static func maker(_ tally: Tally) -> HostFunction {
    { call in
      let witness = Witness(tally)
      call.push { call in
        call.push(Int64(witness.alive.count.load(ordering: .relaxed)))
        return .returns(1)
      }
      return .returns(1)
    }
  }

  @Test func `closures that Lua forgets are released by its collector`() throws {
    let tally = Tally()
    let state = try LuaState(memoryBytesMax: 1 << 20)
    _ = try outcome(of: "for i = 1, 50000 do make() end", in: state, globals: ["make": Self.maker(tally)])
    #expect(tally.count.load(ordering: .relaxed) < 20_000)
  }

  @Test func `closing a state releases every closure it holds`() throws {
    let tally = Tally()
    let state = try LuaState(memoryBytesMax: 8 << 20)
    _ = try outcome(of: "kept = {} for i = 1, 100 do kept[i] = make() end", in: state, globals: ["make": Self.maker(tally)])
    #expect(tally.count.load(ordering: .relaxed) == 100)
    state.close()
    #expect(tally.count.load(ordering: .relaxed) == 0)
  }

  @Test func `a killed state releases every closure it holds`() throws {
    let tally = Tally()
    let state = try LuaState(memoryBytesMax: 8 << 20)
    let report = try outcome(
      of: "kept = {} table.sort({2, 1}, function() while true do kept[#kept + 1] = make() end end)", in: state,
      limits: LuaTaskLimits(cpuNanoseconds: 5_000_000), globals: ["make": Self.maker(tally)])
    guard case .killed = report else {
      Issue.record("\(report)")
      return
    }
    #expect(state.isAbandoned)
    state.close()
    #expect(tally.count.load(ordering: .relaxed) == 0)
  }

  @Test func `references are given back to the registry`() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    let take: HostFunction = { call in
      _ = call.function(at: 1)
      return .returns(0)
    }
    _ = try outcome(of: "local f = function() end for i = 1, 1000 do take(f) end", in: state, globals: ["take": take])
    let before = state.memoryBytesUsed
    for _ in 0..<20 {
      _ = try outcome(of: "local f = function() end for i = 1, 1000 do take(f) end collectgarbage('count')", in: state)
    }
    #expect(state.memoryBytesUsed < before + (256 << 10))
  }
}
