import CLua
import CLuaGuard

/// Copies Lua values into Swift ones with raw reads: no metamethod runs and nothing raises.
struct ValueReader {
  static let depthMax = 32
  static let valuesMax = 200_000

  let state: LuaState
  let thread: OpaquePointer
  private var count = 0
  private var path: [String] = []

  init(state: LuaState, thread: OpaquePointer) {
    self.state = state
    self.thread = thread
  }

  /// Reads the value at an absolute index.
  mutating func read(_ index: Int32, depth: Int) throws(LuaConversionError) -> LuaValue {
    count += 1
    if count > Self.valuesMax { throw problem(.size(maximum: Self.valuesMax)) }
    switch LuaType(code: lua_type(thread, index)) {
    case .nil, .none: return .nil
    case .boolean: return .boolean(lua_toboolean(thread, index) != 0)
    case .number: return number(index)
    case .string: return string(index)
    case .table: return .table(try table(index, depth: depth + 1))
    case .function: return .function(state.reference(thread, index))
    case let type: throw problem(.type(type))
    }
  }

  private func number(_ index: Int32) -> LuaValue {
    lua_isinteger(thread, index) != 0
      ? .integer(lua_tointegerx(thread, index, nil)) : .number(lua_tonumberx(thread, index, nil))
  }

  private func string(_ index: Int32) -> LuaValue {
    var length = 0
    let start = UnsafeRawPointer(lua_tolstring(thread, index, &length)!).assumingMemoryBound(to: UInt8.self)
    let bytes = UnsafeBufferPointer(start: start, count: length)
    return String(validating: bytes, as: UTF8.self).map(LuaValue.string) ?? .bytes(Array(bytes))
  }

  private mutating func table(_ index: Int32, depth: Int) throws(LuaConversionError) -> LuaTable {
    if depth > Self.depthMax { throw problem(.depth(maximum: Self.depthMax)) }
    if lua_checkstack(thread, 4) == 0 { throw problem(.memory) }
    var table = LuaTable()
    let length = Int64(bitPattern: lua_rawlen(thread, index))
    try readArray(index, length, into: &table, depth)
    try readFields(index, length, into: &table, depth)
    return table
  }

  private mutating func readArray(
    _ index: Int32, _ length: Int64, into table: inout LuaTable, _ depth: Int
  ) throws(LuaConversionError) {
    if length > Int64(Self.valuesMax) { throw problem(.size(maximum: Self.valuesMax)) }
    table.array.reserveCapacity(Int(length))
    for position in 0..<length {
      lua_rawgeti(thread, index, position + 1)
      defer { guard_pop(thread, 1) }
      path.append(String(position + 1))
      table.array.append(try read(lua_gettop(thread), depth: depth))
      path.removeLast()
    }
  }

  private mutating func readFields(
    _ index: Int32, _ length: Int64, into table: inout LuaTable, _ depth: Int
  ) throws(LuaConversionError) {
    let base = lua_gettop(thread)
    defer { lua_settop(thread, base) }
    lua_pushnil(thread)
    while lua_next(thread, index) != 0 {
      if let name = try fieldName(base + 1, length) {
        path.append(name)
        table.fields[name] = try read(base + 2, depth: depth)
        path.removeLast()
      }
      lua_settop(thread, base + 1)
    }
  }

  /// The name of a field; nil for the keys of the sequence, which are read already.
  private func fieldName(_ index: Int32, _ length: Int64) throws(LuaConversionError) -> String? {
    let type = LuaType(code: lua_type(thread, index))
    if type == .string, case .string(let name) = string(index) { return name }
    if lua_isinteger(thread, index) != 0, (1...max(1, length)).contains(lua_tointegerx(thread, index, nil)), length > 0 {
      return nil
    }
    throw problem(.key(type))
  }

  private func problem(_ cause: LuaConversionError.Cause) -> LuaConversionError {
    LuaConversionError(cause: cause, path: path.joined(separator: "."))
  }
}
