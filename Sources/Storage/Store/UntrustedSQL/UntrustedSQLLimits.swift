import GRDBSQLite

/// The limits of a query in SQL from outside. They follow from one rule: between two calls of the interrupt no work takes more
/// than about a second, and all memory of SQLite for it is bounded.
enum UntrustedSQLLimits {
  /// Limits of SQLite on statements: the text, the program and patterns.
  static let limits: [(limit: CInt, value: CInt)] = [
    (SQLITE_LIMIT_LENGTH, CInt(lengths.upperBound)), (SQLITE_LIMIT_SQL_LENGTH, 256 << 10),
    (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200), (SQLITE_LIMIT_VDBE_OP, 10_000),
  ]

  /// Upper bound of the memory SQLite uses for a query in addition to the database pages, in bytes: values, and what of sorting
  /// and temporary trees is not in files.
  static let memoryBytesMax = 48 << 20

  /// Upper bound of the temporary files of a query in a transaction that reads, in bytes: sorting, distinct rows, materialised
  /// tables.
  static let temporaryBytesMax: Int64 = 256 << 20

  /// Upper bound of the function calls in one statement; each may run once between two calls of the interrupt.
  static let functionsMax = 500
  /// Upper bound of the calls of LIKE and GLOB among them.
  static let patternsMax = 60

  /// Returns the upper bound of a value in a statement, in bytes: the lower, the more time its functions take for each byte.
  ///
  /// - Parameter functionCost: the time its function calls together take for each byte, in nanoseconds.
  static func valueBytesMax(functionCost: Int) -> Int {
    min(max(1_000_000_000 / max(1, functionCost), lengths.lowerBound), lengths.upperBound)
  }

  /// Returns the time one call takes for each byte of its longest argument, in nanoseconds: a pattern of 200 characters is
  /// compared at each position of the text; the slowest of the others reads JSON. As measured with SQLite 3.40.
  static func nanosecondsPerByte(_ function: String) -> Int { isPattern(function) ? 240 : 8 }

  /// Whether a function compares with a pattern.
  static func isPattern(_ function: String) -> Bool { function == "like" || function == "glob" }

  private static let lengths = 64 << 10...1 << 20
}
