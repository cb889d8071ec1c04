import Ecosystem
import HostAPI
import Lua

/// What a line gave.
public struct InterpreterResult: Sendable {
  /// One value that the line returned.
  public struct Value: Sendable {
    /// The value; functions and the like as their text.
    public var value: FieldValue
    /// How many elements of the list were left out at its end.
    public var leftOut: Int
  }

  /// The values it returned, in order.
  public var values: [Value]
  /// How many records it added, changed or deleted.
  public var changeCount: Int
  /// The invocation in which it wrote; nil when it wrote nothing.
  public var invocation: String?
  /// The columns of the last query in SQL, in their order; nil without one.
  public var columns: [String]?

  /// Reads what the prelude gave for a line.
  /// - Throws: an error that names a value that cannot be shown.
  static func values(_ results: [LuaValue]) throws -> [Value] {
    guard case .table(let list)? = results.first else { preconditionFailure("the prelude gives a list") }
    return try list.array.map(value)
  }

  private static func value(_ shown: LuaValue) throws -> Value {
    guard case .table(let entry) = shown else { preconditionFailure("the prelude gives a list of tables") }
    let leftOut = if case .integer(let left)? = entry.fields["left"] { Int(left) } else { 0 }
    return Value(value: try FieldValue.returned([entry.fields["value"] ?? .nil])[0], leftOut: leftOut)
  }
}
