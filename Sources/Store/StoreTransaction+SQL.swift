import Ecosystem

/// What a query in SQL gives.
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
  /// Runs a query in SQL that reads the documented views: the collections (`actors`, `events`…), with one column for
  /// each field, two for money (`budget_amount`, `budget_currency`), without what only the staff may see.
  /// - Parameters:
  ///   - sql: one SELECT. Tables, PRAGMA, ATTACH, writes and functions with side effects are refused.
  ///   - arguments: the values of its marks `?`, in order; scalars, or lists and maps as JSON text.
  ///   - views: the collections it may read; nil for all.
  ///   - rowsMax: the most rows it may give.
  /// - Throws: `StoreError.badSQL`, `.refusedSQL` naming what it may not have, `.tooManyRows`, `.interrupted`.
  public func rows(
    sql: String, arguments: [FieldValue] = [], views: Set<String>? = nil, rowsMax: Int = 100_000
  ) throws -> SQLRows {
    let connection = try open()
    let tables = layout.all.filter { views?.contains($0.entity.collection) ?? true }
    let grant = SQLGrant(tables)
    try refuseImitation(in: sql)
    return try explaining {
      let statement = try connection.guarded(sql, grant)
      defer { statement.close() }
      if !statement.isReadOnly { throw refusal("VACUUM", grant.views) }
      try checkCount(arguments, statement)
      try statement.bind(arguments.map(SQLValue.init))
      return try gather(statement, rowsMax)
    }
  }

  /// SQLite does not tell a view from a table expression that bears its name, and a view sees more than it shows.
  private func refuseImitation(in sql: String) throws {
    let views = Set(schema.entities.map(\.collection))
    if let name = SQLToken.expression(in: sql, named: views) { throw refusal("WITH \(name)", views) }
  }

  private func refusal(_ found: String, _ views: Set<String>) -> StoreError {
    StoreError(.refusedSQL, found: found, wanted: views.sorted().joined(separator: ", "))
  }

  private func checkCount(_ arguments: [FieldValue], _ statement: PreparedStatement) throws {
    if arguments.count == statement.parameterCount { return }
    throw StoreError(
      .badArgument, field: "arguments", found: "\(arguments.count)", wanted: "\(statement.parameterCount)")
  }

  private func gather(_ statement: PreparedStatement, _ rowsMax: Int) throws -> SQLRows {
    let columns = (0..<statement.columnCount).map(statement.columnName)
    var rows: [[FieldValue]] = []
    do {
      while try statement.step() {
        if rows.count == rowsMax { throw StoreError(.tooManyRows, wanted: "\(rowsMax)") }
        rows.append(try columns.indices.map { try value(statement, $0) })
      }
    } catch let error as StoreError where error.kind == .sqlite {
      throw StoreError(.badSQL, found: error.found)
    }
    return SQLRows(columns: columns, rows: rows)
  }

  private func value(_ statement: PreparedStatement, _ index: Int) throws -> FieldValue {
    if let value = statement.value(index) { return value }
    throw StoreError(.badSQL, field: statement.columnName(index), found: "BLOB")
  }
}
