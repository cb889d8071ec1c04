import CLua
import CLuaGuard

/// Copies Lua values into Swift ones with raw reads: no metamethod runs and nothing raises. Every copy is charged to the memory
/// of the running host call before it is made.
struct ValueReader {
  static let depthMax = 32
  static let valuesMax = 200_000
  /// Memory of a value in an array, in bytes.
  private static let valueBytes = MemoryLayout<LuaValue>.stride
  /// Memory of a field in a dictionary, free slots included, in bytes.
  private static let fieldBytes = 96
  /// Memory of a table's buffers without its elements, in bytes.
  private static let tableBytes = 96
  /// Memory of a text of more than `inlineBytes` in addition to its bytes.
  private static let textBytes = 48
  /// The longest text stored without a buffer of its own, in bytes.
  private static let inlineBytes = 15
  /// Upper bound of the bytes read before they are charged.
  private static let uncountedMax = 4_096

  let state: LuaState
  let thread: OpaquePointer
  private var count = 0
  private var path: [String] = []
  /// Bytes read and not yet charged.
  private var uncounted = 0

  init(state: LuaState, thread: OpaquePointer) {
    self.state = state
    self.thread = thread
  }

  /// Reads the value at an absolute index, and charges all of it.
  mutating func value(at index: Int32) throws(LuaConversionError) -> LuaValue {
    let value = try read(index, depth: 0)
    try charge(0, upTo: 0)
    return value
  }

  private mutating func charge(_ bytes: Int, upTo uncountedMax: Int = Self.uncountedMax) throws(LuaConversionError) {
    uncounted += bytes
    guard uncounted > uncountedMax else { return }
    guard guard_charge_memory(thread, uncounted) != 0 else { throw problem(.memory) }
    uncounted = 0
  }

  private mutating func read(_ index: Int32, depth: Int) throws(LuaConversionError) -> LuaValue {
    count += 1
    if count > Self.valuesMax { throw problem(.size(maximum: Self.valuesMax)) }
    try charge(Self.valueBytes)
    switch LuaType(code: lua_type(thread, index)) {
    case .nil, .none: return .nil
    case .boolean: return .boolean(lua_toboolean(thread, index) != 0)
    case .number: return number(index)
    case .string: return try string(index)
    case .table: return .table(try table(index, depth: depth + 1))
    case .function: return .function(state.reference(thread, index))
    case let type: throw problem(.type(type))
    }
  }

  private func number(_ index: Int32) -> LuaValue {
    lua_isinteger(thread, index) != 0
      ? .integer(lua_tointegerx(thread, index, nil)) : .number(lua_tonumberx(thread, index, nil))
  }

  private mutating func string(_ index: Int32) throws(LuaConversionError) -> LuaValue {
    var length = 0
    let start = UnsafeRawPointer(lua_tolstring(thread, index, &length)!).assumingMemoryBound(to: UInt8.self)
    let bytes = UnsafeBufferPointer(start: start, count: length)
    if length > Self.inlineBytes { try charge(length + Self.textBytes) }
    return String(validating: bytes, as: UTF8.self).map(LuaValue.string) ?? .bytes(Array(bytes))
  }

  private mutating func table(_ index: Int32, depth: Int) throws(LuaConversionError) -> LuaTable {
    if depth > Self.depthMax { throw depthProblem(index) }
    if lua_checkstack(thread, 4) == 0 { throw problem(.memory) }
    try charge(Self.tableBytes)
    var table = LuaTable()
    let length = Int64(bitPattern: lua_rawlen(thread, index))
    try readArray(index, length, into: &table, depth: depth)
    try readFields(index, length, into: &table, depth: depth)
    return table
  }

  private mutating func readArray(
    _ index: Int32, _ length: Int64, into table: inout LuaTable, depth: Int
  ) throws(LuaConversionError) {
    if length > Int64(Self.valuesMax) { throw problem(.size(maximum: Self.valuesMax)) }
    try charge(Int(length) * Self.valueBytes)
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
    _ index: Int32, _ length: Int64, into table: inout LuaTable, depth: Int
  ) throws(LuaConversionError) {
    let base = lua_gettop(thread)
    defer { lua_settop(thread, base) }
    lua_pushnil(thread)
    while lua_next(thread, index) != 0 {
      if let name = try fieldName(base + 1, length) {
        try charge(Self.fieldBytes)
        path.append(name)
        table.fields[name] = try read(base + 2, depth: depth)
        path.removeLast()
      }
      lua_settop(thread, base + 1)
    }
  }

  /// Reads the name of a field; nil for the keys of the sequence, which are read already.
  private mutating func fieldName(_ index: Int32, _ length: Int64) throws(LuaConversionError) -> String? {
    let type = LuaType(code: lua_type(thread, index))
    if type == .string, case .string(let name) = try string(index) { return name }
    if lua_isinteger(thread, index) != 0, (1...max(1, length)).contains(lua_tointegerx(thread, index, nil)), length > 0 {
      return nil
    }
    throw problem(.key(type))
  }

  /// Cuts a long name, so that the path stays readable.
  private static func shortened(_ name: String) -> String { name.utf8.count <= 80 ? name : String(name.unicodeScalars.prefix(60)) + "…" }

  /// Returns the error of tables nested too deeply, or that of the first place where a table recurs. The tables that contain the
  /// one at `index` are below it on the stack, the outermost at the bottom.
  private func depthProblem(_ index: Int32) -> LuaConversionError {
    let tables = (1...index).filter { lua_type(thread, $0) == LUA_TTABLE }.suffix(path.count + 1)
    var seen: Set<UnsafeRawPointer?> = []
    guard let level = tables.map({ lua_topointer(thread, $0) }).firstIndex(where: { !seen.insert($0).inserted }) else {
      return problem(.depth(maximum: Self.depthMax))
    }
    return LuaConversionError(cause: .cycle, path: path.prefix(level).map(Self.shortened).joined(separator: "."))
  }

  private func problem(_ cause: LuaConversionError.Cause) -> LuaConversionError {
    LuaConversionError(cause: cause, path: path.map(Self.shortened).joined(separator: "."))
  }
}
