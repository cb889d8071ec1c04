import Ecosystem
import Funding
import Localization
import Lua
import Sandbox

/// The conditions of `grappe.funding`: each function checks its arguments and returns a condition for `rules`.
enum FundingConditions {
  static let entries: [String: HostEntry] = Dictionary(
    uniqueKeysWithValues: Condition.testNames.map { name in
      (name, function("grappe.funding.\(name)") { call, context in try make(name, &call, context: context) })
    })

  private static let combinations = ["all_of", "any_of", "none_of"]

  private static func make(_ test: String, _ call: inout HostCall, context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    var table = try call.optionalTable(1, "condition") ?? LuaTable()
    if combinations.contains(test) {
      table.fields["conditions"] = .table(LuaTable(array: table.array))
      table.array = []
    }
    guard table.array.isEmpty else {
      throw APIUsageError(
        "hostapi.funding-conditions.argument-1-condition-named")
    }
    table.fields["test"] = .string(test)
    if test == "custom" { _ = try table.function("check", in: "the custom condition") }
    _ = try ConditionTable(table).condition()
    call.push(.table(table))
    return .returns(1)
  }
}

/// A condition as a Lua table: plain data, and the functions of custom conditions in it.
struct ConditionTable {
  /// The condition without functions.
  let notation: FieldValue
  /// The functions by the id of their condition.
  let checks: ExactDictionary<LuaReference>

  init(_ table: LuaTable) throws(APIUsageError) {
    var checks: ExactDictionary<LuaReference> = [:]
    notation = try Self.notation(table, &checks)
    self.checks = checks
  }

  private static func notation(_ table: LuaTable, _ checks: inout ExactDictionary<LuaReference>) throws(APIUsageError) -> FieldValue {
    var fields: ExactDictionary<FieldValue> = [:]
    for (name, value) in table.fields {
      if case .function(let check) = value, name == "check", case .string(let id)? = table.fields["id"] {
        checks[id] = check
      } else if name == "conditions", case .table(let parts) = value {
        var conditions: [FieldValue] = []
        for part in parts.array {
          guard case .table(let part) = part else {
            throw APIUsageError(
              "hostapi.funding-conditions.condition-wanted-such-grappe", ["part": part.described.noun])
          }
          conditions.append(try notation(part, &checks))
        }
        fields[name] = .list(conditions)
      } else {
        fields[name] = try FieldValue(value, emptyTable: .list)
      }
    }
    return .map(fields)
  }

  /// The condition.
  func condition() throws(APIUsageError) -> Condition {
    let place = LocalizedText("hostapi.funding-conditions.condition")
    do { return try Condition(notation: notation, at: place) } catch { throw APIUsageError(error) }
  }
}
