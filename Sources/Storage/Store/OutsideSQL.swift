import GRDBSQLite

/// The bounds of a query in SQL from outside, which follow from one rule: nothing that it does between two looks at the
/// interrupt takes more than about a second, and all that SQLite holds for it is bounded.
enum OutsideSQL {
  /// Limits of SQLite on statements: the text, the program and patterns.
  static let limits: [(limit: CInt, value: CInt)] = [
    (SQLITE_LIMIT_LENGTH, CInt(lengths.upperBound)), (SQLITE_LIMIT_SQL_LENGTH, 256 << 10),
    (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200), (SQLITE_LIMIT_VDBE_OP, 10_000),
  ]

  /// What SQLite may hold for a query beside the pages of the database, in bytes: values, sorting, temporary trees.
  static let memoryBytesMax = 48 << 20

  /// The most calls of functions in one statement; each may run once between two looks at the interrupt.
  static let functionsMax = 500
  /// The most calls of LIKE and GLOB among them.
  static let patternsMax = 60

  /// The longest value of a statement, in bytes: shorter where its functions together take longer for each byte.
  ///
  /// - Parameter functionCost: what its calls of functions take for each byte, in nanoseconds, together.
  static func valueBytesMax(functionCost: Int) -> Int {
    min(max(1_000_000_000 / max(1, functionCost), lengths.lowerBound), lengths.upperBound)
  }

  /// What one call takes for each byte of its longest argument, in nanoseconds: a pattern of 200 characters is compared at each
  /// position of the text; the slowest of the others reads JSON. As measured with SQLite 3.40.
  static func nanosecondsPerByte(_ function: String) -> Int { isPattern(function) ? 240 : 8 }

  /// Whether a function compares with a pattern.
  static func isPattern(_ function: String) -> Bool { function == "like" || function == "glob" }

  private static let lengths = 64 << 10...1 << 20
}
