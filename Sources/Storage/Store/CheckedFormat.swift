import GRDBSQLite

/// `printf` and `format` in place of SQLite's own, which return NULL, without an error, for a result that is too long.
///
/// SQLite's own function makes the text, on a separate connection in memory, so that the result is the same.
final class CheckedFormat {
  private typealias Function = @convention(c) (OpaquePointer?, CInt, UnsafeMutablePointer<OpaquePointer?>?) -> Void

  /// The connection in memory; nil until it is needed.
  private var connection: OpaquePointer?
  /// The statements on it, by the number of their arguments.
  private var statements: [CInt: OpaquePointer] = [:]

  /// Registers the functions on a connection that is closed before this object (`sqlite3_create_function_v2`).
  func register(on connection: OpaquePointer) {
    let flags = CInt(SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS)
    let own = Unmanaged.passUnretained(self).toOpaque()
    for name in ["printf", "format"] {
      sqlite3_create_function_v2(connection, name, -1, flags, own, CheckedFormat.format, nil, nil, nil)
    }
  }

  deinit {
    for statement in statements.values { sqlite3_finalize(statement) }
    sqlite3_close_v2(connection)
  }

  private static let format: Function = { context, count, arguments in
    // A format that is NULL or empty gives NULL.
    guard count > 0, let arguments, let format = arguments[0], sqlite3_value_bytes(format) > 0 else { return }
    let own = Unmanaged<CheckedFormat>.fromOpaque(sqlite3_user_data(context)).takeUnretainedValue()
    let code = own.give(context, count, arguments: arguments)
    if code == SQLITE_TOOBIG { return sqlite3_result_error_toobig(context) }
    if code != SQLITE_OK { sqlite3_result_error_code(context, code) }
  }

  /// Sets the formatted text as the function's result.
  ///
  /// - Returns: `SQLITE_OK`, `SQLITE_TOOBIG` for a text beyond the limit of the calling connection, or another code of SQLite.
  private func give(_ context: OpaquePointer?, _ count: CInt, arguments: UnsafeMutablePointer<OpaquePointer?>) -> CInt {
    guard let statement = statement(count) else { return SQLITE_NOMEM }
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    let lengthMax = sqlite3_limit(sqlite3_context_db_handle(context), SQLITE_LIMIT_LENGTH, -1)
    sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, lengthMax + 1)
    for index in 0..<count {
      let code = sqlite3_bind_value(statement, index + 1, arguments[Int(index)])
      if code != SQLITE_OK { return code }
    }
    let code = sqlite3_step(statement)
    guard code == SQLITE_ROW else { return code == SQLITE_DONE ? SQLITE_ERROR : code }
    let text = sqlite3_column_value(statement, 0)
    if sqlite3_value_type(text) == SQLITE_NULL { return SQLITE_TOOBIG }
    sqlite3_result_value(context, text)
    return SQLITE_OK
  }

  /// Prepares a statement whose result is NULL only for a text that is too long: a character before the format marks an empty
  /// text.
  private func statement(_ count: CInt) -> OpaquePointer? {
    if let kept = statements[count] { return kept }
    if connection == nil {
      let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
      guard sqlite3_open_v2(":memory:", &connection, flags, nil) == SQLITE_OK else { return nil }
    }
    let marks = (1..<count).map { ", ?\($0 + 1)" }.joined()
    var statement: OpaquePointer?
    sqlite3_prepare_v3(
      connection, "SELECT substr(printf('.' || ?1\(marks)), 2)", -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    statements[count] = statement
    return statement
  }
}
