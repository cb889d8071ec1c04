/// The statements a connection has prepared and does not use at the moment, at most `statementsMax`.
struct StatementCache {
  /// Upper bound of the statements kept; beyond it they are all let go, since shapes of queries come in families.
  static let statementsMax = 256
  private var idle: [String: PreparedStatement] = [:]

  /// The statement kept for that text, taken out.
  mutating func take(_ sql: String) -> PreparedStatement? {
    idle.removeValue(forKey: sql)
  }

  /// Keeps a statement for the next use.
  mutating func keep(_ statement: PreparedStatement) {
    statement.reset()
    if idle.count >= StatementCache.statementsMax { idle.removeAll() }
    idle[statement.sql] = statement
  }

  /// Lets all go.
  mutating func removeAll() {
    idle.removeAll()
  }
}
