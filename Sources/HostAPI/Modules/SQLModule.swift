import Ecosystem
import Lua
import Sandbox

/// `grappe.sql`: reading SQL over the public views, one per collection; a plugin sees those whose groups it may read.
enum SQLModule {
  static let entries: [String: HostEntry] = ["sql": function("grappe.sql", sql)]

  /// `sql(query, args)`: a list of rows keyed by column; `?` in the query takes the next of `args`.
  private static func sql(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    try context.permissions.require(.read, "sql")
    let query = try call.text(1, "query")
    let arguments = try call.optionalTable(2, "args")?.array ?? []
    let values = try arguments.map { value throws(Misuse) in try FieldValue(value) }
    let result = try context.transaction().rows(sql: query, arguments: values, views: readableViews(context))
    context.columnsOfSQL = result.columns
    let rows = result.rows.map { LuaValue.table(keyed($0, by: result.columns)) }
    _ = call.charge(.rowsRead, Int64(rows.count))
    call.push(LuaValue.table(LuaTable(array: rows, fields: [:])))
    return .returns(1)
  }

  private static func readableViews(_ context: HostContext) -> Set<String> {
    let readable = context.schema.entities.filter { context.permissions.grant($0.permissionGroup).access >= .read }
    return Set(readable.map(\.collection))
  }

  private static func keyed(_ values: [FieldValue], by columns: [String]) -> LuaTable {
    var row: [String: LuaValue] = [:]
    for (column, value) in zip(columns, values) where value != .null { row[column] = LuaValue(value) }
    return LuaTable(array: [], fields: row)
  }
}
