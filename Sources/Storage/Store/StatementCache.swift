import Ecosystem

/// The cache of a connection's prepared statements, at most `statementsMax`, each checked out by one caller at a time.
struct StatementCache {
  /// Upper bound of the cached statements; beyond it the cache is emptied, since queries come in families of shapes.
  static let statementsMax = 256
  private var statements: ExactDictionary<PreparedStatement> = [:]

  /// Checks out the statement of a text; nil when it is missing or in use.
  func take(_ sql: String) -> PreparedStatement? {
    guard let statement = statements[sql], !statement.isInUse else { return nil }
    statement.isInUse = true
    return statement
  }

  /// Adds a new statement, checked out; of two with the same text only the first is cached.
  mutating func add(_ statement: PreparedStatement) {
    guard statements[statement.sql] == nil else { return }
    if statements.count >= StatementCache.statementsMax { statements.removeAll() }
    statements[statement.sql] = statement
  }

  /// Empties the cache.
  mutating func removeAll() {
    statements.removeAll()
  }
}
