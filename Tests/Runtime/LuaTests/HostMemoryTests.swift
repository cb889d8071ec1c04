import Lua
import Testing

@Suite struct HostMemoryTests {
  private static let hold: HostFunction = { call in
    call.holdMemory(Int(call.integer(at: 1) ?? 0))
    return .returns(0)
  }

  private static let take: HostFunction = { call in
    call.chargeMemory(Int(call.integer(at: 1) ?? 0))
    return .returns(0)
  }

  private func limit(_ source: String) throws -> Limit? {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    let read: HostFunction = { call in
      _ = try? call.value(at: 1)
      return .returns(0)
    }
    let report = try outcome(of: source, in: state, globals: ["hold": Self.hold, "take": Self.take, "read": read])
    if case .killed(let kill) = report { return kill.limit }
    #expect(values(report) == [])
    return nil
  }

  @Test func `what the host takes for a call is released when it returns`() throws {
    #expect(try limit("for i = 1, 100 do take(4 << 20) end") == nil)
    #expect(try limit("take(9 << 20)") == .memory)
  }

  @Test func `what the host holds counts until the invocation ends`() throws {
    #expect(try limit("hold(2 << 20) hold(2 << 20)") == nil)
    #expect(try limit("for i = 1, 5 do hold(2 << 20) end") == .memory)
  }

  @Test func `the memory of Lua and of the host have one limit`() throws {
    #expect(try limit("local s = ('x'):rep(3 << 20) take(1 << 20) assert(#s > 0)") == nil)
    #expect(try limit("local s = ('x'):rep(3 << 20) take(6 << 20) assert(#s > 0)") == .memory)
    #expect(try limit("hold(5 << 20) local s = ('x'):rep(4 << 20) assert(#s > 0)") == .memory)
  }

  @Test func `garbage makes room for the host`() throws {
    #expect(try limit("local function f() return #('x'):rep(2 << 20) end f() take(6 << 20)") == nil)
  }

  @Test func `a text given many times is charged for each copy`() throws {
    #expect(try limit("local s, t = ('x'):rep(1 << 20), {} for i = 1, 20 do t[i] = s end read(t)") == .memory)
    #expect(try limit("local s, t = ('x'):rep(1 << 10), {} for i = 1, 20 do t[i] = s end read(t)") == nil)
  }

  @Test func `a result that does not fit is refused as memory`() throws {
    #expect(try limit("local s, t = ('x'):rep(1 << 20), {} for i = 1, 20 do t[i] = s end return t") == .memory)
  }

  @Test func `what an invocation held is free for the next one`() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    for _ in 1...3 {
      let report = try outcome(of: "hold(6 << 20)", in: state, globals: ["hold": Self.hold])
      #expect(values(report) == [])
    }
  }
}
