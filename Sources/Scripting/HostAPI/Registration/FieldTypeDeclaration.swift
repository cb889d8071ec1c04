import Ecosystem
import Localization
import Lua

/// The type of a plugin's field or of a parameter, as Lua declares it: `{ type = "concept", scheme = "sector" }`.
enum FieldTypeDeclaration {
  /// The names that `type` may take.
  static let names = [
    "text", "integer", "number", "boolean", "date", "choice", "concept", "reference", "list",
  ]
  /// The fields of a declaration that belong to its type.
  static let fields = ["type", "min", "max", "values", "scheme", "entity", "of"]

  /// The type that `table` declares.
  ///
  /// - Parameter what: the thing the table describes, for messages: `field "label"`.
  static func type(of table: LuaTable, in what: String, schema: Schema) throws(APIUsageError) -> FieldType {
    let name = try table.text("type", in: what)
    switch name {
    case "text": return .text
    case "boolean": return .boolean
    case "date": return .date
    case "integer": return .integer(try integerRange(table, what))
    case "number": return .number(try numberRange(table, what))
    case "choice": return .choice(try choices(table, what))
    case "concept": return .concept(scheme: try table.text("scheme", in: what))
    case "reference": return .reference([try entity(table, what, schema: schema)])
    case "list": return .list(try element(table, what, schema: schema))
    default: throw APIUsageError(unknown: "type", name, known: names, in: what)
    }
  }

  private static func integerRange(_ table: LuaTable, _ what: String) throws(APIUsageError) -> ClosedRange<Int64> {
    func bound(_ name: String, _ absent: Int64) throws(APIUsageError) -> Int64 {
      switch table.fields[name] {
      case nil: return absent
      case .integer(let value): return value
      case .some(let value):
        throw APIUsageError(
          "hostapi.field-type-declaration.field-must-whole-number", ["name": name, "what": what.noun, "value": value.described.noun])
      }
    }
    let (low, high) = (try bound("min", .min), try bound("max", .max))
    guard low <= high else {
      throw APIUsageError(
        "hostapi.field-type-declaration.min-above-max", ["low": low, "high": high, "what": what.noun])
    }
    return low...high
  }

  private static func numberRange(_ table: LuaTable, _ what: String) throws(APIUsageError) -> ClosedRange<Double> {
    func bound(_ name: String, _ absent: Double) throws(APIUsageError) -> Double {
      switch table.fields[name] {
      case nil: return absent
      case .integer(let value): return Double(value)
      case .number(let value) where !value.isNaN: return value
      case .some(let value):
        throw APIUsageError(
          "hostapi.field-type-declaration.field-must-number", ["name": name, "what": what.noun, "value": value.described.noun])
      }
    }
    let greatest = Double.greatestFiniteMagnitude
    let (low, high) = (try bound("min", -greatest), try bound("max", greatest))
    guard low <= high else {
      throw APIUsageError(
        "hostapi.field-type-declaration.min-above-max", ["low": low, "high": high, "what": what.noun])
    }
    return low...high
  }

  private static func choices(_ table: LuaTable, _ what: String) throws(APIUsageError) -> [String] {
    guard case .table(let list) = table.fields["values"], !list.array.isEmpty else {
      throw APIUsageError(
        "hostapi.field-type-declaration.choice-needs-values", ["what": what.noun])
    }
    try RegistrationLimits.require(
      list.array.count, atMost: RegistrationLimits.choicesMax, doc: "hostapi.field-type-declaration.values-choice")
    var choices: [String] = []
    for value in list.array {
      guard case .string(let choice) = value else {
        throw APIUsageError(
          "hostapi.field-type-declaration.values-must-strings-one", ["what": what.noun, "value": value.described.noun])
      }
      choices.append(choice)
    }
    return choices
  }

  private static func entity(_ table: LuaTable, _ what: String, schema: Schema) throws(APIUsageError) -> String {
    let entity = try table.text("entity", in: what)
    guard schema.entity(entity) != nil else {
      throw APIUsageError(unknown: "entity", entity, known: schema.entities.map(\.id), in: what)
    }
    return entity
  }

  private static func element(_ table: LuaTable, _ what: String, schema: Schema) throws(APIUsageError) -> FieldType {
    guard case .table(let declaration) = table.fields["of"] else {
      throw APIUsageError(
        "hostapi.field-type-declaration.list-needs-type-elements", ["what": what.noun])
    }
    let element = try type(of: declaration, in: what, schema: schema)
    switch element {
    case .text, .choice, .concept, .reference: return element
    default:
      throw APIUsageError(
        "hostapi.field-type-declaration.list-holds-text-choice", ["what": what.noun])
    }
  }
}
