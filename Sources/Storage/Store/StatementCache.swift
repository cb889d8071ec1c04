import Ecosystem

/// The statements a connection has prepared, at most `statementsMax`, each in use by one at a time.
struct StatementCache {
  /// Upper bound of the statements kept; beyond it they are all let go, since shapes of queries come in families.
  static let statementsMax = 256
  private var statements: ExactDictionary<PreparedStatement> = [:]

  /// The statement kept for that text, unless somebody uses it.
  func take(_ sql: String) -> PreparedStatement? {
    guard let statement = statements[sql], !statement.isInUse else { return nil }
    statement.isInUse = true
    return statement
  }

  /// Keeps a new statement, which its maker uses; of two with one text the first alone is kept.
  mutating func add(_ statement: PreparedStatement) {
    guard statements[statement.sql] == nil else { return }
    if statements.count >= StatementCache.statementsMax { statements.removeAll() }
    statements[statement.sql] = statement
  }

  /// Lets all go.
  mutating func removeAll() {
    statements.removeAll()
  }
}
