import Ecosystem
import HostAPI
import Lua

/// The result of a line.
public struct InterpreterResult: Sendable {
  /// One value that the line returned.
  public struct Value: Sendable {
    /// The value; functions and other values that are no data as text.
    public var value: FieldValue
    /// Number of elements omitted at the end of the list.
    public var leftOut: Int
  }

  /// The return values, in order.
  public var values: [Value]
  /// Number of records added, changed or deleted.
  public var changeCount: Int
  /// The id of the invocation; nil when it wrote nothing.
  public var invocation: String?
  /// The columns of the last SQL query, in order; nil without one.
  public var columns: [String]?

  /// Converts the prelude's results for a line.
  /// - Throws: `UnreadableResult` for a value that cannot be displayed, naming its path.
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
