import GRDBSQLite

/// The function that writes texts in their normal form, for a step of the file and for repairs.
enum TextFunctions {
  /// Registers the function on a connection (`sqlite3_create_function_v2`).
  static func register(on connection: OpaquePointer) {
    let flags = CInt(SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS)
    sqlite3_create_function_v2(connection, "grappe_normal", 2, flags, nil, normal, nil, nil, nil)
  }

  /// `grappe_normal(text, rule)`: the text in the normal form of a rule (`TextColumn.rule(notation:)`); NULL for blanks alone. What is
  /// no text stays as it is.
  private static let normal: @convention(c) (OpaquePointer?, CInt, UnsafeMutablePointer<OpaquePointer?>?) -> Void = {
    context, _, arguments in
    guard let argument = arguments?[0], let notation = arguments?[1] else { return sqlite3_result_null(context) }
    guard sqlite3_value_type(argument) == SQLITE_TEXT, let (rule, isStructured) = TextColumn.rule(notation: SQLFunctions.text(notation))
    else {
      return sqlite3_result_value(context, argument)
    }
    let given = SQLFunctions.text(argument)
    guard let normal = TextColumn.normal(given, rule, isStructured: isStructured) else { return sqlite3_result_null(context) }
    if normal.isExactly(given) { sqlite3_result_value(context, argument) } else { SQLFunctions.give(normal, context) }
  }
}
