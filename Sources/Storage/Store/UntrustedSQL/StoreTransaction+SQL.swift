import Ecosystem

/// The result of a query in SQL.
public struct SQLRows: Sendable, Hashable {
  /// The names of the columns.
  public var columns: [String]
  /// The rows; values are null, integer, number or text.
  public var rows: [[FieldValue]]

  /// Rows under named columns.
  public init(columns: [String], rows: [[FieldValue]]) {
    self.columns = columns
    self.rows = rows
  }
}

extension StoreTransaction {
  /// Runs a query in SQL on the documented views: the collections (`actors`, `events`…), with one column for each field, two for
  /// money (`budget_amount`, `budget_currency`), without staff-only fields.
  /// - Parameters:
  ///   - sql: one SELECT. Tables, PRAGMA, ATTACH, writes and functions with side effects are refused.
  ///   - arguments: the values of its parameters `?`, in order; scalars, or lists and maps as JSON text.
  ///   - views: the collections it may read; nil for all.
  ///   - rowsMax: upper bound of the rows.
  /// - Throws: `StoreError.badSQL`, `.refusedSQL` naming the refused table or function, `.tooManyRows`, `.tooLarge`,
  ///   `.interrupted`.
  public func rows(
    sql: String, arguments: [FieldValue] = [], views: Set<String>? = nil, rowsMax: Int = 100_000
  ) throws -> SQLRows {
    var result = SQLRows(columns: [], rows: [])
    try eachRow(sql: sql, arguments: arguments, views: views, rowsMax: rowsMax) {
      result.columns = $0
    } row: {
      result.rows.append($0)
      return true
    }
    return result
  }

  /// Runs a query as `rows` does, and passes on each row as it is read, so that memory holds one row at a time.
  /// - Parameters:
  ///   - columns: receives the names of the columns, before the first row.
  ///   - row: receives a row; returns whether to continue.
  /// - Throws: as `rows`, and the errors of `columns` and `row`.
  public func eachRow(
    sql: String, arguments: [FieldValue] = [], views: Set<String>? = nil, rowsMax: Int = 100_000,
    columns: ([String]) throws -> Void, row: ([FieldValue]) throws -> Bool
  ) throws {
    // SQLite stops parsing at a NUL, and would run the text before it.
    guard !sql.utf8.contains(0) else { throw StoreError(.badSQL, found: "NUL (U+0000)") }
    let connection = try open()
    let all = try scoped().all()
    let tables = all.filter { views?.contains($0.entity.collection) ?? true }
    try refuseShadowedViews(in: sql)
    let grant = SQLGrant(tables, among: all, expressions: expressions(in: sql, connection))
    return try explaining {
      let restricted = tables.filter { !$0.isWhole }
      try connection.createViews(restricted)
      defer { connection.dropViews(restricted) }
      try connection.withinBounds {
        let statement = try connection.guarded(sql, grant)
        defer { statement.close() }
        if !statement.isReadOnly { throw refusal("VACUUM", grant.views) }
        try checkCount(arguments, statement)
        try statement.bind(arguments.map(SQLValue.init))
        let names = (0..<statement.columnCount).map(statement.columnName)
        try columns(names)
        try step(statement, names.count, rowsMax: rowsMax, row: row)
      }
    }
  }

  /// Refuses a table expression with the name of a view: SQLite cannot tell them apart, and a view reads more than it shows.
  private func refuseShadowedViews(in sql: String) throws {
    let views = schema.entities.map(\.collection)
    guard let name = SQLToken.expression(in: sql, named: Set(views.map { ExactString($0) })) else { return }
    throw refusal("WITH \(name)", Set(views))
  }

  /// Returns the names of the query's table expressions (`SQLGrant`) that name no table, view or table-valued function: a query
  /// that SQLite cannot prepare without the expression reads nothing else by that name.
  private func expressions(in sql: String, _ connection: Connection) -> Set<ExactString> {
    let names = SQLToken.expressions(in: sql)
    guard names.count <= Self.expressionsMax else { return [] }
    return names.filter { !connection.hasTable($0.string) }
  }

  /// Upper bound of the table expressions whose rows a query may count.
  private static let expressionsMax = 100

  private func refusal(_ found: String, _ views: Set<String>) -> StoreError {
    StoreError(.refusedSQL, found: found, wanted: views.sorted().joined(separator: ", "))
  }

  private func checkCount(_ arguments: [FieldValue], _ statement: PreparedStatement) throws {
    if arguments.count == statement.parameterCount { return }
    throw StoreError(
      .badArgument, field: "arguments", found: "\(arguments.count)", wanted: "\(statement.parameterCount)")
  }

  private func step(
    _ statement: PreparedStatement, _ columnCount: Int, rowsMax: Int, row: ([FieldValue]) throws -> Bool
  ) throws {
    var rowCount = 0
    do {
      while try statement.step() {
        if rowCount == rowsMax { throw StoreError(.tooManyRows, wanted: "\(rowsMax)") }
        rowCount += 1
        guard try row(try (0..<columnCount).map { try value(statement, $0) }) else { return }
      }
    } catch let error as StoreError where error.kind == .sqlite {
      throw statement.valueBytesMaxPassed.map { StoreError(.tooLarge, found: "\($0 + 1)", wanted: "\($0)") }
        ?? StoreError(.badSQL, found: error.found)
    }
  }

  private func value(_ statement: PreparedStatement, _ index: Int) throws -> FieldValue {
    if let value = statement.value(index) { return value }
    throw StoreError(.badSQL, field: statement.columnName(index), found: "BLOB")
  }
}
