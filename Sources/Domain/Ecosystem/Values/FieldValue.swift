/// One value of the model, as plain data: the value of a record's field, or of a filter's comparison.
public enum FieldValue: Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  case list([FieldValue])
  case map(ExactDictionary<FieldValue>)

  /// Whether this is `null`: the field has no value.
  public var isNull: Bool { self == .null }

  /// The text, or nil when the value is of another kind.
  public var textValue: String? {
    if case .text(let text) = self { return text }
    return nil
  }

  /// The integer; a number without fraction counts as one.
  public var integerValue: Int64? {
    switch self {
    case .integer(let integer): integer
    case .number(let number): Int64(exactly: number)
    default: nil
    }
  }

  /// The number; an integer counts as one.
  public var numberValue: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    default: nil
    }
  }

  /// The truth value, or nil when the value is of another kind.
  public var booleanValue: Bool? {
    if case .boolean(let boolean) = self { return boolean }
    return nil
  }

  /// The elements of a list; an empty map counts as an empty list, since Lua writes both `{}`.
  public var listValue: [FieldValue]? {
    switch self {
    case .list(let elements): elements
    case .map(let entries) where entries.isEmpty: []
    default: nil
    }
  }

  /// The entries of a map; an empty list counts as an empty map, since Lua writes both `{}`.
  public var mapValue: ExactDictionary<FieldValue>? {
    switch self {
    case .map(let entries): entries
    case .list(let elements) where elements.isEmpty: [:]
    default: nil
    }
  }
}

extension FieldValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(nilLiteral: ()) { self = .null }
  public init(arrayLiteral elements: FieldValue...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (String, FieldValue)...) {
    self = .map(ExactDictionary(elements) { _, last in last })
  }
}

extension FieldValue: CustomStringConvertible {
  /// The value as it is shown in a message: text in quotation marks, the rest as JSON.
  public var description: String { json }
}
