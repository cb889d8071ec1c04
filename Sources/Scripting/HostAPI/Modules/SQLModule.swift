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
    let values = try arguments.map { value throws(APIUsageError) in try FieldValue(value) }
    var result = ResultRows()
    call.newTable()
    try context.transaction().eachRow(sql: query, arguments: values, views: readableViews(context)) { columns in
      context.columnsOfSQL = columns
      try result.begin(columns, &call)
    } row: { values in
      result.push(values, to: &call)
    }
    result.end(&call)
    return .returns(1)
  }

  private static func readableViews(_ context: HostContext) -> Set<String> {
    let readable = context.schema.entities.filter { context.permissions.grant($0.permissionGroup).access >= .read }
    return Set(readable.map(\.collection))
  }

}

/// The rows of a query, each pushed as a table onto Lua's stack as it is read; the list of rows lies below them.
private struct ResultRows {
  private var count = 0
  private var columnCount = 0
  /// The names of the columns in the state, below the row.
  private var keys: LuaReference?

  /// Takes the names of the columns; an alias may be as long as the query.
  mutating func begin(_ columns: [String], _ call: inout HostCall) throws(APIUsageError) {
    columnCount = columns.count
    try call.requireHeldMemory(columns.reduce(0) { $0 + $1.utf8.count + 64 })
    keys = call.keep(columns.map { Array($0.utf8) })
    if let keys { call.push(keys) }
  }

  /// - Returns: whether the task may go on.
  mutating func push(_ values: [FieldValue], to call: inout HostCall) -> Bool {
    count += 1
    // The list of names lies on top of the list of rows.
    call.newTable(fields: columnCount)
    for (index, value) in values.enumerated() where !value.isNull {
      call.push(element: index + 1, ofListAt: -2)
      call.push(value)
      call.setEntry()
    }
    call.push(copyOf: -3)
    call.push(copyOf: -2)
    call.setIndex(count)
    call.pop(2)
    return call.charge(.rowsRead, 1) && call.isWithinMemory() && !call.isStopping
  }

  /// Leaves the list of rows on top.
  mutating func end(_ call: inout HostCall) { if keys != nil { call.pop() } }
}
