import Ecosystem
import Lua

/// The arguments of `t.page`, `t.form`, `t.action` and `t.card`.
extension TestModule {
  /// The options of a call: the audience, the public by default, and the values of the query.
  static func options(
    of call: borrowing HostCall, at index: Int, allowing known: [String]
  ) throws -> (audience: Audience, params: ExactDictionary<[String]>) {
    guard let table = try call.optionalTable(index, "options") else { return (.public, [:]) }
    try table.requireOnly(known, in: "options")
    let audience = try PageModule.audience(table, "options", absent: .public)
    guard case .table(let params)? = table.fields["params"] else { return (audience, [:]) }
    return (audience, try sentValues(params))
  }

  /// The values of a table as a browser sends them.
  static func sentValues(_ table: LuaTable?) throws -> ExactDictionary<[String]> {
    guard let table else { return [:] }
    guard table.array.isEmpty else {
      throw APIUsageError(argument: 2, "values", wanted: "a table of named values", given: "a list")
    }
    return try table.fields.mapValues { try FieldValue($0, emptyTable: .list).formValues }
  }

  /// The id of a record, given itself or by its id.
  static func recordID(of call: borrowing HostCall, at index: Int) throws -> String {
    guard case .table(let record) = try call.argument(index, "record") else { return try call.text(index, "record") }
    return try record.text("id", in: "the record")
  }
}
