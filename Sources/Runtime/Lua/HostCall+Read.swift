import CLua
import CLuaGuard

extension LuaType {
  init(code: Int32) {
    switch code {
    case LUA_TNIL: self = .nil
    case LUA_TBOOLEAN: self = .boolean
    case LUA_TNUMBER: self = .number
    case LUA_TSTRING: self = .string
    case LUA_TTABLE: self = .table
    case LUA_TFUNCTION: self = .function
    case LUA_TTHREAD: self = .thread
    case LUA_TUSERDATA, LUA_TLIGHTUSERDATA: self = .userdata
    default: self = .none
    }
  }
}

extension HostCall {
  /// Returns the type of an argument; `.none` beyond the last one.
  public func type(at index: Int) -> LuaType { LuaType(code: code(at: index)) }

  /// Values pushed above the arguments count as `.none`.
  private func code(at index: Int) -> Int32 {
    index > argumentCount ? LUA_TNONE : lua_type(thread, Int32(index))
  }

  /// Reads a boolean argument; nil when it is of another type.
  public func boolean(at index: Int) -> Bool? {
    guard code(at: index) == LUA_TBOOLEAN else { return nil }
    return lua_toboolean(thread, Int32(index)) != 0
  }

  /// Reads an integer argument; also a float with an integral value that fits. Nil for strings and everything else.
  public func integer(at index: Int) -> Int64? {
    guard code(at: index) == LUA_TNUMBER else { return nil }
    var isInteger: Int32 = 0
    let value = lua_tointegerx(thread, Int32(index), &isInteger)
    return isInteger != 0 ? value : nil
  }

  /// Reads a number argument, integer or float; nil for strings and everything else.
  public func number(at index: Int) -> Double? {
    guard code(at: index) == LUA_TNUMBER else { return nil }
    return lua_tonumberx(thread, Int32(index), nil)
  }

  /// Reads a string argument that is valid UTF-8; nil for numbers and everything else.
  public func string(at index: Int) -> String? {
    withBytes(at: index) { String(validating: $0, as: UTF8.self) } ?? nil
  }

  /// Calls `body` with the bytes of a string argument, which are valid only within it.
  /// - Returns: nil when the argument is no string.
  public func withBytes<Result>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    guard code(at: index) == LUA_TSTRING else { return nil }
    var length = 0
    let start = UnsafeRawPointer(lua_tolstring(thread, Int32(index), &length)!).assumingMemoryBound(to: UInt8.self)
    return body(UnsafeBufferPointer(start: start, count: length))
  }

  /// Reads any argument as data, tables copied: at most 32 deep and 200,000 values.
  /// - Throws: `LuaConversionError` for a value that is not data, contains itself, or exceeds these limits or the state's memory.
  public func value(at index: Int) throws(LuaConversionError) -> LuaValue {
    if index > argumentCount { return .nil }
    var reader = ValueReader(state: state, thread: thread)
    return try reader.value(at: lua_absindex(thread, Int32(index)))
  }

  /// Reads a function argument, kept for later calls; nil when it is no function.
  public func function(at index: Int) -> LuaReference? {
    guard code(at: index) == LUA_TFUNCTION else { return nil }
    return state.reference(thread, Int32(index))
  }

  /// Returns a host function as a value that `.call` can pass to Lua code; nil when the Lua stack is full.
  public mutating func reference(to function: @escaping HostFunction) -> LuaReference? {
    push(function)
    guard !hasOverflown else { return nil }
    defer { pop() }
    return state.reference(thread, -1)
  }

  /// Reads a field of a table argument as data, without metamethods; `.nil` when the argument is no table.
  /// - Throws: `LuaConversionError` for a value that is not data, contains itself, or exceeds the limits of `value(at:)`.
  public func field(_ name: String, at index: Int) throws(LuaConversionError) -> LuaValue {
    guard code(at: index) == LUA_TTABLE, lua_checkstack(thread, 4) != 0 else { return .nil }
    let table = lua_absindex(thread, Int32(index))
    pushText(name, on: thread)
    lua_rawget(thread, table)
    defer { guard_pop(thread, 1) }
    var reader = ValueReader(state: state, thread: thread)
    return try reader.value(at: lua_gettop(thread))
  }
}

/// Pushes the bytes of a string on a stack that has a free slot.
func pushText(_ text: String, on thread: OpaquePointer) {
  var text = text
  text.withUTF8 { bytes in
    guard let start = bytes.baseAddress else {
      lua_pushlstring(thread, "", 0)
      return
    }
    start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { _ = lua_pushlstring(thread, $0, bytes.count) }
  }
}
