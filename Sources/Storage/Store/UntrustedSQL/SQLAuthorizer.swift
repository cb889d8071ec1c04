import GRDBSQLite

/// Authorizes what a statement accesses while it is prepared (`sqlite3_set_authorizer`). The store's own statements pass; a query
/// in SQL from outside may only read the views it is granted, and call functions without side effects.
///
/// The view name that SQLite passes for a table access cannot be trusted: a table expression of WITH may have the same name. So
/// those names are refused before (`SQLToken.expression`), and access to a table is checked by column as well.
///
/// There is one authorizer per connection; it runs on the thread that currently uses that connection.
final class SQLAuthorizer {
  /// The grant; nil while the store prepares its own statements.
  private var grant: SQLGrant?
  /// The table, function or action refused last.
  private(set) var refused: String?
  /// Number of function calls in the statement being prepared, and of those that compare with patterns.
  private var functionCount = 0
  private var patternCount = 0
  /// The time the functions of the statement prepared last take for each byte of a value, in nanoseconds, together.
  private(set) var functionCost = 0

  /// Sets the authorizer of a connection, for as long as both live.
  func guardConnection(_ connection: OpaquePointer) {
    sqlite3_set_authorizer(
      connection,
      { context, action, first, second, _, accessor in
        guard let context else { return SQLITE_DENY }
        let authorizer = Unmanaged<SQLAuthorizer>.fromOpaque(context).takeUnretainedValue()
        return authorizer.decide(action, first, second: second, accessor: accessor)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Applies `grant` while `body` prepares a statement from outside.
  func whileReading<Result>(_ grant: SQLGrant, _ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
    self.grant = grant
    refused = nil
    (functionCount, patternCount, functionCost) = (0, 0, 0)
    defer { self.grant = nil }
    return try body()
  }

  private func decide(
    _ action: CInt, _ first: UnsafePointer<CChar>?, second: UnsafePointer<CChar>?, accessor: UnsafePointer<CChar>?
  ) -> CInt {
    guard let grant else { return SQLITE_OK }
    let name = first.map { String(cString: $0) } ?? ""
    let detail = second.map { String(cString: $0) } ?? ""
    let isAllowed =
      switch action {
      case SQLITE_SELECT, SQLITE_RECURSIVE: true
      case SQLITE_READ: grant.allows(name, detail, through: accessor.map { String(cString: $0) })
      // The views of a restricted scope call functions of their own.
      case SQLITE_FUNCTION: grant.isView(accessor.map { String(cString: $0) }) || allowsFunction(detail)
      default: false
      }
    if isAllowed { return SQLITE_OK }
    refused = SQLAuthorizer.shown(action, name, second: detail)
    return SQLITE_DENY
  }

  private func allowsFunction(_ name: String) -> Bool {
    let name = name.asciiLowercased
    functionCount += 1
    patternCount += UntrustedSQLLimits.isPattern(name) ? 1 : 0
    functionCost += UntrustedSQLLimits.nanosecondsPerByte(name)
    return functionCount <= UntrustedSQLLimits.functionsMax && patternCount <= UntrustedSQLLimits.patternsMax
      && SQLAuthorizer.functions.contains(name)
  }

  private static func shown(_ action: CInt, _ name: String, second: String) -> String {
    switch action {
    case SQLITE_READ: name
    case SQLITE_FUNCTION: "\(second)()"
    case SQLITE_PRAGMA: "PRAGMA \(name)"
    case SQLITE_ATTACH: "ATTACH"
    case SQLITE_DETACH: "DETACH"
    case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: "BEGIN, COMMIT, ROLLBACK, SAVEPOINT"
    case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE: "INSERT, UPDATE, DELETE"
    default: "CREATE, DROP, ALTER, REINDEX, ANALYZE"
    }
  }

  /// The functions of SQLite without side effects that cannot request arbitrary memory.
  private static let functions = Set(
    """
    abs avg char coalesce count format printf glob group_concat hex ifnull iif instr json json_array json_array_length
    json_each json_extract json_group_array json_group_object json_object json_type json_valid json_quote json_tree
    length like likelihood likely lower ltrim max min nullif quote replace round rtrim sign substr substring sum total
    trim typeof unicode unlikely upper -> ->> row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value
    last_value nth_value date time datetime julianday strftime unixepoch acos asin atan atan2 ceil ceiling cos degrees
    exp floor ln log log10 log2 mod pi pow power radians sin sqrt tan trunc grappe_fold grappe_km
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
