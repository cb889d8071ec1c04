import Ecosystem
import Lua

// The model's values in Lua: plain tables in and out.

extension LuaValue {
  /// The Lua value of a value of the model; null becomes nil.
  public init(_ value: FieldValue) {
    switch value {
    case .null: self = .nil
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let integer): self = .integer(integer)
    case .number(let number): self = .number(number)
    case .text(let text): self = .string(text)
    case .list(let elements): self = .table(LuaTable(array: elements.map(LuaValue.init), fields: [:]))
    case .map(let members): self = .table(LuaTable(array: [], fields: members.mapValues(LuaValue.init)))
    }
  }
}

extension FieldValue {
  /// The conversion of an empty Lua table, which could be either.
  enum EmptyTable { case list, map }

  /// Converts a Lua value to a value of the model.
  ///
  /// - Throws: `APIUsageError` for a function, for text that is not UTF-8, and for a table with both a sequence and named fields.
  init(_ value: LuaValue, emptyTable: EmptyTable = .map) throws(APIUsageError) {
    switch value {
    case .nil: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let integer): self = .integer(integer)
    case .number(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .bytes:
      throw APIUsageError(
        "hostapi.lua-bridge.text-not-utf-8")
    case .function:
      throw APIUsageError(
        "hostapi.lua-bridge.function-cannot-stored-sent")
    case .table(let table): self = try Self.value(of: table, emptyTable: emptyTable)
    }
  }

  private static func value(of table: LuaTable, emptyTable: EmptyTable) throws(APIUsageError) -> FieldValue {
    guard !table.array.isEmpty || !table.fields.isEmpty else { return emptyTable == .list ? .list([]) : .map([:]) }
    guard table.array.isEmpty || table.fields.isEmpty else {
      let name = table.fields.keys.sorted().first ?? ""
      throw APIUsageError(
        "hostapi.lua-bridge.table-mixes-list-named", ["name": name])
    }
    if table.array.isEmpty { return .map(try members(table.fields, emptyTable: emptyTable)) }
    var elements: [FieldValue] = []
    elements.reserveCapacity(table.array.count)
    for element in table.array { elements.append(try FieldValue(element, emptyTable: emptyTable)) }
    return .list(elements)
  }

  private static func members(
    _ fields: ExactDictionary<LuaValue>, emptyTable: EmptyTable
  ) throws(APIUsageError) -> ExactDictionary<FieldValue> {
    var members: ExactDictionary<FieldValue> = [:]
    members.reserveCapacity(fields.count)
    for (name, value) in fields { members[name] = try FieldValue(value, emptyTable: emptyTable) }
    return members
  }
}

extension LuaValue {
  /// The name of the value's type as Lua's `type` says it.
  var typeName: String {
    switch self {
    case .nil: "nil"
    case .boolean: "boolean"
    case .integer, .number: "number"
    case .string, .bytes: "string"
    case .table: "table"
    case .function: "function"
    }
  }

  /// The value as an error message shows it: short texts and numbers themselves, else the type.
  var described: String {
    switch self {
    case .string(let text) where text.utf8.count <= 160 && text.count <= 40: "\"\(text)\""
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .boolean(let flag): "\(flag)"
    case .nil: "nothing"
    default: "a \(typeName)"
    }
  }
}
