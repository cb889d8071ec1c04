import Lua
import Testing

/// Runs a chunk as one task on a worker of this thread, to its end.
func outcome(
  of source: String, in state: LuaState, arguments: [LuaValue] = [], limits: LuaTaskLimits = LuaTaskLimits(),
  globals: [String: HostFunction] = [:]
) throws -> SliceOutcome {
  for (name, function) in globals {
    state.withStack { call in
      call.push(function)
      call.setGlobal(name)
    }
  }
  let task = try LuaTask(
    state: state, body: .chunk(source: Array(source.utf8), name: "probe.lua"), arguments: arguments, limits: limits)
  let worker = try LuaWorker(sliceNanoseconds: 1_000_000)
  defer { worker.close() }
  while true {
    let slice = task.run(on: worker)
    if case .preempted = slice { continue }
    return slice
  }
}

func values(_ outcome: SliceOutcome) -> [LuaValue]? { if case .returned(let values) = outcome { values } else { nil } }
func message(_ outcome: SliceOutcome) -> String? { if case .failed(let failure) = outcome { failure.message } else { nil } }

@Suite struct ValueTests {
  static let samples: [LuaValue] = [
    .nil, true, false, 0, .integer(.min), .integer(.max), 0.5, .number(-.infinity), "", "Liège", "a\u{0}b",
    .bytes([0xFF, 0x00, 0xFE]), .table(LuaTable()), .table(LuaTable(array: [1, "two", .nil, 4])),
    .table(LuaTable(array: [.table(LuaTable(fields: ["x": 1]))], fields: ["é": true, "": 0])),
  ]

  @Test(arguments: samples)
  func `a value comes back as it went`(value: LuaValue) throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    #expect(values(try outcome(of: "return ...", in: state, arguments: [value])) == [value])
  }

  @Test func `a float stays a float and an integer an integer`() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    let report = try outcome(of: "return math.type(...), math.type(select(2, ...))", in: state, arguments: [1.0, 1])
    #expect(values(report) == ["float", "integer"])
  }

  @Test func `a function comes back as a reference and can be called`() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    let made = values(try outcome(of: "return function(a) return a * 2 end", in: state))
    guard case .function(let double)? = made?.first else {
      Issue.record("no function")
      return
    }
    let task = try LuaTask(state: state, body: .function(double), arguments: [21])
    let worker = try LuaWorker(sliceNanoseconds: 1_000_000)
    defer { worker.close() }
    #expect(values(task.run(on: worker)) == [42])
  }

  @Test func `a function of another state is refused`() throws {
    let (state, other) = (try LuaState(memoryBytesMax: 8 << 20), try LuaState(memoryBytesMax: 8 << 20))
    let function = try other.load(source: Array("return 1".utf8), chunkName: "other.lua")
    #expect(throws: LuaFailure.self) { try LuaTask(state: state, body: .function(function)) }
  }

  @Test func `a task that ran out of its state's life is refused`() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    state.close()
    #expect(throws: LuaFailure.self) { try LuaTask(state: state, body: .chunk(source: [], name: "late.lua")) }
    #expect(throws: LuaFailure.self) { try state.load(source: [], chunkName: "late.lua") }
  }

  @Test func `syntax errors name chunk and line`() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    #expect(throws: LuaFailure(message: "probe.lua:2: syntax error near <eof>")) {
      try state.load(source: Array("local a = 1\nb".utf8), chunkName: "probe.lua")
    }
  }
}
