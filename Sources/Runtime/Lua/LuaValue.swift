/// The type of a Lua value, as `type()` names it.
public enum LuaType: String, Sendable, Hashable {
  case none = "no value"
  case `nil`, boolean, number, string, table, function, userdata, thread
}

/// A Lua value as plain Swift data. Tables are copied; functions are kept by reference.
public enum LuaValue: Sendable, Hashable {
  case `nil`
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  /// Text: a Lua string that is valid UTF-8.
  case string(String)
  /// A Lua string that is not valid UTF-8, byte by byte.
  case bytes([UInt8])
  case table(LuaTable)
  /// A function of one state, kept alive by the reference.
  case function(LuaReference)
}

/// A Lua table as data: a sequence, and fields named by strings. Reading a table with other keys throws.
public struct LuaTable: Sendable, Hashable {
  /// The values under 1, 2, 3, …
  public var array: [LuaValue]
  /// The values under string keys.
  public var fields: ExactDictionary<LuaValue>

  /// Makes a table of a sequence and named fields.
  public init(array: [LuaValue] = [], fields: ExactDictionary<LuaValue> = [:]) {
    self.array = array
    self.fields = fields
  }
}

extension LuaValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(nilLiteral: ()) { self = .nil }
}
