import CLua
import CLuaGuard

extension HostCall {
  /// Reserves free slots; returns false, and the call fails, when the Lua stack is at its limit of a million values.
  mutating func reserve(_ slots: Int) -> Bool {
    if hasOverflown { return false }
    if room < slots {
      guard lua_checkstack(thread, Int32(slots + 20)) != 0 else {
        hasOverflown = true
        return false
      }
      room = slots + 20
    }
    room -= slots
    return true
  }

  /// Pushes nil.
  public mutating func pushNil() { if reserve(1) { lua_pushnil(thread) } }

  /// Pushes a boolean.
  public mutating func push(_ value: Bool) { if reserve(1) { lua_pushboolean(thread, value ? 1 : 0) } }

  /// Pushes an integer.
  public mutating func push(_ value: Int64) { if reserve(1) { lua_pushinteger(thread, value) } }

  /// Pushes a float.
  public mutating func push(_ value: Double) { if reserve(1) { lua_pushnumber(thread, value) } }

  /// Pushes a string.
  public mutating func push(_ value: String) { if reserve(1) { pushText(value, on: thread) } }

  /// Pushes a string of any bytes.
  public mutating func push(bytes: UnsafeBufferPointer<UInt8>) {
    guard reserve(1) else { return }
    guard let start = bytes.baseAddress else {
      lua_pushlstring(thread, "", 0)
      return
    }
    start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { _ = lua_pushlstring(thread, $0, bytes.count) }
  }

  /// Pushes a string of any bytes.
  public mutating func push(bytes: [UInt8]) { bytes.withUnsafeBufferPointer { push(bytes: $0) } }

  /// Pushes a Swift function as a Lua function; the closure lives as long as Lua can reach it.
  public mutating func push(_ function: @escaping HostFunction) {
    guard reserve(4) else { return }
    guard_push_host_function(
      thread, HostBox.enter, Unmanaged.passRetained(HostBox(function)).toOpaque(), HostBox.release)
  }

  /// Pushes any value; tables are copied. A function of another state becomes nil.
  public mutating func push(_ value: LuaValue) {
    switch value {
    case .nil: pushNil()
    case .boolean(let value): push(value)
    case .integer(let value): push(value)
    case .number(let value): push(value)
    case .string(let value): push(value)
    case .bytes(let value): push(bytes: value)
    case .table(let table): push(table)
    case .function(let reference): push(reference)
    }
  }

  /// Pushes the value of a reference; nil for one of another state.
  public mutating func push(_ reference: LuaReference) {
    guard reserve(1) else { return }
    guard reference.belongs(to: state) else {
      lua_pushnil(thread)
      return
    }
    lua_rawgeti(thread, guard_registry_index(), Int64(reference.slot.index))
  }

  private mutating func push(_ table: LuaTable) {
    newTable(array: table.array.count, fields: table.fields.count)
    for (position, value) in table.array.enumerated() {
      push(value)
      setIndex(position + 1)
    }
    for (name, value) in table.fields {
      push(value)
      setField(name)
    }
  }

  /// Pushes an empty table with space for that many values.
  public mutating func newTable(array: Int = 0, fields: Int = 0) {
    if reserve(1) { lua_createtable(thread, Int32(clamping: array), Int32(clamping: fields)) }
  }

  /// Pops the value on top and stores it under the name in the table below it.
  public mutating func setField(_ name: String) {
    guard reserve(1) else { return }
    pushText(name, on: thread)
    lua_rotate(thread, -2, 1)
    lua_rawset(thread, -3)
    room += 2
  }

  /// Pops the value on top and the key below it, and stores the value under the key in the table below both. The key must
  /// not be nil.
  public mutating func setEntry() {
    guard !hasOverflown else { return }
    lua_rawset(thread, -3)
    room += 2
  }

  /// Pops the value on top and stores it at a position, from 1, in the table below it.
  public mutating func setIndex(_ position: Int) {
    guard !hasOverflown else { return }
    lua_rawseti(thread, -2, Int64(position))
    room += 1
  }

  /// Pops the table on top and sets it as the metatable of the table below it.
  public mutating func setMetatable() {
    guard !hasOverflown else { return }
    lua_setmetatable(thread, -2)
    room += 1
  }

  /// Pops the value on top and assigns it to a global variable.
  public mutating func setGlobal(_ name: String) {
    guard reserve(2) else { return }
    name.withCString { guard_set_global_raw(thread, $0) }
    room += 3
  }

  /// Pushes a copy of an argument or of a value pushed before (index from 1, or from -1 downwards).
  public mutating func push(copyOf index: Int) { if reserve(1) { lua_pushvalue(thread, Int32(index)) } }

  /// Keeps a list of strings in the state: pushing one of its elements is several times faster than pushing the string, which Lua
  /// must first intern.
  /// - Returns: nil when the Lua stack is at its limit.
  public mutating func keep(_ texts: [[UInt8]]) -> LuaReference? {
    state.releaseDiscarded()
    push(LuaTable(array: texts.map(LuaValue.bytes)))
    guard !hasOverflown else { return nil }
    defer { pop() }
    return state.reference(thread, -1)
  }

  /// Pushes the element at a position, from 1, of the list at an index (from 1, or from -1 downwards).
  public mutating func push(element position: Int, ofListAt index: Int) {
    if reserve(1) { lua_rawgeti(thread, Int32(index), Int64(position)) }
  }

  /// Pops values.
  public mutating func pop(_ count: Int = 1) {
    guard !hasOverflown else { return }
    guard_pop(thread, Int32(count))
    room += count
  }
}
